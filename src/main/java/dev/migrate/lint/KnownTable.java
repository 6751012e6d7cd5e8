package dev.migrate.lint;

import dev.migrate.lint.grammar.ColumnSpec;
import dev.migrate.lint.grammar.ConstraintSpec;
import dev.migrate.lint.grammar.IndexSpec;
import dev.migrate.lint.grammar.Name;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A table as the revisions have made it.
 *
 * @param name its name
 * @param columns in order
 * @param constraints those with a place of their own; those within a column stand there
 * @param indexes in the order in which they were made
 * @param isNew whether this run makes it, so that it has no rows that anybody waits for
 * @param partitioned whether it has partitions
 * @param policies how many row-level policies it has
 * @param options what stands behind its columns: {@code engine}, {@code charset}, {@code row_format}; the names in lower case
 * @param complete whether all its columns are known; not of a table made by a query or by LIKE
 */
public record KnownTable(
        Name name,
        List<ColumnSpec> columns,
        List<ConstraintSpec> constraints,
        List<IndexSpec> indexes,
        boolean isNew,
        boolean partitioned,
        int policies,
        Map<String, String> options,
        boolean complete) {

    /** Copies the lists. */
    public KnownTable {
        columns = List.copyOf(columns);
        constraints = List.copyOf(constraints);
        indexes = List.copyOf(indexes);
        options = Map.copyOf(options);
    }

    /** A table that has these, and nothing else. */
    public static KnownTable of(
            Name name, List<ColumnSpec> columns, List<ConstraintSpec> constraints, List<IndexSpec> indexes) {
        return new KnownTable(name, columns, constraints, indexes, true, false, 0, Map.of(), true);
    }

    /** The column of that name. */
    public Optional<ColumnSpec> column(String column) {
        return columns.stream().filter(c -> c.name().equalsIgnoreCase(column)).findFirst();
    }

    /** The constraint of that name. */
    public Optional<ConstraintSpec> constraint(String constraint) {
        return constraints.stream()
                .filter(c -> constraint.equalsIgnoreCase(c.name()))
                .findFirst();
    }

    /** The index of that name. */
    public Optional<IndexSpec> index(String index) {
        return indexes.stream().filter(i -> index.equalsIgnoreCase(i.name())).findFirst();
    }

    /** The columns of the primary key; none where it has none, or none is known. */
    public List<String> primaryKey() {
        return constraints.stream()
                .filter(c -> c.kind() == ConstraintSpec.Kind.PRIMARY_KEY)
                .map(ConstraintSpec::columns)
                .findFirst()
                .orElseGet(() -> columns.stream()
                        .filter(ColumnSpec::primaryKey)
                        .map(ColumnSpec::name)
                        .toList());
    }

    /** Whether an index, a unique constraint or the primary key begins with these columns, in whatever order. */
    public boolean isIndexed(List<String> wanted) {
        List<List<String>> all = new ArrayList<>();
        indexes.stream()
                .filter(i -> i.where() == null && i.kind() == null)
                .map(IndexSpec::columns)
                .forEach(all::add);
        constraints.stream()
                .filter(c -> c.kind() == ConstraintSpec.Kind.UNIQUE || c.kind() == ConstraintSpec.Kind.PRIMARY_KEY)
                .map(ConstraintSpec::columns)
                .forEach(all::add);
        columns.stream()
                .filter(c -> c.unique() || c.primaryKey())
                .map(c -> List.of(c.name()))
                .forEach(all::add);
        return all.stream()
                .anyMatch(columns -> columns.size() >= wanted.size()
                        && wanted.stream().allMatch(w -> columns.subList(0, wanted.size()).stream()
                                .anyMatch(w::equalsIgnoreCase)));
    }

    KnownTable named(Name other) {
        return new KnownTable(other, columns, constraints, indexes, isNew, partitioned, policies, options, complete);
    }

    KnownTable withColumns(List<ColumnSpec> other) {
        return new KnownTable(name, other, constraints, indexes, isNew, partitioned, policies, options, complete);
    }

    KnownTable withColumn(String column, UnaryOperator<ColumnSpec> change) {
        return withColumns(columns.stream()
                .map(c -> c.name().equalsIgnoreCase(column) ? change.apply(c) : c)
                .toList());
    }

    KnownTable withConstraints(List<ConstraintSpec> other) {
        return new KnownTable(name, columns, other, indexes, isNew, partitioned, policies, options, complete);
    }

    KnownTable withIndexes(List<IndexSpec> other) {
        return new KnownTable(name, columns, constraints, other, isNew, partitioned, policies, options, complete);
    }

    KnownTable withOption(String option, String value) {
        Map<String, String> changed = new HashMap<>(options);
        changed.put(option, value);
        return new KnownTable(name, columns, constraints, indexes, isNew, partitioned, policies, changed, complete);
    }

    KnownTable withPolicy() {
        return new KnownTable(name, columns, constraints, indexes, isNew, partitioned, policies + 1, options, complete);
    }

    KnownTable old() {
        return new KnownTable(name, columns, constraints, indexes, false, partitioned, policies, options, complete);
    }
}
