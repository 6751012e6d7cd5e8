package dev.migrate.dialect.postgresql;

import static dev.migrate.dialect.postgresql.ObjectStatements.execute;
import static dev.migrate.dialect.postgresql.ObjectStatements.property;

import dev.migrate.operation.CreateRoutine;
import dev.migrate.operation.Drop;
import dev.migrate.operation.Operation;
import dev.migrate.schema.ObjectKind;
import dev.migrate.schema.SchemaDifference;
import dev.migrate.schema.SchemaObject;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Functions, procedures and aggregates. */
final class Routines implements ObjectStatements {

    private static final String DEFINITION = "definition";

    @Override
    public List<Operation> create(SchemaObject object) {
        Optional<CreateRoutine> routine = routine(object, null);
        if (routine.isPresent()) {
            return List.of(routine.get());
        }
        return List.of(execute(object.kind() == ObjectKind.AGGREGATE ? property(object, DEFINITION) : plain(object)));
    }

    /** The definition says OR REPLACE, which would hide that another stands there. */
    private static String plain(SchemaObject object) {
        return property(object, DEFINITION).replaceFirst("^CREATE OR REPLACE ", "CREATE ").stripTrailing();
    }

    @Override
    public List<Operation> drop(SchemaObject object) {
        if (object.kind() == ObjectKind.AGGREGATE) {
            return List.of(execute("DROP " + target(object)));
        }
        return List.of(new Drop(
                kind(object),
                PostgresqlName.routineName(object),
                null,
                PostgresqlName.arguments(object),
                false,
                false,
                routine(object, null).orElse(null)));
    }

    @Override
    public Optional<List<Operation>> alter(SchemaDifference.Change change) {
        if (!change.properties().contains(DEFINITION)) {
            return Optional.of(List.of());
        }
        if (change.there().kind() == ObjectKind.AGGREGATE) {
            return Optional.empty();
        }
        Optional<RoutineText> from = RoutineText.parse(property(change.here(), DEFINITION));
        Optional<RoutineText> to = RoutineText.parse(property(change.there(), DEFINITION));
        if (from.isEmpty() || to.isEmpty() || !from.get().canBecome(to.get())) {
            return Optional.empty();
        }
        Operation replacing = routine(change.there(), routine(change.here(), null).orElse(null))
                .<Operation>map(routine -> routine.orReplace() ? routine : replacing(routine))
                .orElseGet(
                        () -> execute(property(change.there(), DEFINITION).stripTrailing()));
        return Optional.of(List.of(replacing));
    }

    private static CreateRoutine replacing(CreateRoutine routine) {
        return new CreateRoutine(
                routine.kind(),
                routine.name(),
                routine.parameters(),
                routine.returns(),
                routine.language(),
                routine.body(),
                routine.options(),
                true,
                null);
    }

    static String target(SchemaObject object) {
        String name = object.kind() == ObjectKind.AGGREGATE ? aggregate(object) : PostgresqlName.routine(object);
        return kind(object.kind()) + " " + name;
    }

    private static String kind(ObjectKind kind) {
        return kind == ObjectKind.PROCEDURE ? "PROCEDURE" : kind == ObjectKind.AGGREGATE ? "AGGREGATE" : "FUNCTION";
    }

    /** An aggregate's arguments as it was made with, ORDER BY among them. */
    private static String aggregate(SchemaObject object) {
        String definition = property(object, DEFINITION);
        return definition.substring("CREATE AGGREGATE ".length(), definition.indexOf(" (\n"));
    }

    private static dev.migrate.operation.ObjectKind kind(SchemaObject object) {
        return object.kind() == ObjectKind.PROCEDURE
                ? dev.migrate.operation.ObjectKind.PROCEDURE
                : dev.migrate.operation.ObjectKind.FUNCTION;
    }

    private static Optional<CreateRoutine> routine(SchemaObject object, @Nullable CreateRoutine was) {
        if (object.kind() == ObjectKind.AGGREGATE) {
            return Optional.empty();
        }
        return RoutineText.parse(property(object, DEFINITION)).flatMap(text -> {
            String body = text.body();
            return body == null
                    ? Optional.empty()
                    : Optional.of(new CreateRoutine(
                            kind(object),
                            PostgresqlName.routineName(object),
                            text.parameters(),
                            text.returns(),
                            text.language(),
                            body,
                            text.options(),
                            was != null,
                            was));
        });
    }
}
