package dev.migrate.engine;

import dev.migrate.Row;
import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.Session;
import dev.migrate.operation.LiveSession;
import dev.migrate.operation.Recorded;
import dev.migrate.sql.Statement;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * One way through the operations of a step: each is handed over as numbered statements. For code that reads it is the database too;
 * what fails while the author's code is between is kept, since that code might catch it.
 *
 * @param <E> what taking a statement throws
 */
final class JavaWalk<E extends Exception> implements LiveSession {

    private final Dialect dialect;
    private final Way way;
    private final StepScript.Taker<E> taker;
    private final PrefixHash prefix = new PrefixHash();
    private int number;
    private @Nullable Exception failure;

    JavaWalk(Dialect dialect, Way way, StepScript.Taker<E> taker) {
        this.dialect = dialect;
        this.way = way;
        this.taker = taker;
    }

    /** Hands an operation over. */
    void hand(OperationStatements operation) throws E {
        if (!operation.asks() || way.live() == null) {
            for (Statement s : operation.offline()) {
                take(
                        way.live() == null
                                ? Batches.whole(
                                        s,
                                        dialect.kind(),
                                        operation.recorded().place().file())
                                : s,
                        CopiedRows.identity(s));
            }
            return;
        }
        // What the tables say changes with what is run, so it cannot tell whether the script is still the same.
        String identity = operation.recorded().operation().toString();
        List<Statement> statements = now(operation);
        for (int i = 0; i < statements.size(); i++) {
            take(statements.get(i), identity + "#" + i);
        }
    }

    private List<Statement> now(OperationStatements operation) throws E {
        try {
            List<Statement> statements = OperationStatements.statements(
                    operation.recorded(), dialect, settled().catalog());
            // An operation that finds nothing to do counts all the same, or the numbers behind it would depend on that.
            return statements.isEmpty() && dialect.kind().isMysqlFamily()
                    ? List.of(operation.stand("DO 0"))
                    : statements;
        } catch (MigrateException e) {
            if (number < way.finished()) {
                return List.of(operation.stand(""));
            }
            throw e;
        }
    }

    private void take(Statement s, String identity) throws E {
        Prefix expected = way.prefix();
        if (expected != null
                && number == expected.statements()
                && !prefix.value().equals(expected.hash())) {
            throw differs(number);
        }
        number++;
        prefix.add(identity);
        taker.take(OperationStatements.numbered(s, number), identity);
    }

    @SuppressWarnings("unchecked") // what a live way throws is what its taker throws: both send statements
    private Session settled() throws E {
        try {
            return way.required().settled();
        } catch (Refused e) {
            throw (E) e;
        }
    }

    @Override
    public void run(List<Recorded> operations) {
        guarded(() -> {
            for (Recorded recorded : operations) {
                hand(OperationStatements.of(recorded, dialect));
            }
            return operations;
        });
    }

    @Override
    public List<Row> query(Recorded query) {
        return guarded(() -> rows(settled(), query));
    }

    @Override
    public Connection connection() {
        return guarded(() -> BorrowedConnection.of(settled().connection()));
    }

    private <T> T guarded(Callable<T> work) {
        if (failure == null) {
            try {
                return work.call();
            } catch (Exception e) {
                failure = e;
            }
        }
        throw new MigrationCode.Interruption();
    }

    /** Makes sure that nothing of what has been run is missing from what was said now. */
    void end() {
        Prefix expected = way.prefix();
        if (expected != null
                && (number < expected.statements()
                        || number == expected.statements() && !prefix.value().equals(expected.hash()))) {
            throw differs(expected.statements());
        }
    }

    private static MigrateException differs(int finished) {
        return Diagnostic.error(
                        "repair/reads-differ",
                        "the first " + finished + " statements have been run, and what the revision reads now makes it"
                                + " say others")
                .note("nothing more has been run")
                .help("do the rest by hand, then: mvn migrate:stamp; or put the data back as it was")
                .toException();
    }

    /** Throws what failed while the author's code was between. */
    @SuppressWarnings("unchecked") // nothing else is caught than what the taker and the database throw
    void rethrow() throws E {
        if (failure instanceof RuntimeException e) {
            throw e;
        }
        if (failure != null) {
            throw (E) failure;
        }
    }

    private List<Row> rows(Session session, Recorded query) {
        List<Statement> statements = OperationStatements.of(query, dialect).offline();
        List<Row> rows = new ArrayList<>();
        for (Statement s : statements) {
            try (var statement = session.connection().createStatement()) {
                if (statement.execute(s.text())) {
                    rows.addAll(rows(statement.getResultSet()));
                }
            } catch (SQLException e) {
                throw refused(session, query, s, e);
            }
        }
        return rows;
    }

    private static List<Row> rows(ResultSet result) throws SQLException {
        var names = result.getMetaData();
        List<Row> rows = new ArrayList<>();
        while (result.next()) {
            Map<String, @Nullable Object> values = new LinkedHashMap<>();
            for (int i = 1; i <= names.getColumnCount(); i++) {
                values.put(names.getColumnLabel(i), result.getObject(i));
            }
            rows.add(new Row(values));
        }
        return rows;
    }

    private static MigrateException refused(Session session, Recorded query, Statement s, SQLException e) {
        return switch (session.classify(e)) {
            case CONNECTION_LOST ->
                RunFailure.lost(session, e).at(query.place()).toException(e);
            default ->
                Diagnostic.error(
                                "run/query",
                                session.kind().displayName() + " refuses the query: " + RunFailure.firstLine(e))
                        .at(query.place())
                        .note("the query: " + RunFailure.excerpt(s.text()))
                        .help("correct the query in the script")
                        .toException(e);
        };
    }
}
