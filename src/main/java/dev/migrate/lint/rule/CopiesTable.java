package dev.migrate.lint.rule;

import dev.migrate.lint.RuleFacts;
import dev.migrate.lint.Sight;
import dev.migrate.lint.grammar.Action;
import dev.migrate.lint.grammar.Change;
import dev.migrate.lint.online.Algorithm;
import dev.migrate.lint.online.Cause;
import java.util.Set;

/** An ALTER TABLE that MySQL or MariaDB can only do by copying the table, for a reason that no other rule tells of. */
public final class CopiesTable extends CostlyAction {

    @Override
    public RuleFacts facts() {
        return RuleFacts.error("M102", "copies-table").onMysql();
    }

    @Override
    Set<Cause> causes() {
        return Set.of(Cause.TYPE, Cause.GENERATED, Cause.INDEX, Cause.TABLE, Cause.NONE);
    }

    @Override
    void tell(Sight sight, OnlineCosts.Costly costly) {
        if (costly.way().algorithm() != Algorithm.COPY) {
            return;
        }
        Action action = costly.action();
        OnlineCosts.report(sight, costly, what(costly))
                .rewrite(
                        action instanceof Action.Redefine redefine && redefine.column().type() != null
                                ? Expand.column(
                                        sight,
                                        costly.table(),
                                        redefine.from(),
                                        redefine.column().type().text())
                                : "-- beside the table in use, in a window or with a tool:\n"
                                        + OnlineCosts.ghost(
                                                sight, costly.table(), OnlineCosts.text(sight, action.span())));
    }

    private static String what(OnlineCosts.Costly costly) {
        if (costly.action() instanceof Action.Redefine redefine) {
            return "giving \"" + redefine.from() + "\" another definition";
        }
        if (costly.way().cause() == Cause.TABLE) {
            return "on a table with a full-text index, or of another engine than InnoDB, this";
        }
        return costly.way().cause() == Cause.INDEX ? "a unique index over an expression" : "this";
    }

    @Override
    public void review(Sight sight) {
        super.review(sight);
        if (sight.change() instanceof Change.AlterTable alter
                && "copy".equals(alter.algorithm())
                && OnlineCosts.of(sight).isEmpty()
                && !alter.actions().isEmpty()) {
            String way = OnlineCosts.server(sight)
                    .way(alter, OnlineCosts.known(sight, alter.table()).orElse(null))
                    .filter(cheaper -> cheaper.algorithm() != Algorithm.COPY)
                    .map(cheaper -> cheaper.clause())
                    .orElse("ALGORITHM=INPLACE, LOCK=NONE");
            sight.reportOnRows(
                            alter.table(),
                            null,
                            "ALGORITHM=COPY copies \"" + alter.table() + "\" although nothing asks for a copy")
                    .aboutRewrite()
                    .note("with ALGORITHM=COPY every INSERT, UPDATE and DELETE waits until the rows are copied")
                    .rewrite(sight.statement()
                                    .text()
                                    .strip()
                                    .replaceFirst("(?i),?\\s*LOCK\\s*=?\\s*\\w+", "")
                                    .replaceFirst("(?i)ALGORITHM\\s*=?\\s*COPY", way) + ";");
        }
    }
}
