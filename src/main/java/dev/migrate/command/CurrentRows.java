package dev.migrate.command;

import dev.migrate.revision.Revision;
import dev.migrate.revision.RevisionGraph;
import java.util.List;

/** Where {@code current} is, for goals that ask a database only when a name counts from there. */
@FunctionalInterface
public interface CurrentRows {

    /**
     * The revisions of the version table's rows; none at the base.
     *
     * @throws dev.migrate.diagnostic.MigrateException where the database cannot be reached, or a row is unknown
     */
    List<Revision> revisions(RevisionGraph graph);
}
