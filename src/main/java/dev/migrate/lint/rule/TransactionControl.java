package dev.migrate.lint.rule;

import static dev.migrate.sql.DatabaseKind.POSTGRESQL;

import dev.migrate.lint.Rule;
import dev.migrate.lint.RuleFacts;
import dev.migrate.lint.Sight;
import dev.migrate.lint.grammar.Change;
import dev.migrate.sql.StatementClass;
import java.util.Set;

/** BEGIN, COMMIT and ROLLBACK of a script: within the run's transaction, nested, or left open. */
public final class TransactionControl implements Rule {

    private static final Set<String> BEGINS = Set.of("begin", "start");

    @Override
    public RuleFacts facts() {
        return RuleFacts.error("P135", "transaction-control").on(POSTGRESQL);
    }

    @Override
    public void review(Sight sight) {
        if (!(sight.change() instanceof Change.Transaction control)
                || !StatementClass.of(sight.statement(), POSTGRESQL).transactionControl()) {
            return;
        }
        boolean begins = BEGINS.contains(control.verb());
        if (sight.revision().transactional()) {
            sight.report("the revision runs in a transaction already, which this statement would end or repeat")
                    .note("what ran before it would be committed although a later statement may fail")
                    .rewrite("take the line out, or let the section begin with -- migrate:upgrade transaction=false");
        } else if (begins && sight.isInTransaction()) {
            sight.report("a transaction is open already")
                    .note("PostgreSQL gives a warning and goes on in the one that is open; the first COMMIT ends it"
                            + " (every version)")
                    .rewrite("SAVEPOINT inside;");
        } else if (begins) {
            sight.report("the transaction that begins here is not ended in the revision")
                    .note("what it does is rolled back when the connection ends")
                    .rewrite("COMMIT;")
                    .unless(later -> later.stream()
                            .anyMatch(seen -> seen.change() instanceof Change.Transaction end
                                    && Set.of("commit", "end", "rollback", "abort", "prepare")
                                            .contains(end.verb())));
        }
    }
}
