package dev.migrate.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.revision.Revision;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderTest {

    @TempDir
    private Path folder;

    private Revision read(String name, String text) throws IOException {
        return Header.read(Files.writeString(folder.resolve(name), text));
    }

    /** Code, place and help of every fault, one a line. */
    private String faults(String name, byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve(name), bytes);
        var thrown = catchThrowableOfType(MigrateException.class, () -> Header.read(file));
        assertThat(thrown).isNotNull();
        assertThat(thrown.diagnostics())
                .allMatch(d -> d.span() != null && d.span().file().equals(file));
        assertThat(thrown.diagnostics()).allMatch(d -> d.help() != null);
        return thrown.diagnostics().stream().map(HeaderTest::told).collect(Collectors.joining("\n"));
    }

    private static String told(Diagnostic d) {
        return d.code() + " " + d.span().line() + ":" + d.span().column() + "+"
                + d.span().length() + " " + d.message();
    }

    private String faults(String text) throws IOException {
        return faults("a.sql", text.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n"})
    void everyKeyIsRead(String lineEnd) throws IOException {
        String text = """
            \uFEFF
            -- create users: and posts
            --
            -- more about it
            --   revision:   20240115_103000_a1b2c3d4
            --revises: a.1, b_2  c
            -- created: 2024-01-15T10:30:00Z
            -- labels: accounts,billing
            -- depends-on: d
            -- replaces: e, f

            -- revision: not_a_header
            SELECT 1;
            """;
        Revision revision = read("a.sql", text.replace("\n", lineEnd));
        assertThat(revision.id()).isEqualTo("20240115_103000_a1b2c3d4");
        assertThat(revision.title()).isEqualTo("create users: and posts");
        assertThat(revision.parents()).containsExactly("a.1", "b_2", "c");
        assertThat(revision.created()).isEqualTo("2024-01-15T10:30:00Z");
        assertThat(revision.labels()).containsExactly("accounts", "billing");
        assertThat(revision.dependsOn()).containsExactly("d");
        assertThat(revision.replaces()).containsExactly("e", "f");
        assertThat(revision.lines()).isEqualTo(new Revision.HeaderLines(5, 6, 8, 9, 10));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/*\n * add it\n *\n * revision: r1\n * revises: r0\n */\nclass A {}",
                "/**\n * add it\n *\n * revision: r1\n * revises: r0\n */\nclass A {}",
                "\n\n/* add it\n   revision: r1\n   revises: r0 */ class A {}",
                "// add it\r\n//\r\n// revision: r1\r\n// revises: r0\r\n\r\n// revision: other\r\nclass A {}",
                "package x;\n\n/*\nadd it\nrevision: r1\nrevises: r0\n*/\nclass A {}",
            })
    void javaOpensWithItsFirstComment(String text) throws IOException {
        Revision revision = read("V1.java", text);
        assertThat(revision.id()).isEqualTo("r1");
        assertThat(revision.title()).isEqualTo("add it");
        assertThat(revision.parents()).containsExactly("r0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "base", "none", " , "})
    void aBaseRevisesNothing(String parents) throws IOException {
        assertThat(read("a.sql", "-- t\n-- revision: a\n-- revises: " + parents).isBase())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"note: add x, note: add x", "create: users, create: users", "revision is mine, revision is mine"})
    void aTitleMayHaveAColon(String line, String title) throws IOException {
        assertThat(read("a.sql", "-- " + line + "\n-- revision: a").title()).isEqualTo(title);
    }

    @Test
    void theTitleMayBeMissing() throws IOException {
        Revision revision = read("a.sql", "-- revision: a");
        assertThat(revision.title()).isEmpty();
        assertThat(revision.created()).isNull();
    }

    @Test
    void aLongHeaderIsReadToItsEnd() throws IOException {
        String long1 = "-- " + "words ".repeat(50) + "\n";
        assertThat(read("a.sql", long1.repeat(60) + "-- revision: a").id()).isEqualTo("a");
        assertThat(read("B.java", "/*\n" + long1.repeat(60) + "revision: a */").id())
                .isEqualTo("a");
    }

    @Test
    void theBodyIsNotRead() throws IOException {
        Path file = folder.resolve("a.sql");
        Files.write(file, "-- revision: a\n\nINSERT \u00e9".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(Header.read(file).id()).isEqualTo("a");
    }

    @Test
    void faultsHaveAPlaceAndAHelp() throws IOException {
        assertThat(faults(""))
                .isEqualTo("script/no-header 0:0+0 \"a.sql\" has no \"revision:\" line in the comment that opens it");
        assertThat(faults("SELECT 1;\n-- revision: a")).startsWith("script/no-header 0:0");
        assertThat(faults("-- title\n\n-- revision: a")).startsWith("script/no-header 1:0");
        assertThat(faults("-- revison: a\n")).startsWith("script/no-header 1:4+7");
        assertThat(faults("-- t\n-- revison: a\n")).startsWith("script/unknown-key 2:4+7 \"revison\"");
        assertThat(faults("-- t\n-- revision: a\n-- author: me\n")).startsWith("script/unknown-key 3:4+6 \"author\"");
        assertThat(faults("-- t\n-- revision: a\n-- Labels: x\n")).startsWith("script/unknown-key 3:4+6 \"Labels\"");
        assertThat(faults("-- revision: a\n--  revision: b\n"))
                .isEqualTo("script/key-twice 2:5+8 \"revision\" is given twice in the header");
        assertThat(faults("-- t\n-- revision: a\n-- revises b\n")).startsWith("script/header-line 3:4+9");
        assertThat(faults("-- t\n-- revision 20240101_x\n")).startsWith("script/header-line 2:4+19");
        assertThat(faults("-- t\n-- revision:  \n")).startsWith("script/empty-id 2:4+8");
        assertThat(faults("-- t\n-- revision: a-b\n"))
                .startsWith("script/illegal-id 2:14+3 \"a-b\" cannot be an id or label");
        assertThat(faults("-- t\n-- revision: head\n")).startsWith("script/illegal-id 2:14+4");
        assertThat(faults("-- t\n-- revision: current\n")).startsWith("script/illegal-id 2:14+7");
        assertThat(faults("-- t\n-- revision: " + "a".repeat(256))).startsWith("script/illegal-id 2:14+256");
        assertThat(faults("-- t\n-- revision: a b\n")).startsWith("script/illegal-id 2:14+3");
        assertThat(faults("-- t\n-- revision: a\n-- revises: ok, b@c\n")).startsWith("script/illegal-id 3:17+3");
        assertThat(faults("A.java", "class A {}".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("script/no-header 0:0+0 \"A.java\" has no \"revision:\" line in its first comment");
    }

    @Test
    void allFaultsOfAHeaderAreToldTogether() throws IOException {
        assertThat(faults("-- t\n-- revision: a b@\n-- labls: x\n-- labels: +\n")
                        .lines())
                .hasSize(3);
    }

    @Test
    void whatIsNotUtf8IsToldWithOffsetAndPlace() throws IOException {
        assertThat(faults("a.sql", "-- é".getBytes(StandardCharsets.ISO_8859_1)))
                .isEqualTo("script/not-utf-8 1:4+1 \"a.sql\" is not UTF-8: byte 0xE9 at offset 3");
        byte[] second = "-- ä\r\n-- b \u00fc\n".getBytes(StandardCharsets.UTF_8);
        second[second.length - 3] = (byte) 0xc0;
        assertThat(faults("a.sql", second)).startsWith("script/not-utf-8 2:6+1");
    }

    @Test
    void theIdOfANewRevisionIsItsTimeAndAHash() {
        var time = java.time.Instant.parse("2024-01-15T23:30:05Z");
        var random = java.util.UUID.fromString("123e4567-e89b-42d3-a456-426614174000");
        String id = RevisionId.next(time, java.time.ZoneOffset.UTC, random);
        assertThat(id).matches("20240115_233005_[0-9a-f]{8}");
        assertThat(RevisionId.next(time, java.time.ZoneId.of("Europe/Berlin"), random))
                .isEqualTo(id.replace("20240115_233005", "20240116_003005"));
        assertThat(List.of(
                        RevisionId.next(time, java.time.ZoneOffset.UTC, new java.util.UUID(1, 2)),
                        RevisionId.next(time.plusNanos(1), java.time.ZoneOffset.UTC, random)))
                .doesNotContain(id);
    }

    @Test
    @DisplayName("of a long file no more is read than its header, and the header at one go")
    void bodyUnread() throws IOException {
        Path file = Files.writeString(folder.resolve("a.sql"), "-- a\n--\n-- revision: aaaa\n\n-- migrate:upgrade\n");
        try (var sparse = new RandomAccessFile(file.toFile(), "rw")) {
            // takes no room on the disk
            sparse.setLength(1L << 36);
        }
        int[] reads = {0, 0};
        try (var counted = new FilterInputStream(Files.newInputStream(file)) {
            @Override
            public int read(byte[] bytes, int from, int length) throws IOException {
                int n = super.read(bytes, from, length);
                reads[0]++;
                reads[1] += n;
                return n;
            }
        }) {
            assertThat(HeaderLine.read(file, counted)).hasSize(3);
        }

        assertThat(reads[0]).isEqualTo(1);
        assertThat(reads[1]).isLessThanOrEqualTo(HeaderLine.FIRST_READ);
        assertThat(Header.read(file).id()).isEqualTo("aaaa");
    }

    @Test
    @DisplayName("a header longer than a megabyte is read whole: no parent of a merge is lost")
    void manyParents() throws IOException {
        List<String> parents = IntStream.range(0, 60_000)
                .mapToObj(i -> "20260101_000000_%08x".formatted(i))
                .toList();

        Revision merge = read(
                "merge.sql",
                "-- all\n--\n-- revision: merge\n-- revises: " + String.join(", ", parents) + "\n-- labels: last\n\n");

        assertThat(merge.parents()).isEqualTo(parents);
        assertThat(merge.labels()).containsExactly("last");
    }

    @Test
    @DisplayName("a comment without an end in sight is told, not cut")
    void tooLong() throws IOException {
        String comment = "-- nothing\n".repeat(1_000_000);

        assertThat(faults("long.sql", ("-- revision: a\n" + comment).getBytes(StandardCharsets.UTF_8)))
                .startsWith("script/header-too-long");
    }

    @Test
    @DisplayName("a long line that is no comment is no header either")
    void longLine() throws IOException {
        assertThat(faults("insert.sql", "x".repeat(9_000_000).getBytes(StandardCharsets.UTF_8)))
                .startsWith("script/no-header");
    }
}
