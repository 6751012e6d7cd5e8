package dev.migrate.dialect.mysql;

import dev.migrate.Default;
import dev.migrate.dialect.DefinitionText;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.LiveCatalog;
import dev.migrate.dialect.Refusal;
import dev.migrate.dialect.StandardDdl.Part;
import dev.migrate.operation.AlterColumn;
import dev.migrate.operation.ColumnChange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The alteration of a column in the words of MySQL and MariaDB, which forget of a column whatever is not restated. */
final class MysqlColumn {

    private final MysqlDdl ddl;
    private final Dialect dialect;
    private final LiveCatalog catalog;
    private final AlterColumn operation;
    private final ColumnChange change;

    MysqlColumn(MysqlDdl ddl, Dialect dialect, LiveCatalog catalog, AlterColumn operation) {
        this.ddl = ddl;
        this.dialect = dialect;
        this.catalog = catalog;
        this.operation = operation;
        this.change = operation.change();
    }

    List<Part> parts() {
        String column = ddl.quote(operation.column());
        if (change.onlyRenames() && change.name() != null) {
            return List.of(Part.action("RENAME COLUMN " + column + " TO " + ddl.quote(change.name())));
        }
        ColumnText text = known();
        if (text == null) {
            if (change.initial() != null && onlyDefault()) {
                Default initial = change.initial().to();
                return List.of(Part.action("ALTER COLUMN " + column
                        + (initial == null ? " DROP DEFAULT" : " SET DEFAULT " + ddl.inParentheses(initial))));
            }
            throw Refusal.needsDefinition(
                    operation,
                    "the whole column, which " + dialect.kind().displayName() + " must be told again",
                    "say what the column is with .was(column(\"" + operation.column()
                            + "\", …)), with its type, NOT NULL, default, comment and collation");
        }
        alter(text);
        String first = MysqlDdl.firstNumber(
                change.identity() == null ? null : change.identity().to());
        return List.of(Part.action((change.name() == null
                        ? "MODIFY COLUMN " + column + " " + text.text()
                        : "CHANGE COLUMN " + column + " " + ddl.quote(change.name()) + " " + text.text())
                + first));
    }

    private boolean onlyDefault() {
        return change.equals(new ColumnChange(null, null, null, null, change.initial(), null, null, null, null));
    }

    /** The column as the server has it, or as the migration says it was. */
    private @Nullable ColumnText known() {
        if (catalog.isKnown(operation.table())) {
            DefinitionText table = catalog.tableDefinition(operation.table())
                    .flatMap(sql -> DefinitionText.parse(dialect.kind(), sql))
                    .orElseThrow(() -> Refusal.missing(operation, "table \"" + operation.table() + "\""));
            return ColumnText.of(table.column(operation.column())
                    .orElseThrow(() -> Refusal.missing(
                            operation, "column \"" + operation.column() + "\" in \"" + operation.table() + "\"")));
        }
        if (operation.was() == null) {
            return null;
        }
        String said = "CREATE TABLE t (" + ddl.column(operation, operation.was()) + ")";
        ColumnText text = ColumnText.of(DefinitionText.parse(dialect.kind(), said)
                .orElseThrow()
                .elements()
                .get(0));
        // MODIFY would make a second key and a second check
        text.remove(ColumnText.Kind.KEY);
        text.remove(ColumnText.Kind.REFERENCES);
        return text;
    }

    private void alter(ColumnText text) {
        if (change.type() != null) {
            String type = MysqlTypes.name(dialect, operation, change.type());
            text.set(ColumnText.Kind.TYPE, type);
            if (!MysqlTypes.isText(type)) {
                text.remove(ColumnText.Kind.CHARACTER_SET);
                text.remove(ColumnText.Kind.COLLATE);
            }
            if (change.initial() == null && MysqlTypes.needsExpression(change.type())) {
                literalInParentheses(text);
            }
        }
        if (change.collation() != null) {
            // a collation belongs to one character set
            text.remove(ColumnText.Kind.CHARACTER_SET);
            text.remove(ColumnText.Kind.COLLATE);
            if (change.collation().to() != null) {
                text.set(
                        ColumnText.Kind.COLLATE, "COLLATE " + change.collation().to());
            }
        }
        if (change.generated() != null) {
            text.remove(ColumnText.Kind.GENERATED);
            if (change.generated().to() != null) {
                text.remove(ColumnText.Kind.DEFAULT);
                text.set(
                        ColumnText.Kind.GENERATED,
                        MysqlDdl.generated(change.generated().to()));
            }
        }
        if (change.identity() != null) {
            text.remove(ColumnText.Kind.AUTO_INCREMENT);
            if (change.identity().to() != null) {
                ddl.requirePlain(operation, change.identity().to());
                text.remove(ColumnText.Kind.DEFAULT);
                text.set(ColumnText.Kind.NULL, "NOT NULL");
                text.set(ColumnText.Kind.AUTO_INCREMENT, "AUTO_INCREMENT");
            }
        }
        if (change.nullable() != null) {
            text.set(ColumnText.Kind.NULL, change.nullable() ? "NULL" : "NOT NULL");
            if (!change.nullable() && text.get(ColumnText.Kind.DEFAULT).equalsIgnoreCase("DEFAULT NULL")) {
                text.remove(ColumnText.Kind.DEFAULT);
            }
        }
        if (change.initial() != null) {
            text.remove(ColumnText.Kind.DEFAULT);
            if (change.initial().to() != null) {
                text.set(
                        ColumnText.Kind.DEFAULT,
                        "DEFAULT " + initial(text, change.initial().to()));
            }
        }
        if (change.comment() != null) {
            text.remove(ColumnText.Kind.COMMENT);
            if (change.comment().to() != null) {
                text.set(
                        ColumnText.Kind.COMMENT,
                        "COMMENT " + MysqlTypes.string(dialect, change.comment().to()));
            }
        }
    }

    private String initial(ColumnText text, Default initial) {
        String type = text.get(ColumnText.Kind.TYPE).toLowerCase(java.util.Locale.ROOT);
        boolean expression = type.contains("text") || type.contains("blob") || type.startsWith("json");
        String written = ddl.initialText(type, initial);
        return expression && !written.startsWith("(") ? "(" + written + ")" : written;
    }

    /** MySQL takes an expression alone for a text without limit; NULL it takes as it is. */
    private static void literalInParentheses(ColumnText text) {
        String initial = text.get(ColumnText.Kind.DEFAULT);
        if (!initial.isEmpty() && !initial.equalsIgnoreCase("DEFAULT NULL") && !initial.startsWith("DEFAULT (")) {
            text.set(ColumnText.Kind.DEFAULT, "DEFAULT (" + initial.substring("DEFAULT ".length()) + ")");
        }
    }
}
