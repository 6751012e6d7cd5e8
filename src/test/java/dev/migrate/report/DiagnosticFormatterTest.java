package dev.migrate.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.SourceSpan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiagnosticFormatterTest {

    @TempDir
    private Path project;

    @Test
    @DisplayName("shows sentence, place, line, marks with their label, notes and help")
    void whole() throws IOException {
        Path file = file("-- add email\n--\n-- revision: b\n-- revises: a1\n");
        var diagnostic = Diagnostic.error("graph/two-heads", "\"head\" is ambiguous: 2 revisions have no child")
                .at(SourceSpan.of(file, 4, 13, 2), "b2 \"add phone\" has this parent too")
                .note("a note")
                .help("name one (-Dmigrate.to=b), or join them");

        assertThat(format(diagnostic)).isEqualTo("""
            error[graph/two-heads]: "head" is ambiguous: 2 revisions have no child
              --> db/x.sql:4:13
               |
             4 | -- revises: a1
               |             ^^ b2 "add phone" has this parent too
            note: a note
            help: name one (-Dmigrate.to=b), or join them
            """);
    }

    @Test
    @DisplayName("widens the gutter for long line numbers")
    void gutter() throws IOException {
        Path file = file("\n".repeat(119) + "here\n");

        assertThat(format(Diagnostic.warning("a/b", "m").at(SourceSpan.of(file, 120, 1, 4))))
                .isEqualTo("""
                    warning[a/b]: m
                        --> db/x.sql:120:1
                         |
                     120 | here
                         | ^^^^
                    """);
    }

    @Test
    @DisplayName("a tab moves the marks as it moves the text, and is marked whole")
    void tabs() throws IOException {
        Path file = file("\tab\tcd\n");

        assertThat(format(Diagnostic.error("a/b", "m").at(SourceSpan.of(file, 1, 4, 2))))
                .isEqualTo("""
                    error[a/b]: m
                      --> db/x.sql:1:4
                       |
                     1 |     ab  cd
                       |       ^^^
                    """);
    }

    @Test
    @DisplayName("wide characters take two cells, combining ones none")
    void wide() throws IOException {
        Path file = file("漢字e\u0301x\n");

        assertThat(format(Diagnostic.error("a/b", "m").at(SourceSpan.of(file, 1, 5, 1))))
                .endsWith(" 1 | 漢字e\u0301x\n   |      ^\n");
    }

    @Test
    @DisplayName("an escape sequence of a script does not reach the terminal")
    void control() throws IOException {
        Path file = file("a\u001B[31mb\n");

        assertThat(format(Diagnostic.error("a/b", "m").at(SourceSpan.of(file, 1))))
                .doesNotContain("\u001B")
                .contains("a\uFFFD[31mb");
    }

    @Test
    @DisplayName("a long line is cut on both sides of the marks")
    void cut() throws IOException {
        String line = "x".repeat(5000) + "HERE" + "y".repeat(5000);
        Path file = file(line + "\n");

        List<String> lines = new DiagnosticFormatter(project, Style.PLAIN)
                .format(Diagnostic.error("a/b", "m").at(SourceSpan.of(file, 1, 5001, 4)));

        String shown = lines.get(3);
        String marks = lines.get(4);
        assertThat(shown).hasSizeLessThanOrEqualTo(120).startsWith(" 1 | …x").endsWith("y…");
        assertThat(shown.substring(marks.indexOf('^'), marks.lastIndexOf('^') + 1))
                .isEqualTo("HERE");
    }

    @Test
    @DisplayName("marks that reach beyond the cut end with it")
    void longMarks() throws IOException {
        Path file = file("y".repeat(500) + "\n");

        List<String> lines = new DiagnosticFormatter(project, Style.PLAIN)
                .format(Diagnostic.error("a/b", "m").at(SourceSpan.of(file, 1, 1, 500)));

        assertThat(lines.get(4)).hasSizeLessThanOrEqualTo(120).endsWith("^");
    }

    @Test
    @DisplayName("a column behind the end of the line is marked there")
    void behindTheEnd() throws IOException {
        Path file = file("abc\n");

        assertThat(format(Diagnostic.error("a/b", "m").at(SourceSpan.of(file, 1, 4, 1), "expected here")))
                .endsWith(" 1 | abc\n   |    ^ expected here\n");
    }

    @Test
    @DisplayName("a whole line has no marks but may have a label")
    void wholeLine() throws IOException {
        Path file = file("abc\n");

        assertThat(format(Diagnostic.error("a/b", "m").at(SourceSpan.of(file, 1), "all of it")))
                .endsWith(" 1 | abc\n   | all of it\n");
    }

    @Test
    @DisplayName("a file that is gone, or known only by name, shows its path")
    void fileOnly() {
        var diagnostic = Diagnostic.error("a/b", "m").at(SourceSpan.of(project.resolve("gone.sql"), 3, 1, 1));

        assertThat(format(diagnostic)).isEqualTo("error[a/b]: m\n   --> gone.sql:3:1\n".replace("   -->", "  -->"));
        assertThat(format(Diagnostic.error("a/b", "m").at(SourceSpan.of(project.resolve("x")))))
                .isEqualTo("error[a/b]: m\n --> x\n");
    }

    @Test
    @DisplayName("further lines of notes and help stand under the first")
    void severalLines() {
        assertThat(format(Diagnostic.error("a/b", "m").note("one\ntwo").help("try\nthis")))
                .isEqualTo("""
                    error[a/b]: m
                    note: one
                          two
                    help: try
                          this
                    """);
    }

    @Test
    @DisplayName("files in notes and help are named as the place is")
    void filesInNotes() {
        assertThat(format(Diagnostic.error("a/b", "m")
                        .note("first at " + project.resolve("db/y.sql") + ":3")
                        .help("delete " + project.resolve("db/y.sql"))))
                .isEqualTo("error[a/b]: m\nnote: first at db/y.sql:3\nhelp: delete db/y.sql\n");
    }

    @Test
    @DisplayName("colour is there only when asked for")
    void colour() {
        var diagnostic = Diagnostic.error("a/b", "m").help("h");

        assertThat(format(diagnostic)).doesNotContain("\u001B");
        assertThat(new DiagnosticFormatter(project, new Style(true, true, 120))
                        .format(diagnostic)
                        .get(0))
                .contains("\u001B[1;31merror[a/b]");
    }

    private Path file(String text) throws IOException {
        Path folder = Files.createDirectories(project.resolve("db"));
        return Files.writeString(folder.resolve("x.sql"), text);
    }

    private String format(Diagnostic diagnostic) {
        return String.join("\n", new DiagnosticFormatter(project, Style.PLAIN).format(diagnostic)) + "\n";
    }
}
