package dev.migrate.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.migrate.diagnostic.MigrateException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeaderEditTest {

    @TempDir
    private Path folder;

    private String edited(String name, String text, String key, String... values) throws IOException {
        Path file = Files.write(folder.resolve(name), text.getBytes(StandardCharsets.UTF_8));
        HeaderEdit edit = HeaderEdit.of(file).with(key, List.of(values));
        assertThat(Files.readString(file)).isEqualTo(text);
        return new String(edit.bytes(), StandardCharsets.UTF_8);
    }

    @ParameterizedTest(name = "[{index}] {0} -> {1}")
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "-- revises: a,-- revises: x",
                "-- revises:,-- revises: x",
                "\"-- revises:   \",\"-- revises:   x\"",
                "--revises:a,--revises:x",
                "\"   --\trevises:\ta  \",\"   --\trevises:\tx  \"",
                "-- revises  :   a,-- revises  :   x",
                "\"-- revises: a, b\",-- revises: x",
                "-- revises: base,-- revises: x",
            })
    @DisplayName("a line of SQL keeps all but the value")
    void sqlLine(String before, String after) throws IOException {
        for (String end : List.of("\n", "\r\n")) {
            String rest = end + "-- created: 2024" + end + end + "-- migrate:upgrade" + end + "SELECT 'ä\t';" + end;
            String start = "\uFEFF-- tïtle" + end + "--" + end + "-- revision: r1" + end;
            assertThat(edited("a.sql", start + before + rest, "revises", "x")).isEqualTo(start + after + rest);
        }
    }

    @Test
    @DisplayName("several values are kept apart as they were")
    void separators() throws IOException {
        String[] values = {"x", "y", "z"};
        assertThat(edited("a.sql", "-- revision: r\n-- revises: a,b\n", "revises", values))
                .isEqualTo("-- revision: r\n-- revises: x,y,z\n");
        assertThat(edited("a.sql", "-- revision: r\n-- revises: a  b\n", "revises", values))
                .isEqualTo("-- revision: r\n-- revises: x  y  z\n");
        assertThat(edited("a.sql", "-- revision: r\n-- revises: a\n", "revises", values))
                .isEqualTo("-- revision: r\n-- revises: x, y, z\n");
    }

    @Test
    @DisplayName("a value can go")
    void empty() throws IOException {
        assertThat(edited("a.sql", "-- revision: r\r\n-- revises: a, b \r\n-- labels: l", "revises"))
                .isEqualTo("-- revision: r\r\n-- revises: \r\n-- labels: l");
        assertThat(edited("a.sql", "-- revision: r\n-- revises: a\n", "revises"))
                .isEqualTo("-- revision: r\n-- revises:\n");
    }

    @Test
    @DisplayName("nothing changes where it says that already")
    void same() throws IOException {
        for (String text :
                List.of("-- revision: r\n-- revises: none\n", "-- revision: r\n", "-- revision: r\n-- revises:   \n")) {
            assertThat(edited("a.sql", text, "revises")).isEqualTo(text);
        }
        String spaced = "-- revision: r\n-- revises: a ,  b\n";
        assertThat(edited("a.sql", spaced, "revises", "a", "b")).isEqualTo(spaced);
    }

    @Test
    @DisplayName("an absent key gets a line behind the id, in the same style")
    void added() throws IOException {
        assertThat(edited("a.sql", "\uFEFF-- t\r\n--   revision:  r  \r\n-- labels: l\r\n\r\nx", "revises", "a", "b"))
                .isEqualTo("\uFEFF-- t\r\n--   revision:  r  \r\n--   revises:  a, b\r\n-- labels: l\r\n\r\nx");
        assertThat(edited("a.sql", "-- t\n-- revision: r", "depends-on", "a"))
                .isEqualTo("-- t\n-- revision: r\n-- depends-on: a");
        assertThat(edited("a.sql", "\r\n-- revision: r", "depends-on", "a"))
                .isEqualTo("\r\n-- revision: r\r\n-- depends-on: a");
        assertThat(edited("a.sql", "--revision:r", "replaces", "a")).isEqualTo("--revision:r\n--replaces:a");
    }

    @Test
    @DisplayName("Java's comments keep their form")
    void java() throws IOException {
        String tail = "\nclass A implements Migration {}\n";
        assertThat(edited("A.java", "/*\n * t\n *\n * revision: r\n * revises:\n */" + tail, "revises", "x"))
                .isEqualTo("/*\n * t\n *\n * revision: r\n * revises: x\n */" + tail);
        assertThat(edited("A.java", "package p;\n// revision: r\n// revises: a\n" + tail, "revises", "x"))
                .isEqualTo("package p;\n// revision: r\n// revises: x\n" + tail);
        assertThat(edited("A.java", "  /* revision: r */" + tail, "revises", "x"))
                .isEqualTo("  /* revision: r\n   * revises: x */" + tail);
        assertThat(edited("A.java", "/*\n   t\n   revision: r\n   revises: */" + tail, "revises", "x"))
                .isEqualTo("/*\n   t\n   revision: r\n   revises: x */" + tail);
        assertThat(edited("A.java", "/** t\r\n *  revision: r\r\n */" + tail, "revises", "x"))
                .isEqualTo("/** t\r\n *  revision: r\r\n *  revises: x\r\n */" + tail);
        assertThat(edited("A.java", "/* t\n * revision: r\n * revises:a*/ // revises: b" + tail, "revises", "x"))
                .isEqualTo("/* t\n * revision: r\n * revises:x*/ // revises: b" + tail);
    }

    @Test
    @DisplayName("what looks like a header further down is left alone")
    void onlyTheHeader() throws IOException {
        String body = "\n\n-- migrate:upgrade\n-- revises: a\nINSERT INTO t VALUES ('-- revises: a');\n";
        assertThat(edited("a.sql", "-- revision: r\n-- revises: a" + body, "revises", "x"))
                .isEqualTo("-- revision: r\n-- revises: x" + body);
    }

    @Test
    @DisplayName("a value that cannot stand there is refused")
    void illegal() throws IOException {
        Path file = Files.writeString(folder.resolve("a.sql"), "-- revision: r\n");
        HeaderEdit edit = HeaderEdit.of(file);
        for (String value : List.of("a-b", "head", "a@b")) {
            var thrown = catchThrowableOfType(MigrateException.class, () -> edit.with("revises", List.of(value)));
            assertThat(thrown.diagnostics().get(0).code()).isEqualTo("script/illegal-id");
        }
    }

    @Property(tries = 300)
    @Label("putting the old value back gives the old bytes")
    void thereAndBack(
            @ForAll("bodies") byte[] body,
            @ForAll("heads") List<String> head,
            @ForAll boolean crlf,
            @ForAll boolean mark,
            @ForAll boolean java)
            throws IOException {
        String end = crlf ? "\r\n" : "\n";
        var out = new ByteArrayOutputStream();
        out.writeBytes(((mark ? "\uFEFF" : "") + (java ? "/*" + end : "")).getBytes(StandardCharsets.UTF_8));
        for (String line : head) {
            out.writeBytes(((java ? " *" : "--") + line + end).getBytes(StandardCharsets.UTF_8));
        }
        out.writeBytes(((java ? " */" : "") + end + end).getBytes(StandardCharsets.UTF_8));
        int start = out.size();
        out.writeBytes(body);
        Path file = Files.createTempFile("edit", java ? "A.java" : "a.sql");
        try {
            Files.write(file, out.toByteArray());
            HeaderEdit edit = HeaderEdit.of(file);
            HeaderEdit other = edit.with("revises", List.of("longer_than_before", "x"));
            assertThat(other.revision().parents()).containsExactly("longer_than_before", "x");
            assertThat(other.revision().labels()).isEqualTo(edit.revision().labels());
            assertThat(other.revision().title()).isEqualTo(edit.revision().title());
            int tail = out.size() - start;
            assertThat(other.bytes()).endsWith(body).hasSizeGreaterThan(tail);
            assertThat(other.with("revises", edit.revision().parents()).bytes()).isEqualTo(out.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            Files.delete(file);
        }
    }

    @Provide
    Arbitrary<byte[]> bodies() {
        return Arbitraries.bytes().array(byte[].class).ofMaxSize(200);
    }

    @Provide
    Arbitrary<List<String>> heads() {
        Arbitrary<String> blanks = Arbitraries.of(" ", "", "   ", "\t");
        Arbitrary<String> title = Arbitraries.of(" title", "", " fix: é", " \"x\"");
        Arbitrary<String> after = Arbitraries.of("", " ", "\t ");
        Arbitrary<String> parents = Arbitraries.of("a", "a.1,b", "a.1", "b_2  c");
        return Combinators.combine(title, blanks, blanks, parents, after)
                .as((t, before, between, p, rest) -> List.of(
                        t,
                        before + "labels:" + between + "one, two" + rest,
                        before + "revision:" + between + "r" + rest,
                        before + "revises:" + between + p + rest));
    }
}
