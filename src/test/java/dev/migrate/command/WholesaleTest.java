package dev.migrate.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.config.HookSettings;
import dev.migrate.sql.SqlScanner;
import dev.migrate.testing.OnDatabases;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestServer;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A database of sixty tables and every feature, as it grows in a company,")
class WholesaleTest {

    private static final List<String> SCHEMAS =
            List.of("public", "core", "sales", "stock", "billing", "staff", "audit", "Legacy import");

    /** What the server says of tables, columns, constraints and indexes, without a word of the plugin's own reading. */
    private static final List<String> CATALOG = List.of(
            "SELECT attrelid::regclass, attname, format_type(atttypid, atttypmod), attnotnull, attislocal, attinhcount,"
                    + " attidentity, attgenerated, attstorage FROM pg_attribute a JOIN pg_class c ON c.oid = attrelid"
                    + " WHERE attnum > 0 AND NOT attisdropped AND relnamespace::regnamespace::text !~ '^pg_|^info'",
            "SELECT conrelid::regclass, conname, contype, conislocal, coninhcount, convalidated FROM pg_constraint"
                    + " WHERE connamespace::regnamespace::text !~ '^pg_|^info'",
            "SELECT oid::regclass, relkind, relpersistence, reloptions, relrowsecurity, relforcerowsecurity,"
                    + " pg_get_expr(relpartbound, oid) FROM pg_class"
                    + " WHERE relnamespace::regnamespace::text !~ '^pg_|^info'",
            "SELECT oid::regprocedure, prosrc, provolatile, proisstrict, prosecdef, proconfig FROM pg_proc p"
                    + " WHERE pronamespace::regnamespace::text !~ '^pg_|^info' AND NOT EXISTS"
                    + " (SELECT FROM pg_depend WHERE objid = p.oid AND deptype = 'e')",
            "SELECT tgrelid::regclass, tgname, tgenabled, tgtype FROM pg_trigger WHERE NOT tgisinternal");

    @TempDir
    Path folder;

    private static void make(TestDatabase database) throws IOException {
        List<String> statements = new ArrayList<>();
        try (var in = WholesaleTest.class.getResourceAsStream("/dev/migrate/schema/postgresql-wholesale.sql")) {
            var reader = new InputStreamReader(in, StandardCharsets.UTF_8);
            var scanner = new SqlScanner(database.kind(), reader, Path.of("wholesale.sql"), 1);
            for (var statement = scanner.next(); statement != null; statement = scanner.next()) {
                statements.add(statement.text());
            }
        }
        database.execute(statements.toArray(String[]::new));
    }

    private static List<String> catalog(TestDatabase database) {
        return CATALOG.stream()
                .flatMap(query -> database.rows(query).stream())
                .filter(row -> !row.contains("migrate_"))
                .sorted()
                .toList();
    }

    private static List<SchemaChange> check(Scratch s, Goal goal) {
        return new CheckCommand().run(s.workspace(), goal, true).changes();
    }

    @OnDatabases(TestServer.POSTGRESQL_18)
    void becomesABaselineThatMakesItElsewhere(TestDatabase database) throws IOException {
        make(database);
        Scratch live = new Scratch(folder, database);
        live.schemas = SCHEMAS;
        var writer = new ScriptWriter(live.workspace().scripts(), HookSettings.NONE, Clock.systemUTC(), line -> {});
        var script = new ScriptWriter.Script("what was there", "base1", List.of(), List.of(), null, null);

        var baseline =
                new BaselineCommand(writer).run(live.workspace(), new BaselineCommand.Request(script, null, true));

        assertThat(baseline.proof()).isNotNull();
        assertThat(new DriftCommand().run(live.workspace()).changes()).isEmpty();
        String text = Files.readString(baseline.revision().file());
        // a partition is said as one, also where the server names each NOT NULL
        assertThat(text.replace("\"", "")).contains("CREATE TABLE stock.movements_2025 PARTITION OF stock.movements");
        assertThat(text).doesNotContain("check_function_bodies");
        try (TestDatabase empty = database.server().create()) {
            Scratch other = new Scratch(folder, empty);
            other.name = "other";
            other.schemas = SCHEMAS;
            other.upgrade("head");
            assertThat(catalog(empty)).isEqualTo(catalog(database));
            assertThat(new DriftCommand().run(other.workspace()).changes()).isEmpty();
            assertThat(check(other, new Goal.Other(live.workspace()))).isEmpty();
            assertThat(check(live, new Goal.Other(other.workspace()))).isEmpty();
        }
    }
}
