package dev.migrate.lint.rule;

import dev.migrate.lint.RuleFacts;
import dev.migrate.lint.Sight;
import dev.migrate.lint.grammar.Action;
import dev.migrate.lint.online.Cause;
import java.util.Set;

/** Text in another character set, or in another collation where an index depends on it (MySQL 8.0 manual, 15.12.1, "Changing the character set"; measured). */
public final class CharsetConverted extends CostlyAction {

    @Override
    public RuleFacts facts() {
        return RuleFacts.error("M116", "charset-conversion").onMysql();
    }

    @Override
    Set<Cause> causes() {
        return Set.of(Cause.CHARSET);
    }

    @Override
    void tell(Sight sight, OnlineCosts.Costly costly) {
        boolean table = costly.action() instanceof Action.ConvertCharset;
        String text = OnlineCosts.text(sight, costly.action().span());
        OnlineCosts.report(
                        sight,
                        costly,
                        table
                                ? "converting every text of the table to another character set"
                                : "giving \"" + ((Action.Redefine) costly.action()).from()
                                        + "\" another character set or collation")
                .note("an index on VARCHAR(n) in utf8mb4 takes up to 4 n bytes of its 3072, or 767 in an old row"
                        + " format")
                .rewrite(
                        costly.action() instanceof Action.Redefine redefine
                                        && redefine.column().type() != null
                                ? Expand.column(sight, costly.table(), redefine.from(), redefine.column())
                                : OnlineCosts.ghost(sight, costly.table(), text));
    }
}
