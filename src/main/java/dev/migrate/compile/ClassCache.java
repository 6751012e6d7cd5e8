package dev.migrate.compile;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Compiled classes by the content that they were compiled from, one file for each script. A file appears whole or not at all, so that
 * builds which run at once may share the folder.
 */
final class ClassCache {

    private static final Duration UNUSED = Duration.ofDays(30);
    private static final Duration TOUCH_AFTER = Duration.ofDays(1);
    private static final String ENDING = ".jar";
    private static final String PART = ".part";

    private final Path folder;

    ClassCache(Path folder) {
        this.folder = folder;
    }

    /** The classes by name; empty where there are none, or where the file is no longer what was written. */
    Optional<Map<String, byte[]>> read(String key) {
        Path file = folder.resolve(key + ENDING);
        Map<String, byte[]> classes = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                String name = entry.getName();
                if (name.endsWith(".class")) {
                    classes.put(name.substring(0, name.length() - 6).replace('/', '.'), zip.readAllBytes());
                }
            }
            touch(file);
        } catch (IOException e) {
            return Optional.empty();
        }
        return classes.isEmpty() ? Optional.empty() : Optional.of(classes);
    }

    /** Keeps classes; where the folder cannot be written, the next run compiles again. */
    void write(String key, Map<String, byte[]> classes) {
        Path part = null;
        try {
            Files.createDirectories(folder);
            part = Files.createTempFile(folder, key.substring(0, 16), PART);
            Files.write(part, zip(classes));
            move(part, folder.resolve(key + ENDING));
        } catch (IOException e) {
            delete(part);
        }
    }

    /** Removes what nobody has used for a month, and what a build that was killed left behind. */
    void prune() {
        Instant now = Instant.now();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*{" + ENDING + "," + PART + "}")) {
            for (Path file : files) {
                Instant used = Files.getLastModifiedTime(file).toInstant();
                Duration limit = file.toString().endsWith(PART) ? TOUCH_AFTER : UNUSED;
                if (used.plus(limit).isBefore(now)) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            // Another build prunes too, or the folder is gone; nothing depends on it.
            return;
        }
    }

    private static byte[] zip(Map<String, byte[]> classes) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.setLevel(Deflater.BEST_SPEED);
            for (Map.Entry<String, byte[]> type : classes.entrySet()) {
                ZipEntry entry = new ZipEntry(type.getKey().replace('.', '/') + ".class");
                entry.setTime(0);
                zip.putNextEntry(entry);
                zip.write(type.getValue());
            }
        }
        return bytes.toByteArray();
    }

    private static void touch(Path file) throws IOException {
        Instant now = Instant.now();
        if (Files.getLastModifiedTime(file).toInstant().plus(TOUCH_AFTER).isBefore(now)) {
            Files.setLastModifiedTime(file, FileTime.from(now));
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void delete(@Nullable Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            // It is pruned later.
            return;
        }
    }
}
