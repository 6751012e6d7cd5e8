package dev.migrate.engine;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.SourceSpan;
import dev.migrate.plan.Direction;
import dev.migrate.plan.Step;
import dev.migrate.script.Placeholders;
import dev.migrate.script.Section;
import dev.migrate.script.SectionKind;
import dev.migrate.script.SqlScript;
import dev.migrate.sql.DatabaseKind;
import dev.migrate.sql.SqlScanner;
import dev.migrate.sql.Statement;
import dev.migrate.sql.StatementClass;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one step runs: the section of its script for the database at hand, looked through once before anything runs, so that a quote
 * that does not end or a COMMIT in the wrong place is met before the first statement.
 *
 * @param step the step
 * @param script its script
 * @param section the section that runs
 * @param verify the section that checks an upgrade; null where there is none
 * @param statements how many statements the section has
 * @param changesSession whether a statement may leave other settings behind
 * @param switchesDatabase whether a statement makes another database the session's own (MySQL's USE)
 * @param setsConstraints whether a statement defers constraints until the transaction ends
 * @param requires the queries that must hold before the step begins
 */
record StepScript(
        Step step,
        SqlScript script,
        Section section,
        @Nullable Section verify,
        int statements,
        boolean changesSession,
        boolean switchesDatabase,
        boolean setsConstraints,
        List<Requirement> requires) {

    /** A query that must give one true value. */
    record Requirement(String query, int line) {}

    Path file() {
        return step.revision().file();
    }

    static StepScript read(
            Step step, DatabaseKind kind, @Nullable Map<String, String> placeholders, boolean transactions) {
        Path file = step.revision().file();
        if (!file.getFileName().toString().endsWith(".sql")) {
            throw Diagnostic.error(
                            "script/not-sql",
                            "revision \"" + step.revision().id()
                                    + "\" is written in Java, which this version reads but cannot run")
                    .at(SourceSpan.of(file, step.revision().lines().revision()))
                    .help("write the revision in SQL: mvn migrate:revision -Dmigrate.message=\"…\"")
                    .toException();
        }
        return read(step, SqlScript.of(step.revision()), kind, placeholders, transactions);
    }

    /** The same of a script whose file has been read. */
    static StepScript read(
            Step step,
            SqlScript script,
            DatabaseKind kind,
            @Nullable Map<String, String> placeholders,
            boolean transactions) {
        Path file = step.revision().file();
        SectionKind wanted = step.direction() == Direction.UPGRADE ? SectionKind.UPGRADE : SectionKind.DOWNGRADE;
        Section section = script.section(wanted, kind).orElseThrow(() -> missing(step, script, wanted, kind));
        Optional<Section> verify =
                wanted == SectionKind.UPGRADE ? script.section(SectionKind.VERIFY, kind) : Optional.empty();
        boolean transactional = section.transactional() && transactions;
        int count = 0;
        boolean changesSession = false;
        boolean switchesDatabase = false;
        boolean setsConstraints = false;
        List<Requirement> requires = new ArrayList<>();
        try (Statements statements = statements(script, section, kind, placeholders)) {
            for (Statement s = statements.next(); s != null; s = statements.next()) {
                for (Statement.Directive directive : s.directives()) {
                    if (directive.name().equals("migrate:require")
                            && !directive.argument().isEmpty()) {
                        requires.add(new Requirement(directive.argument(), directive.line()));
                    }
                    if (directive.name().equals("migrate:backfill")) {
                        throw Diagnostic.error("script/backfill", "a backfill in batches is not run by this version")
                                .at(SourceSpan.of(file, directive.line()))
                                .help("write the UPDATE without the marker, or run it outside the revision")
                                .toException();
                    }
                }
                count++;
                StatementClass type = StatementClass.of(s, kind);
                changesSession |= type.changesSession();
                switchesDatabase |= kind.isMysqlFamily() && s.startsWith("USE");
                setsConstraints |= s.startsWith("SET", "CONSTRAINTS");
                if (transactional) {
                    checkTransaction(file, s, type, kind);
                }
            }
        }
        if (verify.isPresent()) {
            try (Statements statements = statements(script, verify.get(), kind, placeholders)) {
                while (statements.next() != null) {
                    // Read for its errors.
                }
            }
        }
        return new StepScript(
                step,
                script,
                section,
                verify.orElse(null),
                count,
                changesSession,
                switchesDatabase,
                setsConstraints,
                requires);
    }

    private static void checkTransaction(Path file, Statement s, StatementClass type, DatabaseKind kind) {
        if (type.transactionControl()) {
            throw Diagnostic.error(
                            "script/transaction-control",
                            "the section's own \""
                                    + String.join(" ", s.keywords().subList(0, 1))
                                    + "\" would end the transaction in which the revision and its version row are"
                                    + " written")
                    .at(SourceSpan.of(file, s.line(), s.column(), firstWord(s)))
                    .help("remove it, or write \"-- migrate:upgrade transaction=false\" and leave transactions to"
                            + " the script")
                    .toException();
        }
        if (type.cannotRunInTransaction()) {
            throw Diagnostic.error(
                            "script/needs-no-transaction",
                            kind.displayName() + " does not run this statement inside a transaction")
                    .at(SourceSpan.of(file, s.line(), s.column(), firstWord(s)))
                    .help("write transaction=false on the section's marker, best in a revision of its own:"
                            + " -- migrate:upgrade transaction=false")
                    .toException();
        }
    }

    private static int firstWord(Statement s) {
        int end = 0;
        while (end < s.text().length() && Character.isLetter(s.text().charAt(end))) {
            end++;
        }
        return Math.max(1, end);
    }

    private static RuntimeException missing(Step step, SqlScript script, SectionKind wanted, DatabaseKind kind) {
        boolean others = script.sections().stream().anyMatch(s -> s.kind() == wanted);
        String message = others
                ? "revision \"" + step.revision().id() + "\" has no " + wanted.word() + " section for "
                        + kind.displayName()
                : "revision \"" + step.revision().id() + "\" has no " + wanted.word() + " section";
        return Diagnostic.error("script/no-" + wanted.word(), message)
                .at(SourceSpan.of(
                        step.revision().file(), step.revision().lines().revision()))
                .note("nothing has been run")
                .help("add \"-- migrate:" + wanted.word() + (others ? " dialect=" + kind.id() : "")
                        + "\" to the script; with nothing behind it, it is a step that does nothing")
                .toException();
    }

    /** The statements of the section. */
    Statements open(DatabaseKind kind, @Nullable Map<String, String> placeholders) {
        return statements(script, section, kind, placeholders);
    }

    /** The statements of the verify section. */
    Statements openVerify(DatabaseKind kind, @Nullable Map<String, String> placeholders) {
        if (verify == null) {
            throw new IllegalStateException("no verify section");
        }
        return statements(script, verify, kind, placeholders);
    }

    private static Statements statements(
            SqlScript script, Section section, DatabaseKind kind, @Nullable Map<String, String> placeholders) {
        Reader reader = script.open(section);
        return new Statements(
                new SqlScanner(kind, reader, script.revision().file(), section.markerLine() + 1),
                reader,
                script.revision().file(),
                placeholders);
    }

    /** Statements, one after the other. */
    static final class Statements implements AutoCloseable {
        private final SqlScanner scanner;
        private final Reader reader;
        private final Path file;
        private final @Nullable Map<String, String> placeholders;

        Statements(SqlScanner scanner, Reader reader, Path file, @Nullable Map<String, String> placeholders) {
            this.scanner = scanner;
            this.reader = reader;
            this.file = file;
            this.placeholders = placeholders;
        }

        @Nullable
        Statement next() {
            Statement statement = scanner.next();
            return statement == null ? null : Placeholders.apply(statement, placeholders, file);
        }

        @Override
        public void close() {
            try {
                reader.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
