package dev.migrate.lint.rule;

import dev.migrate.lint.KnownTable;
import dev.migrate.lint.Rule;
import dev.migrate.lint.RuleFacts;
import dev.migrate.lint.Sight;
import dev.migrate.lint.grammar.Action;
import dev.migrate.lint.grammar.Change;
import dev.migrate.lint.grammar.ColumnSpec;
import dev.migrate.lint.grammar.ConstraintSpec;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A foreign key or another constraint goes, and nothing says that the database has stopped looking. */
public final class DropConstraint implements Rule {

    @Override
    public RuleFacts facts() {
        return RuleFacts.warning("D106", "drop-constraint");
    }

    @Override
    public void review(Sight sight) {
        if (!(sight.change() instanceof Change.AlterTable alter) || sight.isNew(alter.table())) {
            return;
        }
        Optional<KnownTable> table = sight.known().table(alter.table());
        alter.actions(Action.DropConstraint.class).forEach(drop -> {
            Optional<ConstraintSpec> known = table.flatMap(t -> constraint(t, drop));
            if (known.isPresent() && (wasNeverValid(known.get()) || isSaidOtherwise(table.get(), known.get()))
                    || added(sight.before(), drop)
                    || replaced(alter, drop, known)
                    || sight.later().stream()
                            .anyMatch(seen -> seen.change() instanceof Change.AlterTable again
                                    && again.table().matches(alter.table())
                                    && replaced(again, drop, known))) {
                return;
            }
            sight.report(drop.span(), "nothing checks " + what(drop, known) + " of \"" + alter.table() + "\" any more")
                    .note("rows that break it come in without an error, and it cannot be added again while they are"
                            + " there")
                    .rewrite("-- lint:allow D106 why it is not needed any more\n"
                            + sight.statement().text() + ";");
        });
    }

    private static Optional<ConstraintSpec> constraint(KnownTable table, Action.DropConstraint drop) {
        return drop.name() == null
                ? table.constraints().stream()
                        .filter(c -> c.kind() == ConstraintSpec.Kind.PRIMARY_KEY)
                        .findFirst()
                : table.constraint(drop.name());
    }

    private static String what(Action.DropConstraint drop, Optional<ConstraintSpec> known) {
        ConstraintSpec.Kind kind = known.map(ConstraintSpec::kind).orElse(drop.kind());
        String name = drop.name() == null ? "" : " \"" + drop.name() + "\"";
        if (kind == null) {
            return "the constraint" + name;
        }
        return switch (kind) {
            case PRIMARY_KEY -> "the primary key" + name;
            case UNIQUE -> "the unique constraint" + name;
            case CHECK -> "the check" + name;
            case FOREIGN_KEY -> "the foreign key" + name;
            case EXCLUDE -> "the exclusion constraint" + name;
            case NOT_NULL -> "the not-null constraint" + name;
        };
    }

    private static boolean wasNeverValid(ConstraintSpec constraint) {
        return constraint.notEnforced();
    }

    /** {@code CHECK (c IS NOT NULL)} over a column that is NOT NULL: it was there to spare SET NOT NULL its scan. */
    private static boolean isSaidOtherwise(KnownTable table, ConstraintSpec constraint) {
        if (constraint.kind() != ConstraintSpec.Kind.CHECK || constraint.expression() == null) {
            return false;
        }
        String condition = constraint
                .expression()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[\"`()]", "")
                .strip();
        return condition.endsWith(" is not null")
                && table.column(condition.substring(0, condition.length() - " is not null".length()))
                        .map(ColumnSpec::notNull)
                        .orElse(false);
    }

    private static boolean added(List<Sight.Seen> before, Action.DropConstraint drop) {
        return drop.name() != null
                && before.stream()
                        .flatMap(seen -> seen.change().actions(Action.AddConstraint.class))
                        .anyMatch(add ->
                                drop.name().equalsIgnoreCase(add.constraint().name()));
    }

    /** Whether another of the same name, or of the same kind over the same columns, takes its place. */
    private static boolean replaced(
            Change.AlterTable alter, Action.DropConstraint drop, Optional<ConstraintSpec> known) {
        return alter.actions(Action.AddConstraint.class)
                .map(Action.AddConstraint::constraint)
                .anyMatch(other -> drop.name() != null && drop.name().equalsIgnoreCase(other.name())
                        || drop.name() == null && other.kind() == drop.kind()
                        || known.filter(old -> old.kind() == other.kind()
                                        && !old.columns().isEmpty()
                                        && old.columns().equals(other.columns()))
                                .isPresent());
    }
}
