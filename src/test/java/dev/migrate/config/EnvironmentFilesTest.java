package dev.migrate.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentFilesTest {

    private static final Map<String, String> GOOD = Map.of(
            "toml", """
            url = "sqlite:///app.db"
            schemas = ["a", "b"]
            protected = true
            retries = 7
            lock_wait = "1m30s"
            statement_timeout = "500ms"
            hooks.before_run = "SELECT 1"
            [placeholders]
            owner = 'app'
            [scripts]
            timezone = "Europe/Berlin"
            [targets.eu]
            version_table = "eu"
            """,
            "yaml", """
            url: sqlite:///app.db
            schemas: [a, b]
            protected: true
            retries: 7
            lock_wait: 1m30s
            statement_timeout: 500ms
            hooks:
              before_run: SELECT 1
            placeholders:
              owner: app
            scripts:
              timezone: Europe/Berlin
            targets:
              eu:
                version_table: eu
            """,
            "json", """
            {"url": "sqlite:///app.db", "schemas": ["a", "b"], "protected": true, "retries": 7,
             "lock_wait": "1m30s", "statement_timeout": "500ms", "hooks": {"before_run": "SELECT 1"},
             "placeholders": {"owner": "app"}, "scripts": {"timezone": "Europe/Berlin"},
             "targets": {"eu": {"version_table": "eu"}}}
            """);

    private Project project;

    @BeforeEach
    void makeProject(@TempDir Path folder) throws IOException {
        project = new Project(folder.toRealPath());
    }

    @ParameterizedTest
    @CsvSource({"toml,toml", "yaml,yaml", "yaml,yml", "json,json"})
    void theFormatsSayTheSame(String format, String ending) {
        project.file("environments/prod." + ending, GOOD.get(format));
        var environment = project.load("prod");
        var database = environment.database();
        assertThat(database.url()).isEqualTo("jdbc:sqlite:" + project.base.resolve("app.db"));
        assertThat(database.schemas()).containsExactly("a", "b");
        assertThat(database.retries()).isEqualTo(7);
        assertThat(database.lockWait()).hasSeconds(90);
        assertThat(database.lockTimeout()).hasSeconds(5);
        assertThat(database.statementTimeout()).hasMillis(500);
        assertThat(database.versionTable()).isEqualTo("migrate_version");
        assertThat(environment.isProtected()).isTrue();
        assertThat(environment.hooks().beforeRun()).containsExactly("SELECT 1");
        assertThat(environment.placeholders()).containsExactly(Map.entry("owner", "app"));
        assertThat(environment.scripts().timezone().getId()).isEqualTo("Europe/Berlin");
        assertThat(environment.targets()).singleElement().satisfies(target -> {
            assertThat(target.name()).isEqualTo("prod/eu");
            assertThat(target.database().versionTable()).isEqualTo("eu");
            assertThat(target.database().url()).isEqualTo(database.url());
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        toml | retries = 1\\n[hooks]\\n# a comment = 1\\nbefor_run = 'y' | 4:1 befor_run
        toml | [targets.eu]\\nx=1 | 2:1 x
        toml | url = '''\\na = 1\\n'''\\n"x y" = 2 | 4:1 "x y"
        toml | scripts = { locations = ["]", '}'], foo = 1 } | 1:37 foo
        toml | schemas = [\\n  "a", # "b",\\n  5,\\n] | 3:3 5
        toml | BOMx = 1 | 1:1 x
        toml | url = "ä😀"\\r\\n  x = 1\\r\\n | 2:3 x
        toml | targets.eu.x = 1 | 1:12 x
        toml | [[targets]]\\nx = 1 | 1:3 targets
        yaml | url: x\\nhooks:\\n  befor_run: x | 3:3 befor_run
        yaml | {url: x, "foo": 1} | 1:10 "foo"
        yaml | schemas:\\n  - a\\n  - 5 | 3:5 5
        yaml | protected: "yes" | 1:12 "yes"
        yaml | {version_table: "😀", foo: 1} | 1:23 foo
        json | {"url": "x",\\n "foo": 1} | 2:2 "foo"
        json | {"schemas": ["a", 5]} | 1:19 5
        json | {"retries": "3"} | 1:13 "3"
        """)
    void everyPlaceIsTheFilesOwn(String format, String text, String place) {
        project.file("environments/prod." + format, text.translateEscapes().replace("BOM", "\uFEFF"));
        String told = project.told(() -> project.load("prod"));
        String[] expected = place.split(" ", 2);
        assertThat(told).contains("environments/prod." + format + ":" + expected[0] + " | ");
        assertThat(told).contains("\n      ^ " + expected[1]);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        toml | url = "x\\nb = 1             | 1:9  | the line ends too early
        toml | url "x"                      | 1:4  | a string needs quotes
        toml | url = x                      | 1:7  | a string needs quotes
        toml | [hooks                       | 1:7  | the file ends too early
        toml | url = "x" "y"                | 1:11 | more follows after the value
        toml | url = "C:\\\\q"              | 1:10 | begins an escape
        toml | hooks.on_failure = []\\n[hooks]\\n | 2:7 | the table is given above already
        yaml | url: a: b                    | 1:7  | mapping values are not allowed here
        yaml | \\turl: x                    | 1:1  | cannot start any token
        yaml | url: "x                      | 1:8  | found unexpected end of stream
        yaml | url: @x                      | 1:6  | cannot start any token
        yaml | ? [a]\\n: 1                  | 1:4  | a key is a single word
        json | {"url": "x",}                | 1:13 | was expecting double-quote
        json | {"url": x}                   | 1:9  | unrecognized token 'x'
        json | {"url": "x"                  | 1:12 | the file ends too early
        """)
    void aBrokenFileIsToldWhere(String format, String text, String place, String reason) {
        project.file("environments/prod." + format, text.translateEscapes());
        assertThat(project.told(() -> project.load("prod")))
                .startsWith("error[config/syntax]: \"environments/prod." + format + "\" is not "
                        + format.toUpperCase(Locale.ROOT) + " here: ")
                .contains(reason)
                .contains(":" + place + " | ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        toml | user = "a"\\nuser = "b"                    | 2:1 | 1:1
        toml | [hooks]\\n[scripts]\\n[hooks]              | 3:2 | 1:2
        toml | scripts = {format = "sql", format = "sql"} | 1:28 | 1:12
        toml | scripts.format = "sql"\\nscripts.format = "java" | 2:9 | 1:9
        yaml | user: a\\nurl: x\\nuser: b                 | 3:1 | 1:1
        json | {"user": "a", "user": "b"}                 | 1:15 | 1:2
        """)
    void aKeyThatIsGivenTwiceIsPointedAtTheSecondTime(String format, String text, String second, String first) {
        project.file("environments/prod." + format, text.translateEscapes());
        assertThat(project.told(() -> project.load("prod")))
                .startsWith("error[config/duplicate-key]: ")
                .contains("prod." + format + ":" + second + " | ")
                .contains("note: first given at environments/prod." + format + ":" + first);
    }

    @ParameterizedTest
    @ValueSource(strings = {"prod.toml", "prod.yaml", "prod.yml"})
    void anEmptyFileIsAnEnvironmentOfDefaults(String name) {
        project.file("environments/" + name, "");
        assertThat(project.load("prod").scripts().locations())
                .containsExactly(project.base.resolve("src/main/migrations"));
    }

    @Test
    void moreThanAliasesAndDocumentsOfYamlIsNotNeeded() {
        project.file("environments/prod.yaml", "user: &u a\nserver: *u\n---\nuser: b\n");
        assertThat(project.told(() -> project.load("prod")))
                .contains("error[config/yaml-alias]: \"*u\" refers to another place of the file")
                .contains("prod.yaml:2:9")
                .contains("holds more than one document");
    }

    @Test
    void aFileMustBeUtf8() throws IOException {
        project.file("environments/prod.toml", "");
        Files.write(project.base.resolve("environments/prod.toml"), new byte[] {'#', '\n', '#', (byte) 0xE4, '\n'});
        assertThat(project.told(() -> project.load("prod")))
                .startsWith("error[config/not-utf8]: \"environments/prod.toml\" is not UTF-8 from line 2 on");
    }

    @Test
    void aTomlFileLoadsNothingOfTheOtherFormats() throws Exception {
        project.file("environments/prod.toml", GOOD.get("toml"));
        var fenced = new FencedLoader(getClass().getClassLoader());
        Class<?> probe = fenced.loadClass(Probe.class.getName());
        var constructor = probe.getDeclaredConstructor();
        constructor.setAccessible(true);
        asConsumer(constructor.newInstance()).accept(project.base);
        assertThat(fenced.refused).isEmpty();
    }

    @SuppressWarnings("unchecked")
    private static Consumer<Path> asConsumer(Object object) {
        return (Consumer<Path>) object;
    }

    /** Loads an environment where the classes of the other formats cannot be had. */
    static final class Probe implements Consumer<Path> {
        @Override
        public void accept(Path base) {
            var environment = new EnvironmentLoader()
                    .load(EnvironmentRequest.of(base, EnvironmentChoice.named("prod", "the test")));
            environment.database();
            environment.settings();
        }
    }

    private static final class FencedLoader extends ClassLoader {
        private final List<String> refused = new ArrayList<>();

        FencedLoader(ClassLoader parent) {
            super(parent);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.contains("yaml")
                    || name.endsWith("ObjectMapper")
                    || name.endsWith("YamlFormat")
                    || name.endsWith("JsonFormat")) {
                refused.add(name);
                throw new ClassNotFoundException(name);
            }
            if (!name.startsWith("dev.migrate.")) {
                return super.loadClass(name, resolve);
            }
            Class<?> loaded = findLoadedClass(name);
            if (loaded != null) {
                return loaded;
            }
            try (var bytes = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                if (bytes == null) {
                    throw new ClassNotFoundException(name);
                }
                byte[] code = bytes.readAllBytes();
                return defineClass(name, code, 0, code.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
