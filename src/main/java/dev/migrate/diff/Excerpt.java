package dev.migrate.diff;

/**
 * The parts of two schemas that have to do with how they differ: a script that makes the one into the other can be tried out on these as on the whole.
 *
 * @param from the part of what stands there
 * @param to the part of what is to stand there
 */
public record Excerpt(Blueprint from, Blueprint to) {}
