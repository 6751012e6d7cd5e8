package dev.migrate.lint.rule;

import dev.migrate.lint.KnownSchema;
import dev.migrate.lint.Rule;
import dev.migrate.lint.RuleFacts;
import dev.migrate.lint.Sight;
import dev.migrate.lint.grammar.Change;
import dev.migrate.lint.grammar.Name;
import dev.migrate.sql.DatabaseKind;

/** DROP TABLE of a table that had rows before this run. */
public final class DropTable implements Rule {

    @Override
    public RuleFacts facts() {
        return RuleFacts.error("D102", "drop-table");
    }

    @Override
    public void review(Sight sight) {
        if (!(sight.change() instanceof Change.Drop drop) || !drop.kind().equals("table")) {
            return;
        }
        for (Name table : drop.names()) {
            if (sight.isNew(table) || sight.isReplaced(table) || isCopied(sight)) {
                continue;
            }
            Name old = new Name(table.schema(), table.name() + "_old");
            sight.report("DROP TABLE takes the rows of \"" + table + "\" away")
                    .note("no downgrade brings them back, and an application that is still running reads the table")
                    .rewrite("-- this release, once no code uses the table: out of the way, but still there\n"
                            + "-- lint:allow B101 no code uses " + table + " any more\n"
                            + "ALTER TABLE " + sight.written(table) + " RENAME TO "
                            + (sight.kind().isMysqlFamily() ? sight.written(old) : sight.written(old.name())) + ";\n"
                            + "-- a later release, once there is a backup\n"
                            + "-- lint:allow D102 nothing has missed it since, and there is a backup\n"
                            + "DROP TABLE " + sight.written(old) + ";");
        }
    }

    /**
     * SQLite's way of altering a table: another one is made and filled from it (SQLite documentation, ALTER TABLE, "Making Other Kinds Of Table Schema
     * Changes").
     */
    private static boolean isCopied(Sight sight) {
        return sight.kind() == DatabaseKind.SQLITE
                && sight.before().stream().anyMatch(seen -> fills(sight.known(), seen));
    }

    private static boolean fills(KnownSchema known, Sight.Seen seen) {
        return seen.change() instanceof Change.Rows rows
                && rows.verb().equals("insert")
                && rows.fromQuery()
                && known.isNew(rows.table());
    }
}
