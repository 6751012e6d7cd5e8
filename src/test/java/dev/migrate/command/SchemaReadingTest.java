package dev.migrate.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.engine.Run;
import dev.migrate.schema.Schema;
import dev.migrate.schema.SchemaDifference;
import dev.migrate.schema.SchemaObject;
import dev.migrate.sql.DatabaseKind;
import dev.migrate.sql.SqlScanner;
import dev.migrate.testing.OnDatabases;
import dev.migrate.testing.OnEveryDatabase;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A schema that is read back")
class SchemaReadingTest {

    @TempDir
    Path folder;

    private static String resource(String name) {
        try (InputStream in = SchemaReadingTest.class.getResourceAsStream("/dev/migrate/schema/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String rich(DatabaseKind kind) {
        return resource((kind.isMysqlFamily() ? "mysql" : kind.id()) + ".sql");
    }

    private static void run(TestDatabase database, String script) {
        var scanner = new SqlScanner(database.kind(), new StringReader(script), Path.of("test.sql"), 1);
        List<String> statements = new ArrayList<>();
        for (var s = scanner.next(); s != null; s = scanner.next()) {
            statements.add(s.text());
        }
        database.execute(statements.toArray(String[]::new));
    }

    private Schema read(TestDatabase database) {
        try (Run run = new Scratch(folder, database).workspace().look()) {
            return run.schema();
        }
    }

    /** What differs, each object as {@code + title}, {@code - title} or {@code ~ title: properties}. */
    private static TreeSet<String> told(SchemaDifference difference) {
        var told = new TreeSet<String>();
        for (SchemaObject o : difference.onlyHere()) {
            told.add("- " + o.title());
        }
        for (SchemaObject o : difference.onlyThere()) {
            told.add("+ " + o.title());
        }
        for (SchemaDifference.Change c : difference.changes()) {
            told.add("~ " + c.here().title() + ": " + String.join(", ", c.properties()));
        }
        return told;
    }

    /** A change and the differences that it makes. */
    private record Change(String sql, TreeSet<String> differences) {
        static List<Change> of(String text) {
            List<Change> changes = new ArrayList<>();
            for (String line : text.lines().toList()) {
                if (line.startsWith("+ ") || line.startsWith("- ") || line.startsWith("~ ")) {
                    changes.get(changes.size() - 1).differences().add(line);
                } else {
                    changes.add(new Change(line, new TreeSet<>()));
                }
            }
            return changes;
        }
    }

    @OnEveryDatabase
    void isTheSameAtEveryReading(TestDatabase database) {
        run(database, rich(database.kind()));
        Schema schema = read(database);
        assertThat(schema.objects()).hasSizeGreaterThan(20);
        assertThat(read(database)).isEqualTo(schema);
        assertThat(schema.differenceTo(read(database)).isEmpty()).isTrue();
    }

    @OnEveryDatabase
    void isTheSameInTwoDatabases(TestDatabase database) {
        run(database, rich(database.kind()));
        try (TestDatabase other = database.server().create()) {
            run(other, rich(database.kind()));
            assertThat(read(database).differenceTo(read(other)).lines("one", "other"))
                    .isEmpty();
        }
    }

    @OnEveryDatabase
    void showsEachChangeAndNothingElse(TestDatabase database) {
        run(database, rich(database.kind()));
        boolean mysql = database.kind().isMysqlFamily();
        var changes = new ArrayList<Change>();
        if (mysql) {
            changes.addAll(Change.of(resource(database.kind().id() + "-only-changes.txt")));
        }
        changes.addAll(Change.of(resource((mysql ? "mysql" : database.kind().id()) + "-changes.txt")));
        List<String> wrong = new ArrayList<>();
        Schema before = read(database);
        for (Change change : changes) {
            try {
                run(database, change.sql());
            } catch (IllegalStateException e) {
                wrong.add(change.sql() + "\n    fails: " + e.getMessage());
            }
            Schema after = read(database);
            var told = told(before.differenceTo(after));
            if (!told.equals(change.differences())) {
                wrong.add(change.sql() + "\n    gives " + told + "\n    not   " + change.differences());
            }
            before = after;
        }
        assertThat(wrong).as(String.join("\n", wrong)).isEmpty();
    }

    @OnDatabases(TestServer.SQLITE)
    void showsWhatNoAlterTableCanChange(TestDatabase database) {
        run(database, rich(database.kind()));
        Schema base = read(database);
        List<String> wrong = new ArrayList<>();
        for (Change change : Change.of(resource("sqlite-variants.txt"))) {
            String[] replacement = change.sql().split("=>", -1);
            try (TestDatabase other = database.server().create()) {
                String script = rich(database.kind());
                assertThat(script).contains(replacement[0]);
                try {
                    run(other, script.replace(replacement[0], replacement[1]));
                } catch (IllegalStateException e) {
                    wrong.add(change.sql() + "\n    fails: " + e.getMessage());
                }
                var told = told(base.differenceTo(read(other)));
                if (!told.equals(change.differences())) {
                    wrong.add(change.sql() + "\n    gives " + told + "\n    not   " + change.differences());
                }
            }
        }
        assertThat(wrong).as(String.join("\n", wrong)).isEmpty();
    }

    /** What a session may have been set to, and how to ask for it. */
    private static List<String> settings(DatabaseKind kind) {
        return switch (kind) {
            case POSTGRESQL ->
                List.of(
                        "SET timezone = 'Asia/Kolkata'",
                        "SET datestyle = 'ISO, DMY'",
                        "SET intervalstyle = 'sql_standard'",
                        "SET quote_all_identifiers = on",
                        "SET bytea_output = 'escape'",
                        "SET extra_float_digits = -10",
                        "SET search_path = app, public");
            case MYSQL, MARIADB ->
                List.of(
                        "SET SESSION sql_mode = 'ANSI_QUOTES,NO_BACKSLASH_ESCAPES,ONLY_FULL_GROUP_BY,PIPES_AS_CONCAT'",
                        "SET SESSION time_zone = '+05:30'",
                        "SET SESSION group_concat_max_len = 8",
                        "SET NAMES latin1");
            case SQLITE -> List.of("PRAGMA foreign_keys = ON", "PRAGMA reverse_unordered_selects = ON");
        };
    }

    private static String asked(DatabaseKind kind) {
        return switch (kind) {
            case POSTGRESQL ->
                "SELECT current_setting('timezone'), current_setting('datestyle'), current_setting('intervalstyle'),"
                        + " current_setting('quote_all_identifiers'), current_setting('search_path'),"
                        + " pg_current_xact_id_if_assigned(), now() = statement_timestamp()";
            case MYSQL, MARIADB ->
                "SELECT @@SESSION.sql_mode, @@SESSION.time_zone, @@SESSION.group_concat_max_len,"
                        + " @@SESSION.character_set_client, @@SESSION.character_set_results,"
                        + " @@SESSION.collation_connection";
            case SQLITE -> "SELECT foreign_keys FROM pragma_foreign_keys";
        };
    }

    @OnEveryDatabase
    void dependsOnNoSettingOfTheSessionAndChangesNone(TestDatabase database) throws Exception {
        run(database, rich(database.kind()));
        Schema plain = read(database);
        try (Run run = new Scratch(folder, database).workspace().look()) {
            for (String setting : settings(database.kind())) {
                run.session().run(setting);
            }
            var before = run.session().rows(asked(database.kind()));
            assertThat(plain.differenceTo(run.schema()).lines("plain", "set")).isEmpty();
            assertThat(run.session().rows(asked(database.kind()))).isEqualTo(before);
        }
    }

    @OnEveryDatabase
    void leavesThePluginsOwnTablesOut(TestDatabase database) {
        Schema before = read(database);
        new EnsureVersionCommand().run(new Scratch(folder, database).workspace(), false);
        assertThat(read(database).differenceTo(before).lines("with", "without")).isEmpty();
    }
}
