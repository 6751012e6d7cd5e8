package dev.migrate.engine;

import dev.migrate.dialect.Session;
import dev.migrate.plan.Step;
import dev.migrate.sql.DatabaseKind;
import dev.migrate.sql.Token;
import dev.migrate.sql.Tokens;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far the batches of a statement came, as the history's message tells it: written in the transaction of each batch.
 *
 * @param rows how many rows have been gone through
 * @param last the key of the last one, each column's value as a literal of the database
 */
record BatchMark(long rows, List<String> last) {

    private static final String OPENING = "backfill of ";
    private static final Pattern REST = Pattern.compile("(\\d+) rows, up to (.*)", Pattern.DOTALL);

    BatchMark {
        last = List.copyOf(last);
    }

    /** Whether a message of the history is one. */
    static boolean is(String message) {
        return message.startsWith(OPENING);
    }

    private static String opening(Batches batches) {
        return OPENING + batches.table() + " by " + String.join(",", batches.key()) + ": ";
    }

    /** The message. */
    String message(Batches batches) {
        return opening(batches) + rows + " rows, up to " + String.join(", ", last);
    }

    /** What was recorded last, since the revision last came to an end; another table or key counts as another backfill. */
    static Optional<BatchMark> find(Run run, Step step, int statement, Batches batches) throws SQLException {
        Session session = run.session();
        String table = run.tables().historySql(session.dialect());
        String revision =
                " WHERE revision = " + session.dialect().literal(step.revision().id());
        String message = session.value("SELECT message FROM " + table + revision + " AND direction = "
                + session.dialect().literal(step.direction().word()) + " AND statement = " + statement
                + " AND outcome = 'started' AND message LIKE '" + OPENING + "%' AND seq > (SELECT"
                + " COALESCE(MAX(seq), 0) FROM " + table + revision
                + " AND outcome NOT IN ('started', 'failed')) ORDER BY seq DESC LIMIT 1");
        if (message == null || !message.startsWith(opening(batches))) {
            return Optional.empty();
        }
        Matcher rest = REST.matcher(message.substring(opening(batches).length()));
        if (!rest.matches()) {
            return Optional.empty();
        }
        List<String> last = split(session.kind(), rest.group(2));
        return last.size() == batches.key().size()
                ? Optional.of(new BatchMark(Long.parseLong(rest.group(1)), last))
                : Optional.empty();
    }

    private static List<String> split(DatabaseKind kind, String literals) {
        List<String> values = new ArrayList<>();
        List<Token> one = new ArrayList<>();
        for (Token token : Tokens.of(kind, literals)) {
            if (token.is(",")) {
                values.add(Tokens.text(one).strip());
                one.clear();
            } else {
                one.add(token);
            }
        }
        values.add(Tokens.text(one).strip());
        return values;
    }
}
