package dev.migrate.engine;

import dev.migrate.config.DatabaseSettings;
import dev.migrate.config.TransactionMode;
import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.SourceSpan;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.OwnTables;
import dev.migrate.plan.Plan;
import dev.migrate.plan.Step;
import dev.migrate.plan.VersionChange;
import dev.migrate.sql.DatabaseKind;
import dev.migrate.sql.Statement;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes a plan as SQL for the database's own client, with the same statements that an online run sends: transactions, version and
 * history rows, and at the top a guard that stops it on a database that stands elsewhere. The text depends on nothing but the plan,
 * the scripts and the settings.
 */
public final class OfflineScript {

    private static final Set<String> ROUTINES = Set.of("TRIGGER", "PROCEDURE", "FUNCTION", "EVENT");

    private final Request request;
    private final Dialect dialect;
    private final OwnTables tables;
    private final Writer out;
    private final Hooks hooks;
    private final List<StepScript> scripts;
    private final RowSql rows;
    private final TransactionMode mode;
    private boolean open;

    /**
     * What to write.
     *
     * @param plan the steps
     * @param context hooks, placeholders and the project; its settings need no credentials
     * @param kind the database
     * @param schema the schema of the plugin's tables, null to leave it to the session that runs the script
     */
    public record Request(Plan plan, RunContext context, DatabaseKind kind, @Nullable String schema) {}

    private OfflineScript(Request request, Writer out) {
        this.request = request;
        this.out = out;
        DatabaseSettings settings = request.context().settings();
        this.dialect = request.context().dialects().of(request.kind());
        this.tables = OwnTables.of(request.schema(), settings.versionTable());
        this.mode = Runner.mode(request.context(), dialect);
        this.hooks = new Hooks(request.context(), request.kind());
        this.scripts = ScriptCheck.read(
                request.plan(), request.kind(), request.context().placeholders(), mode != TransactionMode.NONE);
        this.rows = RowSql.offline(dialect, tables, "offline-" + fingerprint());
    }

    /** Writes the script. Nothing is written when a script of the plan has a fault. */
    public static void write(Request request, Writer out) throws IOException {
        new OfflineScript(request, out).write();
    }

    private void write() throws IOException {
        Plan plan = request.plan();
        line("-- " + plan.direction().word() + " from " + plan.from().display() + " to " + plan.to().display());
        line("-- for " + request.kind().displayName() + ", environment " + request.context().settings().name() + ", "
                + plan.steps().size() + (plan.steps().size() == 1 ? " revision" : " revisions"));
        line("-- run it with: " + client());
        line("");
        if (plan.isEmpty()) {
            line("-- nothing to do");
            return;
        }
        boolean startsOpen = transactional(0);
        Dialect.Guard guard = dialect.guard(tables, plan.from().rows(), startsOpen);
        for (String text : guard.before()) {
            line(text);
        }
        Dialect.Limits limits = Dialect.Limits.of(request.context().settings());
        for (String statement : dialect.openSession(limits)) {
            own(statement);
        }
        if (guard.checkInTransaction()) {
            begin();
        }
        line("");
        line("-- stops here on a database that stands elsewhere");
        for (String statement : guard.check()) {
            own(statement);
        }
        for (String statement : dialect.createTables(tables)) {
            own(statement);
        }
        hook(hooks.beforeRun());
        for (int i = 0; i < scripts.size(); i++) {
            step(i);
        }
        hook(hooks.afterRun());
        commit();
        for (String statement : guard.after()) {
            own(statement);
        }
    }

    private String client() {
        return switch (request.kind()) {
            case POSTGRESQL -> "psql -X -f <this file> <database>";
            case MYSQL -> "mysql <database> < <this file>";
            case MARIADB -> "mariadb <database> < <this file>";
            case SQLITE -> "sqlite3 <database> < <this file>";
        };
    }

    private boolean transactional(int index) {
        return dialect.transactionalDdl()
                && mode != TransactionMode.NONE
                && scripts.get(index).section().transactional();
    }

    private void step(int index) throws IOException {
        StepScript script = scripts.get(index);
        Step step = script.step();
        line("");
        line("-- " + step.direction().word() + " " + step.revision().id()
                + (step.revision().title().isEmpty() ? "" : ": " + oneLine(step.revision().title())));
        boolean transactional = transactional(index);
        if (transactional) {
            begin();
        } else {
            commit();
        }
        for (StepScript.Requirement requirement : script.requires()) {
            line("-- it requires a true answer to: " + oneLine(requirement.query()));
        }
        hook(hooks.beforeRevision());
        try (StepScript.Statements statements =
                script.open(request.kind(), request.context().placeholders())) {
            for (Statement s = statements.next(); s != null; s = statements.next()) {
                comments(s);
                statement(s);
            }
        }
        hook(hooks.afterRevision());
        if (script.setsConstraints() && transactional) {
            for (String statement : dialect.resetConstraints()) {
                own(statement);
            }
        }
        if (script.verify() != null) {
            try (StepScript.Statements statements =
                    script.openVerify(request.kind(), request.context().placeholders())) {
                for (Statement s = statements.next(); s != null; s = statements.next()) {
                    statement(s);
                }
            }
        }
        if (script.changesSession()) {
            for (String statement : dialect.resetSession(Dialect.Limits.of(request.context().settings()))) {
                own(statement);
            }
        }
        if (script.switchesDatabase()) {
            own("USE " + dialect.quote(database(script)));
        }
        begin();
        for (VersionChange change : step.changes()) {
            own(rows.change(change));
        }
        own(rows.history(
                Journal.row(script, Outcome.SUCCESS).downgradeScript(StoredDowngrade.of(script, request.kind()))));
        if (!transactional || mode == TransactionMode.PER_REVISION) {
            commit();
        }
    }

    /** Behind a script's USE the plugin's tables are elsewhere, and offline nobody knows the name of where they were. */
    private String database(StepScript script) {
        if (tables.schema() == null) {
            throw Diagnostic.error(
                            "script/use-offline",
                            "revision \"" + script.step().revision().id()
                                    + "\" leaves another database in use, and without a connection the own one has no name")
                    .at(SourceSpan.of(script.file(), script.section().markerLine()))
                    .note("nothing has been written")
                    .help("name it in the environment's file: version_table_schema = \"…\"; or write names with their database")
                    .toException();
        }
        return tables.schema();
    }

    private void begin() throws IOException {
        if (!open) {
            own(dialect.begin());
            open = true;
        }
    }

    private void commit() throws IOException {
        if (open) {
            own("COMMIT");
            open = false;
        }
    }

    private void hook(List<Hooks.Entry> entries) throws IOException {
        for (Hooks.Entry entry : entries) {
            if (entry.javaClass() != null) {
                line("-- the hook " + entry.event() + " " + entry.javaClass() + " is Java and runs online only");
            }
            for (Statement statement : entry.statements()) {
                statement(statement);
            }
        }
    }

    /** What the author wrote before a statement; a reader of the script wants it too. */
    private void comments(Statement s) throws IOException {
        for (String comment : s.leading().split("\n")) {
            String text = comment.strip();
            if (text.startsWith("--")) {
                line(text);
            }
        }
    }

    private void statement(Statement s) throws IOException {
        String text = s.text().replace("\r\n", "\n");
        Reader data = s.copyData();
        if (data != null) {
            line(text + ";");
            char[] buffer = new char[8192];
            char last = '\n';
            for (int n = data.read(buffer); n >= 0; n = data.read(buffer)) {
                if (n > 0) {
                    out.write(buffer, 0, n);
                    last = buffer[n - 1];
                }
            }
            line((last == '\n' ? "" : "\n") + "\\.");
        } else if (request.kind().isMysqlFamily() && text.indexOf(';') >= 0 && s.keywords().stream().anyMatch(ROUTINES::contains)) {
            String delimiter = text.contains("$$") ? text.contains("//") ? "~~migrate~~" : "//" : "$$";
            line("DELIMITER " + delimiter);
            line(text + "\n" + delimiter);
            line("DELIMITER ;");
        } else {
            own(text);
        }
    }

    private void own(String statement) throws IOException {
        int newline = statement.lastIndexOf('\n');
        String lastLine = statement.substring(newline + 1);
        boolean comment = lastLine.contains("--") || lastLine.contains("#");
        line(statement + (comment ? "\n;" : ";"));
    }

    private void line(String text) throws IOException {
        out.write(text);
        out.write('\n');
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s+", " ");
    }

    /** Tells one script from another, and is the same for the same input. */
    private String fingerprint() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (StepScript script : scripts) {
                digest.update((script.step().direction().word() + " " + script.step().revision().id() + " "
                                + script.script().checksum() + "\n")
                        .getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest()).substring(0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The same into memory; for tests and for small plans. */
    public static String text(Request request) {
        try (java.io.StringWriter writer = new java.io.StringWriter()) {
            write(request, writer);
            return writer.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
