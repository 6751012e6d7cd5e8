package dev.migrate.dialect;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.operation.ObjectName;
import java.sql.SQLException;

/** What is said when the database does not show what it has. */
public final class CatalogFailure {

    private CatalogFailure() {}

    /** The definition of a table could not be read. */
    public static MigrateException of(ObjectName table, SQLException e) {
        return Diagnostic.error(
                        "operation/catalog", "the definition of \"" + table + "\" cannot be read: " + e.getMessage())
                .help("the user who runs the migration needs to see the table")
                .toException(e);
    }
}
