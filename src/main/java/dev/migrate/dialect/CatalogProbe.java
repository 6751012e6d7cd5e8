package dev.migrate.dialect;

import dev.migrate.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a DDL statement would leave in the catalog, read from its first words: after a crash this tells whether a statement whose end
 * was not recorded has been carried out.
 *
 * @param object what it makes or removes
 * @param schema its schema as written, upper-case unless quoted; null where none is written
 * @param table the table, or the object itself when it is no column
 * @param column the column; null for other objects
 * @param present whether the object is there once the statement has been carried out
 */
public record CatalogProbe(
        ObjectKind object,
        @Nullable String schema,
        String table,
        @Nullable String column,
        boolean present) {

    /** The kinds of object that are looked up. */
    public enum ObjectKind {
        /** A table. */
        TABLE,
        /** An index. */
        INDEX,
        /** A view. */
        VIEW,
        /** A column of a table. */
        COLUMN
    }

    private static final Set<String> NO_COLUMN = Set.of(
            "CONSTRAINT",
            "PRIMARY",
            "FOREIGN",
            "UNIQUE",
            "CHECK",
            "INDEX",
            "KEY",
            "FULLTEXT",
            "SPATIAL",
            "PARTITION",
            "IF",
            "(");

    /** Whether a statement may simply run again, carried out or not: it makes or drops an object only where that is still to be done. */
    public static boolean mayRunAgain(Statement statement) {
        if (statement.startsWith("CREATE", "OR", "REPLACE")) {
            return true;
        }
        String words = " " + String.join(" ", statement.keywords()) + " ";
        return statement.startsWith("CREATE") && words.contains(" IF NOT EXISTS ")
                || statement.startsWith("DROP") && words.contains(" IF EXISTS ");
    }

    /** The probe of a statement; empty where its first words do not settle it. */
    public static Optional<CatalogProbe> of(Statement statement) {
        List<String> words = new ArrayList<>(statement.keywords());
        if (words.size() < 3) {
            return Optional.empty();
        }
        // OR REPLACE and IF [NOT] EXISTS make both outcomes look the same, and such a statement may simply run again.
        if (words.contains("REPLACE") || words.contains("EXISTS")) {
            return Optional.empty();
        }
        String verb = words.remove(0);
        words.removeIf(w -> Set.of("UNIQUE", "CONCURRENTLY", "UNLOGGED", "FULLTEXT", "SPATIAL", "ONLY")
                .contains(w));
        if (words.size() < 2) {
            return Optional.empty();
        }
        ObjectKind kind =
                switch (words.remove(0)) {
                    case "TABLE" -> ObjectKind.TABLE;
                    case "INDEX" -> ObjectKind.INDEX;
                    case "VIEW" -> ObjectKind.VIEW;
                    default -> null;
                };
        if (kind == null) {
            return Optional.empty();
        }
        String first = words.remove(0);
        if (kind == ObjectKind.INDEX && first.equals("ON")) {
            return Optional.empty(); // PostgreSQL chooses the name
        }
        String schema = null;
        if (words.size() >= 2 && words.get(0).equals(".")) {
            schema = first;
            words.remove(0);
            first = words.remove(0);
        }
        if (verb.equals("CREATE")) {
            return Optional.of(new CatalogProbe(kind, schema, first, null, true));
        }
        if (verb.equals("DROP")) {
            return words.contains(",")
                    ? Optional.empty()
                    : Optional.of(new CatalogProbe(kind, schema, first, null, false));
        }
        if (verb.equals("ALTER") && kind == ObjectKind.TABLE && !words.isEmpty()) {
            boolean add = words.get(0).equals("ADD");
            if (!add && !words.get(0).equals("DROP")) {
                return Optional.empty();
            }
            words.remove(0);
            if (!words.isEmpty() && words.get(0).equals("COLUMN")) {
                words.remove(0);
            }
            if (words.isEmpty() || NO_COLUMN.contains(words.get(0))) {
                return Optional.empty();
            }
            return Optional.of(new CatalogProbe(ObjectKind.COLUMN, schema, first, words.get(0), add));
        }
        return Optional.empty();
    }
}
