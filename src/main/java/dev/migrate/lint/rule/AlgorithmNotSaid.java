package dev.migrate.lint.rule;

import dev.migrate.lint.Rule;
import dev.migrate.lint.RuleFacts;
import dev.migrate.lint.Sight;
import dev.migrate.lint.grammar.Action;
import dev.migrate.lint.grammar.Change;
import dev.migrate.lint.grammar.ConstraintSpec;
import dev.migrate.lint.grammar.Name;
import dev.migrate.lint.online.Algorithm;
import dev.migrate.lint.online.Cause;
import dev.migrate.lint.online.Way;
import java.util.List;

/**
 * An ALTER TABLE that says neither ALGORITHM nor LOCK: where the server cannot do it in the cheap way, it takes a dearer one without a word (MySQL 8.0 manual,
 * 15.1.9; MariaDB documentation, "InnoDB Online DDL Overview"). Of what no table and no version makes dear nothing is told.
 */
public final class AlgorithmNotSaid implements Rule {

    /** What is hoped for where nobody knows what the column was. */
    private static final Way UNKNOWN = new Way(Algorithm.INPLACE, false, false, Cause.NONE);

    @Override
    public RuleFacts facts() {
        return RuleFacts.warning("M101", "algorithm-not-said").onMysql();
    }

    @Override
    public void review(Sight sight) {
        if (!(sight.change() instanceof Change.AlterTable alter)
                || alter.algorithm() != null
                || alter.lock() != null
                || alter.actions().isEmpty()
                || !OnlineCosts.of(sight).isEmpty()
                || isAlwaysCheap(alter.actions())) {
            return;
        }
        Name table = alter.table();
        Way way = OnlineCosts.server(sight)
                .way(alter, OnlineCosts.known(sight, table).orElse(null))
                .orElse(UNKNOWN);
        if (way.algorithm() == Algorithm.COPY || way.blocksWrites()) {
            return;
        }
        sight.reportOnRows(
                        table,
                        null,
                        "the statement does not say how \"" + table + "\" is changed: "
                                + sight.kind().displayName() + " may copy it while every write waits")
                .aboutLock()
                .note("with " + way.clause() + " the server refuses instead of taking a dearer way")
                .rewrite(OnlineCosts.with(sight, way.clause()));
    }

    private static boolean isAlwaysCheap(List<Action> actions) {
        return actions.stream()
                .allMatch(action -> action instanceof Action.SetDefault
                        || action instanceof Action.DropDefault
                        || action instanceof Action.RenameTable
                        || action instanceof Action.RenameColumn
                        || action instanceof Action.AddIndex
                        || action instanceof Action.RenameIndex
                        || action instanceof Action.ShowIndex
                        || action instanceof Action.RemoveIndex
                        || action instanceof Action.Switch
                        || action instanceof Action.Repartition
                        || action instanceof Action.SetOption option
                                && !option.name().equals("row_format")
                                && !option.name().equals("key_block_size")
                        || action instanceof Action.DropConstraint drop
                                && drop.kind() != ConstraintSpec.Kind.PRIMARY_KEY
                        || action instanceof Action.AddConstraint add
                                && add.constraint().kind() == ConstraintSpec.Kind.UNIQUE);
    }
}
