package dev.migrate.lint.rule;

import static dev.migrate.sql.DatabaseKind.POSTGRESQL;

import dev.migrate.lint.Rule;
import dev.migrate.lint.RuleFacts;
import dev.migrate.lint.Sight;
import dev.migrate.lint.grammar.Change;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** UPDATE and DELETE of all rows of a table. */
public final class UnboundedRows implements Rule {

    private static final Pattern WHERE = Pattern.compile("(?is)^(.*)\\bWHERE\\b(.*)$");

    @Override
    public RuleFacts facts() {
        return RuleFacts.warning("P133", "update-or-delete-of-all-rows").on(POSTGRESQL);
    }

    @Override
    public void review(Sight sight) {
        if (sight.change() instanceof Change.Rows rows
                && (rows.verb().equals("update") || rows.verb().equals("delete"))
                && !rows.bounded()
                && sight.statement().directives().stream().noneMatch(d -> d.name().equals("migrate:backfill"))) {
            sight.reportOnRows(
                            rows.table(),
                            null,
                            "the " + rows.verb().toUpperCase(java.util.Locale.ROOT) + " locks every row of \"" + rows.table()
                                    + "\" until its transaction ends")
                    .note("writes to these rows wait meanwhile; an UPDATE leaves as many dead rows behind, and replicas lag (every version)")
                    .rewrite(batches(sight, rows));
        }
    }

    /** The same in batches by the key. */
    static String batches(Sight sight, Change.Rows rows) {
        String text = sight.statement().text();
        if (!rows.verb().equals("update") && !rows.verb().equals("delete") || text.matches("(?is)\\s*WITH\\b.*")) {
            return "-- in a revision of its own, best in parts that commit\n-- migrate:upgrade transaction=false\n" + text + ";";
        }
        Matcher where = WHERE.matcher(text);
        boolean bounded = rows.bounded() && where.matches();
        String change = where.matches() ? where.group(1).stripTrailing() : text;
        List<String> key = sight.known().table(rows.table()).map(t -> t.primaryKey()).orElse(List.of());
        String condition = bounded ? "(" + where.group(2).strip() + ")" : "";
        return key.size() == 1 || condition.isEmpty()
                ? SafeWay.batches(sight, rows.table(), change, condition)
                : SafeWay.outside("-- with a unique column that has an index as the key\n-- migrate:backfill table=" + rows.table()
                        + " key=id\n" + change + " WHERE id > :from AND id <= :to AND " + condition + ";");
    }
}
