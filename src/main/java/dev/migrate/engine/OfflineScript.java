package dev.migrate.engine;

import dev.migrate.config.DatabaseSettings;
import dev.migrate.config.TransactionMode;
import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.diagnostic.SourceSpan;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.LiveCatalog;
import dev.migrate.dialect.OwnTables;
import dev.migrate.plan.Plan;
import dev.migrate.plan.Step;
import dev.migrate.plan.VersionChange;
import dev.migrate.sql.DatabaseKind;
import dev.migrate.sql.Statement;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes a plan as SQL for the database's own client, with the same statements that an online run sends: transactions, version and
 * history rows, and at the top a guard that stops it on a database that stands elsewhere. The text depends on nothing but the plan,
 * the scripts and the settings.
 */
public final class OfflineScript {

    private final Request request;
    private final Dialect dialect;
    private final OwnTables tables;
    private final ScriptText text;
    private final Hooks hooks;
    private final PlanScripts scripts;
    private final RowSql rows;
    private final TransactionMode mode;
    private final Dialect.Limits limits;
    private final String runId;
    private boolean open;

    /**
     * What to write.
     *
     * @param plan the steps
     * @param context hooks, placeholders and the project; its settings need no credentials
     * @param kind the database
     * @param schema the schema of the plugin's tables, null to leave it to the session that runs the script
     * @param tables the tables that are there where the script begins, as far as they are known
     */
    public record Request(
            Plan plan,
            RunContext context,
            DatabaseKind kind,
            @Nullable String schema,
            LiveCatalog tables) {

        /** What to write for a database of which nothing is known. */
        public Request(Plan plan, RunContext context, DatabaseKind kind, @Nullable String schema) {
            this(plan, context, kind, schema, LiveCatalog.NONE);
        }
    }

    private OfflineScript(Request request, Writer out) {
        this.request = request;
        this.text = new ScriptText(request.kind(), out);
        DatabaseSettings settings = request.context().settings();
        this.dialect = request.context().dialects().of(request.kind());
        this.tables = OwnTables.of(request.schema(), settings.versionTable());
        this.mode = Runner.mode(request.context(), dialect);
        this.hooks = new Hooks(request.context(), request.kind());
        this.scripts =
                ScriptCheck.offline(
                request.plan(), request.kind(), request.context(), mode != TransactionMode.NONE, request.tables());
        this.limits = Dialect.Limits.of(settings);
        this.runId = "offline-" + fingerprint();
        this.rows = RowSql.offline(dialect, tables, runId);
    }

    /** Writes the script. Nothing is written when a script of the plan has a fault. */
    public static void write(Request request, Writer out) throws IOException {
        OfflineScript script = new OfflineScript(request, out);
        try {
            script.write();
        } finally {
            script.scripts.close();
        }
    }

    private void write() throws IOException {
        Plan plan = request.plan();
        text.comment(plan.direction().word() + " from " + plan.from().display() + " to "
                + plan.to().display());
        text.comment("for " + request.kind().displayName() + ", environment "
                + request.context().settings().name() + ", " + plan.steps().size()
                + (plan.steps().size() == 1 ? " revision" : " revisions"));
        text.line("-- run it with: " + client());
        text.line("");
        if (plan.isEmpty()) {
            text.line("-- nothing to do");
            return;
        }
        var first = new FirstRows(plan.from(), plan.otherNames());
        Dialect.Guard guard = dialect.guard(tables, first.accepted(), transactional(0));
        for (String before : guard.before()) {
            text.line(before);
        }
        text.own(dialect.readAsUtf8());
        text.own(dialect.openSession(limits));
        if (request.kind() == DatabaseKind.SQLITE && scripts.all().stream().anyMatch(StepScript::rebuilds)) {
            // a client may have them on, and within a transaction it is too late to turn them off
            text.own("PRAGMA foreign_keys = OFF");
        }
        if (guard.checkInTransaction()) {
            begin();
        }
        text.line("");
        text.line("-- stops here on a database that stands elsewhere");
        text.own(guard.check());
        text.own(dialect.createTables(tables));
        text.own(first.renaming(dialect, tables));
        hook(hooks.beforeRun());
        for (int i = 0; i < scripts.size(); i++) {
            step(i);
        }
        commit();
        text.own(guard.after());
    }

    private String client() {
        return switch (request.kind()) {
            case POSTGRESQL -> "psql -X -f <this file> <database>";
            case MYSQL -> "mysql --comments <database> < <this file>";
            case MARIADB -> "mariadb --comments <database> < <this file>";
            case SQLITE -> "sqlite3 <database> < <this file>";
        };
    }

    private boolean transactional(int index) {
        return dialect.transactionalDdl()
                && mode != TransactionMode.NONE
                && scripts.get(index).transactional();
    }

    private void step(int index) throws IOException {
        StepScript script = scripts.get(index);
        Step step = script.step();
        boolean last = index == scripts.size() - 1;
        text.line("");
        text.comment(step.direction().word() + " " + step.revision().id()
                + (step.revision().title().isEmpty()
                        ? ""
                        : ": " + step.revision().title()));
        boolean transactional = transactional(index);
        if (!transactional) {
            commit();
        } else if (!open) {
            begin();
            text.own(dialect.stillBehind(
                    tables, runId, scripts.get(index - 1).step().revision().id()));
        }
        for (StepScript.Requirement requirement : script.requires()) {
            text.comment("it requires a true answer to: " + requirement.query());
            text.own(dialect.assertTrue(
                    requirement.query(),
                    true,
                    "what revision " + step.revision().id() + " requires does not hold"));
        }
        hook(hooks.beforeRevision());
        statements(script, transactional);
        hook(hooks.afterRevision());
        if (script.setsConstraints() && transactional) {
            text.own(dialect.resetConstraints());
        }
        verify(script);
        boolean putBack = script.changesSession() || hooks.changeSession();
        if (putBack) {
            text.own(dialect.resetSession(limits));
            text.own(dialect.readAsUtf8());
        }
        if (script.switchesDatabase() && tables.schema() != null) {
            text.own("USE " + dialect.quote(tables.schema()));
        }
        if (!open) {
            begin();
        }
        for (VersionChange change : step.changes()) {
            text.own(rows.change(change));
        }
        text.own(rows.history(Journal.row(script, Outcome.SUCCESS).downgradeScript(script.storedDowngrade(() -> LiveCatalog.NONE))));
        if (last && transactional) {
            hook(hooks.afterRun());
        }
        if (!transactional || mode == TransactionMode.PER_REVISION) {
            commit();
        }
        if (putBack && !last) {
            for (Statement statement : hooks.standing()) {
                text.statement(statement);
            }
        }
        if (last && !transactional) {
            hook(hooks.afterRun());
        }
    }

    private void statements(StepScript script, boolean transactional) throws IOException {
        OfflineJournal journal = transactional || !reachesTables(script)
                ? null
                : new OfflineJournal(text, dialect, tables, rows, request.kind(), script, grouping(script));
        script.<IOException>each(Way.OFFLINE, (s, identity) -> {
            if (tables.schema() == null && request.kind().isMysqlFamily() && s.startsWith("USE")) {
                throw use(script, s);
            }
            if (journal == null) {
                text.comments(s);
                text.statement(s);
            } else {
                journal.write(s, identity);
            }
        });
        open |= journal != null && journal.open();
    }

    /** Without a schema the tables are found by the search path, which such a script may empty, as pg_dump's does. */
    private boolean reachesTables(StepScript script) {
        return request.kind() != DatabaseKind.POSTGRESQL || tables.schema() != null || !script.changesSession();
    }

    private static MigrateException use(StepScript script, Statement s) {
        return Diagnostic.error(
                        "script/use",
                        "behind \"" + s.text() + "\" the version table would be looked for in that database")
                .at(SourceSpan.of(script.file(), s.line(), s.column(), 3))
                .note("a run online names the database of its url; SQL written without a connection knows none")
                .help("remove the USE, or set version_table_schema to the database of the version table")
                .toException();
    }

    private boolean grouping(StepScript script) {
        return request.kind().isMysqlFamily() && script.transactional() && mode != TransactionMode.NONE;
    }

    private void verify(StepScript script) throws IOException {
        script.<IOException>eachOfVerify((s, identity) -> {
            text.line("");
            text.comment("it has done its work if this gives no false answer");
            String otherwise = "revision " + script.step().revision().id() + " did not do its work";
            if (request.kind() == DatabaseKind.POSTGRESQL || SingleValue.of(s)) {
                text.own(dialect.assertTrue(s.text().replace("\r\n", "\n"), false, otherwise));
            } else {
                text.statement(s);
            }
        });
    }

    private void begin() throws IOException {
        text.own(dialect.begin());
        open = true;
    }

    private void commit() throws IOException {
        if (open) {
            text.own("COMMIT");
            open = false;
        }
    }

    private void hook(List<Hooks.Entry> entries) throws IOException {
        for (Hooks.Entry entry : entries) {
            if (entry.javaClass() != null) {
                text.comment("the hook " + entry.event() + " " + entry.javaClass() + " is Java and runs online only");
            }
            for (Statement statement : entry.statements()) {
                text.statement(statement);
            }
        }
    }

    /** Tells one script from another, and is the same for the same input. */
    private String fingerprint() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (StepScript script : scripts.all()) {
                digest.update((script.step().direction().word() + " "
                                + script.step().revision().id() + " "
                                + script.checksum() + "\n")
                        .getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest()).substring(0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
