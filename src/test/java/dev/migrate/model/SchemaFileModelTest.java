package dev.migrate.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrate.config.ModelSettings;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.diagnostic.SourceSpan;
import dev.migrate.schema.Schema;
import dev.migrate.sql.DatabaseKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaFileModelTest {

    private static final Server POSTGRESQL = new Server(DatabaseKind.POSTGRESQL, "18.0");
    private static final Server MYSQL = new Server(DatabaseKind.MYSQL, "8.0.31");

    @TempDir
    Path folder;

    @Test
    void aFileIsItsStatements() throws IOException {
        Path file = write("schema.sql", """
            BEGIN;
            -- who
            CREATE TABLE a (id int);
              INSERT INTO a VALUES (1);
            COMMIT;
            """);

        Model model = model("schema");

        assertThat(model.title()).isEqualTo("schema.sql");
        assertThat(model.statements(POSTGRESQL))
                .containsExactly(
                        new ModelStatement("CREATE TABLE a (id int)", false, SourceSpan.of(file, 3, 1, 23)),
                        new ModelStatement("INSERT INTO a VALUES (1)", true, SourceSpan.of(file, 4, 3, 24)));
    }

    @Test
    void filesOfAFolderStandInTheOrderOfTheirPaths() throws IOException {
        write("schema/20_b.sql", "CREATE TABLE b (id int)");
        write("schema/10/z.sql", "CREATE TABLE z (id int)");
        write("schema/10/notes.txt", "no SQL");
        write("schema/00.sql", "CREATE TABLE a (id int);");

        Model model = model(null);

        assertThat(model.title()).isEqualTo("schema/ (3 files)");
        assertThat(model.statements(POSTGRESQL))
                .extracting(ModelStatement::sql)
                .containsExactly("CREATE TABLE a (id int)", "CREATE TABLE z (id int)", "CREATE TABLE b (id int)");
    }

    @Test
    void ownsEverything() throws IOException {
        write("schema.sql", "");
        Schema wanted = new Schema(List.of());

        assertThat(model(null).goal(wanted, new Schema(List.of()))).isSameAs(wanted);
    }

    @Test
    void placeholdersAreFilledInWhereThereAreSome() throws IOException {
        write("schema.sql", "CREATE SCHEMA ${name}");

        assertThat(model("schema").statements(POSTGRESQL).get(0).sql()).isEqualTo("CREATE SCHEMA ${name}");
        assertThat(choice(Map.of("name", "shop"))
                        .of("schema", List.of())
                        .orElseThrow()
                        .statements(POSTGRESQL)
                        .get(0)
                        .sql())
                .isEqualTo("CREATE SCHEMA shop");
    }

    @Test
    void rowsOfCopyAreLeftOutAndTold() throws IOException {
        write("schema.sql", "CREATE TABLE a (id int);\nCOPY a FROM stdin;\n1\n\\.\nCREATE TABLE b (id int);\n");
        Model model = model("schema");

        assertThat(model.statements(POSTGRESQL)).hasSize(2);
        assertThat(model.notes()).containsExactly("the rows of COPY in schema.sql:2 are left out");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        USE app
        CREATE DATABASE app
        CREATE SCHEMA app
        DROP DATABASE app
        CREATE TABLE app.users (id int)
        CREATE TABLE IF NOT EXISTS `app`.`users` (id int)
        INSERT INTO app.users VALUES (1)
        DROP TABLE IF EXISTS app.users
        CREATE INDEX ix ON app.users (id)
        CREATE VIEW v AS SELECT u.id FROM users u JOIN app.posts p ON p.id = u.id
        CREATE TRIGGER app.t BEFORE INSERT ON users FOR EACH ROW SET NEW.id = 1
        """)
    void whatLeavesTheDatabaseIsRefused(String sql) throws IOException {
        Path file = write("schema.sql", "CREATE TABLE mine (id int);\n" + sql + ";\n");
        Model model = model("schema");

        assertThatThrownBy(() -> model.statements(MYSQL))
                .isInstanceOfSatisfying(
                        MigrateException.class,
                        e -> assertThat(e.diagnostics()).singleElement().satisfies(fault -> {
                            assertThat(fault.code()).isEqualTo("model/other-database");
                            assertThat(fault.span()).isNotNull();
                            assertThat(fault.span().file()).isEqualTo(file);
                            assertThat(fault.span().line()).isEqualTo(2);
                        }));
    }

    @Test
    void namesWithinStatementsAreNoReason() throws IOException {
        write("schema.sql", """
            CREATE TABLE a (id int, other int, CHECK (other > 0));
            CREATE VIEW v AS SELECT a.id FROM a;
            CREATE VIEW w AS SELECT x.id FROM a x JOIN a y ON y.id = x.other;
            CREATE TRIGGER t BEFORE INSERT ON a FOR EACH ROW SET NEW.id = 1;
            CREATE TRIGGER u AFTER UPDATE ON a FOR EACH ROW UPDATE a SET id = 1 WHERE a.id = OLD.id;
            """);

        assertThat(model("schema").statements(MYSQL)).hasSize(5);
    }

    @Test
    void whatIsNotThereIsSaid() throws IOException {
        assertCode("model/no-schema", () -> model("schema"));
        assertCode("model/unknown", () -> model("jpaa"));
        write("schema.sql", "");
        write("schema/a.sql", "");
        assertCode("model/two-schemas", () -> model(null));
        assertThat(choice(null).of("staging", List.of("dev", "staging"))).isEmpty();
    }

    @Test
    void whatIsNotUtf8IsSaid() throws IOException {
        Files.write(folder.resolve("schema.sql"), new byte[] {'-', '-', (byte) 0xff});
        Model model = model("schema");

        assertCode("script/not-utf-8", () -> model.statements(POSTGRESQL));
    }

    private static void assertCode(String code, org.assertj.core.api.ThrowableAssert.ThrowingCallable work) {
        assertThatThrownBy(work).isInstanceOfSatisfying(MigrateException.class, e -> assertThat(e.diagnostics())
                .singleElement()
                .satisfies(fault -> {
                    assertThat(fault.code()).isEqualTo(code);
                    assertThat(fault.help()).isNotNull();
                }));
    }

    private Model model(@Nullable String word) {
        return choice(null).of(word, List.of("dev")).orElseThrow();
    }

    private ModelChoice choice(@Nullable Map<String, String> placeholders) {
        return new ModelChoice(
                folder,
                () -> {
                    throw new AssertionError("no code is needed");
                },
                ModelSettings.NONE,
                placeholders);
    }

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }
}
