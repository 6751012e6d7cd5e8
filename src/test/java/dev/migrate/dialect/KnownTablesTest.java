package dev.migrate.dialect;

import static dev.migrate.Columns.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.Operations;
import dev.migrate.operation.ObjectName;
import dev.migrate.operation.Recorded;
import dev.migrate.sql.DatabaseKind;
import dev.migrate.testing.OnEveryDatabase;
import dev.migrate.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("SQL that is written without a database")
class KnownTablesTest {

    /** Alterations that MySQL, MariaDB and SQLite must know the table for. */
    private static void alterations(Operations op) {
        op.renameTable("orders", "purchases");
        op.alterColumn("users", "name").type(varchar(80)).nullable(false).defaultValue("none");
        op.addColumn("purchases", column("note", varchar(40)).defaultValue("-"));
        op.alterColumn("purchases", "note").rename("remark");
        op.alterColumn("purchases", "remark").type(varchar(90));
        op.createCheckConstraint("ck_remark", "purchases", "remark <> ''");
        op.batchAlterTable("users", table -> {
            table.dropColumn("age");
            table.addColumn(column("display_name", varchar(100)));
            table.alterColumn("email").type(varchar(200)).nullable(false);
        });
        op.dropConstraint("ck_remark", "purchases");
        op.dropIndex("ix_users_name", "users");
        op.alterColumn("users", "display_name").defaultValue("?").type(varchar(120));
    }

    /** Renames of what foreign keys, keys and indexes speak of. */
    private static void renames(Operations op) {
        op.createTable(
                "items",
                column("order_id", integer()).notNull(),
                column("line", integer()).notNull(),
                column("parent", integer()),
                primaryKey("pk_items", "order_id", "line"),
                foreignKey("fk_items_order", "order_id").references("orders", "id"),
                index("ix_items_parent", "parent", "line"));
        op.renameTable("orders", "purchases");
        op.alterColumn("purchases", "id")
                .rename("number")
                .was(column("id", integer()).notNull().identity());
        op.alterColumn("items", "line")
                .rename("position")
                .was(column("line", integer()).notNull());
        op.renameTable("items", "parts");
        op.alterColumn("parts", "parent").type(bigint());
        op.alterColumn("purchases", "total").type(decimal(12, 2));
        op.dropConstraint("fk_items_order", "parts");
    }

    @OnEveryDatabase
    @DisplayName("makes what the operations make on the database itself")
    void sameAsLive(TestDatabase database) throws Exception {
        sameAsLive(database, KnownTablesTest::alterations);
    }

    @OnEveryDatabase
    @DisplayName("follows a new name to wherever the database writes it")
    void renamesAsLive(TestDatabase database) throws Exception {
        sameAsLive(database, KnownTablesTest::renames);
    }

    @OnEveryDatabase
    @DisplayName("begins at what is there, where there is a database to look at")
    void behindLive(TestDatabase database) throws Exception {
        for (Consumer<Operations> what :
                List.<Consumer<Operations>>of(KnownTablesTest::alterations, KnownTablesTest::renames)) {
            try (TestDatabase one = database.server().create();
                    TestDatabase other = database.server().create();
                    Live written = Live.open(one);
                    Live live = Live.open(other)) {
                live.run(AlterColumnTest.record(database.kind(), OperationSamples::before));
                written.run(AlterColumnTest.record(database.kind(), OperationSamples::before));
                List<Recorded> after = AlterColumnTest.record(database.kind(), what);
                KnownTables known =
                        new KnownTables(database.kind(), written.session().catalog());
                List<String> statements = new ArrayList<>();
                for (Recorded each : after) {
                    for (String statement :
                            Live.dialect(database.kind()).render(each, known).statements()) {
                        known.apply(statement);
                        statements.add(statement);
                    }
                }
                written.execute(database.kind() == DatabaseKind.SQLITE ? "PRAGMA foreign_keys = OFF" : "SELECT 1");
                statements.forEach(written::execute);
                live.run(after);
                assertThat(CatalogSnapshot.of(one)).isEqualTo(CatalogSnapshot.of(other));
            }
        }
    }

    private static void sameAsLive(TestDatabase database, Consumer<Operations> what) throws Exception {
        List<Recorded> before = AlterColumnTest.record(database.kind(), OperationSamples::before);
        List<Recorded> after = AlterColumnTest.record(database.kind(), what);
        Dialect dialect = Live.dialect(database.kind());
        KnownTables known = new KnownTables(database.kind());
        try (Live live = Live.open(database)) {
            live.execute(database.kind() == DatabaseKind.SQLITE ? "PRAGMA foreign_keys = OFF" : "SELECT 1");
            for (List<Recorded> recorded : List.of(before, after)) {
                for (Recorded each : recorded) {
                    for (String statement : dialect.render(each, known).statements()) {
                        live.execute(statement);
                        known.apply(statement);
                    }
                }
            }
        }
        List<String> offline = CatalogSnapshot.of(database);
        try (TestDatabase other = database.server().create();
                Live live = Live.open(other)) {
            live.run(before);
            live.run(after);
            assertThat(offline).isEqualTo(CatalogSnapshot.of(other));
        }
    }

    @Test
    @DisplayName("tells that a foreign key's own name is not known before the database has given it")
    void unnamedForeignKey() {
        List<Recorded> drop = AlterColumnTest.record(DatabaseKind.MYSQL, op -> op.dropColumn("t", "boss"));
        for (String statement : List.of(
                "CREATE TABLE t (boss int, FOREIGN KEY (boss) REFERENCES u (id))",
                "CREATE TABLE t (boss int, CONSTRAINT fk FOREIGN KEY (boss) REFERENCES u (id))")) {
            KnownTables known = new KnownTables(DatabaseKind.MYSQL);
            known.apply(statement);
            if (statement.contains("fk")) {
                assertThat(Live.dialect(DatabaseKind.MYSQL)
                                .render(drop.get(0), known)
                                .statements())
                        .singleElement()
                        .asString()
                        .contains("DROP FOREIGN KEY `fk`");
            } else {
                org.assertj.core.api.Assertions.assertThatThrownBy(
                                () -> Live.dialect(DatabaseKind.MYSQL).render(drop.get(0), known))
                        .isInstanceOf(dev.migrate.diagnostic.MigrateException.class)
                        .hasMessageContaining("the name of the column's foreign key");
            }
        }
    }

    @Test
    @DisplayName("keeps what was there before until a statement changes it")
    void before() {
        ObjectName t = new ObjectName(null, "t");
        KnownTables before = new KnownTables(DatabaseKind.SQLITE);
        before.apply("CREATE TABLE t (a int)");
        before.apply("CREATE INDEX ix ON t (a)");
        KnownTables known = new KnownTables(DatabaseKind.SQLITE, before);
        known.apply("CREATE TABLE IF NOT EXISTS t (b int)");
        assertThat(known.tableDefinition(t)).contains("CREATE TABLE t (a int)");
        known.apply("DROP INDEX ix");
        assertThat(known.attached(t)).isEmpty();
        assertThat(before.attached(t)).hasSize(1);
        known.apply("ALTER TABLE t ADD COLUMN b int");
        assertThat(known.tableDefinition(t))
                .hasValueSatisfying(sql -> assertThat(sql).contains("b int"));
        known.apply("DROP TABLE t");
        assertThat(known.isKnown(t)).isFalse();
        assertThat(before.isKnown(t)).isTrue();
        assertThat(known.isKnown(new ObjectName("a", "b"))).isFalse();
        known.apply("CREATE TABLE \"a.b\" (c int)");
        assertThat(known.isKnown(new ObjectName("a", "b"))).isFalse();
        assertThat(known.isKnown(new ObjectName(null, "a.b"))).isTrue();
    }

    @Test
    @DisplayName("knows where a column of MySQL comes, and which indexes a table has")
    void knowsPlacesAndIndexes() {
        ObjectName t = new ObjectName(null, "t");
        KnownTables known = new KnownTables(DatabaseKind.MYSQL);
        known.apply("CREATE TABLE t (a int, KEY `fk` (a), CONSTRAINT fk FOREIGN KEY (a) REFERENCES u (id))");
        known.apply("ALTER TABLE t ADD COLUMN b int AFTER a, ADD COLUMN c int FIRST, ADD FULLTEXT KEY `f` (d)");
        known.apply("ALTER DATABASE COLLATE utf8mb4_bin");
        assertThat(DefinitionText.parse(
                                DatabaseKind.MYSQL, known.tableDefinition(t).orElseThrow())
                        .orElseThrow()
                        .elements())
                .extracting(DefinitionText.Element::name)
                .containsExactly("c", "a", "b", "fk", "fk", "f");
        assertThat(known.indexExists(t, "f")).contains(true);
        known.apply("DROP INDEX f ON t");
        assertThat(known.indexExists(t, "f")).isEmpty();
        known.apply("ALTER TABLE t DROP FOREIGN KEY fk");
        assertThat(known.indexExists(t, "fk")).contains(true);
        known.apply("ALTER TABLE t DROP KEY fk");
        assertThat(known.indexExists(t, "fk")).isEmpty();
    }

    @Test
    @DisplayName("knows an index of MySQL whose name has no quotes, and a table's new name in its own text")
    void knowsPlainNames() {
        ObjectName t = new ObjectName(null, "t");
        KnownTables known = new KnownTables(DatabaseKind.MYSQL);
        known.apply("CREATE TABLE t (a int, KEY plain (a), UNIQUE INDEX uq (a), UNIQUE (a), KEY USING BTREE (a))");
        assertThat(known.indexExists(t, "plain")).contains(true);
        assertThat(known.indexExists(t, "uq")).contains(true);
        assertThat(known.indexExists(t, "BTREE")).isEmpty();
        known.apply("DROP INDEX plain ON t");
        assertThat(known.indexExists(t, "plain")).isEmpty();
        known.apply("RENAME TABLE t TO u");
        assertThat(known.tableDefinition(new ObjectName(null, "u")).orElseThrow())
                .startsWith("CREATE TABLE `u` (a int");
    }

    @Test
    @DisplayName("keeps apart an index and a trigger of SQLite that have one name")
    void knowsIndexesFromTriggers() {
        ObjectName t = new ObjectName(null, "t");
        KnownTables known = new KnownTables(DatabaseKind.SQLITE);
        known.apply("CREATE TABLE t (a int)");
        known.apply("CREATE INDEX same ON t (a)");
        known.apply("CREATE TRIGGER same AFTER INSERT ON t BEGIN SELECT 1; END");
        known.apply("DROP INDEX same");
        assertThat(known.attached(t)).containsExactly("CREATE TRIGGER same AFTER INSERT ON t BEGIN SELECT 1; END");
    }

    @Test
    @DisplayName("knows no table any more to which something is done that it cannot follow")
    void forgets() {
        ObjectName t = new ObjectName(null, "t");
        for (String statement : List.of(
                "ALTER TABLE t ADD COLUMN IF NOT EXISTS c int",
                "ALTER TABLE t ALTER COLUMN a SET DEFAULT 1",
                "alter table t engine = MyISAM",
                "DROP TABLE t, u",
                "RENAME TABLE t TO u, u TO t",
                "CREATE TABLE IF NOT EXISTS t (b int)",
                "EXECUTE s",
                "USE other",
                "ALTER TABLE t RENAME COLUMN a TO b, ADD UNIQUE (a), DROP COLUMN a")) {
            KnownTables known = new KnownTables(DatabaseKind.MYSQL);
            known.apply("CREATE TABLE t (a int, b int, CHECK (a > b))");
            assertThat(known.isKnown(t)).isTrue();
            known.apply("INSERT INTO t VALUES (1)");
            known.apply("CREATE INDEX x ON t (a)");
            assertThat(known.tableDefinition(t)).contains("CREATE TABLE t (a int, b int, CHECK (a > b))");
            known.apply(statement);
            assertThat(known.isKnown(t)).as(statement).isFalse();
        }
        KnownTables moved = new KnownTables(DatabaseKind.MYSQL);
        moved.apply("CREATE TABLE t (a int)");
        moved.apply("RENAME TABLE t TO u");
        assertThat(moved.isKnown(t)).isFalse();
        assertThat(moved.isKnown(new ObjectName(null, "U"))).isTrue();
    }
}
