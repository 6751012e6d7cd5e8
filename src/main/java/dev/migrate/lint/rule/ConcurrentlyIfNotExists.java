package dev.migrate.lint.rule;

import static dev.migrate.sql.DatabaseKind.POSTGRESQL;

import dev.migrate.lint.Rule;
import dev.migrate.lint.RuleFacts;
import dev.migrate.lint.Sight;
import dev.migrate.lint.grammar.Change;
import dev.migrate.lint.grammar.Name;

/**
 * CREATE INDEX CONCURRENTLY IF NOT EXISTS, which takes an index that an earlier attempt left invalid for the one that
 * is wanted.
 */
public final class ConcurrentlyIfNotExists implements Rule {

    @Override
    public RuleFacts facts() {
        return RuleFacts.warning("P117", "concurrently-if-not-exists").on(POSTGRESQL);
    }

    @Override
    public void review(Sight sight) {
        if (!(sight.change() instanceof Change.CreateIndex create)
                || !create.concurrently()
                || !create.ifNotExists()
                || create.index().name() == null
                || isDroppedBefore(sight, create.index().name())) {
            return;
        }
        String index =
                sight.written(new Name(create.table().schema(), create.index().name()));
        sight.report("an invalid index \"" + create.index().name()
                        + "\" of an attempt that failed would be taken for a good one")
                .note("CREATE INDEX CONCURRENTLY that fails leaves an index that no query uses and every write feeds"
                        + " (every version)")
                .note("IF NOT EXISTS looks at the name alone")
                .rewrite(SafeWay.outside("DROP INDEX CONCURRENTLY IF EXISTS " + index + ";\n"
                        + sight.statement().text().replaceFirst("(?is)\\bIF\\s+NOT\\s+EXISTS\\s+", "") + ";"));
    }

    private static boolean isDroppedBefore(Sight sight, String index) {
        return sight.before().stream()
                .anyMatch(seen -> seen.change() instanceof Change.DropIndex drop
                        && drop.indexes().stream().anyMatch(name -> name.name().equalsIgnoreCase(index)));
    }
}
