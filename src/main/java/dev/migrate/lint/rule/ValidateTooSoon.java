package dev.migrate.lint.rule;

import static dev.migrate.sql.DatabaseKind.POSTGRESQL;

import dev.migrate.lint.Rule;
import dev.migrate.lint.RuleFacts;
import dev.migrate.lint.Sight;
import dev.migrate.lint.grammar.Action;
import dev.migrate.lint.grammar.Name;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * VALIDATE CONSTRAINT in the transaction that has added the constraint: the strong lock of ADD is held while the rows
 * are read.
 */
public final class ValidateTooSoon implements Rule {

    @Override
    public RuleFacts facts() {
        return RuleFacts.error("P110", "validate-in-same-transaction").on(POSTGRESQL);
    }

    @Override
    public void review(Sight sight) {
        sight.change().actions(Action.ValidateConstraint.class).forEach(validate -> {
            Name table = sight.change().onTable().orElseThrow();
            Stream<Action.AddConstraint> before = sight.transaction().stream()
                    .map(Sight.Seen::change)
                    .filter(change -> change.onTable().map(table::matches).orElse(false))
                    .flatMap(change -> change.actions(Action.AddConstraint.class));
            Stream<Action.AddConstraint> beside = sight.change().actions(Action.AddConstraint.class);
            Optional<Action.AddConstraint> added = Stream.concat(beside, before)
                    .filter(add -> add.constraint().notValid()
                            && validate.name().equalsIgnoreCase(add.constraint().name()))
                    .findFirst();
            if (added.isPresent()) {
                String later = SafeWay.alter(sight, table, "VALIDATE CONSTRAINT " + sight.written(validate.name()));
                boolean same =
                        sight.change().actions(Action.AddConstraint.class).anyMatch(add -> add.equals(added.get()));
                sight.reportOnRows(
                                table,
                                validate.span(),
                                "the lock that added \"" + validate.name() + "\" is held while VALIDATE reads all of \""
                                        + table + "\"")
                        .aboutLock()
                        .note("a lock is held until its transaction ends: VALIDATE must begin in another one to let"
                                + " everybody read and write")
                        .rewrite(
                                same
                                        ? SafeWay.oneAfterTheOther(
                                                SafeWay.alter(
                                                        sight,
                                                        table,
                                                        SafeWay.text(
                                                                sight,
                                                                added.get().span())),
                                                later)
                                        : "-- in the next revision, in a transaction of its own\n" + later);
            }
        });
    }
}
