package dev.migrate.dialect.postgresql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * Watches from a connection of its own which locks a server process holds, for a statement that ends its transaction itself, so that nothing
 * of them is left to be seen behind it.
 */
final class LockSampler implements AutoCloseable {

    private final Connection connection;
    private final String pid;

    /**
     * A watcher.
     *
     * @param connection its own, which it closes
     * @param pid whom it watches
     */
    LockSampler(Connection connection, String pid) {
        this.connection = connection;
        this.pid = pid;
    }

    /** What is to be watched. */
    @FunctionalInterface
    interface Work<E extends Exception> {
        /** Does it. */
        void run() throws E;
    }

    /** The strongest lock on each relation that was seen during the work. */
    <E extends Exception> Map<String, LockMode> watch(Work<E> work) throws E, SQLException {
        var watching = new Watching();
        var thread = new Thread(watching, "locks");
        thread.setDaemon(true);
        thread.start();
        try {
            watching.awaitFirst();
            work.run();
        } finally {
            watching.ended = true;
            join(thread);
        }
        if (watching.failure != null) {
            throw watching.failure;
        }
        return watching.seen;
    }

    private static void join(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException ignored) {
            // the server ends it
        }
    }

    /** Asks again and again. */
    private final class Watching implements Runnable {
        private final Map<String, LockMode> seen = new LinkedHashMap<>();
        private final CountDownLatch first = new CountDownLatch(1);
        private volatile boolean ended;
        private volatile @Nullable SQLException failure;

        void awaitFirst() {
            try {
                first.await();
            } catch (InterruptedException e) {
                // the statement is run all the same, and ends as it does when nobody watches
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void run() {
            try (Statement statement = connection.createStatement()) {
                while (!ended) {
                    try (ResultSet rows =
                            statement.executeQuery("SELECT l.relation, l.mode " + Relations.LOCKS + pid)) {
                        while (rows.next()) {
                            Relations.add(seen, rows.getString(1), rows.getString(2));
                        }
                    }
                    first.countDown();
                }
            } catch (SQLException e) {
                failure = e;
            } finally {
                first.countDown();
            }
        }
    }
}
