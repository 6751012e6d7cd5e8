package dev.migrate.lint.rule;

import static dev.migrate.sql.DatabaseKind.POSTGRESQL;

import dev.migrate.lint.KnownSchema;
import dev.migrate.lint.Rule;
import dev.migrate.lint.RuleFacts;
import dev.migrate.lint.Sight;
import dev.migrate.lint.grammar.Action;
import dev.migrate.lint.grammar.Change;
import dev.migrate.lint.grammar.ColumnSpec;
import dev.migrate.lint.grammar.Name;
import java.util.Optional;

/**
 * ADD COLUMN of a domain that has a constraint, which writes the table anew even where the column has no default (seen
 * on PostgreSQL 14 and 18), and a constraint for a domain that is in use, which reads every table that has a column of
 * it.
 */
public final class ConstrainedDomain implements Rule {

    @Override
    public RuleFacts facts() {
        return RuleFacts.warning("P104", "constrained-domain").on(POSTGRESQL);
    }

    @Override
    public void review(Sight sight) {
        sight.change().actions(Action.AddColumn.class).forEach(add -> addColumn(sight, add));
        if (sight.change() instanceof Change.AlterDomain alter
                && alter.addsConstraint()
                && !alter.notValid()
                && !sight.known().isNewDomain(alter.domain())) {
            String domain = sight.written(alter.domain());
            String action = sight.statement().text().replaceFirst("(?is).*?\\bADD\\b", "ADD");
            boolean check = action.startsWith("ADD");
            String constraint = sight.written(SafeWay.name(alter.domain().name(), check ? "check" : "not_null"));
            sight.report("every table that has a column of the domain \"" + alter.domain()
                            + "\" is read to check its rows")
                    .aboutLock()
                    .note("each of them is under a SHARE lock meanwhile: its writes wait (every version)")
                    .rewrite(
                            check
                                    ? SafeWay.oneAfterTheOther(
                                            "ALTER DOMAIN " + domain + " " + named(action, constraint) + " NOT VALID;",
                                            "ALTER DOMAIN " + domain + " VALIDATE CONSTRAINT "
                                                    + name(action, constraint) + ";")
                                    : SafeWay.oneAfterTheOther(
                                            "ALTER DOMAIN " + domain + " ADD CONSTRAINT " + constraint
                                                    + " CHECK (VALUE IS NOT NULL) NOT VALID;",
                                            "ALTER DOMAIN " + domain + " VALIDATE CONSTRAINT " + constraint + ";"));
        }
    }

    private static String named(String action, String constraint) {
        return action.matches("(?is)ADD\\s+CONSTRAINT\\b.*")
                ? action
                : action.replaceFirst("(?i)ADD", "ADD CONSTRAINT " + constraint.replace("$", "\\$"));
    }

    private static String name(String action, String constraint) {
        return action.matches("(?is)ADD\\s+CONSTRAINT\\b.*")
                ? action.replaceFirst("(?is)ADD\\s+CONSTRAINT\\s+(\"[^\"]+\"|\\S+).*", "$1")
                : constraint;
    }

    private static void addColumn(Sight sight, Action.AddColumn add) {
        ColumnSpec column = add.column();
        if (column.type() == null || column.type().array()) {
            return;
        }
        Optional<KnownSchema.Domain> domain =
                sight.known().domain(column.type().name()).filter(KnownSchema.Domain::constrained);
        if (domain.isEmpty()) {
            return;
        }
        Name table = sight.change().onTable().orElseThrow();
        sight.reportOnRows(
                        table,
                        add.span(),
                        "\"" + column.type().text() + "\" is a domain with a constraint: PostgreSQL writes all of \""
                                + table + "\" anew to check it for each row")
                .aboutRewrite()
                .note("the rewrite holds an ACCESS EXCLUSIVE lock: nobody reads or writes the table until it is done"
                        + " (every version up to 18, default or not)")
                .rewrite(SafeWay.alter(
                                sight,
                                table,
                                "ADD COLUMN " + sight.written(column.name()) + " "
                                        + domain.get().base().text()
                                        + (column.defaultValue() == null ? "" : " DEFAULT " + column.defaultValue()))
                        + "\n-- and what the domain \"" + column.type().text()
                        + "\" demands as a CHECK of the column: NOT VALID, and VALIDATE in the next revision");
    }
}
