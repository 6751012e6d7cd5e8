package dev.migrate.config;

/**
 * One effective setting, for {@code migrate:config}.
 *
 * @param key dotted, as in the file: {@code hooks.before_run}
 * @param value as text, {@code ***} for a secret
 * @param origin where it came from
 */
public record Setting(String key, String value, Origin origin) {

    /** The value of a setting that nobody gave and that has none of its own. */
    public static final String NOT_SET = "(not set)";
}
