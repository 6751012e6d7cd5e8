package dev.migrate.command;

import dev.migrate.diff.Blueprint;
import dev.migrate.schema.Schema;
import dev.migrate.schema.SchemaObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was read in scratch databases of models, and of what revisions make, by all that it depends on: making it is the slow part. What cannot be
 * kept or read back is made again.
 */
final class ModelCache {

    /** Changes with whatever is kept, and with what the catalogs are asked for. */
    private static final String FORMAT = "2";

    private static final String SUFFIX = ".bin";

    private static final int KEPT = 24;

    private final Path folder;

    /** In a project's {@code target/}. */
    ModelCache(Path project) {
        this.folder = project.resolve("target/migrate/models");
    }

    /** The key of everything that a result depends on. */
    static String key(List<String> parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(FORMAT.getBytes(StandardCharsets.UTF_8));
            for (String part : parts) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
                digest.update(bytes);
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    Optional<StoredSchema.Kept> blueprint(String key) {
        return read("schema-" + key).flatMap(StoredSchema::blueprint);
    }

    /**
     * A model that was kept.
     *
     * @param made what it makes
     * @param statements its statements
     */
    record Last(Blueprint made, List<String> statements) {}

    /**
     * The model that was loaded last.
     *
     * @param place everything that what is read of a model depends on, but the model
     */
    Optional<Last> last(String place) {
        return read("last-" + place).flatMap(StoredSchema::texts).flatMap(texts -> blueprint(texts.get(0))
                .map(kept -> new Last(kept.blueprint(), texts.subList(1, texts.size()))));
    }

    /** Keeps what a model makes, as that which was loaded last. */
    void keep(String key, Blueprint made, String place, List<String> statements) {
        write("schema-" + key, StoredSchema.of(made));
        List<String> texts = new ArrayList<>(List.of(key));
        texts.addAll(statements);
        write("last-" + place, StoredSchema.of(texts));
    }

    /** What revisions make. */
    Optional<Schema> made(String key) {
        return read("made-" + key).flatMap(StoredSchema::blueprint).map(StoredSchema.Kept::schema);
    }

    /** The same with every definition. */
    Optional<Blueprint> whole(String key) {
        return read("whole-" + key).flatMap(StoredSchema::blueprint).map(StoredSchema.Kept::blueprint);
    }

    void keepWhole(String key, Blueprint made) {
        write("whole-" + key, StoredSchema.of(made));
    }

    void keepMade(String key, Schema schema) {
        write("made-" + key, StoredSchema.of(Blueprint.of(schema)));
    }

    Optional<Map<SchemaObject, SchemaObject>> wordings(String key) {
        return read("wording-" + key).flatMap(StoredSchema::wordings);
    }

    void keep(String key, Map<SchemaObject, SchemaObject> wordings) {
        write("wording-" + key, StoredSchema.of(wordings));
    }

    private Optional<byte[]> read(String name) {
        Path file = folder.resolve(name + SUFFIX);
        try {
            return Files.isRegularFile(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
        } catch (IOException e) {
            // it is made again
            return Optional.empty();
        }
    }

    private void write(String name, byte[] bytes) {
        try {
            Files.createDirectories(folder);
            Path draft = Files.createTempFile(folder, name, ".tmp");
            Files.write(draft, bytes);
            Files.move(draft, folder.resolve(name + SUFFIX), StandardCopyOption.REPLACE_EXISTING);
            prune();
        } catch (IOException e) {
            // it is made again next time
            return;
        }
    }

    private void prune() throws IOException {
        try (var files = Files.list(folder)) {
            List<Path> oldest = files.sorted(
                            Comparator.comparing((Path file) -> file.toFile().lastModified())
                                    .reversed())
                    .skip(KEPT)
                    .toList();
            for (Path file : oldest) {
                Files.deleteIfExists(file);
            }
        }
    }
}
