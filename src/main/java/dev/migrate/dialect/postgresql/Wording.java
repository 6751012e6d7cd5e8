package dev.migrate.dialect.postgresql;

import dev.migrate.diff.Drafted;
import dev.migrate.operation.Execute;
import dev.migrate.operation.ObjectName;
import dev.migrate.operation.Operation;
import dev.migrate.schema.SchemaObject;
import dev.migrate.sql.DatabaseKind;
import dev.migrate.sql.Identifier;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How drafted statements name things. */
final class Wording {

    private final PostgresqlDialect dialect;

    Wording(PostgresqlDialect dialect) {
        this.dialect = dialect;
    }

    /** A name in quotes. */
    String quote(String name) {
        return Identifier.quote(DatabaseKind.POSTGRESQL, name);
    }

    /** The name of what stands in a schema. */
    String name(String schema, String name) {
        return Identifier.quote(DatabaseKind.POSTGRESQL, schema, name);
    }

    /** The name of a table, sequence or view, or of the table of a column, constraint or index. */
    String relation(SchemaObject object) {
        return name(object.path().get(0), object.path().get(1));
    }

    /** The same as operations have it. */
    ObjectName table(SchemaObject object) {
        return new ObjectName(object.path().get(0), object.path().get(1));
    }

    /** The name of an index, which stands in its table's schema. */
    String index(SchemaObject object) {
        return name(object.path().get(0), object.name());
    }

    /** A text as a literal; NULL for none. */
    String text(@Nullable String value) {
        return value == null ? "NULL" : dialect.literal(value);
    }

    /** A change of a table. */
    Operation alterTable(SchemaObject object, String action) {
        return statement("ALTER TABLE " + relation(object) + " " + action);
    }

    /** A comment, or none any more. */
    Operation comment(String what, @Nullable String comment) {
        return statement("COMMENT ON " + what + " IS " + text(comment));
    }

    /** An operation that says all of an object. */
    static Drafted drafted(Operation operation, SchemaObject object) {
        return Drafted.of(operation, object);
    }

    /** A statement. */
    static Operation statement(String sql) {
        return new Execute(sql, List.of());
    }

    /** How people name a thing: {@code app.users.email}. */
    static String plain(SchemaObject object) {
        return String.join(".", object.path());
    }
}
