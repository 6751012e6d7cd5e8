package dev.migrate.lint.rule;

import static dev.migrate.sql.DatabaseKind.POSTGRESQL;

import dev.migrate.lint.Rule;
import dev.migrate.lint.RuleFacts;
import dev.migrate.lint.Sight;
import dev.migrate.lint.grammar.Action;
import dev.migrate.lint.grammar.Change;
import dev.migrate.lint.grammar.Name;
import dev.migrate.lint.grammar.Span;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** DROP … CASCADE, which takes along whatever depends on the object, on a database that nobody has looked at. */
public final class DropCascade implements Rule {

    @Override
    public RuleFacts facts() {
        return RuleFacts.error("P138", "drop-cascade").on(POSTGRESQL);
    }

    @Override
    public void review(Sight sight) {
        Change change = sight.change();
        if (change instanceof Change.Drop drop
                && drop.cascade()
                && !allNew(sight, drop.names().stream(), drop.kind())) {
            report(sight, null, drop.kind());
        } else if (change instanceof Change.DropIndex drop && drop.cascade()) {
            report(sight, null, "index");
        } else if (change instanceof Change.AlterTable alter && !sight.isNew(alter.table())) {
            alter.actions(Action.DropColumn.class)
                    .filter(Action.DropColumn::cascade)
                    .forEach(drop -> report(sight, drop.span(), "column"));
            alter.actions(Action.DropConstraint.class)
                    .filter(Action.DropConstraint::cascade)
                    .forEach(drop -> report(sight, drop.span(), "constraint"));
        }
    }

    private static boolean allNew(Sight sight, Stream<Name> names, String kind) {
        return kind.equals("table") && names.allMatch(sight::isNew);
    }

    private static void report(Sight sight, @Nullable Span span, String kind) {
        sight.report(span, "CASCADE drops whatever depends on the " + kind + ", and nobody has said what that is")
                .note("views, foreign keys and functions of other owners go too; PostgreSQL names them in a notice"
                        + " alone (every version)")
                .rewrite("-- without CASCADE the statement names what is in the way; drop that first, by name\n"
                        + sight.statement().text().replaceAll("(?i)\\s+CASCADE\\b", "") + ";");
    }
}
