package dev.migrate.lint.rule;

import static dev.migrate.sql.DatabaseKind.POSTGRESQL;

import dev.migrate.diagnostic.Severity;
import dev.migrate.lint.KnownTable;
import dev.migrate.lint.Rule;
import dev.migrate.lint.RuleFacts;
import dev.migrate.lint.Sight;
import dev.migrate.lint.grammar.Action;
import dev.migrate.lint.grammar.Change;
import dev.migrate.lint.grammar.Name;
import java.util.Locale;

/**
 * Triggers that are made or switched off, and row-level security without a policy: it lets nobody but the owner see a
 * row. CREATE TRIGGER and DISABLE TRIGGER take a SHARE ROW EXCLUSIVE lock, ROW LEVEL SECURITY an ACCESS EXCLUSIVE one
 * (seen on PostgreSQL 14 and 18).
 */
public final class TriggersAndRowSecurity implements Rule {

    @Override
    public RuleFacts facts() {
        return RuleFacts.warning("P124", "triggers-and-row-security").on(POSTGRESQL);
    }

    @Override
    public void review(Sight sight) {
        if (sight.change() instanceof Change.CreateTrigger create
                && create.table() != null
                && !sight.known().isNewView(create.table())) {
            sight.reportOnRows(
                            create.table(),
                            null,
                            "every write to \"" + create.table()
                                    + "\" runs the trigger from now on, those of the running application too")
                    .aboutLock()
                    .as(Severity.NOTE)
                    .note("CREATE TRIGGER takes a SHARE ROW EXCLUSIVE lock, for a moment: it waits for the writes"
                            + " that run, and later ones wait behind it (every version)")
                    .rewrite("SET LOCAL lock_timeout = '2s';\n"
                            + sight.statement().text() + ";");
        }
        sight.change().actions(Action.Switch.class).forEach(change -> {
            Name table = sight.change().onTable().orElseThrow();
            String what = change.what().toLowerCase(Locale.ROOT);
            if (what.startsWith("trigger") && !change.on()) {
                sight.reportOnRows(
                                table,
                                change.span(),
                                "what is written to \"" + table
                                        + "\" until the trigger is enabled again is neither checked nor followed")
                        .aboutLock()
                        .note("it holds for every session, not for this one alone, and waits for every write that"
                                + " runs: a SHARE ROW EXCLUSIVE lock (every version)")
                        .note("with ALL it switches the foreign keys off too, and ENABLE does not check what was"
                                + " written meanwhile")
                        .rewrite("-- for the statements of this transaction alone; it takes a superuser, or a right"
                                + " that he granted\n"
                                + "SET LOCAL session_replication_role = 'replica';")
                        .unless(later -> later.stream()
                                .anyMatch(seen -> sight.isInTransaction()
                                        && seen.change()
                                                .onTable()
                                                .map(table::matches)
                                                .orElse(false)
                                        && seen.change()
                                                .actions(Action.Switch.class)
                                                .anyMatch(again -> again.on()
                                                        && again.what().equalsIgnoreCase(what))));
            } else if (what.startsWith("row level security") && change.on() && policies(sight, table) == 0) {
                sight.reportOnRows(
                                table,
                                change.span(),
                                "\"" + table
                                        + "\" has no policy that a revision made: with row-level security nobody but"
                                        + " its owner sees a row")
                        .note("without a policy everything is denied, and no query fails: it finds nothing (every"
                                + " version)")
                        .rewrite("CREATE POLICY " + sight.written(SafeWay.name(table.name(), "all")) + " ON "
                                + sight.written(table) + " USING (true);\n"
                                + sight.statement().text() + ";")
                        .unless(later -> later.stream()
                                .anyMatch(seen -> seen.change() instanceof Change.CreatePolicy policy
                                        && policy.table().matches(table)));
            }
        });
    }

    private static int policies(Sight sight, Name table) {
        return sight.known().table(table).map(KnownTable::policies).orElse(0);
    }
}
