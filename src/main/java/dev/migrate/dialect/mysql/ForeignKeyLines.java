package dev.migrate.dialect.mysql;

import dev.migrate.sql.DatabaseKind;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The foreign keys in what SHOW CREATE TABLE gives. InnoDB of MariaDB prints their names and columns without doubling the backticks in
 * them, which no parser can read.
 */
final class ForeignKeyLines {

    private static final Pattern LINE = Pattern.compile(
            "(?m)^  CONSTRAINT `(.+)` FOREIGN KEY \\(`(.+)`\\) REFERENCES (.+) \\(`(.+)`\\)(?=,?$| ON )");
    private static final Pattern ODD = Pattern.compile("(?<!`)`(?:``)*(?!`)");
    private static final String BETWEEN = "`, `";

    private ForeignKeyLines() {}

    /** The text as it should have been printed. */
    static String mended(DatabaseKind kind, String text) {
        if (kind != DatabaseKind.MARIADB || !text.contains("` FOREIGN KEY (`")) {
            return text;
        }
        return LINE.matcher(text).replaceAll(line -> {
            boolean asIs = Stream.of(line.group(1), line.group(2), line.group(4))
                    .flatMap(names -> Stream.of(names.split(BETWEEN)))
                    .noneMatch(name -> ODD.matcher(name).find());
            return Matcher.quoteReplacement(
                    asIs
                            ? line.group()
                            : "  CONSTRAINT " + quoted(line.group(1)) + " FOREIGN KEY (" + quoted(line.group(2))
                                    + ") REFERENCES " + line.group(3) + " (" + quoted(line.group(4)) + ")");
        });
    }

    private static String quoted(String names) {
        return Stream.of(names.split(BETWEEN))
                .map(name -> "`" + (ODD.matcher(name).find() ? name.replace("`", "``") : name) + "`")
                .collect(Collectors.joining(", "));
    }
}
