package dev.migrate.lint.grammar;

/**
 * A part of a statement's text.
 *
 * @param from where it begins, in characters from 0
 * @param to where it ends, exclusive
 */
public record Span(int from, int to) {}
