package dev.migrate.lint.rule;

import static dev.migrate.sql.DatabaseKind.POSTGRESQL;

import dev.migrate.lint.KnownTable;
import dev.migrate.lint.Rule;
import dev.migrate.lint.RuleFacts;
import dev.migrate.lint.Sight;
import dev.migrate.lint.grammar.Change;
import dev.migrate.sql.Token;
import dev.migrate.sql.Tokens;
import java.util.List;
import java.util.regex.Pattern;

/** UPDATE and DELETE of all rows of a table. */
public final class UnboundedRows implements Rule {

    /**
     * Other tables beside the one that changes, and what stands behind the condition: the key's name would be
     * ambiguous.
     */
    private static final Pattern OTHERS =
            Pattern.compile("(?is)^\\s*WITH\\b|\\bUSING\\b|^\\s*UPDATE\\b.*\\bFROM\\b|\\bRETURNING\\b");

    @Override
    public RuleFacts facts() {
        return RuleFacts.warning("P133", "update-or-delete-of-all-rows").on(POSTGRESQL);
    }

    @Override
    public void review(Sight sight) {
        if (sight.change() instanceof Change.Rows rows
                && (rows.verb().equals("update") || rows.verb().equals("delete"))
                && !rows.bounded()
                && sight.statement().directives().stream()
                        .noneMatch(d -> d.name().equals("migrate:backfill"))) {
            sight.reportOnRows(
                            rows.table(),
                            null,
                            "the " + rows.verb().toUpperCase(java.util.Locale.ROOT) + " locks every row of \""
                                    + rows.table() + "\" until its transaction ends")
                    .note("writes to these rows wait meanwhile; an UPDATE leaves as many dead rows behind, and"
                            + " replicas lag (every version)")
                    .rewrite(batches(sight, rows));
        }
    }

    /** The same in batches by the key. */
    static String batches(Sight sight, Change.Rows rows) {
        String text = sight.statement().text();
        if (!rows.verb().equals("update") && !rows.verb().equals("delete")
                || OTHERS.matcher(text).find()) {
            return "-- in a revision of its own, best in parts that commit\n-- migrate:upgrade transaction=false\n"
                    + text + ";";
        }
        int where = where(text);
        String change = text.substring(0, where).stripTrailing();
        String condition = rows.bounded() && where < text.length()
                ? "(" + text.substring(where + "WHERE".length()).strip() + ")"
                : "";
        List<String> key =
                sight.known().table(rows.table()).map(t -> t.primaryKey()).orElse(List.of());
        return key.size() == 1 || condition.isEmpty()
                ? SafeWay.batches(sight, rows.table(), change, condition)
                : SafeWay.outside("-- with a unique column that has an index as the key\n-- migrate:backfill table="
                        + rows.table() + " key=id\n" + change + " WHERE id > :from AND id <= :to AND " + condition
                        + ";");
    }

    /** Whether the condition names the value of a key, so that one row changes at most. */
    static boolean isOneRow(Sight sight, Change.Rows rows) {
        String text = sight.statement().text();
        int where = where(text);
        if (!rows.bounded() || where == text.length()) {
            return false;
        }
        String condition = text.substring(where + "WHERE".length());
        List<String> key =
                sight.known().table(rows.table()).map(KnownTable::primaryKey).orElse(List.of());
        return !key.isEmpty() && key.stream().allMatch(column -> Conjuncts.hasValue(condition, column));
    }

    /** Where the statement's own WHERE begins; its end where it has none. */
    private static int where(String text) {
        int depth = 0;
        int at = 0;
        for (Token token : Tokens.of(POSTGRESQL, text)) {
            depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
            if (depth == 0 && token.is("WHERE")) {
                return at;
            }
            at += token.text().length();
        }
        return text.length();
    }
}
