package dev.migrate.lint.rule;

import dev.migrate.lint.KnownTable;
import dev.migrate.lint.RuleFacts;
import dev.migrate.lint.Sight;
import dev.migrate.lint.grammar.Action;
import dev.migrate.lint.online.Cause;
import java.util.List;
import java.util.Set;

/** A primary key that is dropped, or whose column gets another type: the rows are stored in its order (MySQL 8.0 manual, 15.12.1, "Primary Key Operations"). */
public final class PrimaryKeyMoves extends CostlyAction {

    @Override
    public RuleFacts facts() {
        return RuleFacts.error("M112", "primary-key-change").onMysql();
    }

    @Override
    Set<Cause> causes() {
        return Set.of(Cause.PRIMARY_KEY);
    }

    @Override
    void tell(Sight sight, OnlineCosts.Costly costly) {
        boolean alone = costly.action() instanceof Action.DropConstraint;
        String expand = costly.action() instanceof Action.Redefine redefine
                ? "-- the tool copies in batches and takes what is written meanwhile from the binary log\n"
                : "";
        String text = OnlineCosts.text(sight, costly.action().span());
        OnlineCosts.report(sight, costly, alone ? "dropping the primary key" : "changing a column of the primary key")
                .note("without a primary key, row-based replication looks for each changed row in the whole table")
                .rewrite(
                        alone
                                ? "-- a new key in the same statement is built while others write, here over the old"
                                        + " columns:\n"
                                        + "ALTER TABLE "
                                        + sight.written(costly.table()) + " DROP PRIMARY KEY, ADD PRIMARY KEY ("
                                        + key(sight, costly) + "), ALGORITHM=INPLACE, LOCK=NONE;"
                                : expand + OnlineCosts.ghost(sight, costly.table(), text));
    }

    private static String key(Sight sight, OnlineCosts.Costly costly) {
        List<String> columns = OnlineCosts.known(sight, costly.table())
                .map(KnownTable::primaryKey)
                .orElse(List.of());
        return columns.isEmpty()
                ? "id"
                : String.join(", ", columns.stream().map(sight::written).toList());
    }
}
