package dev.migrate.lint.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.sql.DatabaseKind;
import dev.migrate.sql.SqlScanner;
import dev.migrate.sql.Statement;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What PostgreSQL's statements are read as. */
@DisplayName("The grammar on PostgreSQL")
class PostgresGrammarTest {

    private static final Path RESOURCES = Path.of("src", "test", "resources", "dev", "migrate");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lint/grammar/postgresql.sql",
                "schema/postgresql-wholesale.sql",
                "schema/postgresql.sql",
                "schema/postgresql-objects.sql"
            })
    void readsWholeSchemas(String file) throws IOException {
        Path path = RESOURCES.resolve(file);
        SqlScanner scanner = new SqlScanner(DatabaseKind.POSTGRESQL, new StringReader(Files.readString(path)), path, 1);
        int statements = 0;
        for (Statement s = scanner.next(); s != null; s = scanner.next()) {
            statements++;
            if (!s.startsWith("DO")) {
                assertThat(Grammar.read(DatabaseKind.POSTGRESQL, s))
                        .as("%s:%d %s", file, s.line(), s.text())
                        .isNotEmpty()
                        .noneMatch(Change.Opaque.class::isInstance);
            }
        }
        assertThat(statements).isGreaterThan(10);
    }

    @Test
    void keepsArraysTogether() {
        var table = (Change.CreateTable)
                read("CREATE TABLE t (a numeric(4, 2)[] DEFAULT ARRAY[19.00, 7.00] NOT NULL, b int[] DEFAULT"
                        + " ARRAY[ARRAY[1, 2]][1], c int)");
        assertThat(table.columns()).extracting(ColumnSpec::name).containsExactly("a", "b", "c");
        assertThat(table.columns().get(0).defaultValue()).isEqualTo("ARRAY[19.00, 7.00]");
        assertThat(table.columns().get(0).notNull()).isTrue();
    }

    @Test
    void seesRowsThatAWithChanges() {
        assertThat(all("WITH gone AS (DELETE FROM x RETURNING *) SELECT * FROM gone WHERE a > 1"))
                .singleElement()
                .isEqualTo(new Change.Rows("delete", Name.of("x"), false, List.of(), false));
        assertThat(all("WITH gone AS (DELETE FROM x WHERE a > 1 RETURNING *) INSERT INTO y SELECT * FROM gone"))
                .containsExactly(
                        new Change.Rows("delete", Name.of("x"), true, List.of(), false),
                        new Change.Rows("insert", Name.of("y"), true, List.of(), true));
        assertThat(all("WITH a AS (SELECT 1) SELECT * FROM a")).containsExactly(new Change.Harmless());
    }

    @Test
    void seesTheTableThatAQueryMakes() {
        assertThat(read("SELECT a, (SELECT 1) INTO TEMP TABLE s.fresh FROM t"))
                .isInstanceOfSatisfying(Change.CreateTable.class, made -> {
                    assertThat(made.table()).isEqualTo(new Name("s", "fresh"));
                    assertThat(made.temporary()).isTrue();
                    assertThat(made.asSelect()).isTrue();
                });
        assertThat(read("SELECT 'INTO', \"into\" FROM t")).isEqualTo(new Change.Harmless());
    }

    @Test
    void readsKeysOverPeriods() {
        var table = (Change.CreateTable)
                read("CREATE TABLE t (id int, valid tstzrange, PRIMARY KEY (id, valid WITHOUT OVERLAPS), FOREIGN"
                        + " KEY (id, PERIOD valid) REFERENCES o (id, PERIOD at))");
        assertThat(table.constraints().get(0).columns()).containsExactly("id", "valid");
        assertThat(table.constraints().get(1).columns()).containsExactly("id", "valid");
        assertThat(table.constraints().get(1).referenced()).containsExactly("id", "at");
        var plain = (Change.CreateTable) read("CREATE TABLE t (period int, PRIMARY KEY (period))");
        assertThat(plain.constraints().get(0).columns()).containsExactly("period");
    }

    @Test
    void readsGeneratedColumnsDomainsAndPartitions() {
        var table = (Change.CreateTable)
                read("CREATE TABLE t (a int, b int GENERATED ALWAYS AS ((a * 2) + 1) STORED, c int GENERATED ALWAYS"
                        + " AS (a)) PARTITION BY RANGE (a, lower(b)) WITH (fillfactor = 70)");
        assertThat(table.columns().get(1).computed()).isEqualTo("(a * 2) + 1");
        assertThat(table.columns().get(1).generated()).isEqualTo(ColumnSpec.Generated.STORED);
        assertThat(table.columns().get(2).generated()).isEqualTo(ColumnSpec.Generated.VIRTUAL);
        assertThat(table.options()).containsEntry("partition by", "RANGE (a, lower(b))");
        assertThat(read("CREATE DOMAIN d varchar(20) CHECK (VALUE <> '')"))
                .isInstanceOfSatisfying(Change.CreateDomain.class, domain -> {
                    assertThat(domain.base().text()).isEqualTo("varchar(20)");
                    assertThat(domain.constrained()).isTrue();
                });
        assertThat(read("CREATE EVENT TRIGGER e ON ddl_command_end EXECUTE FUNCTION f()"))
                .isEqualTo(new Change.CreateTrigger(Name.of("e"), null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER TABLE t ADD COLUMN a int, DROP",
                "CREATE TABLE t (a int",
                "CREATE TABLE t (a int DEFAULT ARRAY[1",
                "ALTER TABLE t ADD CONSTRAINT",
                "CREATE INDEX ON",
                "FROBNICATE t",
                "DO $$ BEGIN END $$",
                "CALL p()",
                "ALTER TABLE t ADD COLUMN a text DEFAULT 'x"
            })
    void saysWhatItCannotRead(String sql) {
        assertThat(all(sql)).singleElement().isInstanceOf(Change.Opaque.class);
    }

    private static List<Change> all(String sql) {
        return Grammar.read(DatabaseKind.POSTGRESQL, sql);
    }

    private static Change read(String sql) {
        return all(sql).get(0);
    }
}
