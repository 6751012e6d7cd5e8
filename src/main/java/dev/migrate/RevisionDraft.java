package dev.migrate;

import dev.migrate.diff.Drafted;
import dev.migrate.sql.DatabaseKind;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A revision that is found and not yet written.
 *
 * @param environment the environment whose database it was found for
 * @param database what kind of database that is
 * @param message the title
 * @param upgrade the operations of the upgrade, each with what is known of it
 * @param downgrade those of the downgrade
 */
public record RevisionDraft(
        String environment, DatabaseKind database, String message, List<Drafted> upgrade, List<Drafted> downgrade) {

    /** Copies the lists. */
    public RevisionDraft {
        upgrade = List.copyOf(upgrade);
        downgrade = List.copyOf(downgrade);
    }

    /** The same with another title. */
    public RevisionDraft withMessage(String other) {
        return new RevisionDraft(environment, database, other, upgrade, downgrade);
    }

    /** The same with other operations. */
    public RevisionDraft with(List<Drafted> otherUpgrade, List<Drafted> otherDowngrade) {
        return new RevisionDraft(environment, database, message, otherUpgrade, otherDowngrade);
    }

    /** The same with both lists changed alike, such as by leaving operations out. */
    public RevisionDraft each(UnaryOperator<List<Drafted>> change) {
        return with(change.apply(upgrade), change.apply(downgrade));
    }
}
