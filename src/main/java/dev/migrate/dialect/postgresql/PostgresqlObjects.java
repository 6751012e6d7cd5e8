package dev.migrate.dialect.postgresql;

import dev.migrate.diff.Blueprint;
import dev.migrate.operation.CreateSchema;
import dev.migrate.operation.Drop;
import dev.migrate.operation.Operation;
import dev.migrate.operation.ObjectName;
import dev.migrate.schema.ObjectKind;
import dev.migrate.schema.SchemaDifference;
import dev.migrate.schema.SchemaObject;
import java.util.List;
import java.util.Optional;

/** Objects other than tables. */
final class PostgresqlObjects {

    PostgresqlObjects(Blueprint from, Blueprint to) {}

    List<Operation> create(SchemaObject object) {
        if (object.kind() == ObjectKind.SCHEMA) {
            return List.of(new CreateSchema(object.name(), false));
        }
        throw new UnsupportedOperationException(object.title());
    }

    List<Operation> drop(SchemaObject object) {
        if (object.kind() == ObjectKind.SCHEMA) {
            return List.of(new Drop(
                    dev.migrate.operation.ObjectKind.SCHEMA,
                    new ObjectName(null, object.name()),
                    null,
                    null,
                    false,
                    false,
                    null));
        }
        throw new UnsupportedOperationException(object.title());
    }

    Optional<List<Operation>> alter(SchemaDifference.Change change) {
        return Optional.empty();
    }
}
