package dev.migrate.testing;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * The data, logs and process number of one running server. Its owner holds a file lock as long as it lives; so the
 * next build can tell a folder, and a server, that a killed JVM left behind, and remove both.
 *
 * @param owner keeps the lock until the JVM ends
 */
record ServerFolder(Path path, FileChannel owner) {
    private static final String LOCK = "owner.lock";

    static ServerFolder create(ServerCache cache, String name) throws IOException {
        Path parent = Files.createDirectories(cache.running());
        removeAbandoned(parent, name);
        // Created under another name and locked before the rename, so that no other build takes it for abandoned.
        Path unlocked = Files.createTempDirectory(parent, "");
        FileChannel owner =
                FileChannel.open(unlocked.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        owner.lock();
        Path folder = parent.resolve(name + ownMark() + unlocked.getFileName());
        Files.move(unlocked, folder);
        return new ServerFolder(folder, owner);
    }

    private static void removeAbandoned(Path parent, String name) throws IOException {
        try (var folders = Files.newDirectoryStream(parent, name + "-*")) {
            for (Path folder : folders) {
                if (folder.getFileName().toString().startsWith(name + ownMark())) {
                    continue; // opening and closing the lock would release it: POSIX locks belong to the process
                }
                try (FileChannel channel = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.WRITE)) {
                    if (channel.tryLock() != null) {
                        stopServer(folder);
                        ServerCache.deleteTree(folder);
                    }
                } catch (IOException removedMeanwhile) {
                    continue;
                }
            }
        }
    }

    private static String ownMark() {
        return "-" + ProcessHandle.current().pid() + "-";
    }

    private static void stopServer(Path folder) throws IOException {
        Path file = folder.resolve("pid");
        if (Files.exists(file)) {
            ProcessHandle.of(Long.parseLong(Files.readString(file).strip()))
                    .filter(process -> process.info().commandLine().orElse("").contains(folder.toString()))
                    .ifPresent(ServerFolder::kill);
        }
    }

    /** Ends a server at once, also one that runs below a program like runuser. */
    static void kill(ProcessHandle process) {
        List<ProcessHandle> all =
                Stream.concat(process.descendants(), Stream.of(process)).toList();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(each -> each.onExit().join());
    }

    /** A folder for the server's temporary files. */
    Path temporary() throws IOException {
        return Files.createDirectories(path.resolve("tmp"));
    }

    Path resolve(String name) {
        return path.resolve(name);
    }
}
