package dev.migrate.trace;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * All that a test has measured, as it stands in {@code target/migrate/trace.<environment>.json}: the names of its fields, in snake case, are for
 * others to rely on.
 *
 * @param environment the environment whose kind of database it was
 * @param database the kind, {@code postgresql}
 * @param version the server's version as it says it
 * @param revisions the revisions, in the order in which they ran
 */
public record TraceFile(String environment, String database, String version, List<RevisionTrace> revisions) {

    /** Copies the list. */
    public TraceFile {
        revisions = List.copyOf(revisions);
    }

    /** The file of an environment, relative to the project. */
    public static String name(String environment) {
        return "target/migrate/trace." + environment.replace('/', '.') + ".json";
    }

    /**
     * What stands in a file.
     *
     * @throws IOException where it cannot be read, or is no trace
     */
    public static TraceFile read(Path file) throws IOException {
        return JsonMapper.builder()
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                // a later version may know more
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build()
                .readValue(Files.readString(file), TraceFile.class);
    }

    /** The way of a revision, where it was measured with the script as it is. */
    public Optional<RevisionTrace> find(String revision, String direction, String checksum) {
        return revisions.stream()
                .filter(one -> one.revision().equals(revision)
                        && one.direction().equals(direction)
                        && one.checksum().equals(checksum))
                .findFirst();
    }
}
