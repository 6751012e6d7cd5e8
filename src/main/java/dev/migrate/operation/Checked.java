package dev.migrate.operation;

import dev.migrate.Constraint;
import dev.migrate.Index;
import java.util.List;

/** Operations that say all they must. */
final class Checked {

    private Checked() {}

    static CreateTable table(CreateTable table) {
        if (table.columns().isEmpty()) {
            throw Draft.incomplete(
                    table.call(), "which columns the table has", "op.createTable(\"t\", column(\"id\", integer()))");
        }
        table.constraints().forEach(constraint -> constraint(table.call(), constraint));
        table.indexes().forEach(index -> index(table.call(), index));
        table.columns().forEach(column -> {
            if (column.reference() != null) {
                constraint(table.call(), column.reference());
            }
        });
        return table;
    }

    static <C extends Constraint> C constraint(String call, C constraint) {
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
        } else if (constraint instanceof Constraint.Exclude exclude
                && exclude.elements().isEmpty()) {
            throw Draft.incomplete(call, "what is compared", "exclude(\"ex\").with(\"room\", \"=\")");
        }
        return constraint;
    }

    static void index(String call, Index index) {
        if (index.keys().isEmpty()) {
            throw Draft.incomplete(call, "what the index is over", "op.createIndex(\"ix\", \"users\", \"email\")");
        }
    }

    private static void columns(String call, List<String> columns) {
        if (columns.isEmpty()) {
            throw Draft.incomplete(
                    call, "which columns the constraint is over", "unique(\"uq_users_email\", \"email\")");
        }
    }
}
