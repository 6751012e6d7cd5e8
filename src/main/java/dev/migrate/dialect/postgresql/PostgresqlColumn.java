package dev.migrate.dialect.postgresql;

import dev.migrate.dialect.Literals;
import dev.migrate.dialect.LiveCatalog;
import dev.migrate.dialect.LiveColumn;
import dev.migrate.dialect.StandardDdl.Part;
import dev.migrate.operation.AlterColumn;
import dev.migrate.operation.ColumnChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The alteration of a column in PostgreSQL's words, in the order in which they can succeed. */
final class PostgresqlColumn {

    private final PostgresqlDdl ddl;
    private final Literals literals;
    private final AlterColumn operation;
    private final ColumnChange change;
    private final LiveCatalog catalog;
    private final String alter;
    private final List<Part> parts = new ArrayList<>();

    PostgresqlColumn(PostgresqlDdl ddl, Literals literals, LiveCatalog catalog, AlterColumn operation) {
        this.ddl = ddl;
        this.literals = literals;
        this.catalog = catalog;
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
        action("TYPE " + typeText() + collationText() + (change.using() == null ? "" : " USING " + change.using()));
    }

    private String typeText() {
        if (change.type() != null) {
            return PostgresqlTypes.name(change.type());
        }
        return operation.was() != null
                ? PostgresqlTypes.name(operation.was().type())
                : now().map(LiveColumn::type).orElseThrow(() -> PostgresqlDdl.needsType(operation));
    }

    /** Without the clause the type's own collation comes back, so one that is not to change is said again. */
    private String collationText() {
        if (change.collation() != null) {
            String to = change.collation().to();
            return to == null ? "" : " COLLATE " + ddl.quote(to);
        }
        if (operation.was() != null) {
            String was = operation.was().collation();
            return was == null ? "" : " COLLATE " + ddl.quote(was);
        }
        return change.type() == null || !PostgresqlTypes.isText(change.type())
                ? ""
                : now().map(LiveColumn::collation)
                        .map(name -> " COLLATE " + name)
                        .orElse("");
    }

    private Optional<LiveColumn> now() {
        return catalog.column(operation.table(), operation.column());
    }

    private boolean numbers() {
        return operation.was() != null
                ? operation.was().counter() != null
                : now().map(LiveColumn::numbers).orElse(false);
    }

    /** A column must be NOT NULL before it can number rows, and goes on behind the greatest number that is there. */
    private void identity() {
        if (change.identity() == null || change.identity().to() == null) {
            return;
        }
        String table = ddl.name(operation.table());
        String column = ddl.quote(operation.column());
        if (numbers()) {
            action("SET " + PostgresqlTypes.numbering(change.identity().to()));
            return;
        }
        parts.add(Part.statement("ALTER TABLE " + table + " " + alter + "SET NOT NULL"));
        parts.add(Part.statement("ALTER TABLE " + table + " " + alter + "ADD "
                + PostgresqlTypes.identity(change.identity().to())));
        parts.add(Part.statement("SELECT pg_catalog.setval(pg_catalog.pg_get_serial_sequence(" + literals.of(table)
                + ", " + literals.of(operation.column()) + "), (SELECT pg_catalog.max(" + column + ") FROM " + table
                + "))"));
    }
}
