package dev.migrate.engine;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.OwnTables;
import dev.migrate.dialect.Session;
import dev.migrate.plan.Direction;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the history table says, folded: the checksum with which each revision was applied, what was done with it last, and the revision
 * that stopped in the middle, if any.
 */
public final class History {

    /** No history. */
    public static final History EMPTY = new History(Map.of(), new Deeds(), null);

    private final Map<String, String> checksums;
    private final Deeds deeds;
    private final @Nullable Unfinished unfinished;

    private History(Map<String, String> checksums, Deeds deeds, @Nullable Unfinished unfinished) {
        this.checksums = Map.copyOf(checksums);
        this.deeds = deeds;
        this.unfinished = unfinished;
    }

    /** What has been done with each revision, filled while the rows are read and then left alone. */
    private static final class Deeds {
        private final Set<String> applied = new HashSet<>();
        private final Set<String> ran = new HashSet<>();

        void add(String revision, String direction) {
            if (direction.equals("downgrade")) {
                applied.remove(revision);
            } else {
                applied.add(revision);
            }
            if (direction.equals("upgrade")) {
                ran.add(revision);
            }
        }
    }

    /** Whether the last word about a revision is that it was applied, by a run or by a stamp. */
    public boolean isApplied(String revision) {
        return deeds.applied.contains(revision);
    }

    /** Whether a revision has been brought to its end by a run, now or earlier. */
    public boolean hasRun(String revision) {
        return deeds.ran.contains(revision);
    }

    /** The checksum with which a revision was last applied or recorded. */
    public Optional<String> checksum(String revision) {
        return Optional.ofNullable(checksums.get(revision));
    }

    /** The revision that stopped in the middle where DDL is not transactional. */
    public Optional<Unfinished> unfinished() {
        return Optional.ofNullable(unfinished);
    }

    /**
     * A revision that stopped in the middle.
     *
     * @param revision its id
     * @param title its title
     * @param direction which way it ran
     * @param statement the statement that failed, or that was running when the run ended without a word
     * @param finished how many statements are finished and committed for sure
     * @param prefixHash a hash of those
     * @param crashed whether the run ended without a word, so that the outcome of {@code statement} is not recorded
     * @param message what the database said; null after a crash
     * @param batches how far the batches of {@code statement} came; null where it is no backfill, or none is committed
     * @param began when, as the database shows it
     * @param who the user of the operating system and the machine
     */
    public record Unfinished(
            String revision,
            String title,
            Direction direction,
            int statement,
            int finished,
            @Nullable String prefixHash,
            boolean crashed,
            @Nullable String message,
            @Nullable String batches,
            String began,
            String who) {

        /** Where it stopped, in words: {@code at statement 3}. */
        public String where() {
            if (statement == finished) {
                return "behind statement " + statement;
            }
            return crashed ? "while statement " + statement + " was running" : "at statement " + statement;
        }
    }

    /** What a backfill told of its last batch. */
    private record Batched(String revision, String statement, String message) {}

    static History read(Session session, OwnTables tables) throws SQLException {
        Dialect dialect = session.dialect();
        String table = tables.historySql(dialect);
        // Rows of progress matter only behind the last row that ends something well.
        List<List<@Nullable String>> rows = session.rows(
                "SELECT revision, direction, outcome, checksum, statement, finished, prefix_hash, message, title,"
                        + " began, os_user, host FROM "
                        + table + " WHERE outcome <> 'started' OR seq > (SELECT COALESCE(MAX(seq), 0) FROM " + table
                        + " WHERE outcome NOT IN ('started', 'failed')) ORDER BY seq");
        Map<String, String> checksums = new HashMap<>();
        Deeds deeds = new Deeds();
        Unfinished last = null;
        Batched batched = null;
        for (List<@Nullable String> row : rows) {
            String revision = String.valueOf(row.get(0));
            String direction = String.valueOf(row.get(1));
            String outcome = String.valueOf(row.get(2));
            String checksum = row.get(3);
            boolean failed = outcome.equals(Outcome.FAILED.word());
            boolean started = outcome.equals(Outcome.STARTED.word());
            if (!failed && !started && checksum != null && !direction.equals("downgrade")) {
                checksums.put(revision, checksum);
            }
            if (!failed && !started) {
                deeds.add(revision, direction);
            }
            if (failed && row.get(4) == null && last != null && last.revision().equals(revision)) {
                // A run that failed before it came to the statements has not changed how far the revision came.
                continue;
            }
            last = null;
            if (started && row.get(7) != null && BatchMark.is(String.valueOf(row.get(7)))) {
                batched = new Batched(revision, String.valueOf(row.get(4)), String.valueOf(row.get(7)));
            } else if (!started && !failed) {
                batched = null;
            }
            if ((failed || started) && row.get(4) != null && row.get(5) != null) {
                int statement = Integer.parseInt(String.valueOf(row.get(4)));
                int finished = Integer.parseInt(String.valueOf(row.get(5)));
                // A statement that failed as the first has left nothing behind, but for batches that it committed.
                if (started || finished > 0 || batched != null && revision.equals(batched.revision())) {
                    last = new Unfinished(
                            revision,
                            String.valueOf(row.get(8)),
                            direction.equals("downgrade") ? Direction.DOWNGRADE : Direction.UPGRADE,
                            statement,
                            finished,
                            row.get(6),
                            started,
                            // That of a batch is no fault.
                            started ? null : row.get(7),
                            batched != null
                                            && revision.equals(batched.revision())
                                            && batched.statement().equals(row.get(4))
                                    ? batched.message()
                                    : null,
                            String.valueOf(row.get(9)),
                            // A script that was written offline knows neither.
                            row.get(10) == null ? "a script run by hand" : row.get(10) + "@" + row.get(11));
                }
            }
        }
        return new History(checksums, deeds, last);
    }

    /** The stored script of a revision's downgrade: the last one that was recorded. */
    static Optional<String> downgradeScript(Session session, OwnTables tables, String revision) throws SQLException {
        Dialect dialect = session.dialect();
        String table = tables.historySql(dialect);
        return Optional.ofNullable(session.value("SELECT downgrade_script FROM " + table
                + " WHERE seq = (SELECT MAX(seq) FROM " + table + " WHERE revision = " + dialect.literal(revision)
                + " AND downgrade_script IS NOT NULL)"));
    }
}
