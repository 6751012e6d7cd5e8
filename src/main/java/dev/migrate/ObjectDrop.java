package dev.migrate;

import java.util.function.Consumer;

/** More about what goes. */
public interface ObjectDrop {

    /** Nothing is dropped where it is not there. */
    ObjectDrop ifExists();

    /** What depends on it goes too (PostgreSQL). */
    ObjectDrop cascade();

    /** What made it, for the reverse: {@code op.dropView("v").was(o -> o.createView("v", "SELECT …"))}. */
    ObjectDrop was(Consumer<Operations> creation);
}
