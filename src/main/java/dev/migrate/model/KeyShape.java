package dev.migrate.model;

import dev.migrate.schema.ObjectKind;
import dev.migrate.schema.SchemaObject;
import dev.migrate.sql.DatabaseKind;
import dev.migrate.sql.Token;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a key or an index is, whatever its name.
 *
 * @param unique whether no two rows may be alike in it
 * @param columns its columns in order, {@code desc} behind one that descends
 * @param plain whether a mapping could have said it: names of columns alone, and no condition
 */
record KeyShape(boolean unique, List<String> columns, boolean plain) {

    /** Copies the columns. */
    KeyShape {
        columns = List.copyOf(columns);
    }

    /** The shape of a primary key, a unique constraint or an index. */
    static KeyShape of(SchemaObject object, DatabaseKind kind) {
        String list = object.properties().get("columns");
        if (list != null) {
            return listed(object, list);
        }
        String definition = object.properties().getOrDefault("definition", "");
        List<Token> tokens = Token.of(kind, definition);
        boolean unique = object.kind() != ObjectKind.INDEX || tokens.size() > 1 && tokens.get(1).is("UNIQUE");
        int open = 0;
        while (open < tokens.size() && !tokens.get(open).is("(")) {
            open++;
        }
        boolean plain = tokens.subList(0, open).stream().noneMatch(t -> t.is("NULLS"));
        for (int i = 0; i + 1 < open; i++) {
            plain &= !tokens.get(i).is("USING") || tokens.get(i + 1).is("btree");
        }
        List<String> columns = new ArrayList<>();
        int at = open + 1;
        while (at < tokens.size() && !tokens.get(at).is(")")) {
            Token token = tokens.get(at++);
            if (token.is(",")) {
                continue;
            }
            if (token.is("DESC") && !columns.isEmpty()) {
                columns.set(columns.size() - 1, columns.get(columns.size() - 1) + " desc");
            } else if (token.isName() && (tokens.get(at - 2).is("(") || tokens.get(at - 2).is(","))) {
                columns.add(name(token, kind));
            } else {
                plain = false;
            }
        }
        // INCLUDE, WHERE, WITH, DEFERRABLE
        plain &= at >= tokens.size() - 1;
        return new KeyShape(unique, columns, plain);
    }

    private static KeyShape listed(SchemaObject object, String list) {
        List<String> columns = new ArrayList<>();
        boolean plain = "BTREE".equalsIgnoreCase(object.properties().getOrDefault("type", "BTREE"))
                && !object.properties().containsKey("visible")
                && !object.properties().containsKey("ignored")
                && !object.properties().containsKey("on conflict");
        for (String column : list.split(", ")) {
            columns.add(column.toLowerCase(Locale.ROOT));
            plain &= column.indexOf('(') < 0;
        }
        return new KeyShape(object.kind() != ObjectKind.INDEX, columns, plain);
    }

    static String name(Token token, DatabaseKind kind) {
        return kind == DatabaseKind.POSTGRESQL ? token.name() : token.name().toLowerCase(Locale.ROOT);
    }

    /** Its columns whatever their order. */
    Set<String> set() {
        return new HashSet<>(columns);
    }

    /** Whether its first columns are these, so that it serves a foreign key of them. */
    boolean leads(List<String> wanted) {
        return columns.size() >= wanted.size() && columns.subList(0, wanted.size()).equals(wanted);
    }
}
