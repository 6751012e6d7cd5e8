package dev.migrate.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoginTest {

    private Project project;

    @BeforeEach
    void makeProject(@TempDir Path folder) throws IOException {
        project = new Project(folder.toRealPath());
        project.servers.put("db", new Credentials("settings", new Secret("from-settings")));
    }

    private static String login(Environment environment) {
        var database = environment.database();
        @Nullable Secret password = database.password();
        return database.user() + ":" + (password == null ? null : password.reveal());
    }

    private String login(String toml) {
        project.file("environments/dev.toml", toml);
        return login(project.load("dev"));
    }

    @Test
    void keysBeatTheServerBeatsTheUrl() {
        assertThat(login("url = 'postgresql://h/db'")).isEqualTo("null:null");
        assertThat(login("url = 'postgresql://u:p@h/db'")).isEqualTo("u:p");
        assertThat(login("url = 'postgresql://u:p@h/db'\nserver = 'db'")).isEqualTo("settings:from-settings");
        assertThat(login("url = 'postgresql://u:p@h/db'\nserver = 'db'\nuser = 'me'"))
                .isEqualTo("me:from-settings");
        assertThat(login("url = 'postgresql://u:p@h/db'\nuser = 'me'\npassword = 'mine'\nserver = 'unknown'"))
                .isEqualTo("me:mine");
        assertThat(login("url = 'postgresql://u@h/db'\npassword = 'mine'")).isEqualTo("u:mine");
    }

    @Test
    void aUrlFromAStrongerPlaceBringsItsOwnLogin() {
        project.typed.put("migrate.url", "postgresql://typed:pw@h/db");
        assertThat(login("user = 'me'\npassword = 'mine'\nserver = 'db'")).isEqualTo("typed:pw");
        project.typed.put("migrate.user", "admin");
        assertThat(login("user = 'me'\npassword = 'mine'")).isEqualTo("admin:pw");
        project.typed.clear();
        project.file(
                "environments/dev.toml",
                "user = 'me'\n"
                        + "password = 'mine'\n"
                        + "[targets.eu]\n"
                        + "url = 'mysql://eu:pw@h/db'\n"
                        + "[targets.us]\n"
                        + "url = 'mysql://h/db'");
        assertThat(project.load("dev").targets()).extracting(LoginTest::login).containsExactly("eu:pw", "me:mine");
    }

    @Test
    void theListingSaysWhoWonAndShowsNoPassword() {
        project.file("environments/dev.toml", "url = 'postgresql://u:hunter2@h/db'\nuser = 'me'\nserver = 'db'\n");
        assertThat(project.setting("dev", "url").value()).isEqualTo("postgresql://u:***@h/db");
        assertThat(project.setting("dev", "user"))
                .isEqualTo(
                        new Setting("user", "me", project.setting("dev", "user").origin()))
                .extracting(setting -> setting.origin().description())
                .isEqualTo("environments/dev.toml:2:8, not server \"db\"");
        assertThat(project.setting("dev", "password").value()).isEqualTo("***");
        assertThat(project.setting("dev", "password").origin().description())
                .isEqualTo("server \"db\" of settings.xml, named by environments/dev.toml:3:10");
        project.file("environments/dev.toml", "url = 'postgresql://u:hunter2@h/db'\n");
        assertThat(project.setting("dev", "user").origin().description())
                .isEqualTo("the url in environments/dev.toml:1:7");
        assertThat(project.setting("dev", "user").origin().span().lineText()).isNull();
    }

    @Test
    void theListingDoesNotFailForWhatIsMissing() {
        project.file("environments/dev.toml", """
            url = '${env.DATABASE_URL}'
            password = '${env.PW}'
            server = 'nobody'
            [placeholders]
            api_token = 'hunter2'
            app_pw = 'hunter2'
            owner = 'app'
            file = '${file:secret}'
            """);
        project.file("secret", "hunter2");
        assertThat(project.setting("dev", "url").value())
                .isEqualTo("${env.DATABASE_URL} (the environment variable \"DATABASE_URL\" is not set)");
        assertThat(project.setting("dev", "password").value())
                .isEqualTo("${env.PW} (the environment variable \"PW\" is not set)");
        assertThat(project.setting("dev", "placeholders.owner").value()).isEqualTo("app");
        assertThat(project.load("dev").settings().toString()).doesNotContain("hunter2");
    }

    @Test
    void anUnknownServerIsTold() {
        project.file("environments/dev.toml", "url = 'postgresql://h/db'\nserver = 'bd'\n");
        assertThat(project.told(() -> project.load("dev").database())).isEqualTo("""
            error[config/unknown-server]: settings.xml has no server "bd"
              --> environments/dev.toml:2:10 | server = 'bd'
                  ^ 'bd'
              help: <server><id>bd</id><username>…</username><password>…</password></server> among the <servers> of ~/.m2/settings.xml
            """);
    }

    @Test
    void secretsAreOverwrittenOnceTheRunIsOver() {
        project.file("environments/dev.toml", "url = 'postgresql://u:p@h/db'\n[targets.eu]\npassword = 'q'");
        var environment = project.load("dev");
        var one = environment.database().password();
        var other = environment.targets().get(0).database().password();
        environment.clearSecrets();
        assertThat(one.reveal() + other.reveal()).isEqualTo("\0\0");
        assertThat(login(environment)).isEqualTo("u:p");
    }
}
