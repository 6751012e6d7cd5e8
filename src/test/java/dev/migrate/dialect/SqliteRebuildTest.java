package dev.migrate.dialect;

import static dev.migrate.Columns.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrate.Operations;
import dev.migrate.TableChanges;
import dev.migrate.sql.DatabaseKind;
import dev.migrate.testing.OnDatabases;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;

@DisplayName("a SQLite table that is made anew")
class SqliteRebuildTest {

    private static final String HARD = """
        CREATE TABLE [t] ( -- the table, with (parentheses) and, commas
            "id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
            name TEXT COLLATE NOCASE DEFAULT ('a, b') CHECK (length(name) < 90), -- CHECK (no)
            `email` varchar(20) CONSTRAINT one UNIQUE ON CONFLICT IGNORE,
            twice INT GENERATED ALWAYS AS (id * 2) STORED,
            thrice AS (id * 3),
            parent INTEGER REFERENCES t(id) ON DELETE SET NULL ON UPDATE SET DEFAULT NOT DEFERRABLE INITIALLY IMMEDIATE,
            untyped DEFAULT -1 NOT NULL,
            CHECK (untyped <> 5),
            CONSTRAINT pair UNIQUE (name, email)
            CHECK (id > 0) /* no comma before */
            -- the end
        )\
        """;

    private static void prepare(TestDatabase database) {
        database.execute(
                HARD,
                "CREATE TABLE child (id INTEGER PRIMARY KEY, t_id INTEGER REFERENCES t (id) ON DELETE CASCADE)",
                "CREATE INDEX part ON t (name) WHERE untyped < 0",
                "CREATE UNIQUE INDEX expr ON t (lower(email))",
                "CREATE TABLE log (what)",
                "CREATE TRIGGER logs AFTER UPDATE OF name ON t WHEN NEW.id > 0 BEGIN INSERT INTO log VALUES"
                        + " (NEW.name); END",
                "CREATE TRIGGER elsewhere AFTER INSERT ON log BEGIN UPDATE t SET untyped = untyped; END",
                "CREATE VIEW v AS SELECT id, name FROM t",
                "INSERT INTO t (name, email) VALUES ('a', 'x'), ('b', 'y'), ('c', 'z')",
                "INSERT INTO t (name, email, parent) VALUES ('d', 'w', 1)",
                "INSERT INTO child VALUES (1, 1), (2, 4)",
                "DELETE FROM t WHERE id = 3");
    }

    private static void run(TestDatabase database, Consumer<Operations> what) {
        try (Live live = Live.open(database)) {
            live.run(AlterColumnTest.record(DatabaseKind.SQLITE, what));
        }
    }

    @OnDatabases(TestServer.SQLITE)
    @DisplayName("loses nothing: checks without names, collations, the counter, triggers, views, children")
    void hard(TestDatabase database) {
        prepare(database);
        String before = database.value("SELECT sql FROM sqlite_master WHERE name = 't'");
        List<String> others =
                database.rows("SELECT type, name, sql FROM sqlite_master WHERE name <> 't' ORDER BY name");
        List<String> rows = database.rows("SELECT * FROM t ORDER BY id");

        run(database, op -> op.createCheckConstraint("ck_more", "t", "name <> ''"));

        String after = database.value("SELECT sql FROM sqlite_master WHERE name = 't'");
        assertThat(after).contains("CONSTRAINT \"ck_more\" CHECK (name <> '')");
        // a comma more, and the table's name in quotes: nothing else
        assertThat(after.replace("CONSTRAINT \"ck_more\" CHECK (name <> '')", "")
                        .replaceAll("[\\s,]+", ""))
                .isEqualTo(before.replace(
                                "CREATE TABLE [t] ( -- the table, with (parentheses) and, commas",
                                "CREATE TABLE \"t\" ( -- the table, with (parentheses) and, commas")
                        .replaceAll("[\\s,]+", ""));
        assertThat(database.rows("SELECT type, name, sql FROM sqlite_master WHERE name <> 't' ORDER BY name"))
                .isEqualTo(others);
        assertThat(database.rows("SELECT * FROM t ORDER BY id")).isEqualTo(rows);
        assertThat(database.rows("SELECT * FROM child ORDER BY id")).containsExactly("1|1", "2|4");
        assertThat(database.value("SELECT seq FROM sqlite_sequence WHERE name = 't'"))
                .isEqualTo("4");
        database.execute("UPDATE t SET name = 'zz' WHERE id = 1");
        assertThat(database.rows("SELECT * FROM log")).containsExactly("zz");

        run(database, op -> op.dropConstraint("ck_more", "t"));
        assertThat(database.value("SELECT sql FROM sqlite_master WHERE name = 't'"))
                .doesNotContain("ck_more");
    }

    @OnDatabases(TestServer.SQLITE)
    @DisplayName("keeps a counter that stands above the greatest number left")
    void counter(TestDatabase database) {
        prepare(database);
        database.execute("PRAGMA foreign_keys = OFF", "DELETE FROM t");
        run(database, op -> op.alterColumn("t", "name").nullable(false));
        database.execute("INSERT INTO t (name, email) VALUES ('new', 'n')");
        assertThat(database.value("SELECT id FROM t")).isEqualTo("5");
    }

    @OnDatabases(TestServer.SQLITE)
    @DisplayName("changes everything that a column can have")
    void columns(TestDatabase database) {
        prepare(database);
        run(
                database,
                op -> op.batchAlterTable("t", t -> {
                    t.alterColumn("name")
                            .type(varchar(50))
                            .collate("BINARY")
                            .defaultValue("it's")
                            .nullable(false);
                    t.alterColumn("email").rename("mail");
                    t.alterColumn("untyped").type(integer()).dropDefault().nullable(true);
                    t.alterColumn("twice").dropGenerated();
                    t.dropConstraint("one");
                    t.dropConstraint("pair");
                    t.createUniqueConstraint("pair2", "mail", "name");
                    t.addColumn(column("more", integer())).after("id");
                }));
        assertThat(database.rows("SELECT name, type, \"notnull\", dflt_value FROM pragma_table_xinfo('t')"))
                .containsExactly(
                        "id|INTEGER|1|NULL",
                        "more|INTEGER|0|NULL",
                        "name|VARCHAR(50)|1|'it''s'",
                        "mail|varchar(20)|0|NULL",
                        "twice|INT|0|NULL",
                        "thrice||0|NULL",
                        "parent|INTEGER|0|NULL",
                        "untyped|INTEGER|0|NULL");
        assertThat(database.rows("SELECT id, name, mail, twice, thrice FROM t ORDER BY id"))
                .containsExactly("1|a|x|2|3", "2|b|y|4|6", "4|d|w|8|12");
        String sql = database.value("SELECT sql FROM sqlite_master WHERE name = 't'");
        assertThat(sql)
                .contains("CHECK (length(name) < 90)", "CHECK (untyped <> 5)", "COLLATE \"BINARY\"")
                .doesNotContain("ON CONFLICT IGNORE")
                .contains("CONSTRAINT \"pair2\"");
        run(database, op -> {
            op.renameConstraint("t", "pair2", "pair3");
            op.renameIndex("t", "part", "piece");
            op.dropColumn("t", "mail");
        });
        assertThat(database.value("SELECT sql FROM sqlite_master WHERE name = 't'"))
                .doesNotContain("pair", "mail");
        assertThat(database.rows("SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"))
                .containsExactly("piece");
    }

    @OnDatabases(TestServer.SQLITE)
    @DisplayName("stays STRICT and WITHOUT ROWID, with types that STRICT knows")
    void options(TestDatabase database) {
        database.execute(
                "CREATE TABLE s (a TEXT, b INTEGER NOT NULL, PRIMARY KEY (a, b)) STRICT, WITHOUT ROWID",
                "INSERT INTO s VALUES ('x', 1)");
        run(
                database,
                op -> op.batchAlterTable("s", t -> {
                    t.addColumn(column("c", varchar(20)).unique());
                    t.addColumn(column("d", timestamp()));
                }));
        run(database, op -> op.addColumn("s", column("e", bool())));
        assertThat(database.value("SELECT sql FROM sqlite_master WHERE name = 's'"))
                .endsWith("STRICT, WITHOUT ROWID")
                .contains("\"c\" TEXT UNIQUE", "\"d\" TEXT", "\"e\" INTEGER");
        assertThat(database.rows("SELECT a, b FROM s")).containsExactly("x|1");
    }

    @OnDatabases(TestServer.SQLITE)
    @DisplayName("is as it was where a row does not fit, and where a foreign key would lead nowhere")
    void fails(TestDatabase database) {
        prepare(database);
        List<String> before = CatalogSnapshot.of(database);
        assertThatThrownBy(
                        () -> run(database, op -> op.alterColumn("t", "parent").nullable(false)))
                .hasMessageContaining("NOT NULL");
        assertThat(CatalogSnapshot.of(database)).isEqualTo(before);
        database.execute("INSERT INTO log VALUES (99)");
        List<String> with = CatalogSnapshot.of(database);
        assertThatThrownBy(() -> run(
                        database, op -> op.createForeignKey("fk", "log", "what").references("t", "id")))
                .hasMessageContaining("leaves rows whose foreign keys lead nowhere");
        assertThat(CatalogSnapshot.of(database)).isEqualTo(with);
    }

    @OnDatabases(TestServer.SQLITE)
    @DisplayName("minds its own foreign keys and its children's, whatever is wrong with those of others")
    void others(TestDatabase database) {
        database.execute(
                "CREATE TABLE a (id INTEGER PRIMARY KEY, code TEXT)",
                "CREATE TABLE b (id INTEGER PRIMARY KEY, a_code TEXT REFERENCES a (code))",
                "INSERT INTO b VALUES (1, 'code is no key')",
                "CREATE TABLE t (id INTEGER PRIMARY KEY, n INTEGER)",
                "CREATE TABLE kid (t_id INTEGER REFERENCES T (id))",
                "INSERT INTO t VALUES (1, 5)",
                "INSERT INTO kid VALUES (1)");

        run(database, op -> op.createCheckConstraint("ck_t", "t", "n > 0"));

        assertThat(database.rows("SELECT * FROM t")).containsExactly("1|5");
        database.execute("DELETE FROM t", "INSERT INTO t VALUES (2, 6)");
        assertThat(database.rows("SELECT t_id FROM kid")).containsExactly("1");
        // broken before, and no worse behind
        run(database, op -> op.dropConstraint("ck_t", "t"));
    }

    @OnDatabases(TestServer.SQLITE)
    @DisplayName("keeps every row and everything else, whatever is changed and in what order")
    void anyOrder(TestDatabase database) {
        Random random = new Random(20240115);
        prepare(database);
        for (int round = 0; round < 25; round++) {
            List<Consumer<TableChanges>> changes = new ArrayList<>();
            String added = "c" + round;
            changes.add(t -> t.addColumn(column(added, varchar(9)).unique()));
            changes.add(t -> t.alterColumn("name").type(varchar(50 + random.nextInt(9))));
            changes.add(t -> t.alterColumn("untyped").nullable(random.nextBoolean()));
            changes.add(t -> t.createCheckConstraint("ck" + added, "id > -" + added.length()));
            changes.add(t -> t.alterColumn("email").defaultValue(random.nextInt()));
            changes.add(t -> t.createIndex("ix" + added, "email", "name"));
            java.util.Collections.shuffle(changes, random);
            int some = 1 + random.nextInt(changes.size());
            run(
                    database,
                    op -> op.batchAlterTable("t", t -> changes.subList(0, some).forEach(change -> change.accept(t))));
            assertThat(database.rows("SELECT id, name, email, twice, thrice, parent, untyped FROM t ORDER BY id"))
                    .containsExactly("1|a|x|2|3|NULL|-1", "2|b|y|4|6|NULL|-1", "4|d|w|8|12|1|-1");
            assertThat(database.value("SELECT sql FROM sqlite_master WHERE name = 't'"))
                    .contains(
                            "COLLATE NOCASE",
                            "CHECK (untyped <> 5)",
                            "CHECK (id > 0)",
                            "ON CONFLICT IGNORE",
                            "AUTOINCREMENT",
                            "-- the end");
            assertThat(database.rows(
                            "SELECT name FROM sqlite_master WHERE name IN ('part', 'expr', 'logs', 'v', 'elsewhere')"))
                    .hasSize(5);
            assertThat(database.rows("SELECT count(*) FROM child")).containsExactly("2");
        }
    }

    @OnDatabases(TestServer.SQLITE)
    @DisplayName("drops a constraint without a name that the script says, and no other")
    void unnamed(TestDatabase database) {
        prepare(database);
        database.execute(
                "CREATE TABLE u (a, b, c UNIQUE CHECK (c > 0), UNIQUE (A, b), CHECK (a  >  0), CHECK (a > 1))");
        run(
                database,
                op -> op.batchAlterTable("u", u -> {
                    u.dropConstraint("u_a_b_key").was(unique("u_a_b_key", "a", "b"));
                    u.dropConstraint("u_check").was(check("u_check", "a > 0"));
                    u.dropConstraint("u_c_key").was(unique("u_c_key", "c"));
                    u.dropConstraint("u_c_check").was(check("u_c_check", "c > 0"));
                }));
        assertThat(database.value("SELECT sql FROM sqlite_master WHERE name = 'u'")
                        .replaceAll("\\s+", " "))
                .isEqualTo("CREATE TABLE \"u\" (a, b, c, CHECK (a > 1))");

        run(database, op -> op.dropConstraint("t_parent_fkey", "t")
                .was(foreignKey("t_parent_fkey", "parent").references("t", "id")));
        assertThat(database.rows("SELECT * FROM pragma_foreign_key_list('t')")).isEmpty();
        assertThatThrownBy(() ->
                        run(database, op -> op.dropConstraint("u_check", "u").was(check("u_check", "a > 2"))))
                .hasMessageContaining("there is no constraint \"u_check\" in \"u\"");
    }

    @OnDatabases(TestServer.SQLITE)
    @DisplayName("refuses a number that counts up to become a text, before SQLite would")
    void counterAsText(TestDatabase database) {
        prepare(database);
        assertThatThrownBy(() -> run(database, op -> op.alterColumn("t", "id").type(text())))
                .hasMessageContaining("numbering but of whole numbers");
        run(database, op -> op.alterColumn("t", "id").dropIdentity().type(text()));
        assertThat(database.rows("SELECT type, \"notnull\", pk FROM pragma_table_xinfo('t') WHERE name = 'id'"))
                .containsExactly("TEXT|1|1");
    }
}
