package dev.migrate;

/**
 * How a column is computed from others.
 *
 * @param expression the expression
 * @param stored whether the value is written with the row, or computed when it is read
 */
public record Generated(String expression, boolean stored) {}
