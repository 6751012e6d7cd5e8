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
 * A step in SQL: the section of its script for the database at hand, looked through once before anything runs, so that a quote
 * that does not end or a COMMIT in the wrong place is met before the first statement.
 *
 * @param kind the database
 * @param placeholders values for the script; null where placeholders are off
 * @param step the step
 * @param script its script
 * @param section the section that runs
 * @param verify the section that checks an upgrade; null where there is none
 * @param statements how many statements the section has
 * @param changesSession whether a statement may leave other settings behind
 * @param switchesDatabase whether a statement makes another database the session's own (MySQL's USE)
 * @param setsConstraints whether a statement defers constraints until the transaction ends
 * @param batches whether a statement runs in batches
 * @param rebuilds whether it asks for SQLite's foreign keys to be off
 * @param requires the queries that must hold before the step begins
 */
record SqlStep(
        DatabaseKind kind,
        @Nullable Map<String, String> placeholders,
        Step step,
        SqlScript script,
        Section section,
        @Nullable Section verify,
        int statements,
        boolean changesSession,
        boolean switchesDatabase,
        boolean setsConstraints,
        boolean batches,
        boolean rebuilds,
        List<Requirement> requires)
        implements StepScript {

    static SqlStep read(
            Step step, DatabaseKind kind, @Nullable Map<String, String> placeholders, boolean transactions) {
        return read(step, SqlScript.of(step.revision()), kind, placeholders, transactions);
    }

    /** The same of a script whose file has been read. */
    static SqlStep read(
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
        boolean batches = false;
        boolean ownTransaction = false;
        boolean changesSession = false;
        boolean switchesDatabase = false;
        boolean setsConstraints = false;
        boolean rebuilds = false;
        List<Requirement> requires = new ArrayList<>();
        try (Statements statements = statements(script, section, kind, placeholders)) {
            for (Statement s = statements.next(); s != null; s = statements.next()) {
                for (Statement.Directive directive : s.directives()) {
                    if (directive.name().equals("migrate:require")
                            && !directive.argument().isEmpty()) {
                        requires.add(new Requirement(directive.argument(), directive.line()));
                    }
                }
                batches |= Batches.of(s, kind, file).isPresent();
                if (ownTransaction && Batches.marked(s)) {
                    throw Diagnostic.error(
                                    "script/backfill-transaction",
                                    "a backfill commits each batch, and the script has a transaction or a lock open"
                                            + " here")
                            .at(SourceSpan.of(file, s.line(), s.column(), firstWord(s)))
                            .help("end it before the backfill")
                            .toException();
                }
                count++;
                StatementClass type = StatementClass.of(s, kind);
                if (type.transactionControl()) {
                    ownTransaction = s.startsWith("BEGIN") || s.startsWith("START") || s.startsWith("SET");
                } else if (kind.isMysqlFamily() && (s.startsWith("LOCK") || s.startsWith("UNLOCK"))) {
                    ownTransaction = s.startsWith("LOCK");
                }
                changesSession |= type.changesSession();
                switchesDatabase |= kind.isMysqlFamily() && s.startsWith("USE");
                setsConstraints |= s.startsWith("SET", "CONSTRAINTS");
                if (ForeignKeysPragma.of(s, kind).orElse(null) == ForeignKeysPragma.OFF) {
                    rebuilds = true;
                }
                boolean done = rebuilds && ForeignKeysPragma.of(s, kind).isPresent();
                if (transactional && !done) {
                    TransactionRules.check(
                            SourceSpan.of(file, s.line(), s.column(), firstWord(s)),
                            s,
                            kind,
                            "write \"-- migrate:upgrade transaction=false\"");
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
        return new SqlStep(
                kind,
                placeholders,
                step,
                script,
                section,
                verify.orElse(null),
                count,
                changesSession,
                switchesDatabase,
                setsConstraints,
                batches,
                rebuilds,
                requires);
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

    @Override
    public String checksum() {
        return script.checksum();
    }

    @Override
    public boolean transactional() {
        return section.transactional();
    }

    @Override
    public SourceSpan start() {
        return SourceSpan.of(file(), section.markerLine());
    }

    @Override
    public <E extends Exception> void each(Way way, Taker<E> taker) throws E {
        each(section, way.live() == null, taker);
    }

    @Override
    public boolean verifies() {
        return verify != null;
    }

    @Override
    public <E extends Exception> void eachOfVerify(Taker<E> taker) throws E {
        if (verify != null) {
            each(verify, false, taker);
        }
    }

    private <E extends Exception> void each(Section part, boolean inOnePiece, Taker<E> taker) throws E {
        try (Statements statements = statements(script, part, kind, placeholders)) {
            for (Statement s = statements.next(); s != null; s = statements.next()) {
                taker.take(inOnePiece ? Batches.whole(s, kind, file()) : s, s.text());
            }
        }
    }

    @Override
    public Optional<SourceSpan> destruction() {
        try (Statements statements = statements(script, section, kind, placeholders)) {
            for (Statement s = statements.next(); s != null; s = statements.next()) {
                if (Destruction.destroys(s)) {
                    return Optional.of(SourceSpan.of(file(), s.line(), s.column(), 1));
                }
            }
        }
        return Optional.empty();
    }

    @Override
    public <E extends Exception> @Nullable String storedDowngrade(Tables<E> tables) {
        return step.direction() == Direction.UPGRADE ? StoredDowngrade.of(script, kind) : null;
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
    private static final class Statements implements AutoCloseable {
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
