package dev.migrate.engine;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.SourceSpan;
import dev.migrate.sql.DatabaseKind;
import dev.migrate.sql.Statement;
import dev.migrate.sql.StatementClass;

/** What must not stand in a step whose transaction the run opens and ends. */
final class TransactionRules {

    private TransactionRules() {}

    /**
     * Refuses a statement that would end the transaction, or cannot run in one.
     *
     * @param place where it stands
     * @param outside what to write for a step outside a transaction
     */
    static void check(SourceSpan place, Statement s, DatabaseKind kind, String outside) {
        StatementClass type = StatementClass.of(s, kind);
        if (type.transactionControl()) {
            throw Diagnostic.error(
                            "script/transaction-control",
                            "the script's own \""
                                    + String.join(" ", s.keywords().subList(0, 1))
                                    + "\" would end the transaction in which the revision and its version row are"
                                    + " written")
                    .at(place)
                    .help("remove it, or " + outside + " and leave transactions to the script")
                    .toException();
        }
        if (type.cannotRunInTransaction()) {
            throw Diagnostic.error(
                            "script/needs-no-transaction",
                            kind.displayName() + " does not run this statement inside a transaction")
                    .at(place)
                    .help(outside + ", best in a revision of its own")
                    .toException();
        }
    }
}
