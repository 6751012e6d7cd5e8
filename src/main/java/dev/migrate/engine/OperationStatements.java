package dev.migrate.engine;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.diagnostic.SourceSpan;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.LiveCatalog;
import dev.migrate.dialect.LiveColumn;
import dev.migrate.dialect.Refusal;
import dev.migrate.operation.BackfillRows;
import dev.migrate.operation.BulkInsert;
import dev.migrate.operation.Execute;
import dev.migrate.operation.ObjectName;
import dev.migrate.operation.Recorded;
import dev.migrate.sql.DatabaseKind;
import dev.migrate.sql.SqlScanner;
import dev.migrate.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One operation as the statements of a database.
 *
 * @param recorded the operation and its line
 * @param asks whether it looks at the tables that are there, so that it is written when its turn comes
 * @param rebuilds whether SQLite's foreign keys must be off meanwhile, or may have to
 * @param known its statements, as far as they can be told without looking; null where they cannot
 * @param unknown why not; null where they can
 */
record OperationStatements(
        Recorded recorded,
        boolean asks,
        boolean rebuilds,
        @Nullable List<Statement> known,
        @Nullable MigrateException unknown) {

    /** Marks a statement that an operation was made into, for messages. */
    static final String OPERATION = "migrate:operation";

    /**
     * Writes an operation without looking.
     *
     * @throws MigrateException when the database can never carry it out
     */
    static OperationStatements of(Recorded recorded, Dialect dialect) {
        Probe probe = new Probe();
        try {
            List<Statement> statements = statements(recorded, dialect, probe);
            boolean off = recorded.operation() instanceof Execute
                    && dialect.render(recorded, probe).foreignKeysOff();
            return new OperationStatements(recorded, probe.asked, probe.asked || off, statements, null);
        } catch (MigrateException e) {
            if (e.diagnostics().stream().allMatch(d -> d.code().equals(Refusal.NEEDS_DEFINITION))) {
                return new OperationStatements(recorded, true, true, null, e);
            }
            throw e;
        }
    }

    /** The same with what is known of the tables that earlier statements made. */
    OperationStatements knowing(Dialect dialect, LiveCatalog tables) {
        return asks ? new OperationStatements(recorded, true, true, statements(recorded, dialect, tables), null) : this;
    }

    /** The statements without a database. */
    List<Statement> offline() {
        if (known == null) {
            throw unknown == null ? new IllegalStateException("neither statements nor a reason") : unknown;
        }
        return known;
    }

    /** The statements for a database as it stands now. */
    static List<Statement> statements(Recorded recorded, Dialect dialect, LiveCatalog catalog) {
        List<Statement> statements = new ArrayList<>();
        for (String text : dialect.render(recorded, catalog).statements()) {
            statements.addAll(split(recorded, text, dialect.kind()));
        }
        return statements;
    }

    /** A statement of the author's own may be several; what an operation was made into is one, whatever stands in it. */
    static List<Statement> split(Recorded recorded, String text, DatabaseKind kind) {
        SourceSpan place = recorded.place();
        List<Statement> found = new ArrayList<>();
        try {
            SqlScanner scanner = new SqlScanner(kind, text, place.file());
            for (Statement s = scanner.next(); s != null; s = scanner.next()) {
                if (s.copyData() != null && recorded.operation() instanceof BulkInsert) {
                    Statement made = at(recorded, s.text(), s);
                    return List.of(new Statement(
                            0,
                            "",
                            made.text(),
                            "",
                            made.line(),
                            1,
                            made.keywords(),
                            made.directives(),
                            CopiedRows.of(s.copyData())));
                }
                if (s.copyData() != null) {
                    throw Diagnostic.error(
                                    "java/copy", "the data of COPY … FROM stdin can only stand in a script in SQL")
                            .help("op.bulkInsert(…) takes rows from Java")
                            .toException();
                }
                found.add(s);
                if (!(recorded.operation() instanceof Execute)) {
                    break;
                }
            }
        } catch (MigrateException e) {
            throw new MigrateException(
                    e.diagnostics().stream().map(d -> d.at(place)).toList(), e);
        }
        if (found.isEmpty()) {
            return List.of();
        }
        if (recorded.operation() instanceof Execute) {
            return found.stream().map(s -> at(recorded, s.text(), s)).toList();
        }
        Statement made = at(recorded, text, found.get(0));
        if (recorded.operation() instanceof BackfillRows rows) {
            List<Statement.Directive> marks = new ArrayList<>(made.directives());
            marks.addAll(Batches.marks(rows, text, kind, made.line()));
            made = new Statement(0, "", text, "", made.line(), 1, made.keywords(), marks, null);
            checked(made, recorded, kind);
        }
        return List.of(made);
    }

    private static void checked(Statement made, Recorded recorded, DatabaseKind kind) {
        try {
            Batches.of(made, kind, recorded.place().file());
        } catch (MigrateException e) {
            throw new MigrateException(
                    e.diagnostics().stream().map(d -> d.at(recorded.place())).toList(), e);
        }
    }

    private static Statement at(Recorded recorded, String text, Statement scanned) {
        int line = Math.max(1, recorded.place().line());
        var mark = new Statement.Directive(OPERATION, recorded.operation().call(), line);
        return new Statement(0, "", text, "", line, 1, scanned.keywords(), List.of(mark), null);
    }

    /** A statement that stands for what was carried out before and cannot be told any more, or for nothing at all. */
    Statement stand(String text) {
        int line = Math.max(1, recorded.place().line());
        var mark = new Statement.Directive(OPERATION, recorded.operation().call(), line);
        return new Statement(0, "", text, "", line, 1, List.of(), List.of(mark), null);
    }

    /** The statement with its number. */
    static Statement numbered(Statement numberless, int number) {
        Statement s = CopiedRows.unread(numberless);
        return new Statement(
                number,
                s.leading(),
                s.text(),
                s.terminator(),
                s.line(),
                s.column(),
                s.keywords(),
                s.directives(),
                s.copyData());
    }

    /** What made a statement, where a script in Java did. */
    static Optional<String> operationOf(Statement s) {
        return s.directives().stream()
                .filter(d -> d.name().equals(OPERATION))
                .map(Statement.Directive::argument)
                .findFirst();
    }

    /** Knows nothing, and remembers whether it was asked. */
    private static final class Probe implements LiveCatalog {
        private boolean asked;

        @Override
        public boolean isKnown(ObjectName table) {
            asked = true;
            return NONE.isKnown(table);
        }

        @Override
        public Optional<String> tableDefinition(ObjectName table) {
            asked = true;
            return NONE.tableDefinition(table);
        }

        @Override
        public List<String> attached(ObjectName table) {
            asked = true;
            return NONE.attached(table);
        }

        @Override
        public Optional<Boolean> indexExists(ObjectName table, String index) {
            asked = true;
            return NONE.indexExists(table, index);
        }

        @Override
        public Optional<LiveColumn> column(ObjectName table, String column) {
            asked = true;
            return NONE.column(table, column);
        }
    }
}
