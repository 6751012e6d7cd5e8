package dev.migrate.lint.rule;

import static dev.migrate.sql.DatabaseKind.POSTGRESQL;

import dev.migrate.lint.Draft;
import dev.migrate.lint.KnownTable;
import dev.migrate.lint.Rule;
import dev.migrate.lint.RuleFacts;
import dev.migrate.lint.Sight;
import dev.migrate.lint.grammar.Change;
import dev.migrate.lint.grammar.Name;
import java.util.Locale;
import java.util.Optional;

/** REINDEX without CONCURRENTLY, which is there since PostgreSQL 12. */
public final class ReindexLocks implements Rule {

    @Override
    public RuleFacts facts() {
        return RuleFacts.error("P115", "reindex-not-concurrent").on(POSTGRESQL);
    }

    @Override
    public void review(Sight sight) {
        if (!(sight.change() instanceof Change.Reindex reindex) || reindex.concurrently()) {
            return;
        }
        Name name = reindex.name();
        Optional<Name> table = name == null
                ? Optional.empty()
                : switch (reindex.what()) {
                    case "table" -> Optional.of(name);
                    case "index" -> sight.known().tableOfIndex(name).map(KnownTable::name);
                    default -> Optional.empty();
                };
        String message = "REINDEX keeps every write of "
                + table.map(t -> "\"" + t + "\"").orElse("the table")
                + ", and every query that would use the index, waiting until it is built";
        Draft draft = table.isPresent() ? sight.reportOnRows(table.get(), null, message) : sight.report(message);
        draft.aboutLock()
                .note("it takes a SHARE lock on the table and an ACCESS EXCLUSIVE lock on the index (every version)");
        if (name == null || reindex.what().equals("system")) {
            draft.rewrite("REINDEX TABLE CONCURRENTLY for each table whose indexes need it; the system catalogs in a"
                    + " maintenance window");
        } else {
            draft.note("CONCURRENTLY is there since PostgreSQL 12")
                    .rewrite(SafeWay.outside("REINDEX " + reindex.what().toUpperCase(Locale.ROOT) + " CONCURRENTLY "
                            + sight.written(name) + ";"));
        }
    }
}
