package dev.migrate.lint.rule;

import static dev.migrate.sql.DatabaseKind.POSTGRESQL;

import dev.migrate.lint.Rule;
import dev.migrate.lint.RuleFacts;
import dev.migrate.lint.Sight;
import dev.migrate.lint.grammar.Action;
import dev.migrate.lint.grammar.Change;

/**
 * A statement outside of a transaction that fails where it has run before. The plugin itself goes on behind the last
 * statement that has run; this is for those who give the SQL to somebody else.
 */
public final class UnguardedStatement implements Rule {

    @Override
    public RuleFacts facts() {
        return RuleFacts.warning("P137", "unguarded-statement-outside-transaction")
                .on(POSTGRESQL)
                .optIn();
    }

    @Override
    public void review(Sight sight) {
        if (sight.isInTransaction()) {
            return;
        }
        String text = sight.statement().text();
        Change change = sight.change();
        if (change instanceof Change.CreateTable create && !create.ifNotExists()) {
            report(sight, text.replaceFirst("(?i)\\bTABLE\\b", "TABLE IF NOT EXISTS"));
        } else if (change instanceof Change.CreateIndex create
                && !create.ifNotExists()
                && !create.concurrently()
                && create.index().name() != null) {
            report(sight, text.replaceFirst("(?i)\\bINDEX\\b", "INDEX IF NOT EXISTS"));
        } else if (change instanceof Change.DropIndex drop && !drop.ifExists()) {
            report(sight, text.replaceFirst("(?i)\\bINDEX(\\s+CONCURRENTLY)?\\b", "INDEX$1 IF EXISTS"));
        } else if (change instanceof Change.Drop drop
                && !drop.ifExists()
                && drop.kind().equals("table")) {
            report(sight, text.replaceFirst("(?i)\\bTABLE\\b", "TABLE IF EXISTS"));
        } else if (change.actions(Action.AddColumn.class).anyMatch(add -> !add.ifNotExists())) {
            report(sight, text.replaceAll("(?i)\\bADD\\s+COLUMN\\b(?!\\s+IF\\b)", "ADD COLUMN IF NOT EXISTS"));
        } else if (change.actions(Action.DropColumn.class).anyMatch(drop -> !drop.ifExists())) {
            report(sight, text.replaceAll("(?i)\\bDROP\\s+COLUMN\\b(?!\\s+IF\\b)", "DROP COLUMN IF EXISTS"));
        }
    }

    private static void report(Sight sight, String guarded) {
        sight.report("if a later statement fails, this one has run, and fails when the script is run again")
                .note("the plugin goes on behind it; psql and others begin at the top")
                .rewrite(guarded + ";");
    }
}
