package dev.migrate;

import dev.migrate.sql.DatabaseKind;
import java.sql.Connection;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a migration can do. A call is recorded, and what its chain says belongs to it until the next call or the end of the method. Names may have a schema in front:
 * {@code billing.invoices}; a name with a dot in it stands in double quotes. What a drop or an alteration takes away can be said with {@code was}, so that it has a
 * reverse.
 */
public interface Operations {

    /** Makes a table. */
    TableCreation createTable(String table, TableElement... elements);

    /** Drops a table. */
    TableDrop dropTable(String table);

    /** Renames a table; the new name stays in the schema. */
    void renameTable(String table, String to);

    /** Sets the comment of a table; null takes it away. */
    CommentChange commentOnTable(String table, @Nullable String comment);

    /** Changes what else a table has, such as MySQL's engine or PostgreSQL's storage parameters. */
    TableOptions alterTable(String table);

    /** Makes several changes of one table: one ALTER TABLE where the database can, one rebuild on SQLite. */
    void batchAlterTable(String table, Consumer<TableChanges> changes);

    /** Adds a column. */
    ColumnAddition addColumn(String table, Column column);

    /** Drops a column, along with the indexes over it. */
    ColumnDrop dropColumn(String table, String column);

    /** Changes a column; what is not said stays as it is. */
    ColumnAlteration alterColumn(String table, String column);

    /** Makes an index over columns. */
    IndexCreation createIndex(String index, String table, String... columns);

    /** Makes an index over columns and expressions. */
    IndexCreation createIndex(String index, String table, IndexKey... keys);

    /** Drops an index. One that is gone already is no error, for a database drops indexes along with their columns. */
    IndexDrop dropIndex(String index, String table);

    /** Renames an index. */
    void renameIndex(String table, String index, String to);

    /** Adds a primary key. */
    ConstraintCreation createPrimaryKey(@Nullable String name, String table, String... columns);

    /** Adds a unique key. */
    ConstraintCreation createUniqueConstraint(@Nullable String name, String table, String... columns);

    /** Adds a foreign key; {@code references} says to where. */
    ForeignKeyCreation createForeignKey(@Nullable String name, String table, String... columns);

    /** Adds a condition that every row must fulfil. */
    ConstraintCreation createCheckConstraint(@Nullable String name, String table, String condition);

    /** Adds a rule that no two rows may fulfil together; PostgreSQL alone has it. */
    ConstraintCreation createExcludeConstraint(String table, Constraint.Exclude constraint);

    /** Adds a constraint. */
    ConstraintCreation addConstraint(String table, Constraint constraint);

    /** Drops a constraint of any kind. */
    ConstraintDrop dropConstraint(String name, String table);

    /** Drops the primary key, whatever its name. */
    ConstraintDrop dropPrimaryKey(String table);

    /** Checks the rows that a constraint added with {@code notValid} has not looked at. */
    void validateConstraint(String name, String table);

    /** Renames a constraint. */
    void renameConstraint(String table, String name, String to);

    /** Makes a schema. */
    ObjectCreation createSchema(String schema);

    /** Drops a schema. */
    ObjectDrop dropSchema(String schema);

    /** Renames a schema. */
    void renameSchema(String schema, String to);

    /** Makes a sequence. */
    SequenceOptions createSequence(String sequence);

    /** Changes a sequence. */
    SequenceOptions alterSequence(String sequence);

    /** Drops a sequence. */
    ObjectDrop dropSequence(String sequence);

    /** Renames a sequence. */
    void renameSequence(String sequence, String to);

    /** Makes a view. */
    ViewCreation createView(String view, String query);

    /** Drops a view. */
    ObjectDrop dropView(String view);

    /** Renames a view. */
    void renameView(String view, String to);

    /** Makes a view that keeps its rows. */
    ViewCreation createMaterializedView(String view, String query);

    /** Drops a view that keeps its rows. */
    ObjectDrop dropMaterializedView(String view);

    /** Renames a view that keeps its rows. */
    void renameMaterializedView(String view, String to);

    /** Fills a view that keeps its rows anew. */
    ViewRefresh refreshMaterializedView(String view);

    /**
     * Makes a function.
     *
     * @param function its name
     * @param parameters what stands in its parentheses, such as {@code a integer, b integer}
     * @param returns the type it gives
     */
    RoutineCreation createFunction(String function, String parameters, String returns);

    /** Drops a function; its parameters' types tell it from others of its name on PostgreSQL. */
    ObjectDrop dropFunction(String function, String parameters);

    /** Makes a procedure. */
    RoutineCreation createProcedure(String procedure, String parameters);

    /** Drops a procedure; its parameters' types tell it from others of its name on PostgreSQL. */
    ObjectDrop dropProcedure(String procedure, String parameters);

    /** Makes a trigger. */
    TriggerCreation createTrigger(String trigger, String table);

    /** Drops a trigger. */
    ObjectDrop dropTrigger(String trigger, String table);

    /** Makes an enumeration's type. MySQL, MariaDB and SQLite keep the words with each column, so there is nothing to make there. */
    void createEnum(String type, String... values);

    /** Adds a word to an enumeration's type. */
    EnumValueAddition addEnumValue(String type, String value);

    /** Renames a word of an enumeration's type. */
    void renameEnumValue(String type, String value, String to);

    /** Renames an enumeration's type. */
    void renameEnum(String type, String to);

    /** Drops an enumeration's type. */
    ObjectDrop dropEnum(String type);

    /** Adds an extension; PostgreSQL alone has them. */
    ExtensionCreation createExtension(String extension);

    /** Removes an extension. */
    ObjectDrop dropExtension(String extension);

    /** Makes a domain, a type with rules; PostgreSQL alone has them. */
    DomainCreation createDomain(String domain, Type type);

    /** Drops a domain. */
    ObjectDrop dropDomain(String domain);

    /** Renames a domain. */
    void renameDomain(String domain, String to);

    /** Gives privileges, as in {@code grant("SELECT, INSERT").on("users").to("app")}. */
    PrivilegeChange grant(String privileges);

    /** Takes privileges, as in {@code revoke("INSERT").on("users").from("app")}. */
    PrivilegeChange revoke(String privileges);

    /**
     * Runs a statement.
     *
     * @param sql the statement, written for the database at hand
     * @param binds a value for each {@code ?} in it; with values, {@code ??} is a question mark itself
     */
    void execute(String sql, @Nullable Object... binds);

    /** Runs the statements of a file, whose path starts at the folder of this revision's script. */
    void sqlFile(String path);

    /** Inserts rows, many at once; more than 500 by PostgreSQL's COPY, which takes tables and no views. */
    void bulkInsert(String table, Row... rows);

    /** Inserts rows, many at once; more than 500 by PostgreSQL's COPY, which takes tables and no views. */
    void bulkInsert(String table, List<Row> rows);

    /** Changes rows in batches by ranges of a key, each committed. */
    Backfill backfill(String table);

    /** Reads rows. Everything said before is run first, so the revision cannot be written as SQL. */
    List<Row> query(String sql, @Nullable Object... binds);

    /** The run's connection; not to be closed, committed or rolled back. Everything said before is run first, so the revision cannot be written as SQL. */
    Connection connection();

    /** The database that the migration is for. */
    DatabaseKind dialect();

    /** Does something on one database alone, or on several. */
    default void on(DatabaseKind database, Consumer<Operations> operations) {
        if (dialect() == database) {
            operations.accept(this);
        }
    }

    /** The reverse of what is recorded here, last operation first. */
    void reverse(Consumer<Operations> operations);
}
