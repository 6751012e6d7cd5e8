package dev.migrate.lint.rule;

import static dev.migrate.sql.DatabaseKind.POSTGRESQL;

import dev.migrate.lint.Draft;
import dev.migrate.lint.Rule;
import dev.migrate.lint.RuleFacts;
import dev.migrate.lint.Sight;
import dev.migrate.lint.grammar.Action;
import dev.migrate.lint.grammar.Change;
import dev.migrate.lint.grammar.ColumnSpec;
import dev.migrate.lint.grammar.Name;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** SET LOGGED, SET UNLOGGED, SET TABLESPACE, SET ACCESS METHOD, SET EXPRESSION, CLUSTER and VACUUM FULL write the table anew. */
public final class RewriteTable implements Rule {

    private static final Pattern SET_EXPRESSION = Pattern.compile("(?i)\\bSET\\s+EXPRESSION\\s+AS\\b");

    @Override
    public RuleFacts facts() {
        return RuleFacts.error("P123", "rewrite-table").on(POSTGRESQL);
    }

    @Override
    public void review(Sight sight) {
        sight.change().actions(Action.Move.class).forEach(move -> {
            Name table = sight.change().onTable().orElseThrow();
            boolean partitioned =
                    sight.known().table(table).map(known -> known.partitioned()).orElse(false);
            if (!partitioned) {
                report(
                                sight,
                                table,
                                "SET "
                                        + move.what()
                                                .toUpperCase(Locale.ROOT)
                                                .replaceFirst("(TABLESPACE|METHOD) .*", "$1"))
                        .rewrite(
                                move.what().startsWith("tablespace")
                                        ? "pg_repack --table=" + table + " --tablespace="
                                                + move.what().substring(10).strip()
                                        : "in a maintenance window; or a new table that is made so, filled in batches,"
                                                + " and given the name");
            }
        });
        sight.change()
                .actions(Action.Other.class)
                .filter(other -> SET_EXPRESSION.matcher(other.text()).find())
                .filter(other -> !isVirtual(sight, other))
                .forEach(other -> report(sight, sight.change().onTable().orElseThrow(), "SET EXPRESSION")
                        .note("PostgreSQL 17 and later; of a VIRTUAL column it changes the catalog alone")
                        .rewrite("in a maintenance window; or a new column with the other expression, which"
                                + " takes the place of this one"));
        if (sight.change() instanceof Change.Vacuum vacuum && vacuum.full()) {
            report(sight, vacuum.table(), "VACUUM FULL").rewrite(repack(sight, vacuum.table()));
        } else if (sight.change() instanceof Change.Rewrite rewrite && !rewrite.concurrently()) {
            report(sight, rewrite.table(), rewrite.verb().toUpperCase(Locale.ROOT))
                    .rewrite(repack(sight, rewrite.table()));
        }
    }

    private static boolean isVirtual(Sight sight, Action.Other other) {
        String[] words = other.text().split("\\s+");
        String column = words.length > 2 && words[1].equalsIgnoreCase("COLUMN") ? words[2] : words[1];
        return sight.known()
                .column(sight.change().onTable().orElseThrow(), column.replace("\"", ""))
                .map(known -> known.generated() == ColumnSpec.Generated.VIRTUAL)
                .orElse(false);
    }

    private static Draft report(Sight sight, @Nullable Name table, String what) {
        String message = what + " writes all of " + (table == null ? "the tables" : "\"" + table + "\"") + " anew";
        Draft draft = table == null ? sight.report(message) : sight.reportOnRows(table, null, message);
        return draft.aboutRewrite()
                .note("it holds an ACCESS EXCLUSIVE lock: nobody reads or writes the table until it is done (every"
                        + " version)");
    }

    private static String repack(Sight sight, @Nullable Name table) {
        if (sight.isKnownSince(19) && table != null) {
            return SafeWay.outside("REPACK (CONCURRENTLY) " + sight.written(table) + ";");
        }
        return "pg_repack" + (table == null ? "" : " --table=" + table)
                + ", which writes it anew while everybody reads and writes; PostgreSQL 19 has REPACK (CONCURRENTLY)";
    }
}
