package dev.migrate;

/** More about the constraint that goes. */
public interface ConstraintDrop {

    /** Nothing is dropped where the constraint is not there. */
    ConstraintDrop ifExists();

    /** What depends on the constraint goes too (PostgreSQL). */
    ConstraintDrop cascade();

    /** What the constraint was, for the reverse; where SQLite's table has it without a name, it is found by this. */
    ConstraintDrop was(Constraint constraint);
}
