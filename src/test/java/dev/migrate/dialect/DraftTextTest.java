package dev.migrate.dialect;

import static dev.migrate.Columns.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.Migration;
import dev.migrate.Operations;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.diff.Blueprint;
import dev.migrate.diff.Drafted;
import dev.migrate.diff.Naming;
import dev.migrate.engine.DraftText;
import dev.migrate.operation.AddColumn;
import dev.migrate.operation.DropColumn;
import dev.migrate.operation.Execute;
import dev.migrate.operation.ObjectName;
import dev.migrate.operation.Operation;
import dev.migrate.operation.Recorder;
import dev.migrate.schema.ObjectKind;
import dev.migrate.schema.Schema;
import dev.migrate.schema.SchemaObject;
import dev.migrate.sql.DatabaseKind;
import dev.migrate.sql.SqlScanner;
import dev.migrate.sql.Statement;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Drafted operations in SQL")
class DraftTextTest {

    private static final Path BESIDE =
            Path.of(System.getProperty("basedir", ".")).resolve("src/test/resources/operations/V1.java");

    private static final String PRAGMA = "PRAGMA foreign_keys = OFF";

    private static List<Drafted> drafted(Migration migration, DatabaseKind kind) {
        return Recorder.record(migration, Migration::upgrade, kind, BESIDE, null).stream()
                .map(recorded -> Drafted.of(recorded.operation(), null))
                .toList();
    }

    /** What the samples begin with, as it would have been read. */
    private static Blueprint before(Dialect dialect) {
        List<SchemaObject> objects = new ArrayList<>();
        Map<List<String>, String> definitions = new HashMap<>();
        Migration before = new Migration() {
            @Override
            public void upgrade(Operations op) {
                OperationSamples.before(op);
            }
        };
        for (Drafted each : drafted(before, dialect.kind())) {
            for (String sql : dialect.render(each.operation(), LiveCatalog.NONE).statements()) {
                if (sql.startsWith("CREATE")) {
                    List<String> path = List.of("object " + objects.size());
                    ObjectKind kind = sql.startsWith("CREATE TABLE") ? ObjectKind.TABLE : ObjectKind.INDEX;
                    objects.add(SchemaObject.of(kind, path, Map.of()));
                    definitions.put(path, sql);
                }
            }
        }
        return new Blueprint(new Schema(objects), definitions, Map.of());
    }

    private static List<String> scanned(DatabaseKind kind, String text) {
        List<String> statements = new ArrayList<>();
        var scanner = new SqlScanner(kind, text, Path.of("test.sql"));
        for (Statement s = scanner.next(); s != null; s = scanner.next()) {
            statements.add(s.text());
        }
        return statements;
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("are read as the statements that they are, whatever stands in them")
    void everySample(DatabaseKind kind) {
        Dialect dialect = Live.dialect(kind);
        Blueprint from = before(dialect);
        int written = 0;
        for (var sample : OperationsTest.samples().entrySet()) {
            List<String> expected = new ArrayList<>();
            List<Drafted> drafted;
            boolean rebuilds = false;
            try {
                drafted = drafted(OperationsTest.migration(sample.getValue()), kind);
                var definitions = new KnownDefinitions(dialect, from);
                for (Drafted each : dialect.drafter().together(drafted)) {
                    Rendered rendered = definitions.render(each.operation());
                    rendered.statements()
                            .forEach(sql -> expected.add(dialect.drafter().worded(sql, Naming.WHOLE)));
                    rebuilds |= rendered.foreignKeysOff();
                }
            } catch (MigrateException e) {
                continue;
            }
            written++;
            if (rebuilds) {
                expected.add(0, PRAGMA);
            }
            String text = DraftText.sql(dialect, from, drafted, Naming.WHOLE);
            if (sample.getKey().equals("backfill")) {
                assertThat(text).startsWith("-- migrate:backfill table=").contains("> :from AND");
            } else {
                assertThat(scanned(kind, text)).as(text).isEqualTo(expected);
            }
        }
        assertThat(written).isGreaterThan(40);
    }

    @Test
    @DisplayName("say what they lose above the statement, with a blank line between operations")
    void comments() {
        ObjectName users = new ObjectName(null, "users");
        Operation add = new AddColumn(users, column("bio", text()), false, false, null);
        Operation drop = new DropColumn(users, "name", false, false, null);
        assertThat(DraftText.sql(
                        Live.dialect(DatabaseKind.POSTGRESQL),
                        Blueprint.EMPTY,
                        List.of(
                                Drafted.of(add, null),
                                Drafted.of(drop, null)
                                        .remark("users.bio has taken its place")
                                        .losing("drops column users.name and what is in it"),
                                Drafted.of(new Execute("SELECT '-- one'", List.of()), null)),
                        Naming.WHOLE))
                .isEqualTo("""
                    ALTER TABLE users ADD COLUMN bio text;

                    -- loses: drops column users.name and what is in it
                    -- users.bio has taken its place
                    ALTER TABLE users DROP COLUMN name;

                    SELECT '-- one'
                    ;
                    """);
    }

    @Test
    @DisplayName("bring a delimiter where the client of MySQL needs one")
    void delimiter() {
        String trigger = "CREATE TRIGGER t BEFORE INSERT ON users FOR EACH ROW BEGIN SET NEW.a = 1; SET NEW.b = 2; END";
        String text = DraftText.sql(
                Live.dialect(DatabaseKind.MYSQL),
                Blueprint.EMPTY,
                List.of(Drafted.of(new Execute(trigger, List.of()), null)),
                Naming.WHOLE);
        assertThat(text).isEqualTo("DELIMITER $$\n" + trigger + "$$\nDELIMITER ;\n");
        assertThat(scanned(DatabaseKind.MYSQL, text)).containsExactly(trigger);
    }

    @Test
    @DisplayName("of a migration are the same wherever they are drafted")
    void sameTwice() {
        Dialect dialect = Live.dialect(DatabaseKind.SQLITE);
        Migration migration = new Migration() {
            @Override
            public void upgrade(Operations op) {
                op.alterColumn("users", "name").type(varchar(200));
                op.alterColumn("users", "age").notNull();
            }
        };
        List<Drafted> drafted = drafted(migration, DatabaseKind.SQLITE);
        String text = DraftText.sql(dialect, before(dialect), drafted, Naming.WHOLE);
        assertThat(text).isEqualTo(DraftText.sql(dialect, before(dialect), drafted, Naming.WHOLE));
        assertThat(text.indexOf(PRAGMA)).isEqualTo(text.lastIndexOf(PRAGMA)).isPositive();
        assertThat(text).as("the second behind the first").containsPattern("(?s)VARCHAR\\(200\\).*VARCHAR\\(200\\)");
    }
}
