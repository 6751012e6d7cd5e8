package dev.migrate.lint.rule;

import dev.migrate.lint.Rule;
import dev.migrate.lint.RuleFacts;
import dev.migrate.lint.Sight;
import dev.migrate.lint.grammar.Action;
import dev.migrate.lint.grammar.Change;
import dev.migrate.lint.grammar.ColumnSpec;
import dev.migrate.lint.grammar.ConstraintSpec;
import dev.migrate.lint.grammar.IndexSpec;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Names of tables, columns, indexes and constraints that need quotes or depend on case; silent until somebody asks for it. */
public final class NamingStyle implements Rule {

    private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_]*");

    @Override
    public RuleFacts facts() {
        return RuleFacts.note("T106", "naming").optIn();
    }

    @Override
    public void review(Sight sight) {
        List<String> odd = names(sight.change())
                .filter(Objects::nonNull)
                .filter(name -> !PLAIN.matcher(name).matches())
                .distinct()
                .toList();
        if (odd.isEmpty()) {
            return;
        }
        sight.report(odd.stream()
                                .map(name -> "\"" + name + "\"")
                                .toList()
                                .toString()
                                .replaceAll("^\\[|\\]$", "") + (odd.size() == 1 ? " is" : " are")
                        + " not written in lower case with underscores")
                .note("such a name has to be quoted, or means one table on one server and another elsewhere")
                .rewrite(String.join(", ", odd.stream().map(NamingStyle::plain).toList()));
    }

    private static Stream<@Nullable String> names(Change change) {
        if (change instanceof Change.CreateTable create) {
            return Stream.of(
                            Stream.of(create.table().name()),
                            create.columns().stream().map(ColumnSpec::name),
                            create.constraints().stream().map(ConstraintSpec::name),
                            create.indexes().stream().map(IndexSpec::name))
                    .flatMap(s -> s);
        }
        if (change instanceof Change.CreateIndex index) {
            return Stream.of(index.index().name());
        }
        if (change instanceof Change.CreateView view) {
            return Stream.of(view.view().name());
        }
        return Stream.of(
                        change.actions(Action.AddColumn.class)
                                .map(add -> add.column().name()),
                        change.actions(Action.RenameColumn.class).map(Action.RenameColumn::to),
                        change.actions(Action.RenameTable.class)
                                .map(rename -> rename.to().name()),
                        change.actions(Action.AddIndex.class)
                                .map(add -> add.index().name()),
                        change.actions(Action.AddConstraint.class)
                                .map(add -> add.constraint().name()))
                .flatMap(s -> s);
    }

    private static String plain(String name) {
        String words = name.replaceAll("([a-z0-9])([A-Z])", "$1_$2")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9_]+", "_");
        return words.matches("[0-9].*") ? "_" + words : words;
    }
}
