package dev.migrate.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.sql.DatabaseKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvironmentTest {

    private Project project;

    @BeforeEach
    void makeProject(@TempDir Path folder) throws IOException {
        project = new Project(folder.toRealPath());
    }

    private String origin(String key) {
        var setting = project.setting("dev", key);
        return setting.value() + " by " + setting.origin().description();
    }

    @Test
    void theCommandLineBeatsTheFileBeatsTheDefaultsBeatThePom() {
        assertThat(origin("version_table")).isEqualTo("migrate_version by default");
        project.pom.put("versionTable", "pom");
        assertThat(origin("version_table")).isEqualTo("pom by pom.xml <versionTable>");
        project.file("environments/defaults.yaml", "version_table: shared\n");
        assertThat(origin("version_table")).isEqualTo("shared by environments/defaults.yaml:1:16");
        project.file("environments/dev.toml", "\nversion_table = 'own'\n");
        assertThat(origin("version_table")).isEqualTo("own by environments/dev.toml:2:17");
        project.typed.put("migrate.versionTable", "typed");
        assertThat(origin("version_table")).isEqualTo("typed by -Dmigrate.versionTable");
    }

    @ParameterizedTest
    @CsvSource({
        "migrate.lock_timeout, lock_timeout, 2s",
        "migrate.lockTimeout, lock_timeout, 2s",
        "migrate.lock-timeout, lock_timeout, 2s",
        "migrate.hooks.before_run, hooks.before_run, 'SELECT 1, 2'",
        "migrate.hooks.beforeRun, hooks.before_run, 'SELECT 1, 2'",
        "migrate.placeholders.tableName, placeholders.tableName, x",
        "migrate.scripts.truncateSlug, scripts.truncate_slug, 7",
    })
    void aSettingIsTypedInSnakeOrCamelCase(String property, String key, String value) {
        project.typed.put(property, value);
        assertThat(origin(key)).isEqualTo(value + " by -D" + property);
    }

    @Test
    void listsArePartedByCommasOnTheCommandLineButHooksAreNot() {
        project.typed.putAll(Map.of(
                "migrate.url", "sqlite://", "migrate.schemas", "a, b", "migrate.hooks.before_run", "SELECT 1, 2"));
        assertThat(project.load("dev").database().schemas()).containsExactly("a", "b");
        assertThat(project.load("dev").hooks().beforeRun()).containsExactly("SELECT 1, 2");
    }

    @Test
    void anEmptyValueIsAValue() {
        project.file(
                "environments/defaults.toml",
                "url = 'postgresql://h/db'\n"
                        + "password = 'x'\n"
                        + "version_table_schema = 's'\n"
                        + "lock_timeout = '9s'\n"
                        + "schemas = ['a']");
        project.file(
                "environments/dev.toml",
                "password = ''\nversion_table_schema = ''\nlock_timeout = 'none'\nschemas = []");
        var database = project.load("dev").database();
        assertThat(database.password()).isNotNull().satisfies(secret -> assertThat(secret.reveal())
                .isEmpty());
        assertThat(database.versionTableSchema()).isNull();
        assertThat(database.lockTimeout()).isNull();
        assertThat(database.schemas()).isEmpty();
    }

    @Test
    void goalsParametersAreNoSettingsButThePomsConfigurationIs() {
        project.typed.put("migrate.to", "head");
        project.typed.put("migrate.format", "json");
        assertThat(project.load("dev").scripts().format()).isEqualTo("sql");
        project.pom.put("verionTable", "x");
        assertThat(project.told(() -> project.load("dev"))).isEqualTo("""
            error[config/unknown-key]: "verion_table" is no setting
              note: given by pom.xml <verionTable>
              help: did you mean "version_table"?
            """);
    }

    @Test
    void whatIsTypedWrongIsToldWithWhatToType() {
        project.typed.put("migrate.lockWait", "60");
        project.typed.put("migrate.protected", "yes");
        assertThat(project.told(() -> project.load("dev"))).contains("""
            error[config/bad-value]: "lock_wait" is "60", which has no unit
              note: units are ms, s, m and h, as in "500ms" or "1m30s"; "0" is not to wait at all
              note: given by -Dmigrate.lockWait
              help: -Dmigrate.lockWait=60s
            """).contains("""
                error[config/bad-value]: "protected" is "yes", which is neither true nor false
                  note: given by -Dmigrate.protected
                  help: -Dmigrate.protected=true
                """);
    }

    @Test
    void theLockIsWhatItFindsFitUnlessSaid() {
        project.typed.put("migrate.url", "postgresql://h/db");
        assertThat(project.load("dev").database().lock()).isEqualTo(LockSettings.DEFAULT);
        project.typed.putAll(Map.of("migrate.lock", "lease", "migrate.lockExpiry", "2m"));
        assertThat(project.load("dev").database().lock())
                .isEqualTo(new LockSettings(LockSettings.Form.LEASE, Duration.ofMinutes(2)));
        project.typed.putAll(Map.of("migrate.lock", "leese", "migrate.lockExpiry", "0"));
        assertThat(project.told(() -> project.load("dev"))).contains("""
            error[config/bad-value]: "lock" is "leese", which is none of "auto", "session" and "lease"
              note: given by -Dmigrate.lock
              help: -Dmigrate.lock=lease
            """).contains("""
                error[config/bad-value]: "lock_expiry" is "0", which is shorter than 2 s, in which a busy machine may give no sign of itself
                  note: given by -Dmigrate.lockExpiry
                  help: -Dmigrate.lockExpiry=30s
                """);
    }

    @Test
    void twoSpellingsMustNotContradict() {
        project.typed.putAll(Map.of("migrate.lockWait", "1s", "migrate.lock_wait", "1s"));
        assertThat(project.load("dev").name()).isEqualTo("dev");
        project.typed.put("migrate.lock_wait", "2s");
        assertThat(project.told(() -> project.load("dev")))
                .contains(
                        "error[config/duplicate-key]: \"lock_wait\" is given twice, with different values",
                        "by -Dmigrate.lockWait and by -Dmigrate.lock_wait");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', nullValues = "-", textBlock = """
        -, postgresql://h/db, POSTGRESQL
        mysql, -, MYSQL
        -, jdbc:mysql://${env.NONE}/db, MYSQL
        -, ${env.SET}, SQLITE
        mariadb, ${env.NONE}, MARIADB
        mariadb, jdbc:mysql://h/db, MARIADB
        """)
    void theKindIsToldWithoutAConnection(String dialect, String url, DatabaseKind kind) {
        project.variables.put("SET", "sqlite:///x.db");
        project.file(
                "environments/dev.toml",
                (dialect == null ? "" : "dialect = '" + dialect + "'\n")
                        + (url == null ? "" : "url = '" + url + "'\n"));
        assertThat(project.load("dev").kind()).isEqualTo(kind);
    }

    @Test
    void theShadowDatabaseHasItsOwnUserOrThatOfTheEnvironment() {
        project.file("environments/dev.toml", """
            url = "postgresql://me:hidden@host/app"
            version_table = "mine"
            [autogenerate]
            shadow_url = "postgresql://host/shadow"
            """);
        var shadow = project.load("dev").shadow().orElseThrow();
        assertThat(shadow.url()).isEqualTo("jdbc:postgresql://host/shadow");
        assertThat(shadow.user()).isEqualTo("me");
        assertThat(shadow.password().reveal()).isEqualTo("hidden");
        assertThat(shadow.versionTable()).isEqualTo("mine");
        project.typed.put("migrate.autogenerate.shadow_url", "postgresql://other:secret@host/shadow");
        var own = project.load("dev").shadow().orElseThrow();
        assertThat(own.user()).isEqualTo("other");
        assertThat(own.password().reveal()).isEqualTo("secret");
        assertThat(project.setting("dev", "autogenerate.shadow_url").value())
                .isEqualTo("postgresql://other:***@host/shadow");
        project.typed.put("migrate.autogenerate.shadow_url", "");
        assertThat(project.load("dev").shadow()).isEmpty();
    }

    @Test
    void anUnknownKindIsToldWithWhatToWrite() {
        project.file("environments/dev.toml", "url = '${env.DATABASE_URL}'\n");
        assertThat(project.told(() -> project.load("dev").kind())).isEqualTo("""
            error[config/unknown-database]: which database environment "dev" is, only its url says, and the environment variable "DATABASE_URL" is not set
              --> environments/dev.toml:1:7 | url = '${env.DATABASE_URL}'
                  ^ '${env.DATABASE_URL}'
              help: dialect = "postgresql" (or mysql, mariadb, sqlite) in environments/dev.toml
            """);
        project.file("environments/dev.toml", "dialect = 'sqlite'\nurl = 'jdbc:postgresql:x'\n");
        assertThat(project.told(() -> project.load("dev").kind())).isEqualTo("""
            error[config/dialect-contradicts-url]: "dialect" is "sqlite", but the url is one of PostgreSQL
              --> environments/dev.toml:1:11 | dialect = 'sqlite'
                  ^ 'sqlite'
              help: leave "dialect" away: the url says it
            """);
        assertThat(project.told(() -> project.load("dev").database())).contains("config/dialect-contradicts-url");
    }

    @Test
    void theGraphNeedsNoEnvironmentAtAll() {
        assertThat(project.load("prod").scripts().locations()).hasSize(1);
        assertThat(project.told(() -> project.load("prod").database())).isEqualTo("""
            error[config/no-url]: environment "prod" has no url
              help: url = "jdbc:sqlite:prod.db" in environments/prod.toml, or -Dmigrate.url=…
            """);
        project.typed.put("migrate.url", "sqlite:///x.db");
        assertThat(project.load("prod").database().kind()).isEqualTo(DatabaseKind.SQLITE);
    }

    @Test
    void anUnknownEnvironmentIsToldWithTheKnownOnes() {
        project.file("environments/prod.toml", "")
                .file("environments/staging.yaml", "")
                .file("environments/defaults.toml", "");
        assertThat(project.told(() -> project.load("Prod"))).isEqualTo("""
            error[config/unknown-environment]: there is no environment "Prod"
              note: chosen by the test
              note: in environments: prod, staging
              help: -Dmigrate.env=prod; to make it, write environments/Prod.toml
            """);
        assertThat(project.told(() -> new EnvironmentLoader()
                        .load(EnvironmentRequest.of(
                                project.base, EnvironmentChoice.of(List.of(), null, null, null, null)))))
                .isEqualTo("""
                    error[config/unknown-environment]: there is no environment "dev"
                      note: "dev" is meant where nobody chooses
                      note: in environments: prod, staging
                      help: to make it, write environments/dev.toml, or start with mvn migrate:init
                    """);
        assertThat(project.told(() ->
                        new EnvironmentLoader().load(project.request("dev").withFolder(Path.of("envs")))))
                .startsWith("error[config/no-folder]: there is no folder \"envs\"");
        assertThat(new EnvironmentLoader().names(project.request("dev"))).containsExactly("prod", "staging");
    }

    @Test
    void oneEnvironmentHasOneFormat() {
        project.file("environments/dev.toml", "").file("environments/dev.yml", "");
        assertThat(project.told(() -> project.load("dev"))).isEqualTo("""
            error[config/two-formats]: "environments/dev.toml" and "environments/dev.yml" are the same environment in two formats
              --> environments/dev.yml
              help: remove one of them
            """);
    }

    @Test
    void variablesAreExpandedOnceAndAllFaultsToldTogether() throws IOException {
        Files.writeString(project.base.resolve("pw"), "a${env.USER}\n");
        project.variables.putAll(Map.of("USER", "app", "NOPE", "x"));
        project.properties.put("db.host", "h");
        project.file(
                "environments/dev.toml",
                "url = 'postgresql://${db.host}/d$${b}'\nuser = '${env.USER}-${env.USER}'\npassword = '${file:pw}'\n");
        var database = project.load("dev").database();
        assertThat(database.url()).isEqualTo("jdbc:postgresql://h/d${b}");
        assertThat(database.user()).isEqualTo("app-app");
        assertThat(database.password().reveal()).isEqualTo("a${env.USER}");
        project.file(
                "environments/dev.toml",
                "url = 'postgresql://${NOPE}/x'\n"
                        + "user = '${env.A}'\n"
                        + "password = '${file:none}'\n"
                        + "lock_wait = '${env.USER}'");
        assertThat(project.told(() -> project.load("dev").database())).isEqualTo("""
            error[config/unknown-property]: "${NOPE}" is no property of the project
              --> environments/dev.toml:1:21 | url = 'postgresql://${NOPE}/x'
                  ^ ${NOPE}
              note: "url" needs it; $${ stands for a plain ${
              help: did you mean "${env.NOPE}"?
            error[config/unset-variable]: the environment variable "A" is not set
              --> environments/dev.toml:2:9 | user = '${env.A}'
                  ^ ${env.A}
              note: "user" needs it
              help: export A=…
            error[config/unreadable-file]: the file "none" cannot be read: there is no such file
              --> environments/dev.toml:3:13 | password = '${file:none}'
                  ^ ${file:none}
              note: "password" needs it
            error[config/bad-value]: "lock_wait" is "app", which is no duration
              --> environments/dev.toml:4:13 | lock_wait = '${env.USER}'
                  ^ '${env.USER}'
              note: units are ms, s, m and h, as in "500ms" or "1m30s"; "0" is not to wait at all
              help: lock_wait = "60s"
            """);
    }

    @Test
    void hooksLeaveTheScriptsOwnPlaceholdersAlone() {
        project.variables.put("ROLE", "app");
        project.file("environments/dev.toml", "[hooks]\nbefore_run = ['SET ROLE ${env.ROLE}', 'SELECT ${x} $${y}']\n");
        assertThat(project.load("dev").hooks().beforeRun()).containsExactly("SET ROLE app", "SELECT ${x} $${y}");
        assertThat(project.load("dev").placeholders()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"../x", "/etc", "src/../../x", "link"})
    void scriptsStayInTheProject(String location, @TempDir Path elsewhere) throws IOException {
        Files.createSymbolicLink(project.base.resolve("link"), elsewhere);
        project.file("environments/dev.toml", "[scripts]\nlocations = ['a', '" + location + "']\n");
        assertThat(project.told(() -> project.load("dev").scripts())).isEqualTo("""
            error[config/outside-project]: "%1$s" leads out of the project
              --> environments/dev.toml:2:19 | locations = ['a', '%1$s']
                  ^ '%1$s'
              note: the project is BASE
              help: move the scripts into the project; src/main/migrations is where they are looked for
            """.formatted(location));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "0s, 0",
        "250ms, 250",
        "60s, 60000",
        "5m, 300000",
        "2h, 7200000",
        "1h 30m, 5400000",
        "00, 0",
    })
    void durations(String text, long millis) {
        project.typed.putAll(Map.of("migrate.url", "sqlite://", "migrate.lock_wait", text));
        assertThat(project.load("dev").database().lockWait()).hasMillis(millis);
    }

    @ParameterizedTest
    @CsvSource({"60", "x", "-5s", "5 parsecs", "''", "1.5s", "none", "999999999h", "60000000000"})
    void whatIsNoDuration(String text) {
        project.typed.put("migrate.lock_wait", text);
        assertThat(project.told(() -> project.load("dev")))
                .startsWith("error[config/bad-value]: \"lock_wait\" is \"" + text + "\"");
    }
}
