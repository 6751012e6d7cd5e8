package dev.migrate.lint.rule;

import static dev.migrate.sql.DatabaseKind.POSTGRESQL;

import dev.migrate.lint.Rule;
import dev.migrate.lint.RuleFacts;
import dev.migrate.lint.Sight;
import dev.migrate.sql.StatementClass;

/** CONCURRENTLY, VACUUM and such, which PostgreSQL refuses within a transaction with SQLSTATE 25001. */
public final class OutsideTransaction implements Rule {

    @Override
    public RuleFacts facts() {
        return RuleFacts.error("P116", "concurrently-in-transaction").on(POSTGRESQL);
    }

    @Override
    public void review(Sight sight) {
        if (sight.isInTransaction()
                && StatementClass.of(sight.statement(), POSTGRESQL).cannotRunInTransaction()) {
            sight.report("PostgreSQL refuses this statement in a transaction, and the revision runs in one")
                    .note("the error is 25001, on every version; nothing of the revision is applied")
                    .rewrite(SafeWay.outside(sight.statement().text() + ";"));
        }
    }
}
