package dev.migrate.lint.rule;

import dev.migrate.lint.RuleFacts;
import dev.migrate.lint.Sight;
import dev.migrate.lint.grammar.Action;
import dev.migrate.lint.grammar.ColumnSpec;
import dev.migrate.lint.online.Cause;
import java.util.Set;

/** A generated column that is stored: every row is written anew (MySQL 8.0 manual, 15.12.1, "Generated Column Operations"). */
public final class StoredColumnCopies extends CostlyAction {

    @Override
    public RuleFacts facts() {
        return RuleFacts.error("M113", "stored-column-copies").onMysql();
    }

    @Override
    Set<Cause> causes() {
        return Set.of(Cause.STORED);
    }

    @Override
    void tell(Sight sight, OnlineCosts.Costly costly) {
        if (costly.action() instanceof Action.AddColumn add) {
            ColumnSpec column = add.column();
            String type = column.type() == null ? "" : " " + column.type().text();
            OnlineCosts.report(sight, costly, "adding the stored column \"" + column.name() + "\"")
                    .note("a VIRTUAL column is added at once, and can have an index")
                    .rewrite("ALTER TABLE " + sight.written(costly.table()) + " ADD COLUMN "
                            + sight.written(column.name()) + type + " AS (" + column.computed()
                            + ") VIRTUAL, ALGORITHM=INSTANT;");
        } else {
            OnlineCosts.report(sight, costly, "changing a stored generated column")
                    .rewrite(OnlineCosts.ghost(
                            sight,
                            costly.table(),
                            OnlineCosts.text(sight, costly.action().span())));
        }
    }
}
