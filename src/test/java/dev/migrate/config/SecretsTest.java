package dev.migrate.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.diagnostic.MigrateException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever a password is made of, no text shows it. A marker in it tells it from the text around it. */
class SecretsTest {

    private static final String MARKER = "zQ7";
    private static Path folder;

    @BeforeContainer
    static void makeFolder() throws Exception {
        folder = Files.createTempDirectory("secrets").toRealPath();
    }

    @AfterContainer
    static void removeFolder() throws Exception {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Provide
    Arbitrary<String> passwords() {
        return Arbitraries.strings()
                .withChars("ab1@:/?#%&=+ ;,()[]{}$'\"\\")
                .ofMaxLength(8)
                .map(text -> text.substring(0, text.length() / 2) + MARKER + text.substring(text.length() / 2))
                // that is the name of a value, not the value
                .filter(text -> !text.contains("${"));
    }

    @Provide
    Arbitrary<String> forms() {
        return Arbitraries.of(
                "postgresql://app:{}@h:5432/db?sslmode=require",
                "postgres://h/db?user=app&password={}",
                "mysql+pymysql://app:{}@[::1]/db",
                "mariadb://app:{}@a:1,b:2/db",
                "jdbc:postgresql://h/db?password={}&x=1",
                "jdbc:postgresql://h/db?user=a&sslpassword={}",
                "jdbc:mysql://app:{}@h/db",
                "jdbc:mysql://h/db?user=app&password={}",
                "jdbc:sqlite:app.db?password={}");
    }

    @Property
    void aMaskedUrlNeverShowsAnEncodedPassword(@ForAll("forms") String form, @ForAll("passwords") String password) {
        String encoded = URLEncoder.encode(password, StandardCharsets.UTF_8).replace("+", "%20");
        String text = form.replace("{}", encoded);
        var url = JdbcUrl.parse(text, folder);
        assertThat(url.masked()).doesNotContain(MARKER).contains("***");
        assertThat(url.toString())
                .matches(shown -> !shown.contains(MARKER) || form.contains("sslpassword") || form.contains("sqlite"));
        if (url.password() != null) {
            assertThat(url.password().reveal()).isEqualTo(password);
        }
    }

    @Property
    void aPasswordBeforeTheHostIsNotShownEvenWhereItIsNotEncoded(@ForAll("passwords") String password) {
        for (String scheme :
                new String[] {"postgresql", "mysql", "mariadb", "postgresql+psycopg2", "jdbc:mysql", "jdbc:postgresql"
                }) {
            assertThat(JdbcUrl.mask(scheme + "://app:" + password + "@h/db")).doesNotContain(MARKER);
        }
    }

    @Property(tries = 100)
    void noDiagnosticAndNoSettingShowsAPassword(@ForAll("passwords") String password) throws Exception {
        String quoted =
                "\"" + password.replace("\\", "\\\\").replace("\"", "\\\"").replace("$", "$$") + "\"";
        for (String text : new String[] {
            "toml|password = {quoted}\nlokc_wait = 1\n",
            "toml|password = {quoted} x\n",
            "toml|pasword = {quoted}\n",
            "toml|url = \"jdbc:h2:x\"\npassword = {quoted}\n",
            "toml|[targets.eu]\npassword = [{quoted}]\n",
            "toml|targets = { eu = { password = {quoted}, lokc = 1 } }\n",
            "toml|password = \"\"\"\n{raw}\nurl = 1\n",
            "toml|password = {raw}\n",
            "toml|password = {quoted}\npassword = {quoted}\n",
            "toml|[placeholders]\napi_token = {quoted}\n",
            "yaml|password: {quoted}\nlokc: 1\n",
            "yaml|password: {raw}\n",
            "yaml|password:\n  {raw}\nurl: 1\n",
            "yaml|password: |\n  {raw}\n x\n",
            "yaml|{url: x, password: {quoted}, x: 1}\n",
            "yaml|targets:\n  eu:\n    password: [{quoted}]\n",
            "json|{\"password\": {quoted}, \"x\": 1}",
            "json|{\n\"password\": {quoted}\n\"x\": 1}",
            "json|{\"password\": {raw}}",
            "json|{\"url\": \"x\", \"password\":\n{raw}}",
        }) {
            String format = text.substring(0, 4);
            String content = text.substring(5).replace("{quoted}", quoted).replace("{raw}", password);
            assertThat(everythingTold(format, content)).as(content).doesNotContain(MARKER);
        }
    }

    private static String everythingTold(String format, String content) throws Exception {
        Files.createDirectories(folder.resolve("environments"));
        Path file = folder.resolve("environments/dev." + format);
        Files.writeString(file, content);
        var project = new Project(folder);
        var told = new StringBuilder();
        try {
            var environment = project.load("dev");
            told.append(environment.settings());
            environment.targets().forEach(target -> told.append(target.settings()));
            told.append(environment.database());
        } catch (MigrateException e) {
            told.append(e).append(e.getCause()).append(e.diagnostics());
            e.diagnostics()
                    .forEach(diagnostic -> told.append(
                            diagnostic.span() == null ? "" : diagnostic.span().lineText()));
        } finally {
            Files.delete(file);
        }
        return told.toString();
    }
}
