package dev.migrate.lint.rule;

import dev.migrate.lint.Rule;
import dev.migrate.lint.RuleFacts;
import dev.migrate.lint.Sight;
import dev.migrate.lint.grammar.Change;

/** A statement that changes the schema behind one that changes rows: it commits them (MySQL 8.0 manual, 15.3.3). */
public final class DdlBehindRows implements Rule {

    @Override
    public RuleFacts facts() {
        return RuleFacts.error("M119", "ddl-behind-rows").onMysql().optIn();
    }

    @Override
    public void review(Sight sight) {
        if (!ImplicitCommit.isBy(sight.change()) || sight.before().isEmpty()) {
            return;
        }
        Sight.Seen last = sight.before().get(sight.before().size() - 1);
        if (!(last.change() instanceof Change.Rows rows) || last.wasNew()) {
            return;
        }
        sight.report("this statement commits what was written to \"" + rows.table() + "\" before it")
                .note("the server commits before it changes the schema; if the statement fails, the rows stay as"
                        + " they are now")
                .note("this plugin records each statement as it ends, and migrate:repair -Dmigrate.resume goes on"
                        + " behind the last one: no row is written twice")
                .rewrite("-- in a revision of its own:\n"
                        + sight.statement().text().strip() + ";");
    }
}
