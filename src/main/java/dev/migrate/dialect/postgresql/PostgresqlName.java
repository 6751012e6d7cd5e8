package dev.migrate.dialect.postgresql;

import dev.migrate.operation.ObjectName;
import dev.migrate.schema.SchemaObject;
import dev.migrate.sql.DatabaseKind;
import dev.migrate.sql.Identifier;
import dev.migrate.sql.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The names of PostgreSQL's objects as statements write them. */
final class PostgresqlName {

    private static final PostgresqlDialect DIALECT = new PostgresqlDialect();

    private PostgresqlName() {}

    static String quote(String name) {
        return Identifier.quote(DatabaseKind.POSTGRESQL, name);
    }

    /** A name behind those of what it stands in. */
    static String of(List<String> path) {
        return path.stream().map(PostgresqlName::quote).collect(Collectors.joining("."));
    }

    static String of(SchemaObject object) {
        return of(object.path());
    }

    /** What a table's trigger, rule, policy, column or check stands in. */
    static String owner(SchemaObject object) {
        return of(object.path().subList(0, object.path().size() - 1));
    }

    /** The name of what stands in a schema, as operations have it. */
    static ObjectName object(List<String> path) {
        return new ObjectName(path.get(0), path.get(1));
    }

    static String literal(@Nullable String text) {
        return text == null ? "NULL" : DIALECT.literal(text);
    }

    /** A routine's name in quotes, behind it its arguments' types in parentheses: the catalog's text, whose types are quoted already. */
    static String routine(SchemaObject object) {
        int open = object.name().indexOf('(', 1);
        return quote(object.path().get(0)) + "." + quote(object.name().substring(0, open))
                + object.name().substring(open);
    }

    /** A routine's name alone. */
    static ObjectName routineName(SchemaObject object) {
        return new ObjectName(
                object.path().get(0),
                object.name().substring(0, object.name().indexOf('(', 1)));
    }

    /** The types of a routine's arguments. */
    static String arguments(SchemaObject object) {
        String name = object.name();
        return name.substring(name.indexOf('(', 1) + 1, name.length() - 1);
    }

    /** The path of the type that a text of the catalog names, an array's element for an array; empty for those of the server. */
    static Optional<List<String>> typePath(@Nullable String type) {
        if (type == null) {
            return Optional.empty();
        }
        List<Token> tokens = Token.of(DatabaseKind.POSTGRESQL, type);
        return tokens.size() >= 3
                        && tokens.get(0).isName()
                        && tokens.get(1).is(".")
                        && tokens.get(2).isName()
                ? Optional.of(List.of(tokens.get(0).name(), tokens.get(2).name()))
                : Optional.empty();
    }

    /** The values of a list of literals such as {@code 'sad', 'ok'}. */
    static List<String> literals(@Nullable String list) {
        List<String> values = new ArrayList<>();
        if (list != null) {
            for (Token token : Token.of(DatabaseKind.POSTGRESQL, list)) {
                if (token.sort() == Token.Sort.STRING) {
                    values.add(literalValue(token));
                }
            }
        }
        return values;
    }

    /** quote_literal writes a text with a backslash as an escape string, each backslash doubled. */
    private static String literalValue(Token token) {
        String text = token.text();
        return text.charAt(0) == 'E' || text.charAt(0) == 'e'
                ? text.substring(2, text.length() - 1).replace("''", "'").replace("\\\\", "\\")
                : token.name();
    }

    /** Options such as {@code host 'a', port '5'}, each name with its literal. */
    static List<List<String>> options(@Nullable String list) {
        List<List<String>> options = new ArrayList<>();
        if (list != null) {
            List<Token> tokens = Token.of(DatabaseKind.POSTGRESQL, list);
            for (int i = 0; i + 1 < tokens.size(); i += 3) {
                options.add(List.of(tokens.get(i).name(), tokens.get(i + 1).text()));
            }
        }
        return options;
    }

    /** What makes one list of options into another, as {@code OPTIONS (…)}; empty where nothing differs. */
    static Optional<String> optionChange(@Nullable String from, @Nullable String to) {
        List<List<String>> before = options(from);
        List<List<String>> after = options(to);
        List<String> changes = new ArrayList<>();
        for (List<String> option : before) {
            if (after.stream().noneMatch(other -> other.get(0).equals(option.get(0)))) {
                changes.add("DROP " + quote(option.get(0)));
            }
        }
        for (List<String> option : after) {
            if (!before.contains(option)) {
                boolean there =
                        before.stream().anyMatch(other -> other.get(0).equals(option.get(0)));
                changes.add((there ? "SET " : "ADD ") + quote(option.get(0)) + " " + option.get(1));
            }
        }
        return changes.isEmpty() ? Optional.empty() : Optional.of("OPTIONS (" + String.join(", ", changes) + ")");
    }
}
