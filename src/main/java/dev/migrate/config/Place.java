package dev.migrate.config;

/**
 * A place in a text.
 *
 * @param line from 1; 0 where there is no text
 * @param column from 1, in characters
 * @param length in characters, within the line
 */
record Place(int line, int column, int length) {

    /** No place: a value from the command line or the POM. */
    static final Place NONE = new Place(0, 0, 0);
}
