package dev.migrate.lint.rule;

import dev.migrate.lint.Rule;
import dev.migrate.lint.RuleFacts;
import dev.migrate.lint.Sight;
import dev.migrate.lint.grammar.Action;
import dev.migrate.lint.grammar.Change;
import dev.migrate.lint.grammar.ColumnSpec;
import dev.migrate.lint.grammar.Span;
import dev.migrate.lint.grammar.TypeSpec;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What MySQL still takes and should not be written any more: display widths and ZEROFILL (deprecated in 8.0.17), FLOAT(M,D) (8.0.17), utf8mb3 (8.0.28), engines
 * without transactions, dates of 0, and the account of whoever wrote a routine.
 */
public final class MysqlStyle implements Rule {

    private static final Set<String> UNSAFE_ENGINES = Set.of("myisam", "mrg_myisam", "merge", "csv", "federated");

    @Override
    public RuleFacts facts() {
        return RuleFacts.note("M123", "mysql-style").onMysql();
    }

    @Override
    public void review(Sight sight) {
        if (sight.change() instanceof Change.CreateTable create) {
            create.columns().forEach(column -> look(sight, column));
            options(sight, create.options(), null);
        } else if (sight.change() instanceof Change.AlterTable alter) {
            alter.actions(Action.AddColumn.class).forEach(add -> look(sight, add.column()));
            alter.actions(Action.Redefine.class).forEach(change -> look(sight, change.column()));
            alter.actions(Action.SetEngine.class)
                    .forEach(engine -> options(sight, Map.of("engine", engine.engine()), engine.span()));
            alter.actions(Action.ConvertCharset.class)
                    .forEach(convert -> options(sight, Map.of("charset", convert.charset()), convert.span()));
        } else if (sight.change() instanceof Change.CreateRoutine routine && routine.definer() != null) {
            sight.report("the routine belongs to the account that DEFINER names, whoever runs the revision")
                    .note("where there is no such account, it cannot be called (error 1449)")
                    .rewrite("-- leave DEFINER out: it is the account that runs the revision");
        }
    }

    private static void options(Sight sight, Map<String, String> options, @Nullable Span span) {
        String engine = options.getOrDefault("engine", "").toLowerCase(Locale.ROOT);
        if (UNSAFE_ENGINES.contains(engine)) {
            sight.report(span, "the engine " + options.get("engine") + " has no transactions")
                    .note("a statement that fails half way leaves half of its rows, and every write locks the whole"
                            + " table")
                    .rewrite("ENGINE=InnoDB");
        }
        String charset = options.getOrDefault("charset", "").toLowerCase(Locale.ROOT);
        if (charset.equals("utf8") || charset.equals("utf8mb3")) {
            utf8(sight, span);
        }
    }

    private static void utf8(Sight sight, @Nullable Span span) {
        sight.report(span, "utf8mb3 has no room for characters of four bytes, such as most emoji")
                .note("utf8 means utf8mb3 on MySQL; it is deprecated since 8.0.28")
                .rewrite("CHARACTER SET utf8mb4");
    }

    private static void look(Sight sight, ColumnSpec column) {
        TypeSpec type = column.type();
        if (type == null) {
            return;
        }
        String name = "\"" + column.name() + "\"";
        String text = type.text().toLowerCase(Locale.ROOT);
        boolean whole = type.is("tinyint", "smallint", "mediumint", "integer", "bigint");
        boolean width = whole && !type.arguments().isEmpty() && !text.startsWith("tinyint(1)");
        if (text.contains("zerofill") || width) {
            sight.report(
                            column.span(),
                            "the " + (width ? "width" : "ZEROFILL") + " of " + name
                                    + " says nothing of what it can hold")
                    .note("widths of whole numbers and ZEROFILL are deprecated since 8.0.17; int(3) holds what int"
                            + " holds")
                    .rewrite(sight.written(column.name()) + " "
                            + type.text().replaceFirst("\\s*\\(.*?\\)", "").replaceFirst("(?i)\\s*zerofill", ""));
        }
        if (type.is("float", "double precision", "real") && type.arguments().size() == 2) {
            sight.report(column.span(), name + " rounds to " + type.arguments().get(1) + " digits in binary")
                    .note("FLOAT(M,D) and DOUBLE(M,D) are deprecated since 8.0.17")
                    .rewrite(sight.written(column.name()) + " decimal(" + String.join(", ", type.arguments()) + ")");
        }
        String charset = column.charset() == null ? "" : column.charset().toLowerCase(Locale.ROOT);
        if (charset.equals("utf8") || charset.equals("utf8mb3")) {
            utf8(sight, column.span());
        }
        if (column.defaultValue() != null && column.defaultValue().startsWith("'0000-00-00")) {
            sight.report(column.span(), "the default of " + name + " is no date")
                    .note("with NO_ZERO_DATE, which is part of MySQL's default sql_mode, the statement fails")
                    .rewrite(sight.written(column.name()) + " " + type.text() + " NULL");
        }
    }
}
