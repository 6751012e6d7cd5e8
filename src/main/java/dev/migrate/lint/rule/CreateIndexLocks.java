package dev.migrate.lint.rule;

import static dev.migrate.sql.DatabaseKind.POSTGRESQL;

import dev.migrate.lint.Rule;
import dev.migrate.lint.RuleFacts;
import dev.migrate.lint.Sight;
import dev.migrate.lint.grammar.Change;

/** CREATE INDEX without CONCURRENTLY (PostgreSQL 18 documentation, CREATE INDEX, "Building Indexes Concurrently"). */
public final class CreateIndexLocks implements Rule {

    @Override
    public RuleFacts facts() {
        return RuleFacts.error("P113", "create-index-not-concurrent").on(POSTGRESQL);
    }

    @Override
    public void review(Sight sight) {
        if (!(sight.change() instanceof Change.CreateIndex create)
                || create.concurrently()
                || create.only()
                || sight.known().isNewView(create.table())
                || sight.known().table(create.table()).map(t -> t.partitioned()).orElse(false)) {
            return;
        }
        sight.reportOnRows(
                        create.table(),
                        null,
                        "CREATE INDEX keeps every write of \"" + create.table() + "\" waiting until the index is built")
                .aboutLock()
                .note("it takes a SHARE lock: reads go on, INSERT, UPDATE and DELETE wait (every version)")
                .rewrite(SafeWay.outside(concurrently(sight.statement().text()) + ";"));
    }

    /**
     * The statement with CONCURRENTLY behind its first INDEX, and without IF NOT EXISTS, which would take a broken
     * index for a good one.
     */
    static String concurrently(String sql) {
        return sql.replaceFirst("(?is)\\bINDEX\\b(\\s+IF\\s+NOT\\s+EXISTS\\b)?", "INDEX CONCURRENTLY");
    }
}
