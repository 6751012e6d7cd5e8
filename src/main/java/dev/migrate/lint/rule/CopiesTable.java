package dev.migrate.lint.rule;

import dev.migrate.lint.RuleFacts;
import dev.migrate.lint.Sight;
import dev.migrate.lint.grammar.Action;
import dev.migrate.lint.grammar.Change;
import dev.migrate.lint.grammar.ColumnSpec;
import dev.migrate.lint.grammar.TypeSpec;
import dev.migrate.lint.online.Algorithm;
import dev.migrate.lint.online.Cause;
import java.util.Optional;
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
        OnlineCosts.report(sight, costly, what(sight, costly))
                .rewrite(
                        action instanceof Action.Redefine redefine
                                        && redefine.column().type() != null
                                ? Expand.column(sight, costly.table(), redefine.from(), redefine.column())
                                : "-- beside the table in use, in a window or with a tool:\n"
                                        + OnlineCosts.ghost(
                                                sight, costly.table(), OnlineCosts.text(sight, action.span())));
    }

    private static String what(Sight sight, OnlineCosts.Costly costly) {
        if (costly.action() instanceof Action.Redefine redefine) {
            TypeSpec now = redefine.column().type();
            Optional<TypeSpec> before = sight.known()
                    .column(costly.table(), redefine.from())
                    .map(ColumnSpec::type)
                    .filter(type -> now != null && !type.text().equalsIgnoreCase(now.text()));
            return before.isPresent() && now != null
                    ? "changing \"" + redefine.from() + "\" from "
                            + before.get().text() + " to " + now.text()
                    : "giving \"" + redefine.from() + "\" another definition";
        }
        if (costly.way().cause() == Cause.TABLE) {
            return "on a table with a full-text index, or of another engine than InnoDB, this";
        }
        return costly.way().cause() == Cause.INDEX ? "a unique index over an expression" : "this";
    }

    @Override
    public void review(Sight sight) {
        super.review(sight);
        OnlineCosts.together(sight)
                .filter(way -> way.algorithm() == Algorithm.COPY)
                .ifPresent(way -> OnlineCosts.reportTogether(sight, way));
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
                                    .replaceFirst("(?i)ALGORITHM\\s*=?\\s*COPY", way)
                            + ";");
        }
    }
}
