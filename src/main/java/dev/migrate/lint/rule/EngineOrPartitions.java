package dev.migrate.lint.rule;

import dev.migrate.lint.RuleFacts;
import dev.migrate.lint.Sight;
import dev.migrate.lint.online.Cause;
import java.util.Set;

/** Another engine, or other partitions: the rows move (MySQL 8.0 manual, 15.12.1, "Table Operations" and "Partitioning Operations"). */
public final class EngineOrPartitions extends CostlyAction {

    @Override
    public RuleFacts facts() {
        return RuleFacts.error("M117", "engine-or-partitions").onMysql();
    }

    @Override
    Set<Cause> causes() {
        return Set.of(Cause.ENGINE, Cause.PARTITION);
    }

    @Override
    void tell(Sight sight, OnlineCosts.Costly costly) {
        boolean engine = costly.way().cause() == Cause.ENGINE;
        OnlineCosts.report(sight, costly, engine ? "another engine" : "another layout of the partitions")
                .note(
                        engine
                                ? "engines without transactions lose what a crash interrupts, and lock the whole table"
                                        + " for each write"
                                : "ADD PARTITION at the end of a range and DROP PARTITION move no rows")
                .rewrite(OnlineCosts.ghost(
                        sight,
                        costly.table(),
                        OnlineCosts.text(sight, costly.action().span())));
    }
}
