package dev.migrate.config;

/**
 * One effective setting, for {@code migrate:config}.
 *
 * @param key dotted, as in the file: {@code hooks.before_run}
 * @param value as text, {@code ***} for a secret
 * @param origin where it came from
 */
public record Setting(String key, String value, Origin origin) {}
