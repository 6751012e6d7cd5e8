package dev.migrate.command;

import dev.migrate.schema.SchemaObject;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A scratch database with the model, or a part of it. */
final class LoadedModel implements AutoCloseable {
    private @Nullable Rehearsal scratch;
    private @Nullable Set<List<String>> part;

    Rehearsal scratch() {
        return Objects.requireNonNull(scratch, "nothing has been loaded");
    }

    void take(Rehearsal other, @Nullable Set<List<String>> paths) {
        close();
        scratch = other;
        part = paths;
    }

    boolean has(List<SchemaObject> objects) {
        Set<List<String>> paths = part;
        return scratch != null && (paths == null || objects.stream().allMatch(object -> paths.contains(object.path())));
    }

    @Override
    public void close() {
        if (scratch != null) {
            scratch.close();
            scratch = null;
        }
    }
}
