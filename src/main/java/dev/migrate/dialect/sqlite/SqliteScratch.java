package dev.migrate.dialect.sqlite;

import dev.migrate.config.DatabaseSettings;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.dialect.RunIdentity;
import dev.migrate.dialect.ScratchFailure;
import dev.migrate.dialect.ScratchPlace;
import dev.migrate.dialect.Session;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.sqlite.JDBC;

/** A file in a new folder among the system's temporary files, and a lock beside it as long as its maker lives. */
final class SqliteScratch implements ScratchPlace {

    private static final String PREFIX = "migrate-scratch-";

    private final Path folder;
    private final SideLock alive;
    private final DatabaseSettings settings;
    private boolean closed;

    private SqliteScratch(Path folder, SideLock alive, DatabaseSettings settings) {
        this.folder = folder;
        this.alive = alive;
        this.settings = settings;
    }

    static ScratchPlace make(SqliteDialect dialect, DatabaseSettings live, RunIdentity identity) {
        try {
            sweep(Path.of(System.getProperty("java.io.tmpdir")), identity);
            Path folder;
            SideLock alive;
            do {
                // another run that sweeps at this very moment may have taken it for a leftover
                folder = Files.createTempDirectory(PREFIX);
                alive = lock(folder, identity);
            } while (!Files.isDirectory(folder) || !alive.tryLock());
            var scratch =
                    new SqliteScratch(folder, alive, live.at(url(live.url(), folder.resolve("scratch.db")), null));
            try {
                scratch.copyEncoding(dialect, live, identity);
                return scratch;
            } catch (SQLException | RuntimeException e) {
                scratch.close();
                throw e;
            }
        } catch (IOException | SQLException e) {
            throw ScratchFailure.notMade(live, e);
        }
    }

    private static SideLock lock(Path folder, RunIdentity identity) {
        return new SideLock(
                folder.resolve("alive"),
                identity.display() + ", process " + ProcessHandle.current().pid() + " [" + folder.getFileName() + "]");
    }

    /** The parameters of the live URL stay, but for those that say what kind of file it is. */
    private static String url(String live, Path file) {
        int question = live.indexOf('?');
        List<String> kept = new ArrayList<>();
        if (question >= 0) {
            for (String parameter : live.substring(question + 1).split("&")) {
                if (!parameter.matches("(?i)(mode|cache|immutable|nolock|vfs|open_mode)=.*") && !parameter.isEmpty()) {
                    kept.add(parameter);
                }
            }
        }
        return JDBC.PREFIX + file + (kept.isEmpty() ? "" : "?" + String.join("&", kept));
    }

    /** It can be chosen before the first table alone (sqlite.org/pragma.html#pragma_encoding). */
    private void copyEncoding(SqliteDialect dialect, DatabaseSettings live, RunIdentity identity) throws SQLException {
        String encoding = encoding(dialect, live, identity);
        try (Session session = dialect.open(settings, identity, true);
                Statement statement = session.connection().createStatement()) {
            statement.execute("PRAGMA encoding = " + dialect.literal(encoding));
            statement.execute("CREATE TABLE made (n)");
            statement.execute("DROP TABLE made");
        }
    }

    private static String encoding(SqliteDialect dialect, DatabaseSettings live, RunIdentity identity)
            throws SQLException {
        try (Session session = dialect.open(live, identity, false)) {
            return String.valueOf(session.value("PRAGMA encoding"));
        } catch (MigrateException e) {
            // in a new checkout there may be neither the file nor its folder, and nothing to do as it does
            if (e.diagnostics().stream().allMatch(fault -> fault.code().equals("connect/no-folder"))) {
                return "UTF-8";
            }
            throw e;
        }
    }

    /** Removes the folders of processes that are gone. */
    private static void sweep(Path temporary, RunIdentity identity) throws IOException {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(temporary, PREFIX + "*")) {
            for (Path folder : folders) {
                try {
                    SideLock left = lock(folder, identity);
                    if (left.tryLock()) {
                        delete(folder);
                        left.unlock();
                    }
                } catch (SQLException ignored) {
                    // Somebody else's, or gone by now.
                }
            }
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(folder);
        } catch (IOException ignored) {
            // The next run tries again.
        }
    }

    @Override
    public DatabaseSettings settings() {
        return settings;
    }

    @Override
    public List<String> notes() {
        return List.of();
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        delete(folder);
        try {
            alive.unlock();
        } catch (SQLException ignored) {
            // The process gives it back.
        }
    }
}
