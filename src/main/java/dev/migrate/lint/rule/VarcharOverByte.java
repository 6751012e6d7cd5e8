package dev.migrate.lint.rule;

import dev.migrate.lint.RuleFacts;
import dev.migrate.lint.Sight;
import dev.migrate.lint.grammar.Action;
import dev.migrate.lint.online.Cause;
import java.util.Set;

/**
 * A VARCHAR that grows over 255 bytes. Up to there the length of a value takes one byte of the row, above it takes two (MySQL 8.0 manual, 15.12.1, "Extending
 * VARCHAR column size"). MariaDB can do it at once where the column could hold 127 bytes at most (measured on 11.4).
 */
public final class VarcharOverByte extends CostlyAction {

    @Override
    public RuleFacts facts() {
        return RuleFacts.error("M111", "varchar-over-255-bytes").onMysql();
    }

    @Override
    Set<Cause> causes() {
        return Set.of(Cause.VARCHAR);
    }

    @Override
    void tell(Sight sight, OnlineCosts.Costly costly) {
        Action.Redefine redefine = (Action.Redefine) costly.action();
        OnlineCosts.report(sight, costly, "letting \"" + redefine.from() + "\" grow over 255 bytes")
                .note("in utf8mb4 a character takes up to 4 bytes: up to varchar(63) the length is one byte of the"
                        + " row, from varchar(64) on it is two, and within each of them a column grows without a"
                        + " copy")
                .rewrite(Expand.column(sight, costly.table(), redefine.from(), redefine.column()));
    }
}
