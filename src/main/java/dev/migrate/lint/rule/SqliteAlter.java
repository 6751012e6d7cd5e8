package dev.migrate.lint.rule;

import static dev.migrate.sql.DatabaseKind.SQLITE;

import dev.migrate.lint.KnownTable;
import dev.migrate.lint.Rule;
import dev.migrate.lint.RuleFacts;
import dev.migrate.lint.Sight;
import dev.migrate.lint.grammar.Action;
import dev.migrate.lint.grammar.Change;
import dev.migrate.lint.grammar.ColumnSpec;
import dev.migrate.lint.grammar.ConstraintSpec;
import dev.migrate.lint.grammar.Name;
import dev.migrate.lint.grammar.Span;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What SQLite's ALTER TABLE cannot do, and a rebuild by hand that loses the rows of other tables (sqlite.org/lang_altertable.html 2, 5 and 7;
 * sqlite.org/foreignkeys.html 5: DROP TABLE deletes the rows first, and with them those that refer to them).
 */
public final class SqliteAlter implements Rule {

    private static final Set<String> NOW = Set.of("current_timestamp", "current_date", "current_time");

    @Override
    public RuleFacts facts() {
        return RuleFacts.error("L101", "sqlite-alter").on(SQLITE);
    }

    @Override
    public void review(Sight sight) {
        if (sight.change() instanceof Change.AlterTable alter) {
            for (Action action : alter.actions()) {
                String refused = refused(sight, alter.table(), action);
                if (refused != null) {
                    tell(sight, alter.table(), action.span(), refused);
                }
            }
        } else if (sight.change() instanceof Change.Drop drop && drop.kind().equals("table")) {
            drop.names().forEach(table -> rebuilt(sight, table));
        }
    }

    private static @Nullable String refused(Sight sight, Name table, Action action) {
        if (action instanceof Action.AddColumn add) {
            return added(sight, table, add.column());
        }
        if (action instanceof Action.DropColumn drop) {
            return dropped(sight, table, drop.column());
        }
        if (action instanceof Action.RenameTable || action instanceof Action.RenameColumn) {
            return null;
        }
        if (action instanceof Action.AddConstraint) {
            return "ADD CONSTRAINT is nothing that SQLite's ALTER TABLE knows";
        }
        if (action instanceof Action.DropConstraint) {
            return "DROP CONSTRAINT is nothing that SQLite's ALTER TABLE knows";
        }
        return "this is nothing that SQLite's ALTER TABLE knows";
    }

    private static @Nullable String added(Sight sight, Name table, ColumnSpec column) {
        String name = "\"" + column.name() + "\"";
        String value = column.defaultValue();
        if (column.primaryKey()) {
            return name + " cannot be added as a primary key";
        }
        if (column.unique()) {
            return name + " cannot be added with UNIQUE";
        }
        if (column.generated() == ColumnSpec.Generated.STORED) {
            return name + " cannot be added as a stored generated column; a VIRTUAL one can";
        }
        if (column.generated() == ColumnSpec.Generated.VIRTUAL) {
            return null;
        }
        boolean none = value == null || value.equalsIgnoreCase("null");
        if (column.notNull() && none && !sight.isNew(table)) {
            return name + " cannot be added with NOT NULL and no default to a table that has rows";
        }
        boolean changes = value != null && (value.startsWith("(") || NOW.contains(value.toLowerCase(Locale.ROOT)));
        if (changes && !sight.isNew(table)) {
            return name + " cannot be added with a default that is no constant to a table that has rows";
        }
        return null;
    }

    private static @Nullable String dropped(Sight sight, Name name, String column) {
        KnownTable table = sight.known().table(name).orElse(null);
        if (table == null) {
            return null;
        }
        String quoted = "\"" + column + "\"";
        if (table.primaryKey().stream().anyMatch(column::equalsIgnoreCase)) {
            return quoted + " cannot be dropped: it belongs to the primary key";
        }
        boolean unique = table.column(column).map(ColumnSpec::unique).orElse(false)
                || table.constraints().stream()
                        .anyMatch(c -> c.kind() == ConstraintSpec.Kind.UNIQUE
                                && c.columns().stream().anyMatch(column::equalsIgnoreCase));
        if (unique) {
            return quoted + " cannot be dropped: it is unique";
        }
        return table.indexes().stream()
                .filter(index -> index.columns().stream().anyMatch(column::equalsIgnoreCase))
                .findFirst()
                .map(index -> quoted + " cannot be dropped while the index \"" + index.name() + "\" has it")
                .orElse(null);
    }

    private static void tell(Sight sight, Name table, Span span, String message) {
        String written = sight.written(table);
        String fresh = sight.written(table.name() + "_new");
        String columns = sight.known()
                .table(table)
                .map(known -> String.join(
                        ", ",
                        known.columns().stream()
                                .filter(c -> c.generated() != ColumnSpec.Generated.STORED
                                        && c.generated() != ColumnSpec.Generated.VIRTUAL)
                                .map(c -> sight.written(c.name()))
                                .toList()))
                .orElse("*");
        sight.report(span, message)
                .note("the table is made anew under another name, filled, and given the old name"
                        + " (sqlite.org/lang_altertable.html, 7); an operation of this plugin does that by itself:"
                        + " op.batchAlterTable(\""
                        + table.name() + "\", …)")
                .rewrite("PRAGMA foreign_keys = OFF;\n-- CREATE TABLE " + fresh
                        + " (…) as the table is to be, then:\n-- INSERT INTO " + fresh + " (" + columns + ") SELECT "
                        + columns
                        + " FROM " + written + ";\n-- DROP TABLE " + written + ";\n-- ALTER TABLE " + fresh
                        + " RENAME TO "
                        + written + ";\n-- its indexes and triggers again\nPRAGMA foreign_key_check;");
    }

    /** A table that is dropped to make room for its copy, while foreign keys are on. */
    private static void rebuilt(Sight sight, Name table) {
        boolean off = sight.before().stream()
                .anyMatch(seen -> seen.change() instanceof Change.Setting setting
                        && setting.name().equals("foreign_keys")
                        && setting.value().toLowerCase(Locale.ROOT).matches("off|0|false|no"));
        if (off || sight.isNew(table) || !sight.isReplaced(table)) {
            return;
        }
        sight.known()
                .all()
                .filter(child -> !child.name().matches(table) && refersTo(child, table))
                .findFirst()
                .ifPresent(child -> sight.report("with foreign keys on, dropping \"" + table
                                + "\" deletes what refers to it in \"" + child.name() + "\"")
                        .note("DROP TABLE deletes the rows first: ON DELETE CASCADE and SET NULL act on the rows of"
                                + " other tables, RESTRICT makes it fail")
                        .note("the section begins with PRAGMA foreign_keys = OFF: this plugin then turns them off"
                                + " outside of the transaction, and on again behind it")
                        .rewrite("PRAGMA foreign_keys = OFF;"));
    }

    private static boolean refersTo(KnownTable child, Name table) {
        return child.columns().stream()
                        .anyMatch(c -> c.references() != null && c.references().matches(table))
                || child.constraints().stream()
                        .anyMatch(c -> c.references() != null && c.references().matches(table));
    }
}
