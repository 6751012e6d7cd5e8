package dev.migrate.operation;

/** What has a name in a database. */
public enum ObjectKind {
    /** A table. */
    TABLE("TABLE", "Table"),
    /** An index. */
    INDEX("INDEX", "Index"),
    /** A constraint. */
    CONSTRAINT("CONSTRAINT", "Constraint"),
    /** A schema. */
    SCHEMA("SCHEMA", "Schema"),
    /** A sequence. */
    SEQUENCE("SEQUENCE", "Sequence"),
    /** A view. */
    VIEW("VIEW", "View"),
    /** A view that keeps its rows. */
    MATERIALIZED_VIEW("MATERIALIZED VIEW", "MaterializedView"),
    /** A function. */
    FUNCTION("FUNCTION", "Function"),
    /** A procedure. */
    PROCEDURE("PROCEDURE", "Procedure"),
    /** A trigger. */
    TRIGGER("TRIGGER", "Trigger"),
    /** An enumeration's type. */
    ENUM("TYPE", "Enum"),
    /** An extension. */
    EXTENSION("EXTENSION", "Extension"),
    /** A domain. */
    DOMAIN("DOMAIN", "Domain");

    private final String sql;
    private final String word;

    ObjectKind(String sql, String word) {
        this.sql = sql;
        this.word = word;
    }

    /** The words in SQL. */
    public String sql() {
        return sql;
    }

    /** The word in the names of calls, as in {@code createTable}. */
    public String word() {
        return word;
    }
}
