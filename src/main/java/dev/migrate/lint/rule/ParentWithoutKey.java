package dev.migrate.lint.rule;

import dev.migrate.lint.KnownTable;
import dev.migrate.lint.Rule;
import dev.migrate.lint.RuleFacts;
import dev.migrate.lint.Sight;
import dev.migrate.lint.grammar.Action;
import dev.migrate.lint.grammar.Change;
import dev.migrate.lint.grammar.ColumnSpec;
import dev.migrate.lint.grammar.ConstraintSpec;
import dev.migrate.lint.grammar.IndexSpec;
import dev.migrate.lint.grammar.Span;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A foreign key to columns that are no unique key of the parent. MySQL refuses it since 8.4 (its manual, restrict_fk_on_non_standard_key); older ones and MariaDB
 * take any index.
 */
public final class ParentWithoutKey implements Rule {

    @Override
    public RuleFacts facts() {
        return RuleFacts.warning("M122", "foreign-key-parent").onMysql();
    }

    @Override
    public void review(Sight sight) {
        if (sight.change() instanceof Change.CreateTable create) {
            create.constraints().forEach(constraint -> look(sight, constraint, constraint.span(), create));
        } else if (sight.change() instanceof Change.AlterTable alter) {
            alter.actions(Action.AddConstraint.class).forEach(add -> look(sight, add.constraint(), add.span(), null));
        }
    }

    private static void look(Sight sight, ConstraintSpec constraint, Span span, Change.@Nullable CreateTable itself) {
        if (constraint.references() == null || constraint.referenced().isEmpty()) {
            return;
        }
        List<List<String>> keys;
        if (itself != null && constraint.references().matches(itself.table())) {
            keys = keys(itself.columns(), itself.constraints(), itself.indexes());
        } else {
            KnownTable parent = sight.known().table(constraint.references()).orElse(null);
            if (parent == null || !parent.complete()) {
                return;
            }
            keys = keys(parent.columns(), parent.constraints(), parent.indexes());
        }
        if (keys.stream().anyMatch(key -> isSame(key, constraint.referenced()))) {
            return;
        }
        String columns = String.join(
                ", ", constraint.referenced().stream().map(sight::written).toList());
        sight.report(
                        span,
                        "no unique key of \"" + constraint.references() + "\" has just the columns ("
                                + String.join(", ", constraint.referenced()) + ")")
                .note("MySQL 8.4 refuses such a foreign key by default (error 6125); with more than one parent a"
                        + " row's fate is undefined")
                .rewrite("ALTER TABLE " + sight.written(constraint.references()) + " ADD UNIQUE KEY "
                        + sight.written("uq_" + constraint.references().name() + "_"
                                + String.join("_", constraint.referenced()))
                        + " (" + columns + "), ALGORITHM=" + "INPLACE, LOCK=NONE;");
    }

    private static List<List<String>> keys(
            List<ColumnSpec> columns, List<ConstraintSpec> constraints, List<IndexSpec> indexes) {
        List<List<String>> keys = new ArrayList<>();
        columns.stream().filter(c -> c.primaryKey() || c.unique()).forEach(c -> keys.add(List.of(c.name())));
        constraints.stream()
                .filter(c -> c.kind() == ConstraintSpec.Kind.PRIMARY_KEY || c.kind() == ConstraintSpec.Kind.UNIQUE)
                .forEach(c -> keys.add(c.columns()));
        indexes.stream().filter(IndexSpec::unique).forEach(i -> keys.add(i.columns()));
        return keys;
    }

    private static boolean isSame(List<String> key, List<String> columns) {
        return key.size() == columns.size()
                && columns.stream().allMatch(column -> key.stream().anyMatch(column::equalsIgnoreCase));
    }
}
