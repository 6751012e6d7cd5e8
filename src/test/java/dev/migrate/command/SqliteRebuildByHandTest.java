package dev.migrate.command;

import static dev.migrate.Columns.varchar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.migrate.config.TransactionMode;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.dialect.sqlite.SqliteDialect;
import dev.migrate.diff.Blueprint;
import dev.migrate.diff.Drafted;
import dev.migrate.diff.Naming;
import dev.migrate.engine.DraftText;
import dev.migrate.operation.AlterColumn;
import dev.migrate.operation.ColumnChange;
import dev.migrate.operation.Execute;
import dev.migrate.operation.ObjectName;
import dev.migrate.plan.Direction;
import dev.migrate.schema.ObjectKind;
import dev.migrate.schema.Schema;
import dev.migrate.schema.SchemaObject;
import dev.migrate.testing.Login;
import dev.migrate.testing.OnDatabases;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A rebuild that stands in a SQL revision for SQLite")
class SqliteRebuildByHandTest {

    private static final String PARENT = "CREATE TABLE parent (id INTEGER PRIMARY KEY, name VARCHAR(10))";

    private static final String BY_HAND = "CREATE TABLE parent_new (id INTEGER PRIMARY KEY, name TEXT NOT NULL);\n"
            + "INSERT INTO parent_new SELECT id, name FROM parent;\nDROP TABLE parent;\n"
            + "ALTER TABLE parent_new RENAME TO parent;\n";

    @TempDir
    Path folder;

    private Scratch scratch(TestDatabase database) {
        Scratch s = new Scratch(folder, database)
                .revision(
                        "a0",
                        PARENT + ";\n"
                                + "CREATE TABLE child (id INTEGER REFERENCES parent (id) ON DELETE CASCADE);\n"
                                + "INSERT INTO parent VALUES (1, 'one'), (2, 'two');\n"
                                + "INSERT INTO child VALUES (1), (2), (2);",
                        "DROP TABLE child;\nDROP TABLE parent;");
        s.login = new Login(s.login.url() + "?foreign_keys=true", s.login.user(), s.login.password());
        return s;
    }

    private static String drafted(int length) {
        var wider = new ColumnChange(null, varchar(length), null, null, null, null, null, null, null);
        SchemaObject table = SchemaObject.of(ObjectKind.TABLE, List.of("parent"), Map.of());
        return DraftText.sql(
                new SqliteDialect(),
                new Blueprint(new Schema(List.of(table)), Map.of(table.path(), PARENT), Map.of()),
                List.of(Drafted.of(new AlterColumn(new ObjectName(null, "parent"), "name", wider, null), null)),
                Naming.WHOLE);
    }

    @OnDatabases({TestServer.SQLITE})
    @DisplayName("keeps the rows of children that would go with the old table, up and down")
    void keepsChildren(TestDatabase database) {
        for (TransactionMode mode : new TransactionMode[] {null, TransactionMode.PER_REVISION, TransactionMode.NONE}) {
            Scratch s = scratch(database);
            s.mode = mode;
            s.revision("a1", drafted(20), drafted(10))
                    .revision("a2", "DELETE FROM parent WHERE id = 1;", "INSERT INTO parent VALUES (1, 'one');");
            s.upgrade("a1");
            assertThat(s.value("SELECT COUNT(*) FROM child")).isEqualTo("3");
            assertThat(s.value("SELECT type FROM pragma_table_info('parent') WHERE name = 'name'"))
                    .isEqualTo("VARCHAR(20)");
            s.upgrade("head");
            assertThat(s.value("SELECT COUNT(*) FROM child"))
                    .as("the next revision has them on again")
                    .isEqualTo("2");
            s.downgrade("a0");
            assertThat(s.value("SELECT COUNT(*) FROM child")).isEqualTo("2");
            s.downgrade("base");
        }
    }

    @OnDatabases({TestServer.SQLITE})
    @DisplayName("has foreign keys off in its own transaction alone, also among others of one run")
    void apart(TestDatabase database) {
        Scratch s = scratch(database)
                .revision("a1", "PRAGMA foreign_keys=OFF;\n" + BY_HAND + "PRAGMA foreign_keys=ON;", null)
                .revision("a2", "DELETE FROM parent WHERE id = 1;", null);
        s.upgrade("head");
        assertThat(s.value("SELECT COUNT(*) FROM child")).isEqualTo("2");
    }

    @OnDatabases({TestServer.SQLITE})
    @DisplayName("that fails leaves everything as it was")
    void failing(TestDatabase database) {
        Scratch s = scratch(database)
                .revision("a1", "PRAGMA foreign_keys = OFF;\n" + BY_HAND + "INSERT INTO nowhere VALUES (1);", null);
        assertThat(catchThrowableOfType(MigrateException.class, () -> s.upgrade("head"))
                        .diagnostics()
                        .get(0)
                        .code())
                .isEqualTo("run/statement-failed");
        assertThat(s.value("SELECT COUNT(*) FROM child")).isEqualTo("3");
        assertThat(s.value("SELECT type FROM pragma_table_info('parent') WHERE name = 'name'"))
                .isEqualTo("VARCHAR(10)");
    }

    @OnDatabases({TestServer.SQLITE})
    @DisplayName("may stand in Java too, in one text")
    void inJava(TestDatabase database) {
        var rebuild = new Execute("PRAGMA foreign_keys = OFF;\n" + BY_HAND, List.of());
        Scratch s = scratch(database)
                .java(
                        "a1",
                        "    public void upgrade(Operations op) {\n"
                                + DraftText.java(new SqliteDialect(), List.of(Drafted.of(rebuild, null)), Naming.WHOLE)
                                + "    }\n");
        s.upgrade("head");
        assertThat(s.value("SELECT COUNT(*) FROM child")).isEqualTo("3");
        assertThat(s.value("SELECT type FROM pragma_table_info('parent') WHERE name = 'name'"))
                .isEqualTo("TEXT");
    }

    @OnDatabases({TestServer.SQLITE})
    @DisplayName("is kept for older code with the statement that turns foreign keys off, from SQL and from Java")
    void stored(TestDatabase database) {
        Scratch s = scratch(database)
                .revision("a1", drafted(20), drafted(10))
                .java(
                        "a2",
                        Scratch.javaUpgrade("op.alterColumn(\"parent\", \"name\").type(varchar(30));")
                                + Scratch.javaDowngrade("op.alterColumn(\"parent\", \"name\").type(varchar(20));"));
        s.upgrade("head");
        for (String revision : new String[] {"a1", "a2"}) {
            assertThat(s.value("SELECT downgrade_script FROM migrate_history WHERE revision = '" + revision
                            + "' AND outcome = 'success'"))
                    .as(revision)
                    .containsPattern("-- migrate:downgrade\n(--.*\n)*PRAGMA foreign_keys = OFF;\n");
        }
    }

    @OnDatabases({TestServer.SQLITE})
    @DisplayName("is not kept for older code where it would run without a transaction")
    void storedInPieces(TestDatabase database) {
        Scratch s = scratch(database)
                .java(
                        "a1",
                        "    public boolean transactional() { return false; }\n"
                                + Scratch.javaUpgrade("op.execute(\"INSERT INTO parent VALUES (3, 'three')\");")
                                + Scratch.javaDowngrade("op.alterColumn(\"parent\", \"name\").type(varchar(20));"));
        s.upgrade("head");
        assertThat(s.value(
                        "SELECT downgrade_script FROM migrate_history WHERE revision = 'a1' AND outcome = 'success'"))
                .doesNotContain("-- migrate:downgrade")
                .contains("there is no downgrade: alterColumn(");
    }

    @OnDatabases({TestServer.SQLITE})
    @DisplayName("turns foreign keys off before the transaction of a script for the client too")
    void offline(TestDatabase database) throws IOException {
        Scratch s = scratch(database).revision("a1", drafted(20), drafted(10));
        String sql = Files.readString(
                s.move(Direction.UPGRADE, "head", MoveCommand.Mode.SQL, null).file());
        assertThat(sql.indexOf("PRAGMA foreign_keys = OFF;")).isPositive().isLessThan(sql.indexOf("BEGIN IMMEDIATE;"));
    }

    @OnDatabases({TestServer.SQLITE})
    @DisplayName("is not what turns foreign keys on in a transaction, which SQLite passes over")
    void onAlone(TestDatabase database) {
        Scratch s = scratch(database).revision("a1", "PRAGMA foreign_keys = ON;", null);
        assertThat(catchThrowableOfType(MigrateException.class, () -> s.upgrade("head"))
                        .diagnostics()
                        .get(0)
                        .code())
                .isEqualTo("script/needs-no-transaction");
    }
}
