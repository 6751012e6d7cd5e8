package dev.migrate.dialect.sqlite;

import dev.migrate.dialect.Lookout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks for the processes that hold a lock on the database's files, where the operating system tells: SQLite locks bytes of the file, or
 * of its {@code -shm} with a write-ahead log (sqlite.org/wal.html), and Linux lists such locks in {@code /proc/locks}.
 */
final class SqliteLookout implements Lookout {

    private static final Path LOCKS = Path.of("/proc/locks");

    private final @Nullable Path file;

    /** A lookout; null for a database in memory, which nobody else reaches. */
    SqliteLookout(@Nullable Path file) {
        this.file = file;
    }

    @Override
    public Sight look() {
        if (file == null || !Files.isReadable(LOCKS)) {
            return Sight.NOTHING;
        }
        Set<String> holders = new LinkedHashSet<>();
        try {
            List<String> lines = Files.readAllLines(LOCKS);
            for (String name : List.of(file.toString(), file + "-shm")) {
                Path path = Path.of(name);
                if (Files.exists(path)) {
                    String inode = ":" + Files.getAttribute(path, "unix:ino");
                    lines.stream()
                            .map(line -> line.trim().split("\\s+"))
                            .filter(words -> words.length > 5 && words[5].endsWith(inode))
                            .forEach(words -> holder(words[4], holders));
                }
            }
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return Sight.NOTHING;
        }
        return holders.isEmpty() ? Sight.NOTHING : new Sight(null, "the lock on the file", List.copyOf(holders), null);
    }

    /** A lock of this process is the session's own, or cannot be told from it. */
    private static void holder(String pid, Set<String> holders) {
        if (!pid.matches("\\d+")
                || pid.equals(Long.toString(ProcessHandle.current().pid()))) {
            return;
        }
        ProcessHandle.of(Long.parseLong(pid)).ifPresent(process -> {
            var info = process.info();
            holders.add("process " + pid
                    + info.user().map(user -> " of user \"" + user + "\"").orElse("")
                    + info.command()
                            .map(command -> " (" + Path.of(command).getFileName() + ")")
                            .orElse("")
                    + info.startInstant()
                            .map(began -> ", running since " + began)
                            .orElse(""));
        });
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
