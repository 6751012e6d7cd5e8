package dev.migrate.command;

import dev.migrate.script.Section;
import dev.migrate.sql.DatabaseKind;
import dev.migrate.sql.SqlScanner;
import dev.migrate.sql.Statement;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The statements of a section, which make up its text to the last character.
 *
 * @param section the section
 * @param statements its statements
 * @param rest what stands behind the last of them
 */
record SectionText(Section section, List<Statement> statements, String rest) {

    /** Copies the list. */
    SectionText {
        statements = List.copyOf(statements);
    }

    /** The section of a file; empty where its statements are not all of its text, as with the data of COPY or another DELIMITER. */
    static Optional<SectionText> of(Path file, byte[] bytes, Section section, DatabaseKind kind) {
        int from = (int) section.offset();
        String text = new String(bytes, from, (int) section.end() - from, StandardCharsets.UTF_8);
        var scanner = new SqlScanner(kind, new StringReader(text), file, section.markerLine() + 1);
        List<Statement> statements = new ArrayList<>();
        int at = 0;
        for (Statement s = scanner.next(); s != null; s = scanner.next()) {
            String whole = s.leading() + s.text() + s.terminator();
            if (s.copyData() != null || !text.startsWith(whole, at)) {
                return Optional.empty();
            }
            statements.add(s);
            at += whole.length();
        }
        return Optional.of(new SectionText(section, statements, text.substring(at)));
    }
}
