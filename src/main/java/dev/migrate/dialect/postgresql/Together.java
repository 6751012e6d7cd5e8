package dev.migrate.dialect.postgresql;

import dev.migrate.diff.Drafted;
import dev.migrate.operation.AddColumn;
import dev.migrate.operation.AlterColumn;
import dev.migrate.operation.AlterTable;
import dev.migrate.operation.ColumnChange;
import dev.migrate.operation.Execute;
import dev.migrate.operation.ObjectName;
import dev.migrate.operation.Operation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says what changes of one table's columns in one ALTER TABLE: however many types change in it, PostgreSQL writes the table anew once, and
 * waits for its lock once.
 */
final class Together {

    private final List<Drafted> said = new ArrayList<>();
    private final List<Drafted> group = new ArrayList<>();
    private final List<Drafted> behind = new ArrayList<>();
    private final Set<String> columns = new HashSet<>();
    private @Nullable ObjectName table;

    private Together() {}

    static List<Drafted> of(List<Drafted> drafted) {
        var together = new Together();
        drafted.forEach(together::take);
        together.close();
        return together.said;
    }

    private void take(Drafted one) {
        ObjectName of = tableOf(one);
        if (of == null) {
            if (!group.isEmpty() && renamesRule(one)) {
                behind.add(one);
                return;
            }
            close();
            said.add(one);
            return;
        }
        if (!of.equals(table) || !columns.add(column(one.operation()))) {
            close();
            table = of;
            columns.add(column(one.operation()));
        }
        group.add(one);
    }

    /** A constraint's other name is nothing to a column's type. */
    private boolean renamesRule(Drafted one) {
        return table != null
                && one.operation() instanceof Execute execute
                && execute.sql().startsWith("ALTER TABLE ")
                && execute.sql().contains(" RENAME CONSTRAINT ")
                && one.object() != null
                && one.object().path().size() > 2
                && one.object().path().subList(0, 2).equals(List.of(String.valueOf(table.schema()), table.name()));
    }

    private static String column(Operation operation) {
        return operation instanceof AddColumn add ? add.column().name() : ((AlterColumn) operation).column();
    }

    /** The table of a change that can be said along with others; null for every other. */
    private static @Nullable ObjectName tableOf(Drafted one) {
        if (one.apart()) {
            return null;
        }
        if (one.operation() instanceof AddColumn add) {
            // a formula may need what the same statement makes
            return add.column().remark() == null && add.column().formula() == null ? add.table() : null;
        }
        return one.operation() instanceof AlterColumn alter && isPlain(alter.change()) ? alter.table() : null;
    }

    private static boolean isPlain(ColumnChange change) {
        return change.name() == null
                && change.comment() == null
                && change.identity() == null
                && change.generated() == null;
    }

    private void close() {
        if (group.size() == 1) {
            said.addAll(group);
        } else if (table != null && group.size() > 1) {
            List<String> losses = new ArrayList<>();
            List<String> remarks = new ArrayList<>();
            group.forEach(one -> losses.addAll(one.losses()));
            group.forEach(one -> remarks.addAll(one.remarks()));
            List<Operation> changes = group.stream().map(Drafted::operation).toList();
            said.add(new Drafted(new AlterTable(table, changes), group.get(0).object(), losses, remarks, false));
        }
        said.addAll(behind);
        group.clear();
        behind.clear();
        columns.clear();
        table = null;
    }
}
