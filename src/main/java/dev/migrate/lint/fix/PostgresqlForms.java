package dev.migrate.lint.fix;

import dev.migrate.lint.KnownTable;
import dev.migrate.lint.Sight;
import dev.migrate.lint.grammar.Action;
import dev.migrate.lint.grammar.Change;
import dev.migrate.lint.grammar.ColumnSpec;
import dev.migrate.lint.grammar.ConstraintSpec;
import dev.migrate.lint.grammar.Name;
import dev.migrate.lint.grammar.Span;
import dev.migrate.sql.Token;
import dev.migrate.sql.Tokens;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The safe forms of PostgreSQL's statements, each the same schema in the end. */
final class PostgresqlForms {

    private static final int LONGEST_NAME = 63;

    private final Sight sight;
    private final String text;

    PostgresqlForms(Sight sight) {
        this.sight = sight;
        this.text = sight.statement().text();
    }

    Optional<Fix> fix() {
        Change change = sight.change();
        if (change instanceof Change.CreateIndex create) {
            return createIndex(create);
        }
        if (change instanceof Change.DropIndex drop) {
            return drop.indexes().size() == 1 && !drop.cascade() && !isPartitioned(drop.indexes().get(0))
                    ? made(Set.of("P114", "P116"), List.of(drop.concurrently() ? text : concurrently("INDEX")), null)
                    : Optional.empty();
        }
        if (change instanceof Change.Reindex reindex) {
            return reindex.what().equals("system")
                    ? Optional.empty()
                    : made(
                            Set.of("P115", "P116"),
                            List.of(reindex.concurrently() ? text : concurrently(reindex.what())),
                            null);
        }
        return change instanceof Change.AlterTable alter ? alter(alter) : Optional.empty();
    }

    private Optional<Fix> made(Set<String> rules, List<String> pieces, @Nullable String undo) {
        return Optional.of(new Fix(sight.revision().id(), rules, sight.statement(), pieces, undo, true));
    }

    private Optional<Fix> createIndex(Change.CreateIndex create) {
        String name = create.index().name();
        boolean partitioned =
                sight.known().table(create.table()).map(KnownTable::partitioned).orElse(false);
        if (name == null || create.only() || partitioned) {
            return Optional.empty();
        }
        String undo = "DROP INDEX CONCURRENTLY " + sight.written(new Name(create.table().schema(), name));
        return made(
                Set.of("P113", "P116"), List.of(create.concurrently() ? text : concurrently("INDEX")), undo);
    }

    private boolean isPartitioned(Name index) {
        return sight.known().tableOfIndex(index).map(KnownTable::partitioned).orElse(false);
    }

    /** The statement with CONCURRENTLY behind that word. */
    private String concurrently(String word) {
        int offset = 0;
        for (Token token : Tokens.of(sight.kind(), text)) {
            offset += token.text().length();
            if (token.is(word)) {
                return text.substring(0, offset) + " CONCURRENTLY" + text.substring(offset);
            }
        }
        throw new IllegalStateException("no " + word + " in " + text);
    }

    private Optional<Fix> alter(Change.AlterTable alter) {
        if (alter.actions().size() == 1) {
            Action action = alter.actions().get(0);
            if (action instanceof Action.SetNotNull set) {
                return made(
                        Set.of("P105"),
                        notNull(alter, set.column(), text),
                        alterTable(alter) + "ALTER COLUMN " + sight.written(set.column()) + " DROP NOT NULL");
            }
            if (action instanceof Action.ValidateConstraint) {
                return made(Set.of("P110"), List.of(text), null);
            }
            if (action instanceof Action.AddColumn add) {
                return volatileDefault(alter, add);
            }
            if (action instanceof Action.AddConstraint add && isKey(add.constraint())) {
                return key(alter, add);
            }
        }
        return notValid(alter);
    }

    private String alterTable(Change.AlterTable alter) {
        return "ALTER TABLE " + sight.written(alter.table()) + " ";
    }

    /** NOT NULL by way of a check: since PostgreSQL 12 a valid one spares SET NOT NULL its scan. */
    private List<String> notNull(Change.AlterTable alter, String column, String setNotNull) {
        String start = alterTable(alter);
        String name = sight.written(cut(alter.table().name() + "_" + column + "_is_not_null"));
        return List.of(
                start + "ADD CONSTRAINT " + name + " CHECK (" + sight.written(column) + " IS NOT NULL) NOT VALID",
                start + "VALIDATE CONSTRAINT " + name,
                setNotNull,
                start + "DROP CONSTRAINT " + name);
    }

    /** NOT VALID first, which checks new rows alone; VALIDATE then reads the others under a lock that lets everybody write. */
    private Optional<Fix> notValid(Change.AlterTable alter) {
        KnownTable known = sight.known().table(alter.table()).orElse(null);
        String changed = text;
        Set<String> rules = new LinkedHashSet<>();
        List<String> pieces = new ArrayList<>();
        List<String> undone = new ArrayList<>();
        List<Action> actions = alter.actions();
        for (int i = actions.size() - 1; i >= 0; i--) {
            if (!(actions.get(i) instanceof Action.AddConstraint add)) {
                continue;
            }
            ConstraintSpec constraint = add.constraint();
            boolean foreign = constraint.kind() == ConstraintSpec.Kind.FOREIGN_KEY;
            if (!foreign && constraint.kind() != ConstraintSpec.Kind.CHECK
                    || constraint.notValid()
                    || constraint.notEnforced()
                    || foreign && known != null && known.partitioned() && !sight.isKnownSince(18)) {
                continue;
            }
            String name = constraint.name() == null ? named(alter, constraint) : constraint.name();
            if (name == null) {
                return Optional.empty();
            }
            String start = alterTable(alter);
            String written = sight.written(name);
            Span span = constraint.span();
            String definition = (constraint.name() == null ? "CONSTRAINT " + written + " " : "")
                    + text.substring(span.from(), span.to()) + " NOT VALID";
            changed = changed.substring(0, span.from()) + definition + changed.substring(span.to());
            rules.add(foreign ? "P109" : "P108");
            undone.add(start + "DROP CONSTRAINT " + written);
            pieces.add(0, start + "VALIDATE CONSTRAINT " + written);
        }
        if (pieces.isEmpty()) {
            return Optional.empty();
        }
        pieces.add(0, changed);
        // beside other actions the revision's own downgrade has to take it all back
        return made(rules, pieces, undone.size() == actions.size() ? String.join(";\n", undone) : null);
    }

    /** The name that PostgreSQL gives a foreign key; null for a check, whose name it makes of what the condition says. */
    private @Nullable String named(Change.AlterTable alter, ConstraintSpec constraint) {
        if (constraint.kind() != ConstraintSpec.Kind.FOREIGN_KEY) {
            return null;
        }
        String name = alter.table().name() + "_" + String.join("_", constraint.columns()) + "_fkey";
        boolean taken = sight.known()
                .table(alter.table())
                .flatMap(table -> table.constraint(name))
                .isPresent();
        return taken || name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME ? null : name;
    }

    private static boolean isKey(ConstraintSpec constraint) {
        return constraint.usingIndex() == null
                && (constraint.kind() == ConstraintSpec.Kind.UNIQUE
                        || constraint.kind() == ConstraintSpec.Kind.PRIMARY_KEY);
    }

    /** The index is built while others write; the constraint then only takes it over. */
    private Optional<Fix> key(Change.AlterTable alter, Action.AddConstraint add) {
        ConstraintSpec constraint = add.constraint();
        boolean partitioned =
                sight.known().table(alter.table()).map(KnownTable::partitioned).orElse(false);
        String columns = constraint.columns().stream().map(sight::written).collect(Collectors.joining(", "));
        String kind = constraint.kind() == ConstraintSpec.Kind.PRIMARY_KEY ? "PRIMARY KEY" : "UNIQUE";
        // INCLUDE, DEFERRABLE, NULLS NOT DISTINCT and such are left to people
        String plain = kind + " (" + columns + ")";
        String definition = text.substring(constraint.span().from(), constraint.span().to());
        String said = definition.replaceFirst("(?is)^CONSTRAINT\\s+(\"(?:[^\"]|\"\")*\"|\\S+)\\s+", "");
        if (partitioned || constraint.name() == null || !squeezed(said).equalsIgnoreCase(squeezed(plain))) {
            return Optional.empty();
        }
        String name = sight.written(constraint.name());
        String start = alterTable(alter);
        return made(
                Set.of("P111"),
                List.of(
                        "CREATE UNIQUE INDEX CONCURRENTLY " + name + " ON " + sight.written(alter.table()) + " ("
                                + columns + ")",
                        start + "ADD CONSTRAINT " + name + " " + kind + " USING INDEX " + name),
                start + "DROP CONSTRAINT " + name);
    }

    private static String squeezed(String sql) {
        return sql.replaceAll("[\\s\"]+", "");
    }

    /** The column first, then its default for new rows, then the old rows in batches. */
    private Optional<Fix> volatileDefault(Change.AlterTable alter, Action.AddColumn add) {
        ColumnSpec column = add.column();
        List<String> key =
                sight.known().table(alter.table()).map(KnownTable::primaryKey).orElse(List.of());
        if (column.type() == null
                || column.defaultValue() == null
                || column.generated() != ColumnSpec.Generated.NO
                || add.ifNotExists()
                || column.primaryKey()
                || column.unique()
                || column.references() != null
                || !column.checks().isEmpty()
                || key.isEmpty()
                || saysMore(column)) {
            return Optional.empty();
        }
        String start = alterTable(alter);
        String name = sight.written(column.name());
        String table = sight.written(alter.table());
        String collation = column.collation() == null ? "" : " COLLATE " + sight.written(column.collation());
        List<String> keys = key.stream().map(sight::written).toList();
        String left = keys.size() == 1 ? keys.get(0) : "(" + String.join(", ", keys) + ")";
        String from = keys.size() == 1 ? ":from" : "(:from)";
        String to = keys.size() == 1 ? ":to" : "(:to)";
        List<String> pieces = new ArrayList<>(List.of(
                start + "ADD COLUMN " + name + " " + column.type().text() + collation,
                start + "ALTER COLUMN " + name + " SET DEFAULT " + column.defaultValue(),
                "-- migrate:backfill table=" + table + " key=" + String.join(",", keys) + "\nUPDATE " + table + " SET "
                        + name + " = DEFAULT WHERE " + left + " > " + from + " AND " + left + " <= " + to + " AND " + name
                        + " IS NULL"));
        if (column.notNull()) {
            pieces.addAll(notNull(alter, column.name(), start + "ALTER COLUMN " + name + " SET NOT NULL"));
        }
        return made(Set.of("P101"), pieces, start + "DROP COLUMN " + name);
    }

    /** Whether the definition says what is not known here, such as COMPRESSION. */
    private boolean saysMore(ColumnSpec column) {
        String known = column.name() + (column.type() == null ? "" : column.type().text())
                + (column.collation() == null ? "" : "COLLATE" + column.collation())
                + (column.notNull() ? "NOTNULL" : "") + "DEFAULT" + column.defaultValue();
        String definition = text.substring(column.span().from(), column.span().to());
        return squeezed(definition).length() != squeezed(known).length();
    }

    private static String cut(String name) {
        String cut = name;
        while (cut.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
            cut = cut.substring(0, cut.offsetByCodePoints(cut.length(), -1));
        }
        return cut;
    }
}
