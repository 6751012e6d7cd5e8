package dev.migrate.lint.rule;

import dev.migrate.lint.Sight;
import dev.migrate.lint.grammar.Name;

/** A column that is replaced by another without a copy of the table: added, filled in batches, and given the old one's name. */
final class Expand {

    private Expand() {}

    /**
     * The steps as SQL.
     *
     * @param type the new column's type, and what belongs to it
     */
    static String column(Sight sight, Name table, String column, String type) {
        String alter = "ALTER TABLE " + sight.written(table);
        String fresh = sight.written(column + "_new");
        String old = sight.written(column);
        String on = " ON " + sight.written(table) + " FOR EACH ROW SET NEW." + fresh + " = NEW." + old + ";\n";
        return alter + " ADD COLUMN " + fresh + " " + type + ", ALGORITHM=INSTANT;\n"
                + "CREATE TRIGGER " + sight.written(table.name() + "_" + column + "_i") + " BEFORE INSERT" + on
                + "CREATE TRIGGER " + sight.written(table.name() + "_" + column + "_u") + " BEFORE UPDATE" + on
                + "-- in a revision of its own, in batches (-- migrate:backfill):\n"
                + "UPDATE " + sight.written(table) + " SET " + fresh + " = " + old + " WHERE " + fresh + " IS NULL;\n"
                + "-- then, in a later one:\n"
                + "DROP TRIGGER " + sight.written(table.name() + "_" + column + "_i") + ";\n"
                + "DROP TRIGGER " + sight.written(table.name() + "_" + column + "_u") + ";\n"
                + alter + " RENAME COLUMN " + old + " TO " + sight.written(column + "_old") + ", RENAME COLUMN " + fresh
                + " TO " + old + ", ALGORITHM=INSTANT;";
    }
}
