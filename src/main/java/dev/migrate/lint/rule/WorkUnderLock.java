package dev.migrate.lint.rule;

import static dev.migrate.sql.DatabaseKind.POSTGRESQL;

import dev.migrate.lint.Rule;
import dev.migrate.lint.RuleFacts;
import dev.migrate.lint.Sight;
import dev.migrate.lint.grammar.Action;
import dev.migrate.lint.grammar.Change;
import dev.migrate.lint.grammar.ConstraintSpec;
import dev.migrate.lint.grammar.Name;
import java.util.List;
import java.util.Optional;

/**
 * A statement that takes its time, behind one that has locked a table so that nobody reads it: the lock is held until
 * the transaction ends. Only what alone would let others read counts; the rest is told by the rules about itself.
 */
public final class WorkUnderLock implements Rule {

    @Override
    public RuleFacts facts() {
        return RuleFacts.warning("P129", "work-under-exclusive-lock").on(POSTGRESQL);
    }

    @Override
    public void review(Sight sight) {
        if (!sight.isInTransaction()) {
            return;
        }
        List<Name> held = TableLocks.held(sight);
        Optional<String> work = work(sight);
        if (held.isEmpty() || work.isEmpty()) {
            return;
        }
        Name locked = held.get(0);
        Name on = sight.change().onTable().orElse(locked);
        sight.reportOnRows(
                        on,
                        null,
                        "nobody reads \"" + locked + "\" while " + work.get()
                                + ": an earlier statement of the transaction has locked it")
                .aboutLock()
                .note("an ACCESS EXCLUSIVE lock is held until its transaction ends (every version)")
                .rewrite("-- in the next revision, in a transaction of its own\n"
                        + sight.statement().text() + ";");
    }

    private static Optional<String> work(Sight sight) {
        Change change = sight.change();
        if (change instanceof Change.CreateIndex create) {
            return create.only() || create.concurrently() || sight.known().isNewView(create.table())
                    ? Optional.empty()
                    : Optional.of("the index is built");
        }
        if (change instanceof Change.Refresh refresh) {
            return refresh.withNoData() || sight.known().isNewView(refresh.view())
                    ? Optional.empty()
                    : Optional.of("the view is filled");
        }
        if (change.actions(Action.ValidateConstraint.class).findAny().isPresent()) {
            return Optional.of("the constraint is checked");
        }
        boolean key = change.actions(Action.AddConstraint.class)
                .anyMatch(add -> add.constraint().kind() == ConstraintSpec.Kind.FOREIGN_KEY
                        && !add.constraint().notValid()
                        && !add.constraint().notEnforced());
        return key ? Optional.of("the foreign key is checked") : Optional.empty();
    }
}
