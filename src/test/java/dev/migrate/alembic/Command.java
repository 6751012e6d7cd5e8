package dev.migrate.alembic;

/**
 * What is typed on both sides.
 *
 * @param verb the goal
 * @param target its argument
 * @param purge for a stamp, whether the rows go first
 */
record Command(Verb verb, String target, boolean purge) {

    Command(Verb verb, String target) {
        this(verb, target, false);
    }

    /** The commands that both sides know. */
    enum Verb {
        UPGRADE,
        DOWNGRADE,
        STAMP,
        SHOW,
        HISTORY;

        String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        boolean looksOnly() {
            return this == SHOW || this == HISTORY;
        }
    }

    @Override
    public String toString() {
        return verb.word() + " " + target + (purge ? " --purge" : "");
    }
}
