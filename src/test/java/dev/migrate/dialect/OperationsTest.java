package dev.migrate.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.migrate.Migration;
import dev.migrate.Operations;
import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.operation.AlterTable;
import dev.migrate.operation.Operation;
import dev.migrate.operation.Recorded;
import dev.migrate.operation.Recorder;
import dev.migrate.operation.Reversal;
import dev.migrate.schema.Schema;
import dev.migrate.sql.DatabaseKind;
import dev.migrate.testing.OnEveryDatabase;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestServer;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Each example of {@link OperationSamples}: its SQL is that of the golden file, the server takes it, the catalog then says what its golden file says, and its
 * reverse brings back what was there. With {@code
 * -Dmigrate.goldens=write} the files and docs/operations.md are written instead of compared.
 */
class OperationsTest {

    private static final Path ROOT = Path.of(System.getProperty("basedir", "."));
    private static final Path GOLDENS = ROOT.resolve("src/test/resources/operations");
    private static final Path SOURCE = ROOT.resolve("src/test/java/dev/migrate/dialect/OperationSamples.java");
    private static final Path PAGE = ROOT.resolve("docs/operations.md");
    private static final boolean WRITE = "write".equals(System.getProperty("migrate.goldens"));

    private static final String ROWS = "SELECT count(*) FROM users, orders";
    private static final OwnTables NO_OWN = new OwnTables(null, "migrate_version", "migrate_history");

    /** What cannot be put back: data, or what the sample does to a schema that is not there. */
    private static final Set<String> WITHOUT_SERVER = Set.of("renameSchema");

    /** A migration that says what a sample says. */
    private record Sampled(Method method) implements Migration {
        @Override
        public void upgrade(Operations op) {
            try {
                method.invoke(null, op);
            } catch (java.lang.reflect.InvocationTargetException e) {
                throw (RuntimeException) e.getCause();
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** A database before a sample, read once for all that leave it so. */
    private record Standing(List<String> catalog, List<String> rows, Schema schema) {
        static Standing of(TestDatabase database, Live live, boolean read) throws SQLException {
            return new Standing(
                    CatalogSnapshot.of(database),
                    database.rows(ROWS),
                    read ? OperationsTest.schema(live) : Schema.of(List.of()));
        }
    }

    static Migration migration(Method sample) {
        return new Sampled(sample);
    }

    static Map<String, Method> samples() {
        Map<String, Method> samples = new TreeMap<>();
        List<Method> methods = new ArrayList<>(List.of(OperationSamples.class.getDeclaredMethods()));
        methods.addAll(List.of(OperationParameters.class.getDeclaredMethods()));
        for (Method method : methods) {
            if (Modifier.isStatic(method.getModifiers())
                    && !method.isSynthetic()
                    && !method.getName().equals("before")) {
                samples.put(method.getName(), method);
            }
        }
        return samples;
    }

    private static List<Recorded> record(Method method, DatabaseKind kind) {
        return Recorder.record(new Sampled(method), Migration::upgrade, kind, GOLDENS.resolve("V1.java"), null);
    }

    @OnEveryDatabase
    @DisplayName("each sample has its SQL, is carried out, and its reverse brings back what was there")
    void goldens(TestDatabase database) throws Exception {
        Dialect dialect = Live.dialect(database.kind());
        List<String> faults = new ArrayList<>();
        TestDatabase fresh = null;
        Standing before = null;
        // its catalog words some things otherwise
        boolean oldest = database.server() == TestServer.POSTGRESQL_14;
        for (var sample : samples().entrySet()) {
            List<String> sql = new ArrayList<>();
            boolean asBefore = false;
            String change = "nothing\n";
            try {
                if (fresh == null) {
                    fresh = database.server().create();
                    try (Live live = Live.open(fresh)) {
                        live.run(record(
                                OperationSamples.class.getDeclaredMethod("before", Operations.class), fresh.kind()));
                        before = Standing.of(fresh, live, !oldest);
                    }
                }
                List<Recorded> recorded = record(sample.getValue(), fresh.kind());
                recorded.forEach(dialect::check);
                if (WITHOUT_SERVER.contains(sample.getKey())) {
                    asBefore = true;
                    recorded.forEach(each ->
                            sql.addAll(dialect.render(each, LiveCatalog.NONE).statements()));
                } else {
                    Schema[] done = {before.schema()};
                    asBefore = carriedOutAndBack(sample.getKey(), fresh, recorded, sql, before, done);
                    change = CatalogChange.between(before.schema(), done[0]);
                }
            } catch (MigrateException e) {
                asBefore = sql.isEmpty();
                sql.clear();
                for (Diagnostic diagnostic : e.diagnostics()) {
                    sql.add("-- error[" + diagnostic.code() + "]: " + diagnostic.message()
                            + (diagnostic.help() == null ? "" : "\n-- help: " + diagnostic.help()));
                }
            } catch (IllegalStateException | AssertionError e) {
                faults.add(sample.getKey() + ": " + e.getMessage());
            }
            if (!asBefore && fresh != null) {
                fresh.close();
                fresh = null;
            }
            try {
                golden(sample.getKey(), database.kind(), sql);
                if (!oldest) {
                    same(
                            GOLDENS.resolve(sample.getKey())
                                    .resolve(database.kind().id() + ".catalog"),
                            change);
                }
            } catch (AssertionError e) {
                faults.add(e.getMessage());
            }
        }
        if (fresh != null) {
            fresh.close();
        }
        assertThat(String.join("\n\n", faults)).isEmpty();
    }

    /** Whether all is as it was before. */
    private static boolean carriedOutAndBack(
            String name,
            TestDatabase database,
            List<Recorded> recorded,
            List<String> sql,
            Standing before,
            Schema[] done)
            throws SQLException {
        try (Live live = Live.open(database)) {
            live.run(recorded, sql);
            if (!before.schema().isEmpty()) {
                done[0] = schema(live);
            }
            List<Operation> reversed = new ArrayList<>();
            boolean[] impossible = {false};
            List<Operation> operations =
                    recorded.stream().map(Recorded::operation).toList();
            reversed.addAll(Reversal.ofAll(operations, (operation, why) -> impossible[0] = true));
            if (impossible[0]) {
                return false;
            }
            live.run(reversed.stream()
                    .map(operation -> new Recorded(operation, recorded.get(0).place()))
                    .toList());
        }
        List<String> after = CatalogSnapshot.of(database);
        if (!after.equals(before.catalog())) {
            List<String> lost = new ArrayList<>(before.catalog());
            lost.removeAll(after);
            after.removeAll(before.catalog());
            throw new AssertionError("the reverse\n  lost " + lost + "\n  left " + after + "\n  of " + sql);
        }
        if (name.equals("dropTable")) {
            return false;
        }
        assertThat(database.rows(ROWS)).as(name).isEqualTo(before.rows());
        return true;
    }

    private static void golden(String sample, DatabaseKind kind, List<String> statements) throws IOException {
        StringBuilder text = new StringBuilder();
        statements.forEach(sql ->
                text.append(sql).append(sql.startsWith("-- error") ? "" : ";").append('\n'));
        if (statements.isEmpty()) {
            text.append("-- nothing to do\n");
        }
        same(GOLDENS.resolve(sample).resolve(kind.id() + ".sql"), text.toString());
    }

    private static void same(Path file, String text) throws IOException {
        if (WRITE) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        }
        assertThat(file).exists();
        assertThat(text).as(file.toString()).isEqualTo(Files.readString(file));
    }

    private static Schema schema(Live live) throws SQLException {
        return live.session().schema(SchemaScope.all(NO_OWN));
    }

    @Test
    @DisplayName("each operation has a sample, each sample its SQL for each database, and no SQL is left over")
    void symmetry() throws IOException {
        Set<Class<?>> seen = new HashSet<>();
        Set<String> expected = new TreeSet<>();
        for (var sample : samples().entrySet()) {
            for (DatabaseKind kind : DatabaseKind.values()) {
                for (Recorded each : record(sample.getValue(), kind)) {
                    seen.add(each.operation().getClass());
                    if (each.operation() instanceof AlterTable table) {
                        table.changes().forEach(change -> seen.add(change.getClass()));
                    }
                }
                expected.add(sample.getKey() + "/" + kind.id() + ".sql");
                expected.add(sample.getKey() + "/" + kind.id() + ".catalog");
            }
        }
        assertThat(seen).isEqualTo(new HashSet<>(Arrays.asList(Operation.class.getPermittedSubclasses())));
        try (var files = Files.walk(GOLDENS)) {
            Set<String> found =
                    new TreeSet<>(files.filter(file -> file.toString().matches(".*\\.(sql|catalog)"))
                            .map(file -> GOLDENS.relativize(file).toString().replace('\\', '/'))
                            .filter(file -> file.contains("/"))
                            .toList());
            assertThat(found).isEqualTo(expected);
        }
    }

    @Test
    @DisplayName("docs/operations.md has every sample with its SQL, and every call is in it")
    void page() throws IOException {
        StringBuilder page = new StringBuilder(PAGE_HEAD);
        String source = Files.readString(SOURCE);
        page.append("\nThe examples begin with this:\n\n```java\n")
                .append(code(source, "before"))
                .append("\n```\n");
        for (String sample : order(source)) {
            page.append("\n## ")
                    .append(sample)
                    .append("\n\n```java\n")
                    .append(code(source, sample))
                    .append("\n```\n\n");
            Map<String, List<String>> same = new java.util.LinkedHashMap<>();
            for (DatabaseKind kind : DatabaseKind.values()) {
                String sql = Files.readString(GOLDENS.resolve(sample).resolve(kind.id() + ".sql"));
                same.computeIfAbsent(sql, key -> new ArrayList<>()).add(kind.displayName());
            }
            same.forEach((sql, kinds) -> page.append(String.join(", ", kinds))
                    .append(":\n\n```sql\n")
                    .append(sql)
                    .append("```\n\n"));
            page.setLength(page.length() - 1);
        }
        if (WRITE) {
            Files.writeString(PAGE, page);
        }
        assertThat(PAGE).content().isEqualTo(page.toString());
        Set<String> missing = new TreeSet<>();
        for (Method method : Operations.class.getMethods()) {
            if (!page.toString().contains("." + method.getName() + "(")) {
                missing.add(method.getName());
            }
        }
        assertThat(missing).isEmpty();
    }

    private static List<String> order(String source) {
        return Pattern.compile("static void (\\w+)\\(Operations op\\)")
                .matcher(source)
                .results()
                .map(found -> found.group(1))
                .filter(name -> !name.equals("before"))
                .toList();
    }

    private static String code(String source, String sample) {
        var found = Pattern.compile("static void " + sample + "\\(Operations op\\) \\{\n(.*?)\n    }\n", Pattern.DOTALL)
                .matcher(source);
        if (!found.find()) {
            return fail(sample);
        }
        return found.group(1).stripIndent();
    }

    private static final String PAGE_HEAD = """
        # Operations

        What `op` can do in a Java revision, and the SQL that it becomes. A chain has no last call: what it says belongs to the
        operation until the next one begins. This page is made by a test, which also runs each example on each database.

        - Names may have a schema in front: `"billing.invoices"`. A name with a dot in it stands in double quotes.
        - Where a revision has no `downgrade`, its `upgrade` is reversed, last operation first. A drop or an alteration has a
          reverse where `.was(…)` says what was there. What has no reverse is an error before anything runs.
        - What a database cannot do is an error before anything runs. `op.on(POSTGRESQL, o -> …)` says something for one
          database alone, and `op.dialect()` names it.
        - `op.query("SELECT …")` reads rows, and `op.connection()` is the run's own connection. A revision that uses one of
          them cannot be written as SQL.
        - MySQL and MariaDB forget of a column whatever an `ALTER TABLE` does not say again, so the column is read from the
          database and said again as a whole. SQL that is written without a database needs `.was(column(…))` there.
        - SQLite has few forms of `ALTER TABLE`. For the others the table is made anew, with all that belongs to it, in one
          transaction; several changes in `batchAlterTable` make one rebuild. SQL that is written without a database cannot do
          that.
        - `op.backfill` runs in committed batches of at most `batchSize` rows, so its revision is not one transaction; what is
          shown below is the one statement that is written without a database.
        - SQLite keeps no comments, so it goes without.
        - An index that is gone already is no error for `dropIndex`, for a database drops indexes along with their columns.
        """;
}
