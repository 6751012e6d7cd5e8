package dev.migrate.dialect;

import java.util.List;

/**
 * An operation as statements of one database.
 *
 * @param statements the statements, in order; none where the database has nothing to do
 * @param outsideTransaction whether they must not run in a transaction
 * @param foreignKeysOff whether SQLite's foreign keys must be off meanwhile, which only works before the transaction begins
 */
public record Rendered(List<String> statements, boolean outsideTransaction, boolean foreignKeysOff) {

    /** Copies the statements. */
    public Rendered {
        statements = List.copyOf(statements);
    }

    /** Statements that run anywhere. */
    public static Rendered of(List<String> statements) {
        return new Rendered(statements, false, false);
    }
}
