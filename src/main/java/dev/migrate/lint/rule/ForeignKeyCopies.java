package dev.migrate.lint.rule;

import dev.migrate.lint.RuleFacts;
import dev.migrate.lint.Sight;
import dev.migrate.lint.grammar.Action;
import dev.migrate.lint.grammar.Change;
import dev.migrate.lint.grammar.ColumnSpec;
import dev.migrate.lint.grammar.ConstraintSpec;
import dev.migrate.lint.online.Cause;
import java.util.List;
import java.util.Set;

/**
 * A foreign key that is checked while it is added: MySQL and MariaDB copy the table, and hold a metadata lock on the parent (MySQL 8.0 manual, 15.12.1, "Foreign
 * Key Operations": INPLACE only with foreign_key_checks off).
 */
public final class ForeignKeyCopies extends CostlyAction {

    @Override
    public RuleFacts facts() {
        return RuleFacts.error("M108", "foreign-key-copies").onMysql();
    }

    @Override
    Set<Cause> causes() {
        return Set.of(Cause.FOREIGN_KEY);
    }

    @Override
    void tell(Sight sight, OnlineCosts.Costly costly) {
        OnlineCosts.report(sight, costly, "adding a checked foreign key")
                .note("with foreign_key_checks off it is added at once, and the rows that are there are not looked at")
                .rewrite(rewrite(sight, costly));
    }

    private static String rewrite(Sight sight, OnlineCosts.Costly costly) {
        String orphans = "";
        if (costly.action() instanceof Action.AddConstraint add
                && add.constraint().references() != null) {
            ConstraintSpec key = add.constraint();
            orphans = Rows.orphans(sight, costly.table(), key.columns(), key.references(), key.referenced());
        } else if (costly.action() instanceof Action.AddColumn add
                && add.column().references() != null) {
            ColumnSpec column = add.column();
            orphans = Rows.orphans(sight, costly.table(), List.of(column.name()), column.references(), List.of());
        }
        String text = sight.statement().text().strip();
        Change.AlterTable alter = (Change.AlterTable) sight.change();
        boolean alone = alter.actions().size() == 1
                && alter.algorithm() == null
                && alter.lock() == null
                && costly.action() instanceof Action.AddConstraint;
        return "SET SESSION foreign_key_checks = 0;\n" + text + (alone ? ", ALGORITHM=INPLACE, LOCK=NONE" : "") + ";\n"
                + "SET SESSION foreign_key_checks = 1;\n"
                + "-- the rows that were there are not checked by this: in the verify section\n" + orphans;
    }
}
