package dev.migrate.dialect.postgresql;

import dev.migrate.Type;
import dev.migrate.dialect.Literals;
import dev.migrate.dialect.StandardDdl.Part;
import dev.migrate.operation.AlterColumn;
import dev.migrate.operation.ColumnChange;
import java.util.ArrayList;
import java.util.List;

/** The alteration of a column in PostgreSQL's words, in the order in which they can succeed. */
final class PostgresqlColumn {

    private final PostgresqlDdl ddl;
    private final Literals literals;
    private final AlterColumn operation;
    private final ColumnChange change;
    private final String alter;
    private final List<Part> parts = new ArrayList<>();

    PostgresqlColumn(PostgresqlDdl ddl, Literals literals, AlterColumn operation) {
        this.ddl = ddl;
        this.literals = literals;
        this.operation = operation;
        this.change = operation.change();
        this.alter = "ALTER COLUMN " + ddl.quote(operation.column()) + " ";
    }

    List<Part> parts() {
        // a default that goes along with a type must go first, for the old one may not fit the new type
        boolean defaultFirst = change.initial() != null
                && (change.type() != null || change.initial().to() == null);
        if (defaultFirst) {
            action("DROP DEFAULT");
        }
        if (change.identity() != null && change.identity().to() == null) {
            action("DROP IDENTITY IF EXISTS");
        }
        if (change.generated() != null && change.generated().to() == null) {
            action("DROP EXPRESSION");
        }
        type();
        if (change.generated() != null && change.generated().to() != null) {
            action("SET EXPRESSION AS (" + change.generated().to().expression() + ")");
        }
        if (change.initial() != null && change.initial().to() != null) {
            action("SET DEFAULT " + ddl.initialText(change.initial().to()));
        }
        if (change.nullable() != null) {
            action(change.nullable() ? "DROP NOT NULL" : "SET NOT NULL");
        }
        identity();
        if (change.comment() != null) {
            parts.add(Part.statement(ddl.comment(
                    ddl.columnOf(operation.table(), operation.column()),
                    change.comment().to())));
        }
        if (change.name() != null) {
            parts.add(Part.statement("ALTER TABLE " + ddl.name(operation.table()) + " RENAME COLUMN "
                    + ddl.quote(operation.column()) + " TO " + ddl.quote(change.name())));
        }
        return parts;
    }

    private void action(String text) {
        parts.add(Part.action(alter + text));
    }

    private void type() {
        if (change.type() == null && change.collation() == null) {
            return;
        }
        Type type = change.type();
        if (type == null) {
            if (operation.was() == null) {
                throw PostgresqlDdl.needsType(operation);
            }
            type = operation.was().type();
        }
        String collation = "";
        if (change.collation() != null) {
            // without the clause the type's own collation comes back
            collation = change.collation().to() == null
                    ? ""
                    : " COLLATE " + ddl.quote(change.collation().to());
        } else if (operation.was() != null && operation.was().collation() != null) {
            collation = " COLLATE " + ddl.quote(operation.was().collation());
        }
        action("TYPE " + PostgresqlTypes.name(type) + collation
                + (change.using() == null ? "" : " USING " + change.using()));
    }

    /** A column must be NOT NULL before it can number rows, and goes on behind the greatest number that is there. */
    private void identity() {
        if (change.identity() == null || change.identity().to() == null) {
            return;
        }
        String table = ddl.name(operation.table());
        String column = ddl.quote(operation.column());
        parts.add(Part.statement("ALTER TABLE " + table + " " + alter + "SET NOT NULL"));
        parts.add(Part.statement("ALTER TABLE " + table + " " + alter + "ADD "
                + PostgresqlTypes.identity(change.identity().to())));
        parts.add(Part.statement("SELECT pg_catalog.setval(pg_catalog.pg_get_serial_sequence(" + literals.of(table)
                + ", " + literals.of(operation.column()) + "), (SELECT pg_catalog.max(" + column + ") FROM " + table
                + "))"));
    }
}
