package dev.migrate.dialect.postgresql;

import dev.migrate.operation.Execute;
import dev.migrate.operation.Operation;
import dev.migrate.schema.SchemaDifference;
import dev.migrate.schema.SchemaObject;
import java.util.List;
import java.util.Optional;

/** What makes, drops and changes objects of some kinds; their comments aside. */
interface ObjectStatements {

    /** What makes it. */
    List<Operation> create(SchemaObject object);

    /** What drops it. */
    List<Operation> drop(SchemaObject object);

    /** What changes it in place, where anything but its comment may differ; empty where it must be dropped and made again. */
    Optional<List<Operation>> alter(SchemaDifference.Change change);

    /** A statement as it is written. */
    static Operation execute(String sql) {
        return new Execute(sql, List.of());
    }

    /** A property; empty where it has none. */
    static String property(SchemaObject object, String name) {
        return object.properties().getOrDefault(name, "");
    }
}
