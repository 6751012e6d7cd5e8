package dev.migrate;

import java.util.function.Consumer;

/** More about a new trigger. */
public interface TriggerCreation {

    /** Runs before the change. */
    TriggerCreation before();

    /** Runs behind the change. */
    TriggerCreation after();

    /** Runs instead of the change, for a view. */
    TriggerCreation insteadOf();

    /** Runs for INSERT. */
    TriggerCreation insert();

    /** Runs for UPDATE, of some columns alone where any are named. */
    TriggerCreation update(String... columns);

    /** Runs for DELETE. */
    TriggerCreation delete();

    /** Runs once a statement instead of once a row (PostgreSQL). */
    TriggerCreation forEachStatement();

    /** Runs for some rows alone. */
    TriggerCreation when(String condition);

    /** The statements it runs, each ended by a semicolon; PostgreSQL needs {@link #executes} instead. */
    TriggerCreation body(String statements);

    /** The function it calls, with its arguments, such as {@code touch()}; PostgreSQL alone. */
    TriggerCreation executes(String function);

    /** Takes the place of the one that is there. */
    TriggerCreation orReplace();

    /** What made the one that is replaced, for the reverse. */
    TriggerCreation was(Consumer<Operations> creation);
}
