package dev.migrate.dialect;

import dev.migrate.config.DatabaseSettings;
import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.schema.ObjectKind;
import dev.migrate.schema.SchemaObject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A database that somebody keeps for this purpose. While it is in use a table in it says so: what a killed process left
 * there is known to be nobody's, and anything else that is found there is somebody's.
 */
public abstract class BorrowedScratch implements ScratchPlace {

    /** The table that marks the database. */
    public static final String MARK = "migrate_scratch";

    private static final Set<ObjectKind> NO_CONTENT =
            Set.of(ObjectKind.DATABASE, ObjectKind.SCHEMA, ObjectKind.EXTENSION);

    private final DatabaseSettings settings;
    private final Session keeper;
    private boolean closed;

    /**
     * Over a session that lasts as long as the database is in use.
     *
     * @param settings how runs reach the database
     * @param keeper a session of its own
     */
    protected BorrowedScratch(DatabaseSettings settings, Session keeper) {
        this.settings = settings;
        this.keeper = keeper;
    }

    /** Keeps others away until the session ends; false where somebody is there already. */
    protected abstract boolean hold() throws SQLException;

    /** What was there before and is not to be dropped, such as extensions; nothing that holds rows. */
    protected abstract List<String> present() throws SQLException;

    /** Drops everything but the mark and what is kept; what cannot be dropped stays. */
    protected abstract void clear(List<String> kept) throws SQLException;

    /** Makes what a run expects to be there, such as a schema for the version table. */
    protected abstract void prepare() throws SQLException;

    /** Gives back what {@link #hold} took and the end of the session does not. */
    protected void end() throws SQLException {
        // the server frees locks with the session
    }

    /** The mark as SQL. */
    protected abstract String mark();

    /** The session that keeps it. */
    protected final Session keeper() {
        return keeper;
    }

    /** Takes the database, or closes the session and says why not. */
    protected final BorrowedScratch begin() {
        try {
            if (!hold()) {
                throw Diagnostic.error(
                                "scratch/shadow-in-use",
                                "another run uses the shadow database of \"" + settings.name() + "\"")
                        .note("shadow_url: " + settings.url())
                        .help("wait for it to end and try again")
                        .toException();
            }
            if (marked()) {
                clear(kept());
                refuse(
                        "scratch/shadow-not-emptied",
                        "what an earlier run left in the shadow database of \"",
                        "\" cannot be dropped");
            } else {
                refuse("scratch/shadow-not-empty", "the shadow database of \"", "\" is not empty");
                clear(present());
                setMark();
            }
            prepare();
            return this;
        } catch (SQLException e) {
            leave();
            throw ScratchFailure.notMade(settings, e);
        } catch (RuntimeException e) {
            leave();
            throw e;
        }
    }

    private void leave() {
        try {
            end();
        } catch (SQLException ignored) {
            // The process gives it back.
        }
        keeper.close();
    }

    private void refuse(String code, String before, String behind) throws SQLException {
        List<SchemaObject> found = content();
        if (!found.isEmpty()) {
            throw Diagnostic.error(code, before + settings.name() + behind)
                    .note("shadow_url: " + settings.url())
                    .note("it has "
                            + found.stream().limit(3).map(SchemaObject::title).collect(Collectors.joining(", "))
                            + (found.size() > 3 ? " and " + (found.size() - 3) + " more objects" : ""))
                    .note(code.endsWith("-empty") ? "nothing in it has been touched" : "somebody who may must drop it")
                    .help("everything in a shadow database is dropped after use: name one that nobody else needs")
                    .toException();
        }
    }

    private List<SchemaObject> content() throws SQLException {
        var own = OwnTables.of(
                settings.versionTableSchema() == null ? keeper.defaultSchema() : settings.versionTableSchema(),
                settings.versionTable());
        return keeper.schema(SchemaScope.all(own)).objects().stream()
                .filter(o -> !NO_CONTENT.contains(o.kind()))
                .toList();
    }

    private boolean marked() throws SQLException {
        return keeper.tableExists(keeper.defaultSchema(), MARK);
    }

    private List<String> kept() throws SQLException {
        List<String> kept = new ArrayList<>();
        for (List<@Nullable String> row : keeper.rows("SELECT kept FROM " + mark() + " WHERE kept IS NOT NULL")) {
            kept.add(String.valueOf(row.get(0)));
        }
        return kept;
    }

    private void setMark() throws SQLException {
        execute("CREATE TABLE " + mark() + " (kept VARCHAR(255))");
        for (String one : present()) {
            execute("INSERT INTO " + mark() + " VALUES (" + keeper.dialect().literal(one) + ")");
        }
    }

    /** Runs a statement on the session that keeps the database. */
    protected final void execute(String sql) throws SQLException {
        keeper.execute(sql);
    }

    /** Runs statements, whatever becomes of each. */
    protected final void attempt(List<String> statements) {
        for (String sql : statements) {
            try {
                execute(sql);
            } catch (SQLException ignored) {
                // It may have gone with another; what is left is looked for afterwards.
            }
        }
    }

    @Override
    public final DatabaseSettings settings() {
        return settings;
    }

    @Override
    public final List<String> notes() {
        return List.of();
    }

    /** What cannot be dropped stays under the mark for the next run to tell. */
    @Override
    public final synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            clear(kept());
            if (content().isEmpty()) {
                execute("DROP TABLE " + mark());
            }
        } catch (SQLException | MigrateException ignored) {
            // The next run empties it.
        }
        leave();
    }
}
