package dev.migrate.lint.rule;

import static dev.migrate.sql.DatabaseKind.POSTGRESQL;

import dev.migrate.lint.Rule;
import dev.migrate.lint.RuleFacts;
import dev.migrate.lint.Sight;
import dev.migrate.lint.grammar.Action;
import dev.migrate.lint.grammar.Name;

/** DETACH PARTITION without CONCURRENTLY, which is there since PostgreSQL 14 (documentation of ALTER TABLE). */
public final class DetachPartitionLocks implements Rule {

    @Override
    public RuleFacts facts() {
        return RuleFacts.warning("P122", "detach-partition-not-concurrent").on(POSTGRESQL);
    }

    @Override
    public void review(Sight sight) {
        sight.change()
                .actions(Action.DetachPartition.class)
                .filter(d -> !d.concurrently() && !d.finishes())
                .forEach(detach -> {
                    Name parent = sight.change().onTable().orElseThrow();
                    sight.reportOnRows(
                                    parent,
                                    detach.span(),
                                    "DETACH PARTITION waits for every query of \"" + parent
                                            + "\", and every query that comes later waits behind it")
                            .aboutLock()
                            .note("it takes an ACCESS EXCLUSIVE lock on the table and on the partition (every version)")
                            .note("CONCURRENTLY is there since PostgreSQL 14, and not where there is a default"
                                    + " partition")
                            .rewrite(
                                    sight.isKnownBefore(14, 0, 0)
                                            ? "SET LOCAL lock_timeout = '2s';\n"
                                                    + sight.statement().text() + ";"
                                            : SafeWay.outside(SafeWay.alter(
                                                    sight,
                                                    parent,
                                                    "DETACH PARTITION " + sight.written(detach.partition())
                                                            + " CONCURRENTLY")));
                });
    }
}
