package dev.migrate.lint.rule;

import static dev.migrate.sql.DatabaseKind.POSTGRESQL;

import dev.migrate.lint.Draft;
import dev.migrate.lint.KnownTable;
import dev.migrate.lint.Rule;
import dev.migrate.lint.RuleFacts;
import dev.migrate.lint.Sight;
import dev.migrate.lint.grammar.Change;
import dev.migrate.lint.grammar.Name;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** DROP INDEX without CONCURRENTLY (PostgreSQL 18 documentation, DROP INDEX). */
public final class DropIndexLocks implements Rule {

    @Override
    public RuleFacts facts() {
        return RuleFacts.warning("P114", "drop-index-not-concurrent").on(POSTGRESQL);
    }

    @Override
    public void review(Sight sight) {
        if (!(sight.change() instanceof Change.DropIndex drop) || drop.concurrently()) {
            return;
        }
        List<Name> blocking = drop.indexes().stream()
                .filter(index -> sight.known()
                        .tableOfIndex(index)
                        .map(table -> !table.isNew() && !table.partitioned())
                        .orElse(true))
                .toList();
        if (blocking.isEmpty()) {
            return;
        }
        Name index = blocking.get(0);
        Optional<Name> table = sight.known().tableOfIndex(index).map(KnownTable::name);
        String message = "DROP INDEX waits for every query of "
                + table.map(t -> "\"" + t + "\"").orElse("the table")
                + ", and every query that comes later waits behind it";
        Draft draft = table.isPresent() ? sight.reportOnRows(table.get(), null, message) : sight.report(message);
        draft.aboutLock()
                .note("it takes an ACCESS EXCLUSIVE lock on the table of the index (every version)")
                .rewrite(SafeWay.outside(blocking.stream()
                        .map(name -> "DROP INDEX CONCURRENTLY " + (drop.ifExists() ? "IF EXISTS " : "")
                                + sight.written(name) + ";")
                        .collect(Collectors.joining("\n"))));
    }
}
