package dev.migrate.diff;

import dev.migrate.schema.SchemaObject;
import java.util.List;
import java.util.Optional;

/** What a database's dialect does for autogenerate: it knows how one schema is made into another. */
public interface Drafter {

    /**
     * The operations that make one schema into another, in an order in which they can run; none where the two are alike. What an engine
     * cannot change in place is done the long way, or refused.
     *
     * @param from what stands there
     * @param to what is to stand there
     * @param style how to go about it
     * @throws dev.migrate.diagnostic.MigrateException for a difference that no statement can make
     */
    List<Drafted> draft(Blueprint from, Blueprint to, Style style);

    /**
     * An object as it is compared: two that differ in spelling alone, such as {@code now()} and {@code CURRENT_TIMESTAMP}, are alike.
     */
    default SchemaObject comparable(SchemaObject object) {
        return object;
    }

    /**
     * A goal whose statements say what its objects are: where it keeps some of what stands there, the statements of the model that it was
     * made of say something else.
     *
     * @param from what stands there
     * @param model what a model alone makes
     * @param goal what is to stand there, with the statements of the model
     */
    default Blueprint settled(Blueprint from, Blueprint model, Blueprint goal) {
        return goal;
    }

    /**
     * What has to do with how two schemas differ: whatever differs, all that it needs, and all that needs it. A script tried out on that alone does
     * what it does on the whole. Empty where that is most of it, or cannot be told.
     *
     * @param from what stands there, with its needs
     * @param to what is to stand there, with its needs
     */
    default Optional<Excerpt> excerpt(Blueprint from, Blueprint to) {
        return Optional.empty();
    }

    /** The same operations as a script says them: what one statement can do at once, it does. */
    default List<Drafted> together(List<Drafted> drafted) {
        return drafted;
    }

    /**
     * A drafted statement in the words of a person.
     *
     * @param statement the statement, each of its names in quotes and with its schema
     * @param naming which names go without their schema
     */
    default String worded(String statement, Naming naming) {
        return statement;
    }

    /**
     * How a script is drafted.
     *
     * @param safe whether to take the forms that hold no lock for long, in revisions of their own where they must be
     */
    record Style(boolean safe) {

        /** The plain forms. */
        public static final Style PLAIN = new Style(false);
    }
}
