package dev.migrate.lint.rule;

import static dev.migrate.sql.DatabaseKind.POSTGRESQL;

import dev.migrate.lint.Rule;
import dev.migrate.lint.RuleFacts;
import dev.migrate.lint.Sight;
import dev.migrate.lint.grammar.Action;
import dev.migrate.lint.grammar.ConstraintSpec;
import dev.migrate.lint.grammar.Name;

/**
 * ADD EXCLUDE builds its index under a lock that lets nobody read or write, and there is no other way to add it (every
 * version).
 */
public final class AddExclusion implements Rule {

    @Override
    public RuleFacts facts() {
        return RuleFacts.error("P112", "add-exclusion-constraint").on(POSTGRESQL);
    }

    @Override
    public void review(Sight sight) {
        sight.change().actions(Action.AddConstraint.class).forEach(add -> {
            if (add.constraint().kind() != ConstraintSpec.Kind.EXCLUDE) {
                return;
            }
            Name table = sight.change().onTable().orElseThrow();
            Name fresh = new Name(table.schema(), SafeWay.name(table.name(), "new"));
            sight.reportOnRows(
                            table,
                            add.span(),
                            "nobody reads or writes \"" + table
                                    + "\" while the index of the exclusion constraint is built")
                    .aboutLock()
                    .note("it is built under an ACCESS EXCLUSIVE lock; an exclusion constraint takes no index that"
                            + " is there, and has no NOT VALID (every version)")
                    .rewrite("-- in a maintenance window as it stands, or by way of a new table\n"
                            + "CREATE TABLE " + sight.written(fresh) + " (LIKE " + sight.written(table)
                            + " INCLUDING ALL);\n"
                            + SafeWay.alter(sight, fresh, SafeWay.text(sight, add.span()))
                            + "\n"
                            + "-- then copy the rows in batches, let a trigger follow the writes, and exchange"
                            + " the names");
        });
    }
}
