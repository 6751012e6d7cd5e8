package dev.migrate.dialect.postgresql;

import dev.migrate.Columns;
import dev.migrate.diff.Drafted;
import dev.migrate.operation.AddConstraint;
import dev.migrate.operation.AlterColumn;
import dev.migrate.operation.ColumnChange;
import dev.migrate.operation.DropConstraint;
import dev.migrate.operation.ValidateConstraint;
import dev.migrate.schema.SchemaObject;
import java.util.ArrayList;
import java.util.List;

/** A column that must have a value now, or no longer, or by another constraint. */
final class NotNullChange {

    private final Wording words;
    private final SchemaObject from;
    private final SchemaObject to;
    private final boolean safe;
    private final List<Drafted> drafted = new ArrayList<>();

    NotNullChange(Wording words, SchemaObject from, SchemaObject to, boolean safe) {
        this.words = words;
        this.from = from;
        this.to = to;
        this.safe = safe;
    }

    List<Drafted> drafted() {
        boolean was = Inventory.is(from, "not null");
        boolean is = Inventory.is(to, "not null");
        NotNull before = NotNull.of(from);
        NotNull after = NotNull.of(to);
        if (was && !is) {
            nullable(true);
        } else if (!was && is) {
            set(after);
            comment(after, after.comment() != null);
        } else if (was) {
            change(before, after);
        }
        return drafted;
    }

    private void nullable(boolean nullable) {
        var change = new ColumnChange(null, null, null, nullable, null, null, null, null, null);
        add(Drafted.of(
                new AlterColumn(words.table(to), to.name(), change, new ColumnDraft(words).column(from)), to));
    }

    private void set(NotNull rule) {
        if (Counter.of(to).isPresent() && Counter.of(from).isEmpty() && !rule.isSpecial()) {
            // numbering the rows says it along the way, where the operation can say all of it
            if (Counter.of(to).get().asIdentity(to).isPresent()) {
                return;
            }
        }
        if (rule.isSpecial()) {
            add(Drafted.of(words.alterTable(to, "ADD " + rule.tableClause(words)), to));
            return;
        }
        if (!safe) {
            nullable(false);
            remark();
            return;
        }
        // SET NOT NULL does not scan the table where a valid check says it already (since 12)
        String check = check();
        var add = new AddConstraint(words.table(to), Columns.check(check, words.quote(to.name()) + " IS NOT NULL"), true);
        add(Drafted.of(add, to));
        add(Drafted.of(new ValidateConstraint(words.table(to), check), to).alone());
        remark();
        nullable(false);
        add(Drafted.of(new DropConstraint(words.table(to), check, false, false, false, add), to));
    }

    private String check() {
        String name = to.path().get(1) + "_" + to.name() + "_is_not_null";
        return name.length() < 64 ? name : name.substring(0, 50) + "_is_not_null";
    }

    private void remark() {
        Drafted last = drafted.remove(drafted.size() - 1);
        drafted.add(last.remark("fails where column " + Wording.plain(to) + " is null in a row: fill it before"));
    }

    private void change(NotNull before, NotNull after) {
        NotNull now = before;
        if (!before.name().equals(after.name()) && Inventory.is(from, "not null constraint")
                || !before.name().equals(after.name()) && Inventory.is(to, "not null constraint")) {
            add(Drafted.of(
                    words.alterTable(
                            to,
                            "RENAME CONSTRAINT " + words.quote(before.name()) + " TO " + words.quote(after.name())),
                    to));
        }
        if (now.noInherit() != after.noInherit()) {
            add(Drafted.of(
                    words.alterTable(
                            to,
                            "ALTER CONSTRAINT " + words.quote(after.name())
                                    + (after.noInherit() ? " NO INHERIT" : " INHERIT")),
                    to));
        }
        if (now.notValid() && !after.notValid()) {
            Drafted validate = Drafted.of(new ValidateConstraint(words.table(to), after.name()), to);
            add(safe ? validate.alone() : validate);
        } else if (!now.notValid() && after.notValid()) {
            nullable(true);
            add(Drafted.of(words.alterTable(to, "ADD " + after.tableClause(words)), to));
        }
        comment(after, !before.hasCommentOf(after));
    }

    private void comment(NotNull rule, boolean wanted) {
        if (wanted) {
            add(Drafted.of(rule.commentOn(words), to));
        }
    }

    private void add(Drafted one) {
        drafted.add(one);
    }
}
