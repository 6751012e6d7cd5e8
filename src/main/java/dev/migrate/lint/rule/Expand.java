package dev.migrate.lint.rule;

import dev.migrate.lint.Sight;
import dev.migrate.lint.grammar.ColumnSpec;
import dev.migrate.lint.grammar.Name;
import java.util.List;

/** A column that is replaced by another without a copy of the table: added, filled in batches, and given the old one's name. */
final class Expand {

    private Expand() {}

    /** The steps as SQL. */
    static String column(Sight sight, Name table, String column, ColumnSpec to) {
        String alter = "ALTER TABLE " + sight.written(table);
        String fresh = sight.written(column + "_new");
        String old = sight.written(column);
        String type = type(to);
        String on = " ON " + sight.written(table) + " FOR EACH ROW SET NEW." + fresh + " = NEW." + old + ";\n";
        String inserts = sight.written(table.name() + "_" + column + "_i");
        String updates = sight.written(table.name() + "_" + column + "_u");
        String rest =
                (to.notNull() ? " NOT NULL" : "") + (to.defaultValue() == null ? "" : " DEFAULT " + to.defaultValue());
        boolean indexed = sight.known()
                .table(table)
                .map(known -> known.isIndexed(List.of(column)))
                .orElse(false);
        return alter + " ADD COLUMN " + fresh + " " + type + ", ALGORITHM=INSTANT;\n"
                + "CREATE TRIGGER " + inserts + " BEFORE INSERT" + on
                + "CREATE TRIGGER " + updates + " BEFORE UPDATE" + on
                + "-- in a revision of its own, in batches (-- migrate:backfill):\n"
                + "UPDATE " + sight.written(table) + " SET " + fresh + " = " + old + " WHERE " + fresh + " IS NULL;\n"
                + "-- then, in a later one:\n"
                + (indexed ? "-- the indexes of " + old + " once more, on " + fresh + "\n" : "")
                + (rest.isEmpty()
                        ? ""
                        : alter + " MODIFY COLUMN " + fresh + " " + type + rest
                                + (to.notNull() ? ", ALGORITHM=INPLACE, LOCK=NONE;\n" : ", ALGORITHM=INSTANT;\n"))
                + "DROP TRIGGER " + inserts + ";\n"
                + "DROP TRIGGER " + updates + ";\n"
                + alter + " RENAME COLUMN " + old + " TO " + sight.written(column + "_old") + ", RENAME COLUMN " + fresh
                + " TO " + sight.written(to.name()) + ", ALGORITHM=INSTANT;";
    }

    private static String type(ColumnSpec to) {
        return (to.type() == null ? "" : to.type().text())
                + (to.charset() == null ? "" : " CHARACTER SET " + to.charset())
                + (to.collation() == null ? "" : " COLLATE " + to.collation());
    }
}
