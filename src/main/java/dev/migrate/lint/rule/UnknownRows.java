package dev.migrate.lint.rule;

import dev.migrate.lint.Rule;
import dev.migrate.lint.RuleFacts;
import dev.migrate.lint.Sight;
import dev.migrate.lint.grammar.Change;

/** An ALTER TABLE of a table of which nobody knows how many rows it has, so that nobody knows how long it takes. */
public final class UnknownRows implements Rule {

    @Override
    public RuleFacts facts() {
        return RuleFacts.note("M126", "unknown-row-count").onMysql().optIn();
    }

    @Override
    public void review(Sight sight) {
        if (sight.change() instanceof Change.AlterTable alter
                && !alter.actions().isEmpty()
                && sight.rows(alter.table()).isEmpty()) {
            sight.reportOnRows(
                            alter.table(),
                            null,
                            "how many rows \"" + alter.table() + "\" has is not known, and so not how long this takes")
                    .note("with an environment at hand (-Denv) the review asks the database, and says less of small"
                            + " tables")
                    .rewrite("SELECT table_rows, data_length FROM information_schema.tables WHERE table_schema = "
                            + alter.table()
                                    .inSchema()
                                    .map(s -> "'" + s.replace("'", "''") + "'")
                                    .orElse("DATABASE()")
                            + " AND table_name = '" + alter.table().name().replace("'", "''") + "';");
        }
    }
}
