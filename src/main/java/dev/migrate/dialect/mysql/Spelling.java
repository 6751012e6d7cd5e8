package dev.migrate.dialect.mysql;

import dev.migrate.schema.ObjectKind;
import dev.migrate.schema.SchemaObject;
import dev.migrate.sql.DatabaseKind;
import dev.migrate.sql.Token;
import dev.migrate.sql.Tokens;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** How things that are alike are spelled alike: what the servers and their versions write in different words. */
final class Spelling {

    private static final Pattern WIDTH =
            Pattern.compile("^(tinyint|smallint|mediumint|int|bigint|year)\\(\\d+\\)(?!.*zerofill)");
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
            case INDEX, UNIQUE ->
                properties.computeIfPresent(
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
                properties.computeIfPresent("definition", (name, value) -> body(value));
            }
            case TRIGGER, EVENT -> properties.computeIfPresent("definition", (name, value) -> body(value));
            case VIEW -> properties.computeIfPresent("definition", (name, value) -> joins(value));
            default -> {
                // as it is
            }
        }
        return new SchemaObject(object.kind(), object.path(), properties);
    }

    /** A body without the semicolon behind it, which MySQL keeps where the client has sent another statement with it. */
    private static String body(String text) {
        String body = text.stripTrailing();
        return body.endsWith(";") ? body.substring(0, body.length() - 1).stripTrailing() : body;
    }

    /** A view's text without the parentheses around joins: MySQL writes them around LATERAL and JSON_TABLE only when it reads its own text. */
    private String joins(String text) {
        if (kind != DatabaseKind.MYSQL) {
            return text;
        }
        List<Token> tokens = Tokens.of(kind, text);
        Deque<Boolean> open = new ArrayDeque<>();
        StringBuilder plain = new StringBuilder(text.length());
        boolean from = false;
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.is("(")) {
                boolean joins = from && !next(tokens, i).is("select", "with", "values", "table");
                open.push(joins);
                plain.append(joins ? "" : token.text());
                from = joins;
                continue;
            }
            if (token.is(")") && !open.isEmpty()) {
                plain.append(open.pop() ? "" : token.text());
            } else {
                plain.append(token.text());
            }
            if (token.sort() != Token.Sort.BLANK) {
                from = token.is("from", "join");
            }
        }
        return plain.toString();
    }

    private static Token next(List<Token> tokens, int at) {
        int next = at + 1;
        while (next < tokens.size() - 1 && tokens.get(next).sort() == Token.Sort.BLANK) {
            next++;
        }
        return tokens.get(Math.min(next, tokens.size() - 1));
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
        properties.computeIfPresent(
                "extra", (name, value) -> extra.replace("current_timestamp()", "current_timestamp"));
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
