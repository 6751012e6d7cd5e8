package dev.migrate.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.migrate.diff.Blueprint;
import dev.migrate.schema.ObjectKind;
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
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What was read of models in scratch databases, by all that it depends on: loading a model is the slow part. What cannot be kept or
 * read back is made again.
 */
final class ModelCache {

    /** Changes with whatever is kept, and with what the catalogs are asked for. */
    private static final String FORMAT = "1";

    private static final int KEPT = 24;

    private final Path folder;
    private final ObjectMapper json = JsonMapper.builder().build();

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

    private record Thing(ObjectKind kind, List<String> path, TreeMap<String, String> properties) {
        static Thing of(SchemaObject object) {
            return new Thing(object.kind(), object.path(), new TreeMap<>(object.properties()));
        }

        SchemaObject object() {
            return SchemaObject.of(kind, path, properties);
        }
    }

    private record Definition(List<String> path, String text) {}

    private record Need(List<String> path, List<List<String>> needs) {}

    private record Model(List<Thing> objects, List<Definition> definitions, List<Need> needs) {}

    private record Wording(Thing read, Thing last) {}

    Optional<Blueprint> blueprint(String key) {
        Model kept = read("schema-" + key, new TypeReference<>() {});
        if (kept == null) {
            return Optional.empty();
        }
        Map<List<String>, String> definitions = new HashMap<>();
        kept.definitions().forEach(each -> definitions.put(each.path(), each.text()));
        Map<List<String>, Set<List<String>>> needs = new HashMap<>();
        kept.needs().forEach(each -> needs.put(each.path(), new HashSet<>(each.needs())));
        Schema schema = new Schema(kept.objects().stream().map(Thing::object).toList());
        return Optional.of(new Blueprint(schema, definitions, needs));
    }

    void keep(String key, Blueprint blueprint) {
        List<Definition> definitions = new ArrayList<>();
        blueprint.definitions().forEach((path, text) -> definitions.add(new Definition(path, text)));
        List<Need> needs = new ArrayList<>();
        blueprint.needs().forEach((path, needed) -> needs.add(new Need(path, List.copyOf(needed))));
        List<Thing> objects =
                blueprint.schema().objects().stream().map(Thing::of).toList();
        write("schema-" + key, new Model(objects, definitions, needs));
    }

    Optional<Map<SchemaObject, SchemaObject>> wordings(String key) {
        List<Wording> kept = read("wording-" + key, new TypeReference<>() {});
        if (kept == null) {
            return Optional.empty();
        }
        Map<SchemaObject, SchemaObject> wordings = new HashMap<>();
        kept.forEach(each -> wordings.put(each.read().object(), each.last().object()));
        return Optional.of(wordings);
    }

    void keep(String key, Map<SchemaObject, SchemaObject> wordings) {
        List<Wording> kept = new ArrayList<>();
        wordings.forEach((read, last) -> kept.add(new Wording(Thing.of(read), Thing.of(last))));
        write("wording-" + key, kept);
    }

    private <T> @Nullable T read(String name, TypeReference<T> type) {
        Path file = folder.resolve(name + ".json");
        if (!Files.isRegularFile(file)) {
            return null;
        }
        try {
            return json.readValue(Files.readAllBytes(file), type);
        } catch (IOException | IllegalArgumentException e) {
            return null;
        }
    }

    private void write(String name, Object value) {
        try {
            Files.createDirectories(folder);
            Path draft = Files.createTempFile(folder, name, ".tmp");
            Files.write(draft, json.writeValueAsBytes(value));
            Files.move(draft, folder.resolve(name + ".json"), StandardCopyOption.REPLACE_EXISTING);
            prune();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a schema cannot be written as JSON", e);
        } catch (IOException e) {
            // it is made again next time
            return;
        }
    }

    private void prune() throws IOException {
        try (var files = Files.list(folder)) {
            List<Path> oldest = files.sorted(Comparator.comparing((Path file) -> file.toFile().lastModified()).reversed())
                    .skip(KEPT)
                    .toList();
            for (Path file : oldest) {
                Files.deleteIfExists(file);
            }
        }
    }
}
