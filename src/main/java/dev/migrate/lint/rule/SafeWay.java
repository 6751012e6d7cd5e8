package dev.migrate.lint.rule;

import dev.migrate.lint.Sight;
import dev.migrate.lint.grammar.Name;
import dev.migrate.lint.grammar.Span;
import java.util.List;

/** The safe ways that several rules show: SQL to be pasted, made of the names that the statement has. */
final class SafeWay {

    private SafeWay() {}

    /** SQL that PostgreSQL runs outside of a transaction alone. */
    static String outside(String sql) {
        return "-- in a revision of its own\n-- migrate:upgrade transaction=false\n" + sql;
    }

    /** SQL of revisions of which each ends its transaction before the next begins. */
    static String oneAfterTheOther(String... revisions) {
        return String.join("\n-- in the next revision, in a transaction of its own\n", revisions);
    }

    /** An ALTER TABLE. */
    static String alter(Sight sight, Name table, String action) {
        return "ALTER TABLE " + sight.written(table) + " " + action + ";";
    }

    /** What stands in a part of the statement. */
    static String text(Sight sight, Span part) {
        String text = sight.statement().text();
        return text.substring(Math.min(part.from(), text.length()), Math.min(part.to(), text.length()));
    }

    /**
     * A change of rows in batches.
     *
     * @param table the table
     * @param change the statement up to its WHERE
     * @param condition which rows have not been changed yet; empty for all
     */
    static String batches(Sight sight, Name table, String change, String condition) {
        List<String> key = sight.known().table(table).map(t -> t.primaryKey()).orElse(List.of());
        if (key.size() == 1) {
            String column = sight.written(key.get(0));
            return outside("-- migrate:backfill table=" + table + " key=" + key.get(0) + "\n" + change + " WHERE "
                    + column + " > :from AND " + column + " <= :to" + (condition.isEmpty() ? "" : " AND " + condition)
                    + ";");
        }
        if (condition.isEmpty()) {
            return outside("-- with a unique column that has an index as the key\n-- migrate:backfill table=" + table
                    + " key=id\n" + change + " WHERE id > :from AND id <= :to;");
        }
        return outside("-- again until it changes no row, or with -- migrate:backfill by the key\n" + change
                + " WHERE ctid = ANY (ARRAY(SELECT ctid FROM " + sight.written(table)
                + " WHERE " + condition + " LIMIT 10000));");
    }

    /** A name that PostgreSQL would give, cut to its 63 characters. */
    static String name(String... parts) {
        String name = String.join("_", parts);
        return name.length() > 63 ? name.substring(0, 63) : name;
    }
}
