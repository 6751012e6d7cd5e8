package dev.migrate.config;

/**
 * A setting that somebody gave.
 *
 * @param key which setting
 * @param node its value, as written
 * @param source where it stands
 * @param rank how weak the place is: 0 for the command line
 */
record FoundValue(SettingKey key, Node node, Source source, int rank) {

    /** Where it came from. */
    Origin origin() {
        return source.origin(node.place());
    }
}
