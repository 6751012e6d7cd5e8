package dev.migrate.operation;

import dev.migrate.Column;
import dev.migrate.ColumnAddition;
import dev.migrate.ColumnAlteration;
import dev.migrate.ColumnDrop;
import dev.migrate.Columns;
import dev.migrate.Constraint;
import dev.migrate.ConstraintCreation;
import dev.migrate.ConstraintDrop;
import dev.migrate.ForeignKeyCreation;
import dev.migrate.IndexCreation;
import dev.migrate.IndexDrop;
import dev.migrate.IndexKey;
import dev.migrate.TableChanges;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes down the changes of one table. */
final class TableChangesRecorder implements TableChanges {

    private final ObjectName table;
    private final List<Operation> changes = new ArrayList<>();
    private @Nullable Draft draft;
    private boolean ended;

    TableChangesRecorder(ObjectName table) {
        this.table = table;
    }

    AlterTable end() {
        settle();
        ended = true;
        AlterTable operation = new AlterTable(table, changes);
        if (changes.isEmpty()) {
            throw Draft.incomplete(
                    operation.call(), "what changes", "op.batchAlterTable(\"t\", table -> table.dropColumn(\"c\"))");
        }
        return operation;
    }

    private <D extends Draft> D begin(D next) {
        if (ended) {
            next.settle();
            next.open();
        }
        settle();
        draft = next;
        return next;
    }

    private void settle() {
        if (draft != null) {
            changes.add(draft.settle());
            draft = null;
        }
    }

    @Override
    public ColumnAddition addColumn(Column column) {
        return begin(new ColumnAdditionDraft(table, column));
    }

    @Override
    public ColumnDrop dropColumn(String column) {
        return begin(new ColumnDropDraft(table, Checked.name(column)));
    }

    @Override
    public ColumnAlteration alterColumn(String column) {
        return begin(new ColumnAlterationDraft(table, Checked.name(column)));
    }

    @Override
    public ConstraintCreation addConstraint(Constraint constraint) {
        return begin(new ConstraintDraft(table, constraint));
    }

    @Override
    public ConstraintCreation createPrimaryKey(@Nullable String name, String... columns) {
        return addConstraint(Columns.primaryKey(name, columns));
    }

    @Override
    public ConstraintCreation createUniqueConstraint(@Nullable String name, String... columns) {
        return addConstraint(Columns.unique(name, columns));
    }

    @Override
    public ForeignKeyCreation createForeignKey(@Nullable String name, String... columns) {
        return begin(new ForeignKeyDraft(table, Columns.foreignKey(name, columns)));
    }

    @Override
    public ConstraintCreation createCheckConstraint(@Nullable String name, String condition) {
        return addConstraint(Columns.check(name, condition));
    }

    @Override
    public ConstraintDrop dropConstraint(String name) {
        return begin(new ConstraintDropDraft(table, Checked.name(name), false));
    }

    @Override
    public ConstraintDrop dropPrimaryKey() {
        return begin(new ConstraintDropDraft(table, "", true));
    }

    @Override
    public IndexCreation createIndex(String index, String... columns) {
        return begin(new IndexDraft(table, Columns.index(index, columns)));
    }

    @Override
    public IndexCreation createIndex(String index, IndexKey... keys) {
        return begin(new IndexDraft(table, Columns.index(index, keys)));
    }

    @Override
    public IndexDrop dropIndex(String index) {
        return begin(new IndexDropDraft(table, Checked.name(index)));
    }
}
