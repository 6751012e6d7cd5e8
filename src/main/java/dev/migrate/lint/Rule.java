package dev.migrate.lint;

/** Something that a revision should not do to a database that is in use. Rules keep nothing between statements: the {@link Sight} does. */
public interface Rule {

    /** What is said of it without looking at a script. */
    RuleFacts facts();

    /** Looks at one statement, and reports what it finds. */
    default void review(Sight sight) {}

    /** Looks at a revision as a whole, once all its statements have been seen. */
    default void reviewRevision(RevisionSight sight) {}
}
