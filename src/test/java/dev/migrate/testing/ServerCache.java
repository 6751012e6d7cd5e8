package dev.migrate.testing;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The folder of unpacked servers, kept from build to build and shared by builds that run at once. */
record ServerCache(Path folder) {
    private static final String NAME = "migrate-test-servers";
    private static final Path MEMORY = Path.of("/dev/shm");
    private static final long ENOUGH_MEMORY = 6L << 30;

    /** Fills a folder with a server's files. */
    interface Unpacker {
        void unpack(Path folder) throws IOException;
    }

    /** The first folder that can be this user's own: in the home, else among the temporary files. */
    static ServerCache open() throws IOException {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        for (Path candidate : List.of(
                Path.of(System.getProperty("user.home"), ".cache", NAME),
                temporary.resolve(NAME + "-" + System.getProperty("user.name")))) {
            if (isOwn(candidate)) {
                return new ServerCache(candidate.toAbsolutePath());
            }
        }
        return new ServerCache(Files.createTempDirectory(NAME));
    }

    /** A folder among the temporary files, which another user may be let into. */
    static ServerCache temporary() throws IOException {
        String name = NAME + "-shared-" + System.getProperty("user.name");
        Path folder = Path.of(System.getProperty("java.io.tmpdir"), name);
        return new ServerCache(isOwn(folder) ? folder.toAbsolutePath() : Files.createTempDirectory(NAME));
    }

    /** Where running servers have their data: in memory where that may be, else here. */
    Path running() throws IOException {
        return memory(folder.getFileName().toString()).orElse(folder).resolve("running");
    }

    /** A folder for SQLite's files. */
    static Path forFiles() throws IOException {
        Optional<Path> memory = memory(NAME);
        return memory.isPresent()
                ? Files.createTempDirectory(memory.get(), "sqlite")
                : Files.createTempDirectory("migrate-sqlite");
    }

    /**
     * A folder in memory. With {@code -Dmigrate.test.memory=true} and enough of it free data stands there: a test's need not survive, and a disk waits
     * for each CREATE TABLE. Where time is measured it stays on the disk.
     */
    private static Optional<Path> memory(String name) throws IOException {
        if (!Boolean.getBoolean("migrate.test.memory") || !Files.isDirectory(MEMORY)) {
            return Optional.empty();
        }
        Path own = MEMORY.resolve(name + "-" + System.getProperty("user.name"));
        return Files.getFileStore(MEMORY).getUsableSpace() >= ENOUGH_MEMORY && isOwn(own)
                ? Optional.of(own)
                : Optional.empty();
    }

    /** Lets everyone read a folder, and run what in it can be run. */
    static void openToAll(Path folder) throws IOException {
        try (var paths = Files.walk(folder)) {
            for (Path path : (Iterable<Path>) paths::iterator) {
                if (!Files.isSymbolicLink(path)) {
                    boolean enter = Files.isDirectory(path) || Files.isExecutable(path);
                    String permissions = enter ? "rwxr-xr-x" : "rw-r--r--";
                    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
                }
            }
        }
    }

    private static boolean isOwn(Path folder) {
        try {
            Files.createDirectories(folder);
            Path probe = Files.createTempFile(folder, "probe", null);
            try {
                return Files.getOwner(folder).equals(Files.getOwner(probe));
            } finally {
                Files.delete(probe);
            }
        } catch (IOException notWritable) {
            return false;
        }
    }

    /** The unpacked server of that name. It appears by a rename, so that nobody sees a half of it. */
    Path unpacked(String name, Unpacker unpacker) throws IOException {
        Path target = folder.resolve(name);
        if (Files.isDirectory(target)) {
            return target;
        }
        removeAbandoned();
        Path unfinished = Files.createTempDirectory(folder, "unfinished");
        try {
            unpacker.unpack(unfinished);
            Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            deleteTree(unfinished);
            if (!Files.isDirectory(target)) { // else another build was faster
                throw e;
            }
        }
        return target;
    }

    private void removeAbandoned() throws IOException {
        Instant longAgo = Instant.now().minus(Duration.ofHours(1));
        try (var leftovers = Files.newDirectoryStream(folder, "unfinished*")) {
            for (Path leftover : leftovers) {
                if (Files.getLastModifiedTime(leftover).toInstant().isBefore(longAgo)) {
                    deleteTree(leftover);
                }
            }
        }
    }

    /** Deletes a folder and what is in it, also while someone else does. */
    static void deleteTree(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
                    throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.deleteIfExists(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
