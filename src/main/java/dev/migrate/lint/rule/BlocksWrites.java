package dev.migrate.lint.rule;

import dev.migrate.lint.Draft;
import dev.migrate.lint.RuleFacts;
import dev.migrate.lint.Sight;
import dev.migrate.lint.grammar.Change;
import dev.migrate.lint.grammar.Name;
import dev.migrate.lint.online.Algorithm;
import dev.migrate.lint.online.Cause;
import dev.migrate.lint.online.OnlineDdl;
import dev.migrate.lint.online.Way;
import java.util.Set;

/** What the engine builds itself, while everybody waits who writes: full-text and spatial indexes, and tables that have a full-text index. */
public final class BlocksWrites extends CostlyAction {

    @Override
    public RuleFacts facts() {
        return RuleFacts.warning("M103", "blocks-writes").onMysql();
    }

    @Override
    Set<Cause> causes() {
        return Set.of(Cause.INDEX, Cause.TABLE, Cause.GENERATED, Cause.NONE);
    }

    @Override
    void tell(Sight sight, OnlineCosts.Costly costly) {
        if (costly.way().algorithm() != Algorithm.COPY) {
            OnlineCosts.report(sight, costly, what(costly.way()))
                    .rewrite(rewrite(
                            sight,
                            costly.table(),
                            OnlineCosts.text(sight, costly.action().span())));
        }
    }

    @Override
    public void review(Sight sight) {
        super.review(sight);
        OnlineCosts.together(sight)
                .filter(way -> way.algorithm() != Algorithm.COPY)
                .ifPresent(way -> OnlineCosts.reportTogether(sight, way));
        if (!(sight.change() instanceof Change.CreateIndex create)) {
            return;
        }
        OnlineDdl server = OnlineCosts.server(sight);
        Way way = server.indexed(
                create.index(), OnlineCosts.known(sight, create.table()).orElse(null));
        if (!way.blocksWrites()) {
            return;
        }
        Draft draft = sight.reportOnRows(
                        create.table(),
                        create.index().span(),
                        what(way) + ": every write of \"" + create.table() + "\" waits until that is done")
                .aboutLock()
                .rewrite(rewrite(sight, create.table(), "ADD " + afterCreate(sight)));
        OnlineCosts.notes(draft, sight.kind(), way);
    }

    private static String what(Way way) {
        return switch (way.cause()) {
            case INDEX -> "building an index of this sort";
            case GENERATED -> "adding a column and an index on it in one statement";
            case TABLE -> "on a table with a full-text index this";
            default -> "this";
        };
    }

    private static String afterCreate(Sight sight) {
        return sight.statement()
                .text()
                .strip()
                .replaceFirst("(?is)^CREATE\\s+", "")
                .replaceFirst("(?is)\\s+ON\\s+\\S+?\\s*\\(", " (");
    }

    private static String rewrite(Sight sight, Name table, String alter) {
        return "-- when few write, with a short wait for the lock:\nSET SESSION lock_wait_timeout = 5;\n"
                + sight.statement().text().strip() + ";\n" + OnlineCosts.ghost(sight, table, alter);
    }
}
