package dev.migrate;

/** More about a new foreign key. */
public interface ForeignKeyCreation {

    /** Where the values must be found; without columns in the table's primary key. */
    ForeignKeyCreation references(String table, String... columns);

    /** What happens when the row referred to is deleted. */
    ForeignKeyCreation onDelete(ReferentialAction action);

    /** What happens when the key referred to changes. */
    ForeignKeyCreation onUpdate(ReferentialAction action);

    /** What a key that is NULL in part matches: {@code FULL}, {@code PARTIAL} or {@code SIMPLE}. */
    ForeignKeyCreation match(String how);

    /** The rows that are there are not looked at; {@link Operations#validateConstraint} does so later. PostgreSQL alone knows it, others look at once. */
    ForeignKeyCreation notValid();

    /** Checked at the transaction's end where the transaction asks for it. */
    ForeignKeyCreation deferrable();

    /** Checked at the transaction's end. */
    ForeignKeyCreation initiallyDeferred();
}
