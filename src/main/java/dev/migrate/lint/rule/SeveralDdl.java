package dev.migrate.lint.rule;

import dev.migrate.lint.Rule;
import dev.migrate.lint.RuleFacts;
import dev.migrate.lint.Sight;
import dev.migrate.lint.grammar.Change;

/** Several statements that change the schema in one revision: MySQL and MariaDB commit behind each (MySQL 8.0 manual, 15.3.3). */
public final class SeveralDdl implements Rule {

    @Override
    public RuleFacts facts() {
        return RuleFacts.error("M118", "several-ddl").onMysql().optIn();
    }

    @Override
    public void review(Sight sight) {
        if (!isByOld(sight.change())) {
            return;
        }
        long before = sight.before().stream()
                .filter(seen -> isByOld(seen.change()) && !seen.wasNew())
                .count();
        boolean wasNew = sight.change().onTable().map(sight::isNew).orElse(false);
        if (before != 1 || wasNew) {
            return;
        }
        sight.report("a second statement of the revision changes the schema: if it fails, the first one stays")
                .note("the server commits behind each such statement, so nothing takes the first one back")
                .note("this plugin records each statement as it ends: after the failure the database stands between"
                        + " two revisions until migrate:repair goes on")
                .rewrite("-- behind a failure, once its cause is mended: mvn migrate:repair -Dmigrate.resume\n"
                        + "-- or in a revision of its own:\n"
                        + sight.statement().text().strip() + ";");
    }

    /** A new table harms nobody, wherever the revision stops. */
    private static boolean isByOld(Change change) {
        return ImplicitCommit.isBy(change) && !(change instanceof Change.CreateTable);
    }
}
