package dev.migrate.script;

import dev.migrate.sql.Statement;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Stub. */
public final class Placeholders {
    private Placeholders() {}

    public static Statement apply(Statement statement, @Nullable Map<String, String> values, Path file) {
        return statement;
    }
}
