package dev.migrate.lint.rule;

import static dev.migrate.sql.DatabaseKind.MYSQL;

import dev.migrate.lint.KnownTable;
import dev.migrate.lint.Rule;
import dev.migrate.lint.RuleFacts;
import dev.migrate.lint.Sight;
import dev.migrate.lint.grammar.Action;
import dev.migrate.lint.grammar.Change;
import dev.migrate.lint.grammar.ColumnSpec;
import dev.migrate.lint.grammar.ConstraintSpec;
import dev.migrate.sql.Tokens;
import org.jspecify.annotations.Nullable;

/**
 * A column that is renamed, or dropped, while a CHECK or a generated column uses it: MySQL refuses it (errors 3959 and 3108, measured on 8.0.31), MariaDB renames
 * it there too and refuses only the drop.
 */
public final class RenamedUnderCheck implements Rule {

    @Override
    public RuleFacts facts() {
        return RuleFacts.error("M124", "column-in-use").onMysql();
    }

    @Override
    public void review(Sight sight) {
        if (!(sight.change() instanceof Change.AlterTable alter)) {
            return;
        }
        KnownTable table = sight.known().table(alter.table()).orElse(null);
        if (table == null) {
            return;
        }
        for (Action action : alter.actions()) {
            if (action instanceof Action.RenameColumn rename && sight.kind() == MYSQL) {
                look(sight, alter, table, rename.from(), rename, "renamed");
            } else if (action instanceof Action.Redefine change
                    && sight.kind() == MYSQL
                    && !change.from().equalsIgnoreCase(change.column().name())) {
                look(sight, alter, table, change.from(), change, "renamed");
            } else if (action instanceof Action.DropColumn drop) {
                look(sight, alter, table, drop.column(), drop, "dropped");
            }
        }
    }

    private static void look(
            Sight sight, Change.AlterTable alter, KnownTable table, String column, Action action, String what) {
        boolean dropped = what.equals("dropped");
        for (ConstraintSpec check : table.constraints()) {
            boolean goes = alter.actions(Action.DropConstraint.class)
                    .anyMatch(drop -> drop.name() != null && drop.name().equalsIgnoreCase(check.name()));
            // a check of that column alone is dropped with it
            if (!goes
                    && check.kind() == ConstraintSpec.Kind.CHECK
                    && uses(sight, check.expression(), column)
                    && (!dropped || usesAnother(sight, table, check.expression(), column))) {
                tell(
                        sight,
                        table,
                        column,
                        action,
                        what,
                        "the check \"" + name(check) + "\"",
                        rewrite(sight, table, check, action));
                return;
            }
        }
        boolean inColumn = table.column(column).map(c -> !c.checks().isEmpty()).orElse(false);
        if (!dropped && inColumn) {
            tell(
                    sight,
                    table,
                    column,
                    action,
                    what,
                    "its own check",
                    "-- its name: SHOW CREATE TABLE " + sight.written(table.name()) + "\n"
                            + rewrite(sight, table, null, action));
            return;
        }
        table.columns().stream()
                .filter(other -> other.computed() != null && uses(sight, other.computed(), column))
                .filter(other -> alter.actions(Action.DropColumn.class)
                        .noneMatch(gone -> gone.column().equalsIgnoreCase(other.name())))
                .findFirst()
                .ifPresent(other -> tell(
                        sight,
                        table,
                        column,
                        action,
                        what,
                        "the generated column \"" + other.name() + "\"",
                        again(sight, table, other, action)));
    }

    private static String name(ConstraintSpec check) {
        return check.name() == null ? String.valueOf(check.expression()) : check.name();
    }

    private static void tell(
            Sight sight, KnownTable table, String column, Action action, String what, String user, String rewrite) {
        sight.report(
                        action.span(),
                        "\"" + table.name() + "." + column + "\" cannot be " + what + " while " + user + " uses it")
                .note("MySQL refuses it with error 3959 or 3108; MariaDB renames the column there too, and refuses"
                        + " to drop it")
                .rewrite(rewrite);
    }

    private static String rewrite(Sight sight, KnownTable table, @Nullable ConstraintSpec check, Action action) {
        String alter = "ALTER TABLE " + sight.written(table.name()) + " ";
        String name = check == null || check.name() == null ? table.name().name() + "_chk_1" : check.name();
        String drop = alter + "DROP CONSTRAINT " + sight.written(name) + ";\n" + alter
                + OnlineCosts.text(sight, action.span()) + ";";
        String to = action instanceof Action.RenameColumn rename
                ? rename.to()
                : action instanceof Action.Redefine change ? change.column().name() : null;
        String from = action instanceof Action.RenameColumn rename
                ? rename.from()
                : action instanceof Action.Redefine change ? change.from() : "";
        if (to == null || check == null || check.expression() == null) {
            return drop;
        }
        StringBuilder expression = new StringBuilder();
        Tokens.of(sight.kind(), check.expression())
                .forEach(token -> expression.append(
                        token.isName() && token.name().equalsIgnoreCase(from) ? sight.written(to) : token.text()));
        return drop + "\n-- this copies the table: see M109\n" + alter + "ADD CONSTRAINT " + sight.written(name)
                + " CHECK (" + expression + ");";
    }

    private static String again(Sight sight, KnownTable table, ColumnSpec other, Action action) {
        String alter = "ALTER TABLE " + sight.written(table.name()) + " ";
        return alter + "DROP COLUMN " + sight.written(other.name()) + ";\n" + alter
                + OnlineCosts.text(sight, action.span()) + ";";
    }

    private static boolean uses(Sight sight, @Nullable String expression, String column) {
        return expression != null
                && Tokens.of(sight.kind(), expression).stream()
                        .anyMatch(token -> token.isName() && token.name().equalsIgnoreCase(column));
    }

    private static boolean usesAnother(Sight sight, KnownTable table, @Nullable String expression, String column) {
        return table.columns().stream()
                .anyMatch(other -> !other.name().equalsIgnoreCase(column) && uses(sight, expression, other.name()));
    }
}
