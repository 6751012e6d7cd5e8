package dev.migrate.lint.rule;

import dev.migrate.lint.Sight;
import dev.migrate.lint.grammar.Name;

/** How a column becomes NOT NULL without a scan under a strong lock. */
final class NotNullWay {

    private NotNullWay() {}

    /** By the way of the server's version, where that is known; else by the one that every version has. */
    static String of(Sight sight, Name table, String column) {
        String name = sight.written(column);
        if (sight.isKnownSince(18)) {
            String constraint = sight.written(SafeWay.name(table.name(), column, "not_null"));
            return SafeWay.oneAfterTheOther(
                    SafeWay.alter(sight, table, "ADD CONSTRAINT " + constraint + " NOT NULL " + name + " NOT VALID"),
                    SafeWay.alter(sight, table, "VALIDATE CONSTRAINT " + constraint));
        }
        // not the name that PostgreSQL 18 gives the NOT NULL constraint, which would then get a number behind it
        String constraint = sight.written(SafeWay.name(table.name(), column, "is_not_null"));
        return SafeWay.oneAfterTheOther(
                SafeWay.alter(
                        sight, table, "ADD CONSTRAINT " + constraint + " CHECK (" + name + " IS NOT NULL) NOT VALID"),
                SafeWay.alter(sight, table, "VALIDATE CONSTRAINT " + constraint),
                SafeWay.alter(sight, table, "ALTER COLUMN " + name + " SET NOT NULL") + "\n"
                        + SafeWay.alter(sight, table, "DROP CONSTRAINT " + constraint));
    }
}
