package dev.migrate.engine;

import dev.migrate.dialect.Session;
import dev.migrate.dialect.StatementFailure;
import dev.migrate.sql.DatabaseKind;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Statements that make a schema in a scratch database, in an order that need not be the one in which they can run: one that is refused
 * is tried again behind the others, as long as that helps.
 */
public final class LooseStatements {

    /** PostgreSQL: there is no schema of that name (Appendix A, class 3F). */
    private static final String NO_SCHEMA = "3F000";

    private static final Pattern QUOTED = Pattern.compile("[\"\u201c\u00ab]([^\"\u201d\u00bb]+)[\"\u201d\u00bb]");

    private final Run run;
    private final Set<String> made = new HashSet<>();

    /** For a session on a scratch database. */
    public LooseStatements(Run run) {
        this.run = run;
    }

    /**
     * A statement that the database refuses.
     *
     * @param index which of them
     * @param message what it says
     */
    public record Refusal(int index, String message) {}

    /**
     * Runs them.
     *
     * @return those that are refused whatever stands before them
     */
    public List<Refusal> run(List<String> statements) {
        Session session = run.session();
        try {
            // nothing here need survive a crash, and waiting for the disk is what takes the time
            if (session.kind() == DatabaseKind.POSTGRESQL) {
                session.execute("SET synchronous_commit = off");
            } else if (session.kind() == DatabaseKind.SQLITE) {
                session.execute("PRAGMA synchronous = OFF");
            }
        } catch (SQLException e) {
            throw run.unexpected("the scratch database could not be prepared", e);
        }
        List<Refusal> refused = together(statements);
        boolean moves = !refused.isEmpty();
        while (moves) {
            int schemas = made.size();
            List<Refusal> left = oneByOne(statements, refused);
            moves = !left.isEmpty() && (left.size() < refused.size() || made.size() > schemas);
            refused = left;
        }
        return refused;
    }

    private List<Refusal> together(List<String> statements) {
        List<Refusal> refused = new ArrayList<>();
        int from = 0;
        int to = statements.size();
        while (from < to) {
            int[] done = {from};
            try {
                int first = from;
                run.session().batch(statements.subList(from, to), index -> done[0] = first + index + 1);
                from = to;
                to = statements.size();
            } catch (StatementFailure e) {
                int at = Math.max(done[0], from);
                if (run.session().kind() == DatabaseKind.POSTGRESQL && at > from) {
                    // what is sent together is one transaction, so those before it are gone too (documentation, "Pipelining")
                    to = at;
                } else {
                    refused.add(refusal(at, e.sqlException()));
                    from = at + 1;
                    to = statements.size();
                }
            }
        }
        return refused;
    }

    private List<Refusal> oneByOne(List<String> statements, List<Refusal> waiting) {
        List<Refusal> refused = new ArrayList<>();
        for (Refusal one : waiting) {
            try {
                run.session().run(statements.get(one.index()));
            } catch (StatementFailure e) {
                refused.add(refusal(one.index(), e.sqlException()));
            }
        }
        return refused;
    }

    private Refusal refusal(int index, SQLException e) {
        makeSchema(e);
        return new Refusal(index, RunFailure.firstLine(e));
    }

    /** A model of entities names schemas, and nobody has said to make them. */
    private void makeSchema(SQLException e) {
        Session session = run.session();
        if (session.kind() != DatabaseKind.POSTGRESQL || !NO_SCHEMA.equals(e.getSQLState())) {
            return;
        }
        Matcher name = QUOTED.matcher(String.valueOf(e.getMessage()));
        if (!name.find() || !made.add(name.group(1))) {
            return;
        }
        try {
            session.execute("CREATE SCHEMA IF NOT EXISTS " + session.dialect().quote(name.group(1)));
        } catch (SQLException refused) {
            // the statement itself says why it cannot be
            return;
        }
    }
}
