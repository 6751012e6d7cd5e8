package dev.migrate.lint.rule;

import static dev.migrate.sql.DatabaseKind.POSTGRESQL;

import dev.migrate.lint.Rule;
import dev.migrate.lint.RuleFacts;
import dev.migrate.lint.Sight;
import dev.migrate.lint.grammar.Change;
import dev.migrate.lint.grammar.Name;
import java.util.List;
import java.util.Optional;

/** Rows changed in the transaction that has locked their table, or all rows of another one. */
public final class BackfillUnderLock implements Rule {

    @Override
    public RuleFacts facts() {
        return RuleFacts.error("P132", "rows-changed-under-exclusive-lock").on(POSTGRESQL);
    }

    @Override
    public void review(Sight sight) {
        if (!(sight.change() instanceof Change.Rows rows) || !sight.isInTransaction() || isBackfill(sight)) {
            return;
        }
        List<Name> held = TableLocks.held(sight);
        boolean same = held.stream().anyMatch(rows.table()::matches);
        boolean many =
                switch (rows.verb()) {
                    case "update", "delete" -> (same || !rows.bounded()) && !UnboundedRows.isOneRow(sight, rows);
                    case "merge" -> true;
                    case "insert" -> rows.fromQuery();
                    default -> false;
                };
        Optional<Name> locked = same ? Optional.of(rows.table()) : held.stream().findFirst();
        if (!many || locked.isEmpty()) {
            return;
        }
        sight.reportOnRows(
                        rows.table(),
                        null,
                        "nobody reads or writes \"" + locked.get()
                                + "\" while the rows are changed: an earlier statement of the transaction has locked"
                                + " it")
                .aboutLock()
                .note("an ACCESS EXCLUSIVE lock is held until its transaction ends (every version)")
                .note("in batches that commit, each of them locks few rows for a moment, and vacuum can follow")
                .rewrite(UnboundedRows.batches(sight, rows));
    }

    private static boolean isBackfill(Sight sight) {
        return sight.statement().directives().stream().anyMatch(d -> d.name().equals("migrate:backfill"));
    }
}
