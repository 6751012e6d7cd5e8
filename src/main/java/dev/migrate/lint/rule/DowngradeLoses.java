package dev.migrate.lint.rule;

import dev.migrate.diagnostic.Severity;
import dev.migrate.diagnostic.SourceSpan;
import dev.migrate.lint.RevisionSight;
import dev.migrate.lint.Rule;
import dev.migrate.lint.RuleFacts;
import dev.migrate.lint.Sight;
import dev.migrate.lint.grammar.Action;
import dev.migrate.lint.grammar.Change;
import dev.migrate.lint.grammar.Name;
import java.util.ArrayList;
import java.util.List;

/** The way back loses rows: nearly always those that came in since the upgrade, and sometimes more than that. */
public final class DowngradeLoses implements Rule {

    private record Loss(int line, String what, boolean ofTheUpgrade) {}

    @Override
    public RuleFacts facts() {
        return RuleFacts.note("D108", "downgrade-loses-data");
    }

    @Override
    public void reviewRevision(RevisionSight sight) {
        List<Loss> losses = new ArrayList<>();
        for (Sight.Seen seen : sight.downgrade()) {
            if (seen.change() instanceof Change.Drop drop && drop.kind().equals("table")) {
                drop.names().stream()
                        .filter(table -> !isCopied(sight.downgrade()))
                        .forEach(table -> losses.add(
                                new Loss(seen.line(), "the rows of \"" + table + "\"", makesTable(sight, table))));
            } else if (seen.change() instanceof Change.Truncate truncate) {
                truncate.tables()
                        .forEach(table -> losses.add(
                                new Loss(seen.line(), "the rows of \"" + table + "\"", makesTable(sight, table))));
            } else if (seen.change() instanceof Change.AlterTable alter) {
                alter.actions(Action.DropColumn.class)
                        .forEach(drop -> losses.add(new Loss(
                                seen.line(),
                                "the values of \"" + alter.table() + "." + drop.column() + "\"",
                                makesColumn(sight, alter.table(), drop.column()))));
            }
        }
        report(sight, losses.stream().filter(loss -> !loss.ofTheUpgrade()).toList(), false);
        report(sight, losses.stream().filter(Loss::ofTheUpgrade).toList(), true);
    }

    private static void report(RevisionSight sight, List<Loss> losses, boolean ofTheUpgrade) {
        if (losses.isEmpty()) {
            return;
        }
        List<String> what = losses.stream().map(Loss::what).distinct().toList();
        var draft = sight.report(
                SourceSpan.of(sight.revision().file(), losses.get(0).line()),
                "the downgrade takes away " + String.join(", ", what));
        if (ofTheUpgrade) {
            draft.note("the upgrade adds it, so nothing that was there before is lost: only what came in since then")
                    .rewrite("keep a copy before you downgrade a database that has been in use");
        } else {
            draft.as(Severity.WARNING)
                    .note("the upgrade does not add it: the downgrade loses what was there before")
                    .rewrite("leave it out of the downgrade, or take the section \"-- migrate:downgrade\" out:"
                            + " then nobody can go back by accident");
        }
    }

    private static boolean isCopied(List<Sight.Seen> downgrade) {
        return downgrade.stream()
                .anyMatch(seen ->
                        seen.change() instanceof Change.Rows rows && rows.verb().equals("insert") && rows.fromQuery());
    }

    private static boolean makesTable(RevisionSight sight, Name table) {
        return sight.statements().stream()
                .map(Sight.Seen::change)
                .anyMatch(change ->
                        // what cannot be read may have made it
                        change instanceof Change.Opaque
                                || change instanceof Change.CreateTable create
                                        && create.table().matches(table)
                                || change.actions(Action.RenameTable.class)
                                        .anyMatch(rename -> rename.to().matches(table)));
    }

    private static boolean makesColumn(RevisionSight sight, Name table, String column) {
        return makesTable(sight, table)
                || sight.statements().stream()
                        .map(Sight.Seen::change)
                        .anyMatch(change -> change.actions(Action.AddColumn.class)
                                        .anyMatch(add -> add.column().name().equalsIgnoreCase(column))
                                || change.actions(Action.RenameColumn.class)
                                        .anyMatch(rename -> rename.to().equalsIgnoreCase(column))
                                || change.actions(Action.Redefine.class)
                                        .anyMatch(r -> r.column().name().equalsIgnoreCase(column)));
    }
}
