package dev.migrate.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.sql.DatabaseKind;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqlScriptTest {

    private static final String HEADER = "-- t\n-- revision: a\n\n";

    @TempDir
    private Path folder;

    private SqlScript script(String text) throws IOException {
        return script(text.getBytes(StandardCharsets.UTF_8));
    }

    private SqlScript script(byte[] bytes) throws IOException {
        return SqlScript.of(Header.read(Files.write(folder.resolve("a.sql"), bytes)));
    }

    private static String text(SqlScript script, Section section) throws IOException {
        var writer = new StringWriter();
        try (var reader = script.open(section)) {
            reader.transferTo(writer);
        }
        return writer.toString();
    }

    private List<Diagnostic> faults(String body) {
        return catchThrowableOfType(MigrateException.class, () -> script(HEADER + body))
                .diagnostics();
    }

    private String fault(String body) {
        Diagnostic d = faults(body).get(0);
        assertThat(d.help()).isNotNull();
        return d.code() + " " + d.span().line() + ":" + d.span().column() + "+"
                + d.span().length();
    }

    @Test
    void sectionsAreFoundWithTheirTextAndOptions() throws IOException {
        SqlScript script = script("\uFEFF" + HEADER
                + "/* a comment;\n"
                + "*/ -- here\n"
                + "-- another\n"
                + "-- migrate:upgrade\n"
                + "CREATE 'ü;';\r\n"
                + "-- migrate:require\n"
                + "SELECT 1;\n"
                + "  -- migrate:downgrade transaction=false  dialect=postgresql,sqlite\n"
                + "DROP;\n"
                + "-- migrate:verify\n"
                + "-- migrate:downgrade\n");
        assertThat(script.sections())
                .extracting(Section::kind)
                .containsExactly(SectionKind.UPGRADE, SectionKind.DOWNGRADE, SectionKind.VERIFY, SectionKind.DOWNGRADE);
        assertThat(script.sections()).extracting(Section::markerLine).containsExactly(7, 11, 13, 14);
        assertThat(script.sections()).extracting(Section::transactional).containsExactly(true, false, true, true);
        assertThat(script.sections().get(1).dialects())
                .containsExactlyInAnyOrder(DatabaseKind.POSTGRESQL, DatabaseKind.SQLITE);
        assertThat(text(script, script.sections().get(0))).isEqualTo("CREATE 'ü;';\r\n-- migrate:require\nSELECT 1;\n");
        assertThat(text(script, script.sections().get(1))).isEqualTo("DROP;\n");
        assertThat(text(script, script.sections().get(2))).isEmpty();
        assertThat(text(script, script.sections().get(3))).isEmpty();
    }

    @Test
    void theMostSpecificSectionIsTaken() throws IOException {
        SqlScript script = script(HEADER + "-- migrate:upgrade\n-- migrate:upgrade dialect=mysql\n"
                + "-- migrate:upgrade dialect=postgresql\n-- migrate:downgrade dialect=sqlite\n-- migrate:verify\n"
                + "-- migrate:verify dialect=mariadb\n-- migrate:verify dialect=mysql\n");
        assertThat(line(script, SectionKind.UPGRADE, DatabaseKind.SQLITE)).contains(4);
        assertThat(line(script, SectionKind.UPGRADE, DatabaseKind.POSTGRESQL)).contains(6);
        assertThat(line(script, SectionKind.UPGRADE, DatabaseKind.MYSQL)).contains(5);
        assertThat(line(script, SectionKind.UPGRADE, DatabaseKind.MARIADB)).contains(5);
        assertThat(line(script, SectionKind.DOWNGRADE, DatabaseKind.MYSQL)).isEmpty();
        assertThat(line(script, SectionKind.VERIFY, DatabaseKind.MARIADB)).contains(9);
        assertThat(line(script, SectionKind.VERIFY, DatabaseKind.MYSQL)).contains(10);
    }

    private static Optional<Integer> line(SqlScript script, SectionKind kind, DatabaseKind database) {
        return script.section(kind, database).map(Section::markerLine);
    }

    @Test
    void theChecksumLeavesOutHeaderLineEndsAndByteOrderMark() throws IOException {
        String body = "\n-- migrate:upgrade\nSELECT 'ä';\n\n-- migrate:downgrade\nx";
        String checksum = script("-- t\n-- revision: a\n" + body).checksum();
        assertThat(checksum).matches("[0-9a-f]{64}");
        assertThat(script("\uFEFF-- other\n-- revision: a\n-- revises: b\n" + body)
                        .checksum())
                .isEqualTo(checksum);
        assertThat(script(("-- t\n-- revision: a\n" + body).replace("\n", "\r\n"))
                        .checksum())
                .isEqualTo(checksum);
        assertThat(script("-- t\n-- revision: a\n" + body.replace("'ä'", "'a'")).checksum())
                .isNotEqualTo(checksum);
        assertThat(script("-- t\n-- revision: a\n" + body + "\n").checksum()).isNotEqualTo(checksum);
    }

    @Test
    void longLinesAndManyLinesAreReadAlike() throws IOException {
        String wide = "INSERT '" + "é".repeat(200_000) + "';\r\n";
        for (int shift = 0; shift < 4; shift++) {
            String body = "-- migrate:upgrade\n" + "x".repeat(shift) + wide.repeat(3) + "-- migrate:downgrade\ny\n";
            SqlScript script = script(HEADER + body);
            assertThat(text(script, script.sections().get(0))).isEqualTo("x".repeat(shift) + wide.repeat(3));
            assertThat(text(script, script.sections().get(1))).isEqualTo("y\n");
            assertThat(script.checksum())
                    .isEqualTo(script((HEADER + body).replace("\r\n", "\n")).checksum());
            assertThat(script.sections().get(1).markerLine()).isEqualTo(8);
        }
        String narrow = "-- migrate:upgrade\n" + "ab\r\n".repeat(70_000) + "-- migrate:downgrade\n";
        assertThat(script(HEADER + narrow).sections().get(1).markerLine()).isEqualTo(70_005);
        assertThat(script(HEADER + narrow).checksum())
                .isEqualTo(script(HEADER + narrow.replace("\r", "")).checksum());
    }

    @Test
    void markersThatAreNotRightAreTold() {
        assertThat(fault("-- migrate:upgrad\n")).isEqualTo("script/unknown-marker 4:4+14");
        assertThat(faults("-- migrate:upgrad\n").get(0).help()).isEqualTo("did you mean \"-- migrate:upgrade\"?");
        assertThat(fault("-- migrate:upgrade\n  -- migrate:zzz\n")).isEqualTo("script/unknown-marker 5:6+11");
        assertThat(fault("--migrate:upgrade\n")).isEqualTo("script/marker 4:3+15");
        assertThat(fault("-- migrate: upgrade\n")).isEqualTo("script/marker 4:4+16");
        assertThat(fault("-- migrate:Upgrade\n")).isEqualTo("script/unknown-marker 4:4+15");
        assertThat(fault("-- migrate:upgrade transction=false\n")).isEqualTo("script/unknown-option 4:20+10");
        assertThat(fault("-- migrate:upgrade foreign-keys=off\n")).isEqualTo("script/unknown-option 4:20+12");
        assertThat(faults("-- migrate:upgrade transction=false\n").get(0).help())
                .isEqualTo("did you mean \"transaction=\"?");
        assertThat(fault("-- migrate:upgrade transaction=no\n")).isEqualTo("script/option-value 4:20+14");
        assertThat(fault("-- migrate:upgrade dialect=postgres\n")).isEqualTo("script/option-value 4:20+16");
        assertThat(fault("-- migrate:upgrade dialect=mysql dialect=sqlite\n")).isEqualTo("script/option-twice 4:34+14");
        assertThat(fault("-- migrate:upgrade\n-- migrate:upgrade\n")).startsWith("script/section-twice 5:0");
        assertThat(fault("-- migrate:verify dialect=mysql\n-- migrate:verify dialect=sqlite,mysql\n"))
                .startsWith("script/section-twice 5:0");
        assertThat(fault("SELECT 1;\n-- migrate:upgrade\n")).isEqualTo("script/text-outside-section 4:1+9");
        assertThat(fault("/* a */ x;\n")).isEqualTo("script/text-outside-section 4:9+2");
        assertThat(fault("-- migrate:upgrade\n\n-- t\n-- revision: b\n")).isEqualTo("script/header-twice 7:4+9");
        assertThat(faults("x\n-- migrate:a\n-- migrate:upgrade y=1\n")).hasSize(3);
    }

    @Test
    void aCommentMayTalkAboutMigrations() throws IOException {
        assertThat(script(HEADER + "-- migrate: all of it\n-- migrate:upgrade\n-- migrates:x\n")
                        .sections())
                .hasSize(1);
    }

    @Test
    void whatIsNotUtf8IsToldWherever() {
        byte[] start = (HEADER + "-- migrate:upgrade\n").getBytes(StandardCharsets.UTF_8);
        for (int before : new int[] {0, 1, 65_500, 65_536, 200_000}) {
            for (String end : List.of("", "'\n", "\u00e9\u00e9 and more\n")) {
                byte[] text = ("x".repeat(before) + "\u00e9" + end).getBytes(StandardCharsets.ISO_8859_1);
                byte[] all = java.util.Arrays.copyOf(start, start.length + text.length);
                System.arraycopy(text, 0, all, start.length, text.length);
                var told = catchThrowableOfType(MigrateException.class, () -> script(all))
                        .diagnostics()
                        .get(0);
                assertThat(told.code()).isEqualTo("script/not-utf-8");
                assertThat(told.message()).endsWith("byte 0xE9 at offset " + (start.length + before));
                assertThat(told.span().line()).isEqualTo(5);
                assertThat(told.span().column()).isEqualTo(before + 1);
            }
        }
    }
}
