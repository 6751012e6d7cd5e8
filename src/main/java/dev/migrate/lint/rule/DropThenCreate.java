package dev.migrate.lint.rule;

import dev.migrate.lint.Rule;
import dev.migrate.lint.RuleFacts;
import dev.migrate.lint.Sight;
import dev.migrate.lint.grammar.Change;
import java.util.List;

/** DROP TABLE IF EXISTS before CREATE TABLE, and MariaDB's CREATE OR REPLACE TABLE: what was there is gone, and nobody is told. */
public final class DropThenCreate implements Rule {

    @Override
    public RuleFacts facts() {
        return RuleFacts.error("D107", "drop-then-create");
    }

    @Override
    public void review(Sight sight) {
        if (!(sight.change() instanceof Change.CreateTable create)
                || create.temporary()
                || sight.isNew(create.table())) {
            return;
        }
        boolean replaces = create.options().containsKey("or replace");
        if (replaces || dropped(sight.before(), create)) {
            sight.report("a table \"" + create.table() + "\" that is there already goes with its rows, without a word")
                    .note(
                            replaces
                                    ? "CREATE OR REPLACE TABLE drops the table first (MariaDB, every version)"
                                    : "DROP TABLE before CREATE TABLE helps a script that is run by hand twice;"
                                            + " a revision runs once")
                    .rewrite("-- without the drop: where a table of that name is in the way, the run stops\n"
                            + sight.statement().text().replaceFirst("(?i)^(CREATE\\s+)OR\\s+REPLACE\\s+", "$1") + ";");
        }
    }

    private static boolean dropped(List<Sight.Seen> before, Change.CreateTable create) {
        return before.stream()
                .anyMatch(seen -> !seen.wasNew()
                        && seen.change() instanceof Change.Drop drop
                        && drop.kind().equals("table")
                        && drop.names().stream().anyMatch(create.table()::matches));
    }
}
