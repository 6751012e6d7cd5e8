package dev.migrate.dialect.mysql;

import dev.migrate.schema.ObjectKind;
import dev.migrate.schema.SchemaObject;
import dev.migrate.sql.DatabaseKind;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** How things that are alike are spelled alike: what the servers and their versions write in different words. */
final class Spelling {

    private static final Pattern WIDTH = Pattern.compile("^(tinyint|smallint|mediumint|int|bigint|year)\\(\\d+\\)(?!.*zerofill)");
    private static final Pattern NOW =
            Pattern.compile("(?i)^(current_timestamp|now|localtime|localtimestamp)(\\(\\s*\\)|(\\(\\d\\)))?$");
    private static final Pattern INTRODUCER = Pattern.compile("(?<![\\w`])_[a-z0-9]+(?=')");
    private static final Pattern QUOTED_NUMBER = Pattern.compile("^'(-?\\d+(?:\\.\\d+)?)'$");
    private static final Pattern UTF8 = Pattern.compile("\\butf8(?=_|\\b)(?!mb)");

    private final DatabaseKind kind;

    private Spelling(DatabaseKind kind) {
        this.kind = kind;
    }

    static Spelling of(DatabaseKind kind) {
        return new Spelling(kind);
    }

    /** A type without the width at which a client once showed it; {@code tinyint(1)} stays, for drivers take it for a boolean. */
    static String type(String type) {
        if (type.equalsIgnoreCase("tinyint(1)")) {
            return "tinyint(1)";
        }
        String lower = type.split("'", 2)[0].toLowerCase(Locale.ROOT);
        return WIDTH.matcher(lower + type.substring(lower.length())).replaceFirst("$1");
    }

    SchemaObject comparable(SchemaObject object) {
        SortedMap<String, String> properties = new TreeMap<>(object.properties());
        properties.computeIfPresent("collation", (name, value) -> utf8mb3(value));
        switch (object.kind()) {
            case COLUMN -> column(properties);
            case CHECK -> properties.computeIfPresent("definition", (name, value) -> expression(value));
            case INDEX, UNIQUE -> properties.computeIfPresent(
                    "columns", (name, value) -> value.contains("(") ? expression(value) : value);
            case FOREIGN_KEY -> {
                // InnoDB does the same for both, and MySQL and MariaDB call what was not said differently
                properties.computeIfPresent("on update", (name, value) -> restrict(value));
                properties.computeIfPresent("on delete", (name, value) -> restrict(value));
            }
            case TABLE -> options(properties);
            case FUNCTION, PROCEDURE -> {
                properties.computeIfPresent("returns", (name, value) -> utf8mb3(type(value)));
                properties.computeIfPresent("parameters", (name, value) -> utf8mb3(value));
            }
            default -> {
                // as it is
            }
        }
        return new SchemaObject(object.kind(), object.path(), properties);
    }

    private static String restrict(String action) {
        return action.equals("RESTRICT") ? "NO ACTION" : action;
    }

    /** MySQL calls utf8 by its other name since 8.0.30. */
    private static String utf8mb3(String text) {
        return UTF8.matcher(text).replaceAll("utf8mb3");
    }

    private void column(SortedMap<String, String> properties) {
        properties.computeIfPresent("type", (name, value) -> type(value));
        properties.computeIfPresent("generated", (name, value) -> expression(value));
        String extra = properties.getOrDefault("extra", "").toLowerCase(Locale.ROOT);
        boolean expression = kind == DatabaseKind.MARIADB || extra.contains("default_generated");
        properties.computeIfPresent("default", (name, value) -> initial(value, properties, expression));
        properties.computeIfPresent("extra", (name, value) -> extra.replace("current_timestamp()", "current_timestamp"));
    }

    private String initial(String value, SortedMap<String, String> properties, boolean expression) {
        var now = NOW.matcher(value);
        if (expression && now.matches()) {
            return "current_timestamp" + (now.group(3) == null ? "" : now.group(3));
        }
        var number = QUOTED_NUMBER.matcher(value);
        if (kind == DatabaseKind.MARIADB && number.matches()) {
            return number.group(1);
        }
        return expression ? expression(value) : value;
    }

    /** An expression without the character sets that MySQL writes before its strings, and the backslashes that its catalog adds. */
    private String expression(String text) {
        String plain = kind == DatabaseKind.MYSQL ? text.replace("\\'", "'") : text;
        return INTRODUCER.matcher(plain).replaceAll("");
    }

    private static void options(SortedMap<String, String> properties) {
        String options = properties.get("options");
        if (options == null) {
            return;
        }
        boolean innodb = "InnoDB".equalsIgnoreCase(properties.get("engine"));
        String rest = List.of(options.split(" ")).stream()
                .filter(option -> !option.equalsIgnoreCase("partitioned"))
                .filter(option -> !innodb || !option.equalsIgnoreCase("row_format=dynamic"))
                .reduce("", (all, option) -> all.isEmpty() ? option : all + " " + option);
        if (rest.isEmpty()) {
            properties.remove("options");
        } else {
            properties.put("options", rest);
        }
    }

    /** Whether an object stands behind a table's or a view's name. */
    static boolean isPart(ObjectKind kind) {
        return switch (kind) {
            case COLUMN, PRIMARY_KEY, UNIQUE, INDEX, FOREIGN_KEY, CHECK, TRIGGER -> true;
            default -> false;
        };
    }
}
