package dev.migrate.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.config.HookSettings;
import dev.migrate.schema.Schema;
import dev.migrate.sql.DatabaseKind;
import dev.migrate.sql.SqlScanner;
import dev.migrate.testing.OnDatabases;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A database with something of everything")
class RealSchemaTest {

    @TempDir
    Path folder;

    private static String resource(String name) {
        try (InputStream in = RealSchemaTest.class.getResourceAsStream("/dev/migrate/schema/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    static String script(DatabaseKind kind) {
        return kind == DatabaseKind.SQLITE
                ? resource("sqlite-real.sql")
                : resource("mysql-real.sql") + resource(kind.id() + "-only-real.sql");
    }

    /** Runs a script as it is written, on one connection. */
    static void run(TestDatabase database, String script) {
        var scanner = new SqlScanner(database.kind(), new StringReader(script), Path.of("real.sql"), 1);
        try (Connection connection = database.connect();
                var statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            for (var each = scanner.next(); each != null; each = scanner.next()) {
                try {
                    statement.execute(each.text());
                } catch (SQLException e) {
                    throw new IllegalStateException(each.text(), e);
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What the database itself shows of everything that stands in it. */
    private static List<String> shown(TestDatabase database) {
        List<String> lines = new ArrayList<>();
        if (database.kind() == DatabaseKind.SQLITE) {
            return sqlite(database, lines);
        }
        for (String row : database.rows("SHOW FULL TABLES")) {
            String name = row.substring(0, row.indexOf('|'));
            if (!name.startsWith("migrate_")) {
                lines.addAll(database.rows("SHOW CREATE TABLE `" + name.replace("`", "``") + "`"));
            }
        }
        for (String name : database.rows("SELECT routine_name FROM information_schema.routines WHERE routine_schema ="
                + " DATABASE() AND routine_type = 'PROCEDURE' ORDER BY 1")) {
            lines.addAll(database.rows("SHOW CREATE PROCEDURE `" + name + "`"));
        }
        for (String name : database.rows("SELECT routine_name FROM information_schema.routines WHERE routine_schema ="
                + " DATABASE() AND routine_type = 'FUNCTION' ORDER BY 1")) {
            lines.addAll(database.rows("SHOW CREATE FUNCTION `" + name + "`"));
        }
        for (String name : database.rows(
                "SELECT event_name FROM information_schema.events WHERE event_schema =" + " DATABASE() ORDER BY 1")) {
            lines.addAll(database.rows("SHOW CREATE EVENT `" + name + "`"));
        }
        lines.addAll(database.rows("SELECT event_object_table, trigger_name, action_order, action_timing,"
                + " event_manipulation, action_statement, sql_mode, definer FROM information_schema.triggers WHERE"
                + " trigger_schema = DATABASE() ORDER BY 1, 2"));
        return lines.stream()
                .map(line -> line.replaceAll("(ENGINE=\\w+) AUTO_INCREMENT=\\d+", "$1")
                        .replace("`" + database.name() + "`.", "")
                        .replaceAll("from \\((`found` .*)\\)$", "from $1"))
                .toList();
    }

    /** The lines that only one of the two has. */
    private static List<String> unlike(List<String> here, List<String> there) {
        List<String> lines = new ArrayList<>();
        List<String> ours = String.join("\n", here).lines().toList();
        List<String> theirs = String.join("\n", there).lines().toList();
        ours.stream()
                .filter(line -> !theirs.contains(line))
                .map(line -> "+ " + line)
                .forEach(lines::add);
        theirs.stream()
                .filter(line -> !ours.contains(line))
                .map(line -> "- " + line)
                .forEach(lines::add);
        if (lines.isEmpty() && ours.size() != theirs.size()) {
            lines.add("a line more often");
        }
        return lines;
    }

    private static List<String> sqlite(TestDatabase database, List<String> lines) {
        String own = " NOT LIKE 'migrate%' AND m.name NOT LIKE 'sqlite%'";
        lines.addAll(database.rows(
                "SELECT type, name, tbl_name FROM sqlite_schema m WHERE m.name" + own + " ORDER BY 1, 2"));
        for (String query : List.of(
                "SELECT m.name, l.type, l.ncol, l.wr, l.strict FROM sqlite_schema m JOIN pragma_table_list(m.name) l",
                "SELECT m.name, c.* FROM sqlite_schema m JOIN pragma_table_xinfo(m.name) c",
                "SELECT m.name, i.\"unique\", i.origin, i.partial, x.seqno, x.cid, x.name, x.desc, x.coll, x.key FROM"
                        + " sqlite_schema m JOIN pragma_index_list(m.name) i JOIN pragma_index_xinfo(i.name) x",
                "SELECT m.name, f.seq, f.\"table\", f.\"from\", f.\"to\", f.on_update, f.on_delete FROM"
                        + " sqlite_schema m JOIN pragma_foreign_key_list(m.name) f")) {
            lines.addAll(database.rows(query + " WHERE m.type IN ('table', 'view') AND m.name" + own).stream()
                    // a default may have parentheses, and a name other quotes
                    .map(line -> line.replaceAll("[()\"']", ""))
                    .sorted()
                    .toList());
        }
        return lines;
    }

    private static BaselineCommand.Result baseline(Scratch s, String format) {
        Workspace workspace = s.workspace();
        var writer = new ScriptWriter(workspace.scripts(), HookSettings.NONE, Clock.systemUTC(), line -> {});
        var script = new ScriptWriter.Script("what was there", "base1", List.of(), List.of(), null, format);
        return new BaselineCommand(writer).run(workspace, new BaselineCommand.Request(script, null, true));
    }

    private static Schema schema(Scratch s) {
        try (var run = s.workspace().look()) {
            // MySQL gives a view with LATERAL other parentheses when it reads its own text
            var drafter = Workspace.dialects().of(s.database.kind()).drafter();
            return Schema.of(run.schema(List.of()).objects().stream()
                    .map(drafter::comparable)
                    .toList());
        }
    }

    private static List<String> check(Scratch s, Scratch other) {
        return new CheckCommand()
                .run(s.workspace(), new Goal.Other(other.workspace()), true).changes().stream()
                        .map(SchemaChange::toString)
                        .toList();
    }

    @OnDatabases({TestServer.MYSQL, TestServer.MARIADB, TestServer.SQLITE})
    void isTheSameWhereItsBaselineHasRun(TestDatabase database) {
        isTheSame(database, "sql");
    }

    @OnDatabases({TestServer.MYSQL, TestServer.SQLITE})
    void isTheSameWhereItsBaselineHasRunInJava(TestDatabase database) {
        isTheSame(database, "java");
    }

    private void isTheSame(TestDatabase database, String format) {
        run(database, script(database.kind()));
        Scratch s = new Scratch(folder, database);
        baseline(s, format);
        try (TestDatabase empty = database.server().create()) {
            Scratch other = new Scratch(folder, empty);
            other.upgrade("head");
            assertThat(schema(other).differenceTo(schema(s)).lines("the new one", "the old one"))
                    .isEmpty();
            assertThat(unlike(shown(empty), shown(database))).isEmpty();
            assertThat(check(s, other)).isEmpty();
            assertThat(check(other, s)).isEmpty();
            assertThat(new DriftCommand().run(s.workspace()).changes()).isEmpty();
            assertThat(new DriftCommand().run(other.workspace()).changes()).isEmpty();
            other.downgrade("base");
            assertThat(shown(empty)).isEmpty();
        }
    }
}
