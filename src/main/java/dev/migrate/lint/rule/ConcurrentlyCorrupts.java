package dev.migrate.lint.rule;

import static dev.migrate.sql.DatabaseKind.POSTGRESQL;

import dev.migrate.lint.Rule;
import dev.migrate.lint.RuleFacts;
import dev.migrate.lint.Sight;
import dev.migrate.lint.grammar.Change;

/** CREATE INDEX CONCURRENTLY and REINDEX CONCURRENTLY of PostgreSQL 14.0 to 14.3 miss rows (release notes of 14.4). */
public final class ConcurrentlyCorrupts implements Rule {

    @Override
    public RuleFacts facts() {
        return RuleFacts.error("P118", "concurrently-on-14-0-to-14-3").on(POSTGRESQL);
    }

    @Override
    public void review(Sight sight) {
        boolean builds = sight.change() instanceof Change.CreateIndex create && create.concurrently()
                || sight.change() instanceof Change.Reindex reindex && reindex.concurrently();
        if (builds && sight.isKnownSince(14) && sight.isKnownBefore(14, 4, 0)) {
            sight.report("this server may leave rows out of an index that is built concurrently, and nobody is told")
                    .note("PostgreSQL 14.0 to 14.3 do so where rows are updated meanwhile (release notes of 14.4)")
                    .rewrite("update the server to 14.4 or later before this revision; until then build the index"
                            + " without CONCURRENTLY in a maintenance window");
        }
    }
}
