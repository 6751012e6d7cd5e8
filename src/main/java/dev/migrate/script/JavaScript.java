package dev.migrate.script;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.SourceSpan;
import dev.migrate.revision.Revision;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * A Java revision's file.
 *
 * @param revision the revision
 * @param text its text as it stands, without a byte-order mark
 * @param checksum SHA-256, in hex, of everything but the header comment, line ends as LF, as for SQL
 */
public record JavaScript(Revision revision, String text, String checksum) {

    /** Whether a script is Java. */
    public static boolean isJava(Path file) {
        return HeaderLine.isJava(file);
    }

    /**
     * Reads the file of a revision.
     *
     * @throws dev.migrate.diagnostic.MigrateException for text that is not UTF-8
     */
    public static JavaScript of(Revision revision) {
        Path file = revision.file();
        String text = read(file);
        return new JavaScript(revision, text, checksum(withoutHeader(text, HeaderLine.read(file))));
    }

    private static String read(Path file) {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (IOException e) {
            throw Diagnostic.error("script/unreadable", "\"" + file + "\" cannot be read: " + e.getMessage())
                    .at(SourceSpan.of(file))
                    .toException(e);
        }
        int bad = Utf8.firstMalformed(bytes, 0, bytes.length);
        if (bad >= 0) {
            int line = 1;
            int start = 0;
            for (int i = 0; i < bad; i++) {
                if (bytes[i] == '\n') {
                    line++;
                    start = i + 1;
                }
            }
            throw Utf8.malformed(file, line, Arrays.copyOfRange(bytes, start, bad), bad, bytes[bad]);
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    /** What stands before and behind the first comment; code behind its end, on the same line, belongs to it. */
    private static String withoutHeader(String text, List<HeaderLine> header) {
        String unix = text.replace("\r\n", "\n");
        if (header.isEmpty()) {
            return unix;
        }
        int start = lineStart(unix, header.get(0).number());
        int end = lineStart(unix, header.get(header.size() - 1).number() + 1);
        String comment = unix.substring(start, end);
        int close = comment.stripLeading().startsWith("//") ? -1 : comment.indexOf("*/");
        String behind = close < 0 ? "" : comment.substring(close + 2);
        return unix.substring(0, start) + (behind.isBlank() ? "" : behind) + unix.substring(end);
    }

    private static int lineStart(String text, int line) {
        int at = 0;
        for (int i = 1; i < line; i++) {
            int newline = text.indexOf('\n', at);
            if (newline < 0) {
                return text.length();
            }
            at = newline + 1;
        }
        return at;
    }

    private static String checksum(String content) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(content.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
