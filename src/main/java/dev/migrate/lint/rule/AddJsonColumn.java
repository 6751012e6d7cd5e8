package dev.migrate.lint.rule;

import static dev.migrate.sql.DatabaseKind.POSTGRESQL;

import dev.migrate.lint.Rule;
import dev.migrate.lint.RuleFacts;
import dev.migrate.lint.Sight;
import dev.migrate.lint.grammar.Action;
import dev.migrate.lint.grammar.Name;

/**
 * ADD COLUMN of type json, which has no equality: a SELECT DISTINCT of the whole row fails from then on (documentation
 * of JSON types).
 */
public final class AddJsonColumn implements Rule {

    @Override
    public RuleFacts facts() {
        return RuleFacts.warning("P125", "add-json-column").on(POSTGRESQL);
    }

    @Override
    public void review(Sight sight) {
        sight.change()
                .actions(Action.AddColumn.class)
                .filter(add -> add.column().is("json"))
                .forEach(add -> {
                    Name table = sight.change().onTable().orElseThrow();
                    String text = SafeWay.text(sight, add.span());
                    sight.reportOnRows(
                                    table,
                                    add.span(),
                                    "json has no equality: queries that say SELECT DISTINCT, GROUP BY or UNION of all"
                                            + " columns of \""
                                            + table + "\" fail once it has \""
                                            + add.column().name() + "\"")
                            .note("the error is \"could not identify an equality operator for type json\" (every"
                                    + " version)")
                            .rewrite(SafeWay.alter(
                                    sight,
                                    table,
                                    (text.matches("(?is)ADD\\b.*") ? "" : "ADD ")
                                            + text.replaceFirst("(?i)\\bjson\\b(?!.*\\bjson\\b.*\\()", "jsonb")));
                });
    }
}
