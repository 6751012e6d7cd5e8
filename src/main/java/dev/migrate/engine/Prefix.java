package dev.migrate.engine;

/**
 * What has been run of a step.
 *
 * @param statements how many statements
 * @param hash a hash of them
 */
record Prefix(int statements, String hash) {}
