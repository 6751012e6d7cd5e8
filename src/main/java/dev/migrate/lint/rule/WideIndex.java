package dev.migrate.lint.rule;

import static dev.migrate.sql.DatabaseKind.POSTGRESQL;

import dev.migrate.lint.Rule;
import dev.migrate.lint.RuleFacts;
import dev.migrate.lint.Sight;
import dev.migrate.lint.grammar.Change;

/**
 * An index of more than three columns that is not unique (documentation of multicolumn indexes: those of more than
 * three columns seldom help).
 */
public final class WideIndex implements Rule {

    private static final int MANY = 3;

    @Override
    public RuleFacts facts() {
        return RuleFacts.note("P120", "wide-index").on(POSTGRESQL);
    }

    @Override
    public void review(Sight sight) {
        if (sight.change() instanceof Change.CreateIndex create
                && !create.index().unique()
                && create.index().kind() == null
                && create.index().columns().size() > MANY) {
            sight.report(
                            create.index().span(),
                            "an index of " + create.index().columns().size()
                                    + " columns seldom serves more queries than one of its first columns")
                    .note("it is larger, and each write to any of its columns feeds it")
                    .rewrite("index the columns that narrow the rows most; those that are only read along may stand in"
                            + " INCLUDE (…)");
        }
    }
}
