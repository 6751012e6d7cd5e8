package dev.migrate.command;

import dev.migrate.RevisionDraft;
import dev.migrate.dialect.Dialect;
import dev.migrate.diff.Blueprint;
import dev.migrate.diff.Drafted;
import dev.migrate.diff.Naming;
import dev.migrate.engine.DraftText;
import dev.migrate.script.ScriptBody;
import java.util.List;

/**
 * One revision of those that autogenerate writes.
 *
 * @param message its title
 * @param from what stands there before
 * @param to what stands there behind it
 * @param upgrade the operations of its upgrade
 * @param downgrade those of its downgrade
 * @param customized whether the project has changed it, so that it need not lead to the goal
 */
record DraftedRevision(
        String message,
        Blueprint from,
        Blueprint to,
        List<Drafted> upgrade,
        List<Drafted> downgrade,
        boolean customized) {

    DraftedRevision {
        upgrade = List.copyOf(upgrade);
        downgrade = List.copyOf(downgrade);
    }

    /** As the project wants it. */
    DraftedRevision changed(RevisionDraft draft) {
        boolean otherwise = !upgrade.equals(draft.upgrade()) || !downgrade.equals(draft.downgrade());
        return new DraftedRevision(draft.message(), from, to, draft.upgrade(), draft.downgrade(), otherwise);
    }

    /**
     * The sections of its script.
     *
     * @param naming which names go without their schema
     * @param java whether it is one of Java
     * @param placeholders whether placeholders are read in SQL
     * @param before lines for the top of the upgrade, without the marks of a comment
     */
    ScriptBody body(Dialect dialect, Naming naming, boolean java, boolean placeholders, List<String> before) {
        return new ScriptBody(
                comment(java, before) + text(dialect, naming, java, placeholders, from, upgrade),
                text(dialect, naming, java, placeholders, to, downgrade),
                upgrade.stream().noneMatch(Drafted::apart),
                downgrade.stream().noneMatch(Drafted::apart));
    }

    private static String comment(boolean java, List<String> lines) {
        StringBuilder comment = new StringBuilder();
        for (String line : lines) {
            comment.append(java ? "        // " + line.replace("\\", "\\\\") : "-- " + line)
                    .append('\n');
        }
        return comment.toString();
    }

    private static String text(
            Dialect dialect,
            Naming naming,
            boolean java,
            boolean placeholders,
            Blueprint before,
            List<Drafted> drafted) {
        if (java) {
            return DraftText.java(dialect, drafted, naming);
        }
        String sql = DraftText.sql(dialect, before, drafted, naming);
        return placeholders ? sql.replace("${", "$${") : sql;
    }
}
