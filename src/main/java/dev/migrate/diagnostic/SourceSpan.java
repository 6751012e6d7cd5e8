package dev.migrate.diagnostic;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A place in a file.
 *
 * @param file the file
 * @param line the line, from 1; 0 when only the file is known
 * @param column the column in characters, from 1; 0 when only the line is known
 * @param length how many characters of the line are meant; at least 1 where a column is known
 */
public record SourceSpan(Path file, int line, int column, int length) {

    /** A whole file. */
    public static SourceSpan of(Path file) {
        return new SourceSpan(file, 0, 0, 0);
    }

    /** A whole line. */
    public static SourceSpan of(Path file, int line) {
        return new SourceSpan(file, line, 0, 0);
    }

    /** Some characters of a line. */
    public static SourceSpan of(Path file, int line, int column, int length) {
        return new SourceSpan(file, line, column, Math.max(1, length));
    }

    /** The text of the line, read from the file now; null where there is none (any more). */
    public @Nullable String lineText() {
        if (line <= 0) {
            return null;
        }
        var decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE);
        try (var reader = new BufferedReader(new java.io.InputStreamReader(Files.newInputStream(file), decoder))) {
            String text = null;
            for (int i = 0; i < line; i++) {
                text = reader.readLine();
                if (text == null) {
                    return null;
                }
            }
            if (line == 1 && text != null && text.startsWith("\uFEFF")) {
                text = text.substring(1);
            }
            return text;
        } catch (IOException e) {
            return null;
        }
    }
}
