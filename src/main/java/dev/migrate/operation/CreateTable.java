package dev.migrate.operation;

import dev.migrate.Column;
import dev.migrate.Constraint;
import dev.migrate.Index;
import dev.migrate.TableElement;
import java.util.List;

/**
 * A new table.
 *
 * @param table its name
 * @param elements its columns, constraints and indexes, in order
 * @param properties what else it has
 * @param ifNotExists whether one that is there is left alone
 */
public record CreateTable(
        ObjectName table, List<TableElement> elements, TableProperties properties, boolean ifNotExists)
        implements Operation {

    /** Copies the elements. */
    public CreateTable {
        elements = List.copyOf(elements);
    }

    /** Its columns. */
    public List<Column> columns() {
        return only(Column.class);
    }

    /** Its constraints, without those that are said with a column. */
    public List<Constraint> constraints() {
        return only(Constraint.class);
    }

    /** Its indexes. */
    public List<Index> indexes() {
        return only(Index.class);
    }

    private <T extends TableElement> List<T> only(Class<T> type) {
        return elements.stream().filter(type::isInstance).map(type::cast).toList();
    }

    @Override
    public Reversal reverse() {
        return ifNotExists
                ? Reversal.Impossible.mayHaveBeenThere()
                : new Reversal.By(new DropTable(table, false, false, this));
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.visit(this);
    }

    @Override
    public String call() {
        return "createTable(\"" + table + "\")";
    }
}
