package dev.migrate.lint.rule;

import dev.migrate.lint.Rule;
import dev.migrate.lint.RuleFacts;
import dev.migrate.lint.Sight;
import dev.migrate.lint.grammar.Action;
import dev.migrate.lint.grammar.Change;
import dev.migrate.lint.grammar.ColumnSpec;
import dev.migrate.lint.grammar.ConstraintSpec;
import dev.migrate.lint.grammar.IndexSpec;
import dev.migrate.lint.grammar.Name;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An index whose columns another index begins with: the other one serves the same queries (MySQL 8.0 manual, 10.3.6). */
public final class RedundantIndex implements Rule {

    @Override
    public RuleFacts facts() {
        return RuleFacts.note("M121", "redundant-index").onMysql();
    }

    @Override
    public void review(Sight sight) {
        if (sight.change() instanceof Change.CreateTable create) {
            List<Key> keys = new ArrayList<>(keys(create.columns(), create.constraints(), List.of()));
            for (IndexSpec index : create.indexes()) {
                List<Key> others = new ArrayList<>(keys);
                create.indexes().stream()
                        .filter(other -> other != index
                                && (other.span().from() < index.span().from()
                                        || other.columns().size()
                                                > index.columns().size()))
                        .filter(other -> other.kind() == null)
                        .forEach(other -> others.add(new Key(other.name(), other.columns())));
                look(sight, create.table(), index, others);
            }
        } else if (sight.change() instanceof Change.CreateIndex create) {
            look(sight, create.table(), create.index(), known(sight, create.table()));
        } else if (sight.change() instanceof Change.AlterTable alter) {
            alter.actions(Action.AddIndex.class)
                    .forEach(add -> look(
                            sight,
                            alter.table(),
                            add.index(),
                            known(sight, alter.table()).stream()
                                    .filter(key -> alter.actions(Action.RemoveIndex.class)
                                            .noneMatch(gone -> gone.name().equalsIgnoreCase(key.name())))
                                    .toList()));
        }
    }

    private record Key(@Nullable String name, List<String> columns) {}

    private static List<Key> known(Sight sight, Name table) {
        return sight.known()
                .table(table)
                .map(known -> keys(known.columns(), known.constraints(), known.indexes()))
                .orElse(List.of());
    }

    private static List<Key> keys(List<ColumnSpec> columns, List<ConstraintSpec> constraints, List<IndexSpec> indexes) {
        List<Key> keys = new ArrayList<>();
        columns.stream().filter(ColumnSpec::primaryKey).forEach(c -> keys.add(new Key("PRIMARY", List.of(c.name()))));
        columns.stream().filter(ColumnSpec::unique).forEach(c -> keys.add(new Key(c.name(), List.of(c.name()))));
        for (ConstraintSpec constraint : constraints) {
            if (constraint.kind() == ConstraintSpec.Kind.PRIMARY_KEY) {
                keys.add(new Key("PRIMARY", constraint.columns()));
            } else if (constraint.kind() == ConstraintSpec.Kind.UNIQUE) {
                keys.add(new Key(constraint.name(), constraint.columns()));
            }
        }
        indexes.stream().filter(i -> i.kind() == null).forEach(i -> keys.add(new Key(i.name(), i.columns())));
        return keys;
    }

    private static void look(Sight sight, Name table, IndexSpec index, List<Key> others) {
        if (index.unique()
                || index.kind() != null
                // a prefix or an order is not known here: name(10), created DESC
                || !OnlineCosts.text(sight, index.span())
                        .matches("(?is)[^(]*\\(\\s*[`\\w$]+(\\s*,\\s*[`\\w$]+)*\\s*\\).*")) {
            return;
        }
        others.stream()
                .filter(other -> beginsWith(other.columns(), index.columns()))
                .findFirst()
                .ifPresent(other -> sight.report(
                                index.span(),
                                "the index on (" + String.join(", ", index.columns()) + ") of \"" + table
                                        + "\" adds nothing to "
                                        + (other.name() == null ? "another one" : "\"" + other.name() + "\""))
                        .note("the other one begins with the same columns; every write keeps both")
                        .rewrite("-- leave it out: whatever asks for (" + String.join(", ", index.columns())
                                + ") is served by the other one"));
    }

    private static boolean beginsWith(List<String> columns, List<String> wanted) {
        if (columns.size() < wanted.size()) {
            return false;
        }
        for (int i = 0; i < wanted.size(); i++) {
            if (!columns.get(i).equalsIgnoreCase(wanted.get(i))) {
                return false;
            }
        }
        return true;
    }
}
