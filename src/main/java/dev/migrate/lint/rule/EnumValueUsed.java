package dev.migrate.lint.rule;

import static dev.migrate.sql.DatabaseKind.POSTGRESQL;

import dev.migrate.diagnostic.Severity;
import dev.migrate.lint.Rule;
import dev.migrate.lint.RuleFacts;
import dev.migrate.lint.Sight;
import dev.migrate.lint.grammar.Change;
import dev.migrate.sql.DatabaseKind;
import dev.migrate.sql.Token;

/**
 * A new value of an enum type: before PostgreSQL 12 it cannot be added in a transaction, and no version lets the
 * transaction that adds it use it (documentation of ALTER TYPE). A type that the same transaction makes is another
 * matter since 17.
 */
public final class EnumValueUsed implements Rule {

    @Override
    public RuleFacts facts() {
        return RuleFacts.warning("P126", "enum-value-in-transaction").on(POSTGRESQL);
    }

    @Override
    public void review(Sight sight) {
        if (!sight.isInTransaction()) {
            return;
        }
        if (sight.change() instanceof Change.AddEnumValue added) {
            if (sight.isKnownBefore(12, 0, 0)) {
                sight.report("PostgreSQL before 12 refuses ALTER TYPE … ADD VALUE in a transaction")
                        .as(Severity.ERROR)
                        .rewrite(SafeWay.outside(sight.statement().text() + ";"));
            }
            return;
        }
        for (Sight.Seen seen : sight.transaction()) {
            if (seen.change() instanceof Change.AddEnumValue added
                    && !sight.known().isNewEnum(added.type())
                    && !(sight.change() instanceof Change.Harmless)
                    && says(sight.statement().text(), added.value())) {
                sight.report("\"" + added.value() + "\" is new in \"" + added.type()
                                + "\", and cannot be used before the transaction that adds it has ended")
                        .note("the error is 55P04, \"unsafe use of new value\" (PostgreSQL 12 and later)")
                        .rewrite("-- in the next revision, in a transaction of its own\n"
                                + sight.statement().text() + ";");
                return;
            }
        }
    }

    private static boolean says(String sql, String value) {
        return Token.of(DatabaseKind.POSTGRESQL, sql).stream()
                .anyMatch(token ->
                        token.sort() == Token.Sort.STRING && token.text().equals("'" + value.replace("'", "''") + "'"));
    }
}
