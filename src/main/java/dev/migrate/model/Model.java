package dev.migrate.model;

import dev.migrate.schema.Schema;
import java.util.List;

/** A desired schema that is said by statements. */
public interface Model {

    /** What it is, for people: {@code schema.sql}, {@code 12 JPA entities}. */
    String title();

    /**
     * The statements that make it in an empty database.
     *
     * @param server the database it is said for
     * @throws dev.migrate.diagnostic.MigrateException when it cannot be read
     */
    List<ModelStatement> statements(Server server);

    /** Whether its statements stand in files and need only be read, so that this can be done beside other work. */
    default boolean isText() {
        return false;
    }

    /**
     * The goal that a database is led to: the model, and what stands in the database that the model cannot express and therefore does not own.
     *
     * @param model what the statements made
     * @param live what stands in the database
     */
    Schema goal(Schema model, Schema live);

    /** What the user should know of it, a sentence each, such as that classes are older than their sources. */
    List<String> notes();
}
