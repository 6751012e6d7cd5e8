package dev.migrate.script;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.diagnostic.SourceSpan;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** What is and is not UTF-8, byte by byte. */
final class Utf8 {

    private Utf8() {}

    /** How many bytes the character at {@code at} takes; 0 when it is none, or is cut off by {@code to}. */
    static int length(byte[] b, int at, int to) {
        int first = b[at] & 0xff;
        if (first < 0x80) {
            return 1;
        }
        int length = first >= 0xc2 && first <= 0xdf
                ? 2
                : first >= 0xe0 && first <= 0xef ? 3 : first >= 0xf0 && first <= 0xf4 ? 4 : 0;
        if (length == 0 || at + length > to) {
            return 0;
        }
        int second = b[at + 1] & 0xff;
        // no overlong forms, no surrogates, nothing beyond U+10FFFF
        int lowest = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
        int highest = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
        if (second < lowest || second > highest) {
            return 0;
        }
        for (int i = 2; i < length; i++) {
            if ((b[at + i] & 0xc0) != 0x80) {
                return 0;
            }
        }
        return length;
    }

    /** Where the first byte stands that is not UTF-8; -1 when all is well. */
    static int firstMalformed(byte[] b, int from, int to) {
        int i = from;
        while (i < to) {
            int length = length(b, i, to);
            if (length == 0) {
                return i;
            }
            i += length;
        }
        return -1;
    }

    /** What is said of a byte that is not UTF-8; {@code before} is what stands before it on its line. */
    static MigrateException malformed(Path file, int line, byte[] before, long offset, byte found) {
        String start = new String(before, StandardCharsets.UTF_8);
        int column = start.length() - (line == 1 && start.startsWith("\uFEFF") ? 1 : 0) + 1;
        return Diagnostic.error(
                        "script/not-utf-8",
                        String.format(
                                "\"%s\" is not UTF-8: byte 0x%02X at offset %d", file.getFileName(), found, offset))
                .at(SourceSpan.of(file, line, column, 1))
                .note("Scripts are read as UTF-8, so that they mean the same on every machine.")
                .help("iconv -f WINDOWS-1252 -t UTF-8 (or whatever it was written in), or save it as UTF-8 in the"
                        + " editor")
                .toException();
    }
}
