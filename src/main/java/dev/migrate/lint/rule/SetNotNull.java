package dev.migrate.lint.rule;

import static dev.migrate.sql.DatabaseKind.POSTGRESQL;

import dev.migrate.lint.Draft;
import dev.migrate.lint.KnownTable;
import dev.migrate.lint.Rule;
import dev.migrate.lint.RuleFacts;
import dev.migrate.lint.Sight;
import dev.migrate.lint.grammar.Action;
import dev.migrate.lint.grammar.ConstraintSpec;
import dev.migrate.lint.grammar.Name;
import dev.migrate.lint.grammar.Span;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * SET NOT NULL reads the whole table, unless a valid CHECK proves that there is no null (PostgreSQL 12 and later,
 * documentation of ALTER TABLE). PostgreSQL 18 has NOT NULL as a constraint that may be NOT VALID; VALIDATE CONSTRAINT
 * makes the column NOT NULL.
 */
public final class SetNotNull implements Rule {

    @Override
    public RuleFacts facts() {
        return RuleFacts.error("P105", "set-not-null").on(POSTGRESQL);
    }

    @Override
    public void review(Sight sight) {
        sight.change().actions(Action.SetNotNull.class).forEach(set -> review(sight, set.column(), set.span()));
        sight.change()
                .actions(Action.AddConstraint.class)
                .filter(add -> add.constraint().kind() == ConstraintSpec.Kind.NOT_NULL
                        && !add.constraint().notValid())
                .forEach(add -> review(sight, add.constraint().columns().get(0), add.span()));
    }

    private static void review(Sight sight, String column, Span span) {
        Name table = sight.change().onTable().orElseThrow();
        Optional<KnownTable> known = sight.known().table(table);
        if (known.flatMap(t -> t.column(column)).map(c -> c.notNull()).orElse(false)) {
            return;
        }
        boolean proved = known.map(t -> isProved(t, column)).orElse(false);
        if (proved && !sight.isKnownBefore(12, 0, 0)) {
            return;
        }
        Draft draft = sight.reportOnRows(
                        table,
                        span,
                        "SET NOT NULL reads all of \"" + table + "\" to see that \"" + column + "\" holds no null")
                .aboutLock()
                .note("the scan is under an ACCESS EXCLUSIVE lock: nobody reads or writes the table until it is done"
                        + " (every version)");
        if (proved) {
            draft.note("PostgreSQL 12 and later take the CHECK for a proof; this server is older")
                    .rewrite("keep the CHECK, which demands the same, and leave the column as it is");
            return;
        }
        draft.note("PostgreSQL 12 and later skip the scan where a valid CHECK proves it; 18 has NOT NULL … NOT VALID")
                .rewrite(NotNullWay.of(sight, table, column));
    }

    /** Whether a valid constraint lets no null through. */
    static boolean isProved(KnownTable table, String column) {
        Stream<String> own = table.column(column).stream().flatMap(c -> c.checks().stream());
        Stream<String> others = table.constraints().stream()
                .filter(c -> c.kind() == ConstraintSpec.Kind.CHECK && !c.notValid() && !c.notEnforced())
                .flatMap(c -> Stream.ofNullable(c.expression()));
        boolean notNull = table.constraints().stream()
                .anyMatch(c -> c.kind() == ConstraintSpec.Kind.NOT_NULL
                        && !c.notValid()
                        && c.columns().get(0).equalsIgnoreCase(column));
        return notNull || Stream.concat(own, others).anyMatch(check -> Conjuncts.hasNotNull(check, column));
    }
}
