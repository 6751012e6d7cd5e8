package dev.migrate.dialect.mysql;

import java.util.regex.Pattern;

/** Names as InnoDB keeps them, which are those of files (MySQL 8.0 Reference Manual, 9.2.4). */
final class FileName {

    private static final Pattern PARTITION = Pattern.compile("(?i)#p#.*");
    private static final Pattern ESCAPED = Pattern.compile("@([0-9a-f]{4})");

    private FileName() {}

    /** The table's name: a partition's is left off, and {@code @002d} is a hyphen. */
    static String decoded(String name) {
        return ESCAPED.matcher(PARTITION.matcher(name).replaceFirst(""))
                .replaceAll(hit -> java.util.regex.Matcher.quoteReplacement(
                        String.valueOf((char) Integer.parseInt(hit.group(1), 16))));
    }
}
