package dev.migrate;

import java.util.function.Consumer;

/** More about a new function or procedure. */
public interface RoutineCreation {

    /** The language of its body; {@code sql} unless given. */
    RoutineCreation language(String name);

    /** Its body: on PostgreSQL what stands between the dollars, on MySQL and MariaDB a statement. */
    RoutineCreation body(String sql);

    /** A word between its head and its body, such as {@code IMMUTABLE} or {@code DETERMINISTIC}. */
    RoutineCreation option(String word);

    /** Takes the place of the one that is there. */
    RoutineCreation orReplace();

    /** What made the one that is replaced, for the reverse. */
    RoutineCreation was(Consumer<Operations> creation);
}
