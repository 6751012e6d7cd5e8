package dev.migrate.engine;

import dev.migrate.Migration;
import dev.migrate.Operations;
import dev.migrate.compile.RevisionClasses;
import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.operation.LiveSession;
import dev.migrate.operation.NeedsDatabase;
import dev.migrate.operation.Recorded;
import dev.migrate.operation.Recorder;
import dev.migrate.plan.Direction;
import dev.migrate.revision.Revision;
import dev.migrate.sql.DatabaseKind;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The code of a revision's author. It is called anew whenever it is to say what it does, on an object of its own, so that nothing it
 * keeps in a field is left from the time before.
 *
 * @param classes where its class is
 * @param revision the revision
 * @param kind the database it is for
 */
record MigrationCode(RevisionClasses classes, Revision revision, DatabaseKind kind) {

    /** Whether the author leaves transactions to the run. */
    boolean transactional() {
        return called("transactional", () -> classes.migration(revision).transactional());
    }

    /** The queries that must hold before an upgrade. */
    List<String> require() {
        return called("require", () -> List.copyOf(classes.migration(revision).require(kind)));
    }

    /** The queries that must hold behind an upgrade. */
    List<String> verify() {
        return called("verify", () -> List.copyOf(classes.migration(revision).verify(kind)));
    }

    /**
     * What it says.
     *
     * @param live the database, for code that reads; null where there is none
     * @return what has not been run yet
     * @throws NeedsDatabase when it reads and there is no database
     */
    List<Recorded> record(Direction direction, @Nullable LiveSession live) {
        BiConsumer<Migration, Operations> method =
                direction == Direction.UPGRADE ? Migration::upgrade : Migration::downgrade;
        return called(
                direction.word(),
                () -> Recorder.record(classes.migration(revision), method, kind, revision.file(), live));
    }

    private <T> T called(String method, java.util.function.Supplier<T> code) {
        return classes.as(() -> {
            try {
                return code.get();
            } catch (NeedsDatabase | MigrateException | Interruption | OutOfMemoryError e) {
                throw e;
            } catch (Throwable e) {
                throw threw(method, e);
            }
        });
    }

    private MigrateException threw(String method, Throwable thrown) {
        // what the static part of a helper threw, which says nothing itself
        Throwable e =
                thrown instanceof ExceptionInInitializerError && thrown.getCause() != null ? thrown.getCause() : thrown;
        return Diagnostic.error(
                        "java/exception",
                        method + " of revision \"" + revision.id() + "\" throws "
                                + e.getClass().getSimpleName()
                                + (e.getMessage() == null ? "" : ": " + e.getMessage()))
                .at(classes.place(revision, e))
                .help("correct the script; -e shows the whole stack trace")
                .toException(e);
    }

    /** Ends the author's code from within a call that it made, once something has failed that is not its own. */
    static final class Interruption extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Interruption() {
            super("the run has failed", null, false, false);
        }
    }
}
