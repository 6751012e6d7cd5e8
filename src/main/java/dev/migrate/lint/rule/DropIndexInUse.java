package dev.migrate.lint.rule;

import dev.migrate.lint.KnownTable;
import dev.migrate.lint.Rule;
import dev.migrate.lint.RuleFacts;
import dev.migrate.lint.Sight;
import dev.migrate.lint.grammar.Action;
import dev.migrate.lint.grammar.Change;
import dev.migrate.lint.grammar.ConstraintSpec;
import dev.migrate.lint.grammar.IndexSpec;
import dev.migrate.lint.grammar.Name;
import dev.migrate.lint.grammar.Span;
import dev.migrate.sql.DatabaseKind;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An index goes that queries may use. Only MySQL (8.0 manual, Invisible Indexes) and MariaDB (Ignored Indexes, since 10.6) can take one out of use first.
 */
public final class DropIndexInUse implements Rule {

    @Override
    public RuleFacts facts() {
        return RuleFacts.warning("D105", "drop-index");
    }

    @Override
    public void review(Sight sight) {
        if (sight.change() instanceof Change.DropIndex drop) {
            for (Name index : drop.indexes()) {
                Optional<Name> table = drop.table() == null
                        ? sight.known().tableOfIndex(index).map(KnownTable::name)
                        : Optional.of(drop.table());
                look(sight, table.orElse(null), index, null);
            }
        } else if (sight.change() instanceof Change.AlterTable alter) {
            alter.actions(Action.RemoveIndex.class)
                    .forEach(remove -> look(sight, alter.table(), Name.of(remove.name()), remove.span()));
        }
    }

    private static void look(Sight sight, @Nullable Name table, Name index, @Nullable Span span) {
        Optional<KnownTable> known = sight.known().tableOfIndex(index);
        Optional<IndexSpec> spec = known.flatMap(t -> t.index(index.name()));
        if (table != null && (sight.isNew(table) || sight.known().isHidden(table, index.name()))
                || made(sight.before(), index)
                || isReplaced(sight, table, spec)
                || known.isPresent() && spec.isPresent() && isCovered(known.get(), spec.get())) {
            return;
        }
        var finding = sight.report(
                span,
                "queries that use the index \"" + index + "\"" + (table == null ? "" : " of \"" + table + "\"")
                        + " read the whole table once it is gone");
        if (spec.map(IndexSpec::unique).orElse(false)) {
            finding.note("it is unique: nothing refuses duplicates any more");
        }
        finding.rewrite(rewrite(sight, table, index));
    }

    private static boolean made(List<Sight.Seen> before, Name index) {
        return before.stream()
                .anyMatch(seen -> seen.change() instanceof Change.CreateIndex create
                                && !create.ifNotExists()
                                && index.name().equalsIgnoreCase(create.index().name())
                        || seen.change()
                                .actions(Action.AddIndex.class)
                                .anyMatch(add -> index.name().equalsIgnoreCase(add.index().name())));
    }

    /** Whether the same statement, or a later one of the revision, adds one in its place. */
    private static boolean isReplaced(Sight sight, @Nullable Name table, Optional<IndexSpec> old) {
        return old.isPresent()
                && Stream.concat(Stream.of(sight.change()), sight.later().stream().map(Sight.Seen::change))
                        .filter(change -> table == null
                                || change.onTable().filter(table::matches).isPresent())
                        .flatMap(DropIndexInUse::indexes)
                        .anyMatch(index -> covers(index, old.get()));
    }

    private static Stream<IndexSpec> indexes(Change change) {
        if (change instanceof Change.CreateIndex create) {
            return Stream.of(create.index());
        }
        return Stream.concat(
                change.actions(Action.AddIndex.class).map(Action.AddIndex::index),
                change.actions(Action.AddConstraint.class)
                        .map(Action.AddConstraint::constraint)
                        .filter(c -> c.kind() == ConstraintSpec.Kind.UNIQUE || c.kind() == ConstraintSpec.Kind.PRIMARY_KEY)
                        .map(c -> new IndexSpec(c.name(), true, null, c.columns(), null, c.span())));
    }

    /** Whether another index of the table begins with the same columns. */
    private static boolean isCovered(KnownTable table, IndexSpec old) {
        return table.indexes().stream().anyMatch(other -> other != old && covers(other, old))
                || !old.unique()
                        && old.kind() == null
                        && old.columns().size() == 1
                        && table.primaryKey().stream().limit(1).anyMatch(old.columns().get(0)::equalsIgnoreCase);
    }

    private static boolean covers(IndexSpec other, IndexSpec old) {
        int wanted = old.columns().size();
        return other.columns().size() >= wanted
                && other.columns().stream().limit(wanted).map(String::toLowerCase).toList()
                        .equals(old.columns().stream().map(String::toLowerCase).toList())
                && Objects.equals(other.kind(), old.kind())
                && (other.where() == null || other.where().equals(old.where()))
                && (!old.unique() || other.unique() && other.columns().size() == wanted);
    }

    private static String rewrite(Sight sight, @Nullable Name table, Name index) {
        String name = sight.written(index.name());
        if (sight.kind().isMysqlFamily() && table != null) {
            String alter = "ALTER TABLE " + sight.written(table) + " ";
            return "-- first out of use, which is taken back at once where it was wrong\n" + alter + "ALTER INDEX " + name
                    + (sight.kind() == DatabaseKind.MYSQL ? " INVISIBLE;\n" : " IGNORED;\n")
                    + "-- a later release\n" + alter + "DROP INDEX " + name + ";";
        }
        String reason = "-- lint:allow D105 no query uses " + index + "\n" + sight.statement().text() + ";";
        if (sight.kind() == DatabaseKind.POSTGRESQL) {
            return "-- on the production database and on each of its replicas: has it been used?\n"
                    + "SELECT idx_scan FROM pg_stat_user_indexes WHERE indexrelname = '"
                    + index.name().replace("'", "''") + "';\n-- where the answer is 0:\n" + reason;
        }
        return reason;
    }
}
