import dev.migrate.Migration;
import dev.migrate.Operations;
import dev.migrate.Row;
import dev.migrate.dialect.LiveCatalog;
import dev.migrate.dialect.postgresql.PostgresqlDialect;
import dev.migrate.operation.Recorded;
import dev.migrate.operation.Recorder;
import dev.migrate.sql.DatabaseKind;
import java.io.StringReader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.postgresql.PGConnection;

/**
 * Measures rows that go to PostgreSQL by COPY, and by INSERT of 500 rows a statement as {@code op.bulkInsert} writes it. Arguments: URL,
 * user, password, runs of each.
 */
final class CopyRows {

    private static final int[] SIZES = {10, 100, 500, 600, 1_000, 10_000, 100_000};
    private static final String TABLE = "bench_copy";

    private CopyRows() {}

    private record Inserts(List<Row> rows) implements Migration {
        @Override
        public void upgrade(Operations op) {
            op.bulkInsert(TABLE, rows);
        }
    }

    public static void main(String[] args) throws SQLException {
        int runs = Integer.parseInt(args[3]);
        try (Connection connection = DriverManager.getConnection(args[0], args[1], args[2]);
                Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE IF EXISTS " + TABLE);
            statement.execute("CREATE TABLE " + TABLE + " (id integer, name text, note text, active boolean)");
            for (int size : SIZES) {
                List<String> inserts = inserts(size);
                String copy = copy(size);
                // the first runs warm both ways up
                for (int run = -2; run < runs; run++) {
                    double insert = timed(statement, () -> {
                        for (String sql : inserts) {
                            statement.execute(sql);
                        }
                    });
                    double copied = timed(statement, () -> {
                        try {
                            connection
                                    .unwrap(PGConnection.class)
                                    .getCopyAPI()
                                    .copyIn(
                                            "COPY " + TABLE + " (id, name, note, active) FROM stdin",
                                            new StringReader(copy));
                        } catch (java.io.IOException e) {
                            throw new SQLException(e);
                        }
                    });
                    if (run >= 0) {
                        System.out.printf(Locale.ROOT, "%d\t%.3f\t%.3f%n", size, insert, copied);
                    }
                }
            }
            statement.execute("DROP TABLE " + TABLE);
        }
    }

    private interface Work {
        void run() throws SQLException;
    }

    private static double timed(Statement statement, Work work) throws SQLException {
        statement.execute("TRUNCATE " + TABLE);
        long began = System.nanoTime();
        work.run();
        return (System.nanoTime() - began) / 1e6;
    }

    private static Map<String, Object> values(int n) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("id", n);
        values.put("name", "name " + n);
        values.put("note", "a row that is as long as rows are on the whole");
        values.put("active", n % 2 == 0);
        return values;
    }

    /** The statements of rows that do not go by COPY, as it would be with one value that keeps them from it. */
    private static List<String> inserts(int size) {
        List<String> statements = new ArrayList<>();
        for (int from = 0; from < size; from += 500) {
            List<Row> rows = new ArrayList<>();
            for (int n = from; n < Math.min(size, from + 500); n++) {
                rows.add(new Row(values(n)));
            }
            for (Recorded each : Recorder.record(
                    new Inserts(rows), Migration::upgrade, DatabaseKind.POSTGRESQL, Path.of("V1.java"), null)) {
                statements.addAll(
                        new PostgresqlDialect().render(each, LiveCatalog.NONE).statements());
            }
        }
        if (statements.stream().anyMatch(sql -> !sql.startsWith("INSERT"))) {
            throw new IllegalStateException(statements.get(0));
        }
        return statements;
    }

    private static String copy(int size) {
        StringBuilder text = new StringBuilder();
        for (int n = 0; n < size; n++) {
            text.append(String.join(
                            "\t",
                            values(n).values().stream().map(String::valueOf).toList()))
                    .append('\n');
        }
        return text.toString();
    }
}
