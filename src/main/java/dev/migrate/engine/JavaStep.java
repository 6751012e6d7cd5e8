package dev.migrate.engine;

import dev.migrate.compile.RevisionClasses;
import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.diagnostic.SourceSpan;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.KnownTables;
import dev.migrate.operation.AlterTable;
import dev.migrate.operation.DropColumn;
import dev.migrate.operation.DropTable;
import dev.migrate.operation.NeedsDatabase;
import dev.migrate.operation.Operation;
import dev.migrate.operation.Recorded;
import dev.migrate.plan.Direction;
import dev.migrate.plan.Step;
import dev.migrate.revision.Revision;
import dev.migrate.sql.DatabaseKind;
import dev.migrate.sql.Statement;
import dev.migrate.sql.StatementClass;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A step in Java. What its code says is taken down before anything runs, as data; code that reads from the database is called again
 * when its turn comes, with the database at hand.
 *
 * @param step the step
 * @param code the author's code
 * @param dialect the database
 * @param transactional whether the author leaves the transaction to the run
 * @param operations what it does; empty where it reads
 * @param reading where it reads; null where it does not
 * @param escapes whether a text of its own must be kept from being read as a placeholder, once it is stored
 * @param checks the queries that must hold before and behind it
 * @param stored the way back, as the history keeps it; null where the database itself must be asked for that
 */
record JavaStep(
        Step step,
        MigrationCode code,
        Dialect dialect,
        boolean transactional,
        List<OperationStatements> operations,
        @Nullable Diagnostic reading,
        boolean escapes,
        JavaChecks checks,
        @Nullable String stored)
        implements StepScript {

    JavaStep {
        operations = List.copyOf(operations);
    }

    /**
     * Takes a step down.
     *
     * @param transactions whether the run opens transactions at all
     * @param escapes whether placeholders are read in scripts
     * @throws MigrateException with everything that the database can never do
     */
    static JavaStep read(Step step, Dialect dialect, RevisionClasses classes, boolean transactions, boolean escapes) {
        MigrationCode code = new MigrationCode(classes, step.revision(), dialect.kind());
        boolean transactional = code.transactional();
        JavaChecks checks = JavaChecks.read(step, code);
        List<Recorded> recorded;
        try {
            recorded = code.record(step.direction(), null);
        } catch (NeedsDatabase e) {
            return new JavaStep(step, code, dialect, transactional, List.of(), e.diagnostic(), escapes, checks, null);
        }
        List<OperationStatements> operations = new ArrayList<>();
        List<Diagnostic> faults = new ArrayList<>();
        for (Recorded one : recorded) {
            try {
                OperationStatements made = OperationStatements.of(one, dialect);
                if (transactional && transactions && made.known() != null) {
                    for (Statement s : made.known()) {
                        TransactionRules.check(
                                one.place(),
                                s,
                                dialect.kind(),
                                "let the class answer: boolean transactional() { return false; }");
                    }
                }
                if (!(transactional && transactions) && made.rebuilds() && dialect.kind() == DatabaseKind.SQLITE) {
                    throw inPieces(one);
                }
                operations.add(made);
            } catch (MigrateException e) {
                faults.addAll(e.diagnostics());
            }
        }
        if (!faults.isEmpty()) {
            throw new MigrateException(faults, null);
        }
        return new JavaStep(step, code, dialect, transactional, operations, null, escapes, checks, null);
    }

    private static MigrateException inPieces(Recorded recorded) {
        return Diagnostic.error(
                        "java/rebuild-without-transaction",
                        recorded.operation().call() + " may have to rebuild the table, which without a transaction"
                                + " could stop with the rows in neither")
                .at(recorded.place())
                .help("leave transactional() out, and transaction = \"none\" in the environment")
                .toException();
    }

    /**
     * The same step written without a database.
     *
     * @param tables those that the steps before it made; told of what this one does
     * @throws MigrateException when it must look at a database
     */
    JavaStep offline(KnownTables tables) {
        if (reading != null) {
            throw reading.note("nothing has been written").toException();
        }
        List<OperationStatements> written = new ArrayList<>();
        List<Diagnostic> faults = new ArrayList<>();
        for (OperationStatements operation : operations) {
            try {
                OperationStatements now = operation.knowing(dialect, tables);
                now.offline().forEach(s -> tables.apply(s.text()));
                written.add(now);
            } catch (MigrateException e) {
                faults.addAll(e.diagnostics());
            }
        }
        if (!faults.isEmpty()) {
            throw new MigrateException(faults, null);
        }
        return new JavaStep(
                step, code, dialect, transactional, written, null, escapes, checks, storedDowngrade(() -> tables));
    }

    @Override
    public String checksum() {
        return code.classes().checksum(step.revision());
    }

    @Override
    public SourceSpan start() {
        Revision revision = step.revision();
        return SourceSpan.of(revision.file(), revision.lines().revision());
    }

    @Override
    public boolean reads() {
        return reading != null;
    }

    @Override
    public boolean rebuilds() {
        return dialect.kind() == DatabaseKind.SQLITE
                && (reads() || operations.stream().anyMatch(OperationStatements::rebuilds));
    }

    @Override
    public boolean batches() {
        return any(Batches::marked);
    }

    @Override
    public int statements() {
        int count = 0;
        for (OperationStatements operation : operations) {
            if (operation.asks() || operation.known() == null) {
                return 0;
            }
            count += operation.known().size();
        }
        return count;
    }

    @Override
    public boolean changesSession() {
        return reads() || any(s -> StatementClass.of(s, dialect.kind()).changesSession());
    }

    @Override
    public boolean switchesDatabase() {
        return dialect.kind().isMysqlFamily() && (reads() || any(s -> s.startsWith("USE")));
    }

    @Override
    public boolean setsConstraints() {
        return reads() || any(s -> s.startsWith("SET", "CONSTRAINTS"));
    }

    private boolean any(java.util.function.Predicate<Statement> test) {
        return operations.stream()
                .anyMatch(o -> o.known() != null && o.known().stream().anyMatch(test));
    }

    @Override
    public List<Requirement> requires() {
        return checks.requires();
    }

    @Override
    public <E extends Exception> void each(Way way, Taker<E> taker) throws E {
        JavaWalk<E> walk = new JavaWalk<>(dialect, way, taker);
        if (!reads()) {
            for (OperationStatements operation : operations) {
                walk.hand(operation);
            }
            return;
        }
        try {
            walk.run(code.record(step.direction(), walk));
        } catch (MigrationCode.Interruption e) {
            // Told below, whatever the author's code has made of it.
        } catch (MigrateException e) {
            walk.rethrow();
            throw e;
        }
        walk.rethrow();
        walk.end();
    }

    @Override
    public boolean verifies() {
        return !checks.verifies().isEmpty();
    }

    @Override
    public <E extends Exception> void eachOfVerify(Taker<E> taker) throws E {
        for (Statement s : checks.verifies()) {
            taker.take(s, s.text());
        }
    }

    @Override
    public Optional<SourceSpan> destruction() {
        if (reading != null) {
            return Optional.ofNullable(reading.span());
        }
        return operations.stream()
                .filter(o -> destroys(o.recorded().operation())
                        || o.known() != null && o.known().stream().anyMatch(Destruction::destroys))
                .map(o -> o.recorded().place())
                .findFirst();
    }

    private static boolean destroys(Operation operation) {
        return operation instanceof DropTable
                || operation instanceof DropColumn
                || operation instanceof AlterTable table
                        && table.changes().stream().anyMatch(JavaStep::destroys);
    }

    @Override
    public <E extends Exception> @Nullable String storedDowngrade(Tables<E> tables) throws E {
        if (step.direction() != Direction.UPGRADE || stored != null) {
            return stored;
        }
        Revision revision = step.revision();
        try {
            List<OperationStatements> back = new ArrayList<>();
            for (Recorded recorded : code.record(Direction.DOWNGRADE, null)) {
                OperationStatements made = OperationStatements.of(recorded, dialect);
                if (!transactional && made.rebuilds() && dialect.kind() == DatabaseKind.SQLITE) {
                    throw inPieces(recorded);
                }
                back.add(made);
            }
            KnownTables known = back.stream().noneMatch(OperationStatements::asks)
                    ? new KnownTables(dialect.kind())
                    : new KnownTables(dialect.kind(), tables.now());
            StringWriter body = new StringWriter();
            ScriptText text = new ScriptText(dialect.kind(), body);
            for (OperationStatements operation : back) {
                for (Statement s : operation.knowing(dialect, known).offline()) {
                    text.statement(CopiedRows.unread(s));
                    known.apply(s.text());
                }
            }
            boolean rebuilds =
                    dialect.kind() == DatabaseKind.SQLITE && back.stream().anyMatch(OperationStatements::rebuilds);
            String sql = (rebuilds ? "PRAGMA foreign_keys = OFF;\n" : "") + body;
            return StoredDowngrade.of(revision, transactional, escapes ? sql.replace("${", "$${") : sql);
        } catch (NeedsDatabase e) {
            return StoredDowngrade.none(revision, e.diagnostic().message());
        } catch (MigrateException e) {
            return StoredDowngrade.none(revision, e.diagnostics().get(0).message());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
