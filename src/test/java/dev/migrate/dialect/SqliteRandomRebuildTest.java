package dev.migrate.dialect;

import static dev.migrate.Columns.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.TableChanges;
import dev.migrate.sql.DatabaseKind;
import dev.migrate.testing.OnDatabases;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestServer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;

/** Random tables, random changes of one column: whatever else there is must be where it was. */
@DisplayName("a random SQLite table that is made anew")
class SqliteRandomRebuildTest {

    private static final int TABLES = 60;
    private static final int ROWS = 6;

    /**
     * A table.
     *
     * @param pieces the definitions that the changes leave alone, as written
     * @param columns the columns that they leave alone
     * @param script what makes it, with all that belongs to it
     */
    private record Sample(List<String> pieces, List<String> columns, List<String> script) {}

    private static boolean chance(Random random) {
        return random.nextBoolean();
    }

    private static String pick(Random random, String... of) {
        return of[random.nextInt(of.length)];
    }

    private static Sample sample(Random random, String name) {
        boolean strict = random.nextInt(4) == 0;
        String key = pick(
                random, "id INTEGER PRIMARY KEY AUTOINCREMENT", "id INTEGER PRIMARY KEY", "id TEXT NOT NULL PRIMARY KEY", "id INTEGER UNIQUE");
        boolean rowless = key.contains("PRIMARY") && !key.contains("AUTOINCREMENT") && chance(random);
        List<String> pieces = new ArrayList<>(List.of(key));
        List<String> columns = new ArrayList<>(List.of("id"));
        for (int i = 0; i < 1 + random.nextInt(4); i++) {
            String column = pick(random, "c" + i, "\"c " + i + "\"", "[C" + i + "]");
            String type = strict ? pick(random, "TEXT", "ANY") : pick(random, "TEXT", "VARCHAR(20)", "", "NUMERIC", "BLOB");
            pieces.add((column + " " + type
                            + (chance(random) ? " COLLATE " + pick(random, "NOCASE", "RTRIM", "BINARY") : "")
                            + (chance(random) ? " DEFAULT " + pick(random, "'a, (b'", "(1 + 2)", "-1", "NULL", "CURRENT_TIMESTAMP") : "")
                            + (chance(random) ? " NOT NULL" + (chance(random) ? " ON CONFLICT IGNORE" : "") : "")
                            + (random.nextInt(3) == 0 ? " CHECK (length(" + column + ") < 99 /* , */)" : "")
                            + (random.nextInt(4) == 0 ? " CONSTRAINT u" + i + " UNIQUE" : ""))
                    .replaceAll(" +", " "));
            columns.add(column);
        }
        if (chance(random)) {
            pieces.add("g " + (strict ? "TEXT " : "") + "GENERATED ALWAYS AS (" + columns.get(1) + " || '!') "
                    + pick(random, "STORED", "VIRTUAL"));
            columns.add("g");
        }
        pieces.add("up " + (key.contains("TEXT") ? "TEXT" : "INTEGER") + " REFERENCES " + name + " (id) ON DELETE "
                + pick(random, "SET NULL", "CASCADE") + (chance(random) ? " DEFERRABLE INITIALLY DEFERRED" : ""));
        columns.add("up");
        List<String> body = new ArrayList<>(pieces);
        body.add(1 + random.nextInt(body.size()), "v " + (strict ? "TEXT" : "VARCHAR(9)"));
        for (String constraint : List.of(
                "CHECK (id <> 'no')",
                "CONSTRAINT \"pair, of\" UNIQUE (" + columns.get(1) + ", id)",
                "FOREIGN KEY (up) REFERENCES other_" + name + " (id) ON UPDATE CASCADE")) {
            if (chance(random)) {
                pieces.add(constraint);
                body.add(constraint);
            }
        }
        List<String> options = new ArrayList<>();
        if (strict) {
            options.add("STRICT");
        }
        if (rowless) {
            options.add("WITHOUT ROWID");
        }
        List<String> script = new ArrayList<>();
        script.add("CREATE TABLE other_" + name + " (id " + (key.contains("TEXT") ? "TEXT" : "INTEGER") + " PRIMARY KEY)");
        script.add("CREATE TABLE " + name + " (" + String.join(chance(random) ? ", " : ",\n    -- next\n    ", body)
                + "\n)" + String.join(", ", options));
        script.add("CREATE TABLE child_" + name + " (of REFERENCES " + name + " (id) ON DELETE CASCADE ON UPDATE CASCADE)");
        script.add("CREATE TABLE log_" + name + " (what)");
        script.add("CREATE INDEX i1_" + name + " ON " + name + " (" + columns.get(1) + " COLLATE NOCASE DESC, id)");
        script.add("CREATE INDEX i2_" + name + " ON " + name + " (length(" + columns.get(1) + ")) WHERE id IS NOT NULL");
        script.add("CREATE UNIQUE INDEX i3_" + name + " ON " + name + " (id) WHERE " + columns.get(1) + " > 'm'");
        script.add("CREATE TRIGGER t1_" + name + " AFTER DELETE ON " + name + " BEGIN INSERT INTO log_" + name
                + " VALUES (OLD.id); END");
        script.add("CREATE TRIGGER t2_" + name + " AFTER INSERT ON log_" + name + " BEGIN UPDATE " + name + " SET up = up; END");
        script.add("CREATE VIEW w_" + name + " AS SELECT id, " + columns.get(1) + " FROM " + name);
        List<String> filled = columns.stream().filter(c -> !c.equals("g") && !c.equals("up")).toList();
        for (int row = 1; row <= ROWS; row++) {
            List<String> values = new ArrayList<>();
            for (String column : filled) {
                values.add(column.equals("id") && !key.contains("TEXT") ? "" + row : "'" + column.charAt(column.length() - 1) + "v" + row + "'");
            }
            script.add("INSERT INTO other_" + name + " VALUES (" + values.get(0) + ")");
            script.add("INSERT INTO " + name + " (" + String.join(", ", filled) + ", up, v) VALUES ("
                    + String.join(", ", values) + ", " + (row == 1 ? "NULL" : sameKey(key, row - 1)) + ", 'v" + row + "')");
            script.add("INSERT INTO child_" + name + " VALUES (" + sameKey(key, row) + ")");
        }
        script.add("DELETE FROM child_" + name + " WHERE of = " + sameKey(key, ROWS));
        script.add("DELETE FROM " + name + " WHERE id = " + sameKey(key, ROWS));
        return new Sample(pieces, columns, script);
    }

    private static String sameKey(String key, int row) {
        return key.contains("TEXT") ? "'dv" + row + "'" : "" + row;
    }

    private static List<String> state(TestDatabase database, String name, List<String> columns) {
        List<String> state = new ArrayList<>();
        state.addAll(database.rows("SELECT " + String.join(", ", columns) + ", typeof(" + columns.get(1) + ") FROM " + name
                + " ORDER BY id"));
        state.addAll(database.rows("SELECT type, name, tbl_name, sql FROM sqlite_master WHERE name <> '" + name
                + "' AND name NOT LIKE 'sqlite_auto%' ORDER BY name"));
        state.addAll(database.rows("SELECT name, type, \"notnull\", dflt_value, pk, hidden FROM pragma_table_xinfo('" + name
                + "') WHERE name <> 'v'"));
        state.addAll(database.rows("SELECT \"table\", \"from\", \"to\", on_update, on_delete FROM pragma_foreign_key_list('" + name + "')"));
        state.addAll(database.rows("SELECT \"unique\", origin, partial, (SELECT group_concat(name || coll || \"desc\") FROM"
                + " pragma_index_xinfo(l.name) WHERE name IS NOT NULL AND key) FROM pragma_index_list('" + name + "') l ORDER BY 2, 4"));
        state.addAll(database.rows("SELECT strict, wr FROM pragma_table_list('" + name + "')"));
        state.addAll(database.rows("SELECT of FROM child_" + name + " ORDER BY 1"));
        state.addAll(database.rows("SELECT what FROM log_" + name));
        if (database.rows("SELECT name FROM sqlite_master WHERE name = 'sqlite_sequence'").size() == 1) {
            state.addAll(database.rows("SELECT seq FROM sqlite_sequence WHERE name = '" + name + "'"));
        }
        return state;
    }

    private static List<Consumer<TableChanges>> changes(Random random) {
        List<Consumer<TableChanges>> changes = new ArrayList<>();
        changes.add(t -> t.alterColumn("v").type(text()));
        changes.add(t -> t.alterColumn("v").nullable(random.nextBoolean()));
        changes.add(t -> t.alterColumn("v").defaultValue("d"));
        changes.add(t -> t.createCheckConstraint("ck_v", "length(v) < 50"));
        changes.add(t -> t.createUniqueConstraint("uq_v", "v"));
        Collections.shuffle(changes, random);
        return changes.subList(0, 1 + random.nextInt(changes.size()));
    }

    @OnDatabases(TestServer.SQLITE)
    @DisplayName("has everything else where it was")
    void keepsEverything(TestDatabase database) {
        long seed = System.nanoTime();
        for (int i = 0; i < TABLES; i++) {
            Random random = new Random(seed + i);
            String name = "r" + i;
            Sample sample = sample(random, name);
            String where = "seed " + (seed + i) + ": " + sample.script();
            database.execute(sample.script().toArray(String[]::new));
            List<String> before = state(database, name, sample.columns());
            List<Consumer<TableChanges>> changes = changes(random);
            try (Live live = Live.open(database)) {
                live.run(AlterColumnTest.record(
                        DatabaseKind.SQLITE, op -> op.batchAlterTable(name, t -> changes.forEach(c -> c.accept(t)))));
                assertThat(database.value("SELECT sql FROM sqlite_master WHERE name = '" + name + "'"))
                        .as(where)
                        .contains(sample.pieces());
                // A unique constraint on v has an index of its own, which the way back takes with it.
                List<Consumer<TableChanges>> back = new ArrayList<>();
                List<String> made = database.rows("SELECT sql FROM sqlite_master WHERE name = '" + name + "'");
                for (String constraint : List.of("ck_v", "uq_v")) {
                    if (made.get(0).contains(constraint)) {
                        back.add(t -> t.dropConstraint(constraint));
                    }
                }
                back.add(t -> t.alterColumn("v").type(varchar(5)));
                live.run(AlterColumnTest.record(
                        DatabaseKind.SQLITE, op -> op.batchAlterTable(name, t -> back.forEach(c -> c.accept(t)))));
            }
            assertThat(state(database, name, sample.columns())).as(where).isEqualTo(before);
            assertThat(database.rows("SELECT v FROM " + name + " ORDER BY v")).as(where).hasSize(ROWS - 1);
            assertThat(database.rows("PRAGMA foreign_key_check(child_" + name + ")")).as(where).isEmpty();
            database.execute("DELETE FROM child_" + name);
        }
    }
}
