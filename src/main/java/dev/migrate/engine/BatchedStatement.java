package dev.migrate.engine;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.SourceSpan;
import dev.migrate.sql.DatabaseKind;
import dev.migrate.sql.Token;
import java.util.List;
import java.util.Locale;

/** What a statement that runs once a batch must not say, since it would leave rows out or change some of them again in each batch. */
final class BatchedStatement {

    private BatchedStatement() {}

    /**
     * Looks through a statement.
     *
     * @throws dev.migrate.diagnostic.MigrateException when its batches together are not what it is as one
     */
    static void check(DatabaseKind kind, String text, List<String> key, SourceSpan place) {
        List<Token> tokens = Token.of(kind, text);
        List<String> names = key.stream()
                .map(column -> Token.of(kind, column).get(0).name().toLowerCase(Locale.ROOT))
                .toList();
        int depth = 0;
        boolean setting = false;
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
            if (depth == 0 && token.is("SET")) {
                setting = true;
            } else if (depth == 0 && token.is("WHERE", "FROM", "RETURNING")) {
                setting = false;
            }
            if (depth == 0 && token.is("LIMIT")) {
                throw Diagnostic.error(
                                "script/backfill-range",
                                "the statement has a LIMIT, which leaves out rows of each batch")
                        .at(place)
                        .help("take it out; how many rows a batch has says size=")
                        .toException();
            }
            if (setting && isAssigned(tokens, i, depth) && names.contains(token.name().toLowerCase(Locale.ROOT))) {
                throw Diagnostic.error(
                                "script/backfill-range",
                                "the statement changes \"" + token.name()
                                        + "\", the key by which it goes through the table")
                        .at(place)
                        .note("a row that moves on to a later range would be changed again")
                        .help("take another key, or change this column in one statement")
                        .toException();
            }
            if (token.is(":") && i + 1 < tokens.size() && tokens.get(i + 1).is("from", "to") && alternative(kind, tokens, i)) {
                throw Diagnostic.error(
                                "script/backfill-range",
                                "beside the range stands an OR, so that each batch has rows of others too")
                        .at(place)
                        .help("put parentheses around what is not the range: " + RangedText.example(key) + " AND (… OR …)")
                        .toException();
            }
        }
    }

    /** Whether a name stands where SET has a column: {@code SET a = 1, t.b = 2, (c, d) = (…)}. */
    private static boolean isAssigned(List<Token> tokens, int i, int depth) {
        if (!tokens.get(i).isName() || i + 1 >= tokens.size()) {
            return false;
        }
        int first = i;
        while (first >= 2 && tokens.get(first - 1).is(".")) {
            first -= 2;
        }
        if (depth == 0) {
            return tokens.get(i + 1).is("=") && first > 0 && tokens.get(first - 1).is("SET", ",");
        }
        int open = i;
        while (open > 0 && !tokens.get(open).is("(")) {
            if (!tokens.get(open).isName() && !tokens.get(open).is(",")) {
                return false;
            }
            open--;
        }
        int close = i;
        while (close + 1 < tokens.size() && !tokens.get(close).is(")")) {
            close++;
        }
        return depth == 1
                && open > 0
                && tokens.get(open - 1).is("SET", ",")
                && close + 1 < tokens.size()
                && tokens.get(close + 1).is("=");
    }

    /** Whether an OR stands beside a variable, or beside a parenthesis around it, on the way out to its WHERE or ON. */
    private static boolean alternative(DatabaseKind kind, List<Token> tokens, int variable) {
        int depth = 0;
        int outward = 0;
        for (int i = variable - 1; i >= 0 && !(depth == 0 && tokens.get(i).is("WHERE", "ON")); i--) {
            Token token = tokens.get(i);
            if (token.is(")")) {
                depth++;
            } else if (token.is("(") && depth > 0) {
                depth--;
            } else if (token.is("(")) {
                outward++;
            } else if (depth == 0 && isOr(kind, tokens, i)) {
                return true;
            }
        }
        depth = 0;
        for (int i = variable + 1; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.is("(")) {
                depth++;
            } else if (token.is(")") && depth > 0) {
                depth--;
            } else if (token.is(")")) {
                if (outward-- == 0) {
                    return false;
                }
            } else if (depth == 0 && isOr(kind, tokens, i)) {
                return true;
            }
        }
        return false;
    }

    /** In MySQL and MariaDB two bars are an OR too, unless the mode has PIPES_AS_CONCAT, where they hardly stand between conditions. */
    private static boolean isOr(DatabaseKind kind, List<Token> tokens, int i) {
        return tokens.get(i).is("OR")
                || kind.isMysqlFamily()
                        && (tokens.get(i).is("XOR")
                                || tokens.get(i).is("|")
                                        && i + 1 < tokens.size()
                                        && tokens.get(i + 1).is("|"));
    }
}
