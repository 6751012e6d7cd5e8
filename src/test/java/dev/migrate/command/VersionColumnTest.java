package dev.migrate.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.plan.Direction;
import dev.migrate.testing.OnDatabases;
import dev.migrate.testing.OnEveryDatabase;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestServer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A version table whose column takes upper case for lower")
class VersionColumnTest {

    @TempDir
    Path folder;

    @OnEveryDatabase
    void movesItsRowsAsAnyOther(TestDatabase database) {
        for (String column : folding(database)) {
            Scratch s = adopted(database, column);
            chain(s);
            s.upgrade("head");
            assertThat(s.rows()).containsExactly("cccc3");
            s.downgrade("-2");
            assertThat(s.rows()).containsExactly("aaaa1");
            s.downgrade("base");
            assertThat(s.rows()).isEmpty();
        }
    }

    @OnEveryDatabase
    void holdsAnUnknownRowWhereOnlyTheCaseDiffers(TestDatabase database) {
        for (String column : folding(database)) {
            Scratch s = adopted(database, column);
            s.execute("INSERT INTO alembic_version VALUES ('AAAA1')");
            chain(s);
            assertThat(failure(() -> s.upgrade("head")).code()).isEqualTo("plan/unknown-row");
            assertThat(failure(() -> s.downgrade("base")).code()).isEqualTo("plan/unknown-row");
            assertThat(s.rows()).containsExactly("AAAA1");
            new StampCommand().run(s.workspace(), new StampCommand.Request("aaaa1", true, null));
            assertThat(s.rows()).containsExactly("aaaa1");
        }
    }

    @OnEveryDatabase
    void isRefusedForTwoIdsThatItTakesForOne(TestDatabase database) {
        for (String column : folding(database)) {
            Scratch s = adopted(database, column);
            twins(s);
            for (Diagnostic told : List.of(
                    failure(() -> s.upgrade("heads")),
                    failure(() -> s.move(Direction.UPGRADE, "heads", MoveCommand.Mode.DRY_RUN, null)),
                    failure(() -> s.downgrade("base")),
                    failure(() -> new StampCommand()
                            .run(s.workspace(), new StampCommand.Request("heads", false, null))))) {
                assertThat(told.code()).isEqualTo("plan/ids-alike");
                assertThat(told.message()).contains("\"Side\"", "\"side\"", "\"alembic_version\"");
            }
            assertThat(s.rows()).isEmpty();
            assertThat(s.hasTable("roots")).isFalse();
            assertThat(s.hasTable("migrate_history")).isFalse();
        }
    }

    @OnEveryDatabase
    void isNotThePluginsOwn(TestDatabase database) {
        Scratch s = new Scratch(folder, database);
        twins(s);
        s.upgrade("heads");
        assertThat(s.rows()).containsExactly("Side", "side");
        s.downgrade("side@root1");
        assertThat(s.rows()).containsExactly("Side");
        s.upgrade("side");
        assertThat(s.rows()).containsExactly("Side", "side");
        s.downgrade("base");
        assertThat(s.rows()).isEmpty();
    }

    /** Without a primary key such a table may hold what a comparison that ignores case or blanks takes for one row. */
    @OnDatabases({TestServer.MYSQL, TestServer.MARIADB, TestServer.SQLITE})
    void hasRowsThatAreFoundOneByOne(TestDatabase database) {
        for (String column : folding(database)) {
            Scratch s = adopted(database, column);
            s.execute("INSERT INTO alembic_version VALUES ('aaaa1')");
            s.execute("INSERT INTO alembic_version VALUES ('AAAA1')");
            s.execute("INSERT INTO alembic_version VALUES ('aaaa1 ')");
            var dialect = Workspace.dialects().of(database.kind());
            for (String row : List.of("aaaa1", "AAAA1", "aaaa1 ")) {
                assertThat(s.value("SELECT COUNT(*) FROM alembic_version WHERE " + dialect.isRow(row)))
                        .as(column + " " + row)
                        .isEqualTo("1");
            }
            chain(s);
            assertThat(failure(() -> s.upgrade("head")).code()).isEqualTo("plan/unknown-row");
            assertThat(s.rows()).containsExactly("AAAA1", "aaaa1", "aaaa1 ");
        }
    }

    private static List<String> folding(TestDatabase database) {
        return switch (database.kind()) {
            case MYSQL -> List.of(
                    "VARCHAR(32) CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci",
                    "VARCHAR(32) CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci",
                    "VARCHAR(32) CHARACTER SET latin1");
            case MARIADB -> List.of(
                    "VARCHAR(32) CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci",
                    "VARCHAR(32) CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci");
            case SQLITE -> List.of("VARCHAR(32) COLLATE NOCASE");
            case POSTGRESQL -> List.of("VARCHAR(32) COLLATE folding");
        };
    }

    private Scratch adopted(TestDatabase database, String column) {
        Scratch s = new Scratch(folder.resolve(column.replace(' ', '_')), database);
        s.versionTable = "alembic_version";
        if (column.endsWith("folding")) {
            s.execute("CREATE COLLATION IF NOT EXISTS folding"
                    + " (provider = icu, locale = 'und-u-ks-level2', deterministic = false)");
        }
        s.execute("DROP TABLE IF EXISTS alembic_version");
        s.execute("DROP TABLE IF EXISTS migrate_history");
        s.execute("CREATE TABLE alembic_version (version_num " + column + " NOT NULL)");
        return s;
    }

    private static void chain(Scratch s) {
        s.revision("aaaa1", "SELECT 1;", "SELECT 1;")
                .revision("bbbb2", "SELECT 1;", "SELECT 1;")
                .revision("cccc3", "SELECT 1;", "SELECT 1;");
    }

    private static void twins(Scratch s) {
        String nothing = "-- migrate:upgrade\nSELECT 1;\n-- migrate:downgrade\nSELECT 1;";
        s.revision("root1", "CREATE TABLE roots (n INTEGER);", "DROP TABLE roots;");
        s.write("src/main/migrations/1.sql", "-- one\n--\n-- revision: Side\n-- revises: root1\n\n" + nothing + "\n");
        s.write("src/main/migrations/2.sql", "-- two\n--\n-- revision: side\n-- revises: root1\n\n" + nothing + "\n");
    }

    private static Diagnostic failure(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return catchThrowableOfType(MigrateException.class, call).diagnostics().get(0);
    }
}
