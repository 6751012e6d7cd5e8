package dev.migrate.dialect.postgresql;

import dev.migrate.operation.Operation;
import dev.migrate.schema.SchemaObject;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The constraint behind NOT NULL, which PostgreSQL has since 18; before that, one of the usual name.
 *
 * @param column the column
 * @param name its name
 * @param isUsualName whether the server would give it that name
 * @param noInherit whether the tables that inherit go without
 * @param notValid whether the rows that were there have not been looked at
 * @param comment its comment
 */
record NotNull(
        SchemaObject column,
        String name,
        boolean isUsualName,
        boolean noInherit,
        boolean notValid,
        @Nullable String comment) {

    /** Reads a column's. */
    static NotNull of(SchemaObject column) {
        String text = Inventory.text(column, "not null constraint");
        String rest = text;
        boolean notValid = rest.equals("not valid") || rest.endsWith(" not valid");
        rest = notValid
                ? rest.substring(0, rest.length() - "not valid".length()).strip()
                : rest;
        boolean noInherit = rest.equals("no inherit") || rest.endsWith(" no inherit");
        rest = noInherit
                ? rest.substring(0, rest.length() - "no inherit".length()).strip()
                : rest;
        String usual = usualName(column);
        String name = rest.isEmpty() ? usual : new PieceReader(rest).name().orElse(usual);
        return new NotNull(
                column,
                name,
                rest.isEmpty(),
                noInherit,
                notValid,
                column.properties().get("not null comment"));
    }

    /** Whether a column that inherits has its constraint as it comes from above; one that does tells its name where there are names. */
    static boolean isInherited(SchemaObject above, SchemaObject column) {
        NotNull rule = of(column);
        return !Inventory.is(column, "not null constraint")
                || rule.name().equals(of(above).name())
                        && rule.notValid() == of(above).notValid();
    }

    private static String usualName(SchemaObject column) {
        return column.path().get(1) + "_" + column.name() + "_not_null";
    }

    /** Whether NOT NULL alone does not say it. */
    boolean isSpecial() {
        return !isUsualName || noInherit || notValid;
    }

    /** What a column has. */
    String clause(Wording words) {
        return "CONSTRAINT " + words.quote(name) + " NOT NULL" + (noInherit ? " NO INHERIT" : "");
    }

    /** What a table has. */
    String tableClause(Wording words) {
        return "CONSTRAINT " + words.quote(name) + " NOT NULL " + words.quote(column.name())
                + (noInherit ? " NO INHERIT" : "") + (notValid ? " NOT VALID" : "");
    }

    /** What gives it its comment, or takes it away. */
    Operation commentOn(Wording words) {
        return words.comment("CONSTRAINT " + words.quote(name) + " ON " + words.relation(column), comment);
    }

    /** Whether both have the same comment. */
    boolean hasCommentOf(NotNull other) {
        return Objects.equals(comment, other.comment);
    }
}
