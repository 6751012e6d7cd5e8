package dev.migrate.lint.rule;

import static dev.migrate.sql.DatabaseKind.MYSQL;

import dev.migrate.lint.KnownTable;
import dev.migrate.lint.Rule;
import dev.migrate.lint.RuleFacts;
import dev.migrate.lint.Sight;
import dev.migrate.lint.grammar.Action;
import dev.migrate.lint.grammar.Change;
import dev.migrate.lint.grammar.ColumnSpec;
import dev.migrate.lint.grammar.Name;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** REFERENCES within a column's definition, which MySQL reads and forgets until 9.0 (MySQL 8.4 manual, 15.1.20.5; 9.0 release notes). */
public final class InlineReferences implements Rule {

    private static final Pattern CLAUSE = Pattern.compile(
            "(?is)\\s+REFERENCES\\s+[^\\s(]+(?:\\s*\\([^)]*\\))?(?:\\s+MATCH\\s+\\w+)?"
                + "((?:\\s+ON\\s+(?:DELETE|UPDATE)\\s+(?:SET\\s+NULL|SET\\s+DEFAULT|NO\\s+ACTION|CASCADE|RESTRICT))*)");

    @Override
    public RuleFacts facts() {
        return RuleFacts.error("M107", "inline-references").on(MYSQL);
    }

    @Override
    public void review(Sight sight) {
        if (sight.isKnownSince(9)) {
            return;
        }
        if (sight.change() instanceof Change.CreateTable create) {
            create.columns().forEach(column -> look(sight, create.table(), column));
        } else if (sight.change() instanceof Change.AlterTable alter) {
            alter.actions(Action.AddColumn.class).forEach(add -> look(sight, alter.table(), add.column()));
            alter.actions(Action.Redefine.class).forEach(change -> look(sight, alter.table(), change.column()));
        }
    }

    private static void look(Sight sight, Name table, ColumnSpec column) {
        Name parent = column.references();
        if (parent == null) {
            return;
        }
        List<String> keys =
                sight.known().table(parent).map(KnownTable::primaryKey).orElse(List.of());
        String key = keys.size() == 1 ? keys.get(0) : "id";
        sight.report(
                        column.span(),
                        "MySQL makes no foreign key of REFERENCES in the definition of \"" + column.name() + "\"")
                .note("before 9.0 it is read and forgotten without a warning; MariaDB makes one")
                .rewrite(without(sight, column) + ";\nALTER TABLE " + sight.written(table) + " ADD CONSTRAINT "
                        + sight.written("fk_" + table.name() + "_" + column.name()) + " FOREIGN KEY ("
                        + sight.written(column.name()) + ") REFERENCES " + sight.written(parent) + " ("
                        + sight.written(key) + ")" + events(sight, column) + ";");
    }

    private static String without(Sight sight, ColumnSpec column) {
        String text = sight.statement().text();
        return (text.substring(0, column.span().from())
                        + CLAUSE.matcher(OnlineCosts.text(sight, column.span())).replaceFirst("")
                        + text.substring(column.span().to()))
                .strip();
    }

    private static String events(Sight sight, ColumnSpec column) {
        Matcher clause = CLAUSE.matcher(OnlineCosts.text(sight, column.span()));
        return clause.find() && clause.group(1) != null ? clause.group(1) : "";
    }
}
