package dev.migrate.dialect;

import dev.migrate.config.DatabaseSettings;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.diff.Drafter;
import dev.migrate.operation.Operation;
import dev.migrate.operation.Recorded;
import dev.migrate.sql.DatabaseKind;
import dev.migrate.sql.Identifier;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What differs between databases, as SQL text: the same text runs online and stands in an offline script. Everything that needs a
 * connection is in {@link Session}.
 */
public interface Dialect {

    /** The database. */
    DatabaseKind kind();

    /** Whether CREATE, ALTER and DROP take part in a transaction and are rolled back with it. */
    boolean transactionalDdl();

    /**
     * Opens a session; it holds no transaction.
     *
     * @param settings how to get there
     * @param identity who runs
     * @param writes whether anything may be made; false for goals that only look, which must not even make a SQLite file
     */
    Session open(DatabaseSettings settings, RunIdentity identity, boolean writes);

    /**
     * Makes an empty database of the same version and defaults, and drops those that killed processes left behind.
     *
     * @param live the database that it stands for
     * @param identity who runs
     */
    ScratchPlace makeScratch(DatabaseSettings live, RunIdentity identity);

    /**
     * Takes a database that is there for this purpose; it must be empty, and is emptied again.
     *
     * @param shadow how to get there
     * @param identity who runs
     */
    ScratchPlace borrowScratch(DatabaseSettings shadow, RunIdentity identity);

    /** What opens a transaction. */
    String begin();

    /** Statements that make the version and the history table where they are missing. */
    List<String> createTables(OwnTables tables);

    /**
     * Statements that set a session up: time-outs, and whatever {@link #resetSession} needs to put it back.
     *
     * @param limits the time-outs
     */
    List<String> openSession(Limits limits);

    /**
     * Statements that set the time-outs for a transaction alone, where the session is shared.
     *
     * @param limits the time-outs
     */
    default List<String> limitTransaction(Limits limits) {
        return List.of();
    }

    /** What opens a transaction in which each statement sees what others have committed, as a lease needs it. */
    default String beginLeased() {
        return begin();
    }

    /** Statements that put the session back as {@link #openSession} left it, after a revision that may have changed it. */
    List<String> resetSession(Limits limits);

    /** Statements that give a session its own user back, without which the plugin's rows might not be writable. */
    default List<String> resetIdentity() {
        return List.of();
    }

    /** Statements that check and put back constraints that a script deferred in a transaction which goes on behind it. */
    default List<String> resetConstraints() {
        return List.of();
    }

    /** An expression for the present moment, as the history's {@code began} stores it. */
    String now();

    /** A statement that remembers the moment a revision began, or null where {@link #began} needs none. */
    @Nullable
    String markBegan();

    /** An expression for the remembered moment. */
    String began();

    /** An expression for the milliseconds since then. */
    String tookMillis();

    /** A moment as a literal of the history's {@code began}. */
    String timestamp(Instant moment);

    /** An expression for the user that the session runs as. */
    String currentUser();

    /**
     * An operation as statements.
     *
     * @param recorded the operation and its place
     * @param catalog the tables that are there; {@link LiveCatalog#NONE} where there is no database
     * @throws dev.migrate.diagnostic.MigrateException when the database cannot carry it out, or must know more than the catalog does
     */
    default Rendered render(Recorded recorded, LiveCatalog catalog) {
        try {
            return render(recorded.operation(), catalog);
        } catch (MigrateException e) {
            throw new MigrateException(
                    e.diagnostics().stream()
                            .map(diagnostic -> diagnostic.span() == null ? diagnostic.at(recorded.place()) : diagnostic)
                            .toList(),
                    e);
        }
    }

    /** An operation as statements. */
    Rendered render(Operation operation, LiveCatalog catalog);

    /**
     * Refuses an operation that this database can never carry out, before anything runs; what depends on the tables that are there is
     * left for {@link #render(Recorded, LiveCatalog)}.
     *
     * @throws dev.migrate.diagnostic.MigrateException when it cannot
     */
    default void check(Recorded recorded) {
        try {
            render(recorded, LiveCatalog.NONE);
        } catch (MigrateException e) {
            if (e.diagnostics().stream()
                    .anyMatch(diagnostic -> !diagnostic.code().equals(Refusal.NEEDS_DEFINITION))) {
                throw e;
            }
        }
    }

    /** How schemas are compared, and made into one another. */
    Drafter drafter();

    /** A string as a literal. */
    String literal(String value);

    /**
     * A condition that holds for the row of the version table with exactly this id. A column that another tool made may
     * take upper case for lower, and a row with blanks at its end for one without.
     */
    default String isRow(String id) {
        return "version_num = " + literal(id);
    }

    /** An identifier in this database's quotes. */
    default String quote(String identifier) {
        return Identifier.quote(kind(), identifier);
    }

    /** Statements at the top of an offline script, which is UTF-8, and behind whatever may have changed the session. */
    List<String> readAsUtf8();

    /**
     * Statements that fail unless the last thing that happened is what stands before them in this very script. They open each further transaction of an
     * offline script: a client that goes on behind an error must not run one revision without the one before it.
     */
    default List<String> stillBehind(OwnTables tables, String runId, String revision) {
        return List.of();
    }

    /**
     * Statements that fail unless a query gives a true value.
     *
     * @param query a query of one column; on PostgreSQL the first counts
     * @param mustAnswer whether a query without a row fails too
     * @param otherwise what the client shows when it fails
     */
    List<String> assertTrue(String query, boolean mustAnswer, String otherwise);

    /**
     * The text that opens an offline script: client settings, and the guard that stops it on a database that stands
     * elsewhere.
     *
     * @param accepted the rows that the version table must hold, sorted, separated by commas; several where a row may have
     *     another name, of which the first is told
     */
    Guard guard(OwnTables tables, List<String> accepted, boolean transactional);

    /**
     * The time-outs of each statement.
     *
     * @param lock how long to wait for a lock; null for the server's own
     * @param statement how long to run; null for no limit
     */
    record Limits(@Nullable Duration lock, @Nullable Duration statement) {

        /** The server's own. */
        public static final Limits NONE = new Limits(null, null);

        /** Those of the settings. */
        public static Limits of(DatabaseSettings settings) {
            return new Limits(settings.lockTimeout(), settings.statementTimeout());
        }
    }

    /**
     * The frame of an offline script.
     *
     * @param before lines before everything else, such as a client's own settings
     * @param check statements that fail when the database stands elsewhere or another run is in progress
     * @param checkInTransaction whether {@code check} stands behind the opening of the first transaction
     * @param after statements at the very end
     */
    record Guard(List<String> before, List<String> check, boolean checkInTransaction, List<String> after) {}
}
