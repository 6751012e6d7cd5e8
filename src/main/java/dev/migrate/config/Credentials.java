package dev.migrate.config;

import org.jspecify.annotations.Nullable;

/**
 * A user and a password, as a {@code <server>} of settings.xml holds them.
 *
 * @param user null where none is given
 * @param password decrypted; null where none is given
 */
public record Credentials(@Nullable String user, @Nullable Secret password) {}
