package dev.migrate.operation;

import dev.migrate.Column;
import dev.migrate.Constraint;
import dev.migrate.Index;
import java.util.List;

/** Operations that say all they must. */
final class Checked {

    private Checked() {}

    /** The name of something that has no schema of its own. */
    static String name(String written) {
        return ObjectName.checked(written, written);
    }

    /** A column with a name. */
    static Column column(Column column) {
        name(column.name());
        if (column.reference() != null) {
            constraint("column(\"" + column.name() + "\", …)", column.reference());
        }
        return column;
    }

    static CreateTable table(CreateTable table) {
        if (table.columns().isEmpty()) {
            throw Draft.incomplete(
                    table.call(), "which columns the table has", "op.createTable(\"t\", column(\"id\", integer()))");
        }
        table.constraints().forEach(constraint -> constraint(table.call(), constraint));
        table.indexes().forEach(index -> index(table.call(), index));
        table.columns().forEach(Checked::column);
        return table;
    }

    static <C extends Constraint> C constraint(String call, C constraint) {
        if (constraint.name() != null) {
            name(constraint.name());
        }
        if (constraint instanceof Constraint.ForeignKey key) {
            if (key.table().isEmpty()) {
                throw Draft.incomplete(call, "where the foreign key leads", "….references(\"users\", \"id\")");
            }
            ObjectName.parse(key.table());
            columns(call, key.columns());
        } else if (constraint instanceof Constraint.PrimaryKey key) {
            columns(call, key.columns());
        } else if (constraint instanceof Constraint.Unique key) {
            columns(call, key.columns());
        } else if (constraint instanceof Constraint.Check check
                && check.expression().isBlank()) {
            throw Draft.incomplete(call, "which condition every row must fulfil", "check(\"ck\", \"age >= 0\")");
        } else if (constraint instanceof Constraint.Exclude exclude
                && exclude.elements().isEmpty()) {
            throw Draft.incomplete(call, "what is compared", "exclude(\"ex\").with(\"room\", \"=\")");
        }
        return constraint;
    }

    static void index(String call, Index index) {
        name(index.name());
        if (index.keys().isEmpty()) {
            throw Draft.incomplete(call, "what the index is over", "op.createIndex(\"ix\", \"users\", \"email\")");
        }
        index.keys().forEach(key -> name(key.text()));
    }

    private static void columns(String call, List<String> columns) {
        if (columns.isEmpty()) {
            throw Draft.incomplete(
                    call, "which columns the constraint is over", "unique(\"uq_users_email\", \"email\")");
        }
        columns.forEach(Checked::name);
    }
}
