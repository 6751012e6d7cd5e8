package dev.migrate;

/** What a foreign key does to its rows when the row they refer to goes or changes. */
public enum ReferentialAction {
    /** The statement fails at its end, or at the transaction's where the key is deferred. */
    NO_ACTION("NO ACTION"),
    /** The statement fails. */
    RESTRICT("RESTRICT"),
    /** The rows go or change too. */
    CASCADE("CASCADE"),
    /** The columns become null. */
    SET_NULL("SET NULL"),
    /** The columns get their default. */
    SET_DEFAULT("SET DEFAULT");

    private final String sql;

    ReferentialAction(String sql) {
        this.sql = sql;
    }

    /** The words in SQL. */
    public String sql() {
        return sql;
    }
}
