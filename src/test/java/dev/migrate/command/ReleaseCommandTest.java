package dev.migrate.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrate.testing.OnEveryDatabase;
import dev.migrate.testing.ScriptClient;
import dev.migrate.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A released bundle")
class ReleaseCommandTest {

    private static final LocalDateTime TIME = LocalDateTime.of(2026, 3, 1, 12, 30, 2);

    @TempDir
    Path folder;

    private ReleaseCommand.Result release(Scratch s, @Nullable String from, String zip) {
        return new ReleaseCommand()
                .run(
                        s.workspace(),
                        new ReleaseCommand.Request(
                                from, "head", folder.resolve(zip), "1.2.3", "com.example:shop:7", TIME));
    }

    private static List<String> names(Path zip) throws IOException {
        List<String> names = new ArrayList<>();
        try (ZipFile file = new ZipFile(zip.toFile())) {
            for (ZipEntry entry : (Iterable<ZipEntry>) file.stream().map(ZipEntry.class::cast)::iterator) {
                names.add(entry.getName());
                assertThat(entry.getTimeLocal()).isEqualTo(TIME);
            }
        }
        return names;
    }

    @OnEveryDatabase
    void isTheSameToTheByteAndRunsBothWays(TestDatabase database) throws Exception {
        Scratch s = OfflineProject.on(folder, database);
        ReleaseCommand.Result first = release(s, null, "out/first.zip");
        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
            release(s, null, "out/second.zip");
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
        assertThat(folder.resolve("out/second.zip")).hasSameBinaryContentAs(first.zip());
        assertThat(names(first.zip())).containsExactly("upgrade.sql", "downgrade.sql", "plan.json", "SHA256SUMS");
        assertThat(first.notes()).isEmpty();
        try (ZipFile zip = new ZipFile(first.zip().toFile())) {
            String sums =
                    new String(zip.getInputStream(zip.getEntry("SHA256SUMS")).readAllBytes());
            assertThat(sums.lines()).hasSize(3);
            for (String line : sums.lines().toList()) {
                byte[] content =
                        zip.getInputStream(zip.getEntry(line.substring(66))).readAllBytes();
                assertThat(line.substring(0, 66))
                        .isEqualTo(HexFormat.of()
                                        .formatHex(MessageDigest.getInstance("SHA-256")
                                                .digest(content)) + "  ");
            }
        }
        Path upgrade = first.folder().resolve("upgrade.sql");
        Path downgrade = first.folder().resolve("downgrade.sql");
        for (ScriptClient client : ScriptClient.of(database.kind())) {
            try (TestDatabase fresh = database.server().create()) {
                ScriptClient.Result ran = client.run(fresh, upgrade);
                assertThat(ran.status()).as("%s: %s", client, ran.output()).isZero();
                assertThat(new Scratch(folder, fresh).rows())
                        .isEqualTo(first.plan().to().rows());
                assertThat(client.run(fresh, downgrade).status()).isZero();
                assertThat(new Scratch(folder, fresh).rows()).isEmpty();
            }
        }
    }

    @OnEveryDatabase
    void saysWhatItHolds(TestDatabase database) throws IOException {
        Scratch s = new Scratch(folder, database)
                .revision("aaaa1", "CREATE TABLE one (n INTEGER);", "DROP TABLE one;")
                .revision("bbbb2", "CREATE TABLE two (n INTEGER);", "DROP TABLE two;")
                .revision("cccc3", "CREATE TABLE three (n INTEGER);", null);
        ReleaseCommand.Result part = release(s, "aaaa1", "part.zip");
        assertThat(names(part.zip())).containsExactly("upgrade.sql", "plan.json", "SHA256SUMS");
        assertThat(part.notes()).singleElement().asString().contains("no downgrade.sql", "cccc3");
        String json = Files.readString(part.folder().resolve("plan.json"));
        assertThat(json)
                .contains(
                        "\"format_version\": 1", "\"project\": \"com.example:shop:7\"", "\"plugin_version\": \"1.2.3\"")
                .contains(
                        "\"environment\": \"test\"",
                        "\"database\": \"" + database.kind().id() + "\"")
                .contains(
                        "\"from\": [\n    \"aaaa1\"\n  ]",
                        "\"to\": [\n    \"cccc3\"\n  ]",
                        "src/main/migrations/bbbb2.sql",
                        "no downgrade.sql")
                .doesNotContain("src/main/migrations/aaaa1.sql", "\r", folder.toString(), "tester");
        assertThat(Files.readString(part.folder().resolve("upgrade.sql"))).doesNotContain("CREATE TABLE one");
        // what an earlier release left does not slip into this one
        s.sections("cccc3", "bbbb2", "-- migrate:upgrade\n-- migrate:downgrade");
        assertThat(names(release(s, "aaaa1", "part.zip").zip())).contains("downgrade.sql");
        ReleaseCommand.Result nothing = release(s, "cccc3", "nothing.zip");
        assertThat(nothing.plan().isEmpty()).isTrue();
        assertThat(names(nothing.zip())).containsExactly("upgrade.sql", "plan.json", "SHA256SUMS");
        s.sections("dddd4", "nowhere", "-- migrate:upgrade");
        assertThatThrownBy(() -> release(s, "aaaa1", "bad.zip")).hasMessageContaining("nowhere");
        assertThat(folder.resolve("bad.zip")).doesNotExist();
    }
}
