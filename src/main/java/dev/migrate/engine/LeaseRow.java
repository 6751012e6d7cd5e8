package dev.migrate.engine;

import dev.migrate.dialect.Lease;
import dev.migrate.dialect.Session;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What stands in the row of the lease. */
record LeaseRow(String token, String holder, String seconds, long millisLeft) {

    static LeaseRow read(Session session, Lease lease) throws SQLException {
        List<List<@Nullable String>> rows = session.rows(lease.look());
        if (rows.isEmpty()) {
            return new LeaseRow("", "", "0", 0);
        }
        List<@Nullable String> row = rows.get(0);
        return new LeaseRow(
                String.valueOf(row.get(0)),
                String.valueOf(row.get(1)),
                String.valueOf(row.get(2)).replaceFirst("\\..*", ""),
                (long) Double.parseDouble(String.valueOf(row.get(3))));
    }

    /** Who must end before another run may begin: the owner, or what an expired owner's statements still do in the server. */
    Optional<String> busy(Session session) throws SQLException {
        if (token.isEmpty()) {
            return Optional.empty();
        }
        if (millisLeft > 0) {
            return Optional.of("a lease of \"" + holder + "\", held for " + seconds + " s, free in " + millisLeft
                    + " ms without a sign of it");
        }
        return session.stillRunning(token)
                .map(statement ->
                        "what a run has left behind whose lease has expired, \"" + holder + "\": " + statement);
    }

    /** The same for a run that has the lock of the session; an expired lease is taken from its owner. */
    static Optional<String> inTheWay(Session session, Lease lease) throws SQLException {
        LeaseRow row = read(session, lease);
        Optional<String> busy = row.busy(session);
        if (busy.isEmpty() && !row.token.isEmpty()) {
            session.execute(lease.revoke(row.token));
            LeaseRow now = read(session, lease);
            if (!now.token.isEmpty()) {
                return now.busy(session).or(() -> Optional.of("a lease of \"" + now.holder + "\""));
            }
            session.endIdle(row.token);
        }
        return busy;
    }
}
