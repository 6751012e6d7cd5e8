package dev.migrate.operation;

import dev.migrate.Constraint;
import dev.migrate.sql.DatabaseKind;
import java.util.ArrayList;
import java.util.List;

/**
 * The order in which operations are taken back: last one first, but for indexes of MySQL and MariaDB. MySQL and MariaDB drop no index that a foreign key of its table stands on, so an
 * index goes behind the foreign keys that were there before it; and with a table that was made here it goes by itself.
 */
final class ReverseOrder {

    private ReverseOrder() {}

    /** Operations in the order in which they are taken back, without those that another takes along. */
    static List<Recorded> of(List<Recorded> forward, DatabaseKind database) {
        List<Recorded> order = new ArrayList<>();
        List<Recorded> waiting = new ArrayList<>();
        for (int i = forward.size() - 1; i >= 0; i--) {
            Recorded each = forward.get(i);
            if (database.isMysqlFamily()
                    && each.operation() instanceof CreateIndex index
                    && !index.ifNotExists()) {
                List<Recorded> before = forward.subList(0, i);
                if (before.stream().anyMatch(earlier -> makes(earlier.operation(), index.table()))
                        && forward.stream().noneMatch(other -> other.operation() instanceof Rename)) {
                    continue;
                }
                if (before.stream().anyMatch(earlier -> adds(earlier.operation(), index.table()))) {
                    waiting.add(each);
                    continue;
                }
            }
            order.add(each);
            int at = i;
            waiting.removeIf(index -> {
                ObjectName table = ((CreateIndex) index.operation()).table();
                boolean more = forward.subList(0, at).stream().anyMatch(earlier -> adds(earlier.operation(), table));
                if (!more) {
                    order.add(index);
                }
                return !more;
            });
        }
        return order;
    }

    private static boolean makes(Operation operation, ObjectName table) {
        return operation instanceof CreateTable made && !made.ifNotExists() && made.table().equals(table);
    }

    /** Whether an operation gives a table a foreign key, which an index may carry. */
    private static boolean adds(Operation operation, ObjectName table) {
        return operation instanceof AddConstraint added
                && added.table().equals(table)
                && added.constraint() instanceof Constraint.ForeignKey;
    }
}
