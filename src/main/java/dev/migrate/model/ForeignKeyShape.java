package dev.migrate.model;

import dev.migrate.schema.SchemaObject;
import dev.migrate.sql.DatabaseKind;
import dev.migrate.sql.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a foreign key is, whatever its name.
 *
 * @param columns its columns in order
 * @param target the table that it refers to, with the schema where there are schemas
 * @param pairs each column with the one it refers to, whatever their order
 * @param action what it does besides refusing, such as {@code on delete cascade}; empty for nothing
 */
record ForeignKeyShape(List<String> columns, String target, Set<String> pairs, String action) {

    /** Copies the collections. */
    ForeignKeyShape {
        columns = List.copyOf(columns);
        pairs = Set.copyOf(pairs);
    }

    /** The shape of a foreign key. */
    static ForeignKeyShape of(SchemaObject key, DatabaseKind kind) {
        var properties = key.properties();
        String definition = properties.get("definition");
        if (definition != null) {
            return written(Token.of(kind, definition), kind);
        }
        List<String> columns = names(properties.getOrDefault("columns", ""));
        String target = properties.containsKey("references")
                ? properties.get("references")
                : properties.getOrDefault("referenced database", "") + "." + properties.get("referenced table");
        String action = action("on delete", properties.get("on delete")) + action("on update", properties.get("on update"));
        return shape(columns, target, names(properties.getOrDefault("referenced columns", "")), action);
    }

    private static String action(String event, @Nullable String rule) {
        // RESTRICT and NO ACTION are one in InnoDB
        return rule == null || rule.equalsIgnoreCase("NO ACTION") || rule.equalsIgnoreCase("RESTRICT")
                ? ""
                : event + " " + rule.toLowerCase(Locale.ROOT) + " ";
    }

    /** {@code FOREIGN KEY (a, b) REFERENCES s.t(c, d) ON DELETE CASCADE DEFERRABLE}. */
    private static ForeignKeyShape written(List<Token> tokens, DatabaseKind kind) {
        List<List<String>> lists = new ArrayList<>();
        var target = new StringBuilder();
        var action = new StringBuilder();
        boolean refers = false;
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.is("(")) {
                List<String> list = new ArrayList<>();
                for (i++; i < tokens.size() && !tokens.get(i).is(")"); i++) {
                    if (tokens.get(i).isName()) {
                        list.add(KeyShape.name(tokens.get(i), kind));
                    }
                }
                lists.add(list);
                refers = false;
            } else if (token.is("REFERENCES")) {
                refers = true;
            } else if (refers) {
                target.append(token.is(".") ? "." : KeyShape.name(token, kind));
            } else if (token.is("ON")) {
                for (; i < tokens.size() && !tokens.get(i).is("NOT", "DEFERRABLE", "INITIALLY", "MATCH"); i++) {
                    action.append(tokens.get(i).text().toLowerCase(Locale.ROOT)).append(' ');
                }
                i--;
            }
        }
        return shape(
                lists.isEmpty() ? List.of() : lists.get(0),
                target.toString(),
                lists.size() < 2 ? List.of() : lists.get(1),
                action.toString());
    }

    private static ForeignKeyShape shape(List<String> columns, String target, List<String> others, String action) {
        Set<String> pairs = new TreeSet<>();
        for (int i = 0; i < columns.size(); i++) {
            pairs.add(columns.get(i) + " = " + (i < others.size() ? others.get(i) : ""));
        }
        return new ForeignKeyShape(columns, target, pairs, action);
    }

    private static List<String> names(String list) {
        return list.isEmpty() ? List.of() : List.of(list.toLowerCase(Locale.ROOT).split(", "));
    }

    /** Whether both say the same of the rows, actions aside. */
    boolean isSame(ForeignKeyShape other) {
        return target.equals(other.target) && pairs.equals(other.pairs);
    }
}
