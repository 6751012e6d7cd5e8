package dev.migrate.config;

import org.jspecify.annotations.Nullable;

/**
 * What a database is called: {@code prod}, or {@code prod/eu} for one of an environment's targets.
 *
 * @param environment the environment
 * @param target the target of it; null where none is meant
 */
public record DatabaseName(String environment, @Nullable String target) {

    /** Reads a name. */
    public static DatabaseName of(String name) {
        int slash = name.indexOf('/');
        return slash < 0
                ? new DatabaseName(name, null)
                : new DatabaseName(name.substring(0, slash), name.substring(slash + 1));
    }

    /** What names the environment on a command line, with a space before it: without it a command that is pasted goes to another one. */
    public String environmentOption() {
        return " -Dmigrate.env=" + environment;
    }

    /** The same, and what names the target. */
    public String option() {
        return environmentOption() + (target == null ? "" : " -Dmigrate.target=" + target);
    }
}
