package dev.migrate;

/**
 * Sees and changes what {@code migrate:revision -Dmigrate.autogenerate} has found, before the script is written. A class of the project's
 * class path that is named in {@code META-INF/services/dev.migrate.RevisionCustomizer}; {@code scripts.classpath} says what that class
 * path is.
 */
public interface RevisionCustomizer {

    /**
     * Gives back the revision that is to be written: the same, a changed one, or one without an upgrade, of which nothing is written.
     *
     * @param draft what has been found
     */
    RevisionDraft customize(RevisionDraft draft);
}
