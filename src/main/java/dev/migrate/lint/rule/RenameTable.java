package dev.migrate.lint.rule;

import static dev.migrate.sql.DatabaseKind.POSTGRESQL;

import dev.migrate.lint.Rule;
import dev.migrate.lint.RuleFacts;
import dev.migrate.lint.Sight;
import dev.migrate.lint.grammar.Action;
import dev.migrate.lint.grammar.Change;
import dev.migrate.lint.grammar.Name;
import dev.migrate.lint.grammar.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A table or a view gets another name, or another schema, while an application knows it by the old one. */
public final class RenameTable implements Rule {

    @Override
    public RuleFacts facts() {
        return RuleFacts.error("B101", "rename-table");
    }

    @Override
    public void review(Sight sight) {
        if (sight.change() instanceof Change.Rename rename && rename.kind().endsWith("view")) {
            Name to = new Name(rename.from().schema(), rename.to().name());
            if (!sight.known().isNewView(rename.from())) {
                look(sight, rename.from(), to, null);
            }
        } else if (sight.change() instanceof Change.AlterTable alter && !sight.isNew(alter.table())) {
            alter.actions(Action.RenameTable.class).forEach(rename -> {
                String schema = rename.to().inSchema().orElse(alter.table().schema());
                look(sight, alter.table(), new Name(schema, rename.to().name()), rename.span());
            });
            alter.actions(Action.SetSchema.class)
                    .forEach(set -> look(
                            sight,
                            alter.table(),
                            new Name(set.to(), alter.table().name()),
                            set.span()));
        }
    }

    private static void look(Sight sight, Name from, Name to, @Nullable Span span) {
        if (from.equals(to) || comesBack(from, sight.later()) || takesPlace(to, sight.before())) {
            return;
        }
        String view = "CREATE VIEW " + sight.written(from) + " AS SELECT * FROM " + sight.written(to) + ";";
        sight.report(span, "an application that is still running knows \"" + from + "\", which is now \"" + to + "\"")
                .note("every statement that names \"" + from + "\" fails until all of the application is replaced")
                .rewrite(
                        sight.kind() == POSTGRESQL
                                ? sight.statement().text() + ";\n"
                                        + "-- in the same transaction: reads and writes by the old name go on\n" + view
                                        + "\n-- a later release: DROP VIEW " + sight.written(from) + ";"
                                : sight.statement().text() + ";\n-- at once behind it, for reads by the old name"
                                        + (sight.kind().isMysqlFamily() ? ", and for writes" : "") + "\n" + view
                                        + "\n-- a later release: DROP VIEW " + sight.written(from) + ";");
    }

    /** Whether the name that it gets has just been given away by another table. */
    private static boolean takesPlace(Name to, List<Sight.Seen> before) {
        return before.stream()
                .map(Sight.Seen::change)
                .anyMatch(change -> change instanceof Change.AlterTable alter
                        && alter.table().matches(to)
                        && alter.actions(Action.RenameTable.class).findAny().isPresent());
    }

    /** Whether something of the old name is made, or gets that name: a view of the table, or another table in its place. */
    private static boolean comesBack(Name old, List<Sight.Seen> later) {
        return later.stream()
                .map(Sight.Seen::change)
                .anyMatch(change ->
                        change instanceof Change.CreateView view && view.view().matches(old)
                                || change instanceof Change.CreateTable table
                                        && table.table().matches(old)
                                || change.actions(Action.RenameTable.class)
                                        .anyMatch(rename -> rename.to().matches(old)));
    }
}
