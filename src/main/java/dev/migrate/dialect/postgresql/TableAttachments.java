package dev.migrate.dialect.postgresql;

import static dev.migrate.dialect.postgresql.ObjectStatements.execute;
import static dev.migrate.dialect.postgresql.ObjectStatements.property;

import dev.migrate.operation.CreateTrigger;
import dev.migrate.operation.Drop;
import dev.migrate.operation.ObjectKind;
import dev.migrate.operation.ObjectName;
import dev.migrate.operation.Operation;
import dev.migrate.schema.SchemaDifference;
import dev.migrate.schema.SchemaObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** Triggers, rules and policies of tables and views, and what the planner counts together. */
final class TableAttachments implements ObjectStatements {

    private static final String DEFINITION = "definition";

    @Override
    public List<Operation> create(SchemaObject object) {
        return switch (object.kind()) {
            // that of a partition comes and goes with its table's
            case TRIGGER -> isInherited(object) ? firing(object) : join(List.of(trigger(object)), firing(object));
            case RULE -> join(List.of(execute(property(object, DEFINITION))), firing(object));
            case POLICY -> List.of(execute(policy(object)));
            case STATISTICS -> join(List.of(execute(property(object, DEFINITION))), counting(object));
            default -> throw new IllegalArgumentException(object.title());
        };
    }

    private static List<Operation> join(List<Operation> first, List<Operation> then) {
        List<Operation> all = new ArrayList<>(first);
        all.addAll(then);
        return all;
    }

    @Override
    public List<Operation> drop(SchemaObject object) {
        if (object.kind() != dev.migrate.schema.ObjectKind.TRIGGER) {
            return List.of(execute("DROP " + target(object)));
        }
        return isInherited(object)
                ? List.of()
                : List.of(new Drop(
                        ObjectKind.TRIGGER,
                        new ObjectName(null, object.name()),
                        PostgresqlName.object(object.path()),
                        null,
                        false,
                        false,
                        object.properties().containsKey("fires")
                                ? null
                                : TriggerText.parse(object, false).orElse(null)));
    }

    @Override
    public Optional<List<Operation>> alter(SchemaDifference.Change change) {
        SortedSet<String> properties = change.properties();
        properties.remove("comment");
        return switch (change.there().kind()) {
            case TRIGGER -> trigger(change, properties);
            case RULE -> Optional.of(rule(change, properties));
            case POLICY -> policy(change, properties);
            default ->
                properties.contains(DEFINITION)
                        ? Optional.empty()
                        : Optional.of(properties.isEmpty() ? List.of() : List.of(target(change)));
        };
    }

    static String target(SchemaObject object) {
        if (object.kind() == dev.migrate.schema.ObjectKind.STATISTICS) {
            return "STATISTICS " + PostgresqlName.of(object);
        }
        return object.kind().name() + " " + PostgresqlName.quote(object.name()) + " ON " + PostgresqlName.owner(object);
    }

    private static boolean isInherited(SchemaObject object) {
        return object.properties().containsKey("inherited");
    }

    private static Operation trigger(SchemaObject object) {
        return TriggerText.parse(object, false)
                .<Operation>map(trigger -> trigger)
                .orElseGet(() -> execute(property(object, DEFINITION)));
    }

    private static Optional<List<Operation>> trigger(SchemaDifference.Change change, Set<String> properties) {
        SchemaObject to = change.there();
        if (properties.contains("inherited")) {
            return Optional.empty();
        }
        List<Operation> operations = new ArrayList<>();
        if (properties.contains(DEFINITION) && !isInherited(to)) {
            // OR REPLACE is there since 14; a constraint trigger has none
            Optional<CreateTrigger> now = TriggerText.parse(to, true);
            Optional<CreateTrigger> was = TriggerText.parse(change.here(), false);
            if (now.isEmpty() || was.isEmpty()) {
                return Optional.empty();
            }
            operations.add(replacing(now.get(), was.get()));
        }
        if (!operations.isEmpty() || properties.contains("fires")) {
            operations.addAll(
                    operations.isEmpty() || to.properties().containsKey("fires") ? List.of(fires(to)) : List.of());
        }
        return Optional.of(operations);
    }

    private static Operation replacing(CreateTrigger now, @Nullable CreateTrigger was) {
        return new CreateTrigger(
                now.name(),
                now.table(),
                now.timing(),
                now.events(),
                now.columns(),
                now.isForEachRow(),
                now.condition(),
                now.body(),
                now.function(),
                true,
                was);
    }

    private static List<Operation> firing(SchemaObject object) {
        return object.properties().containsKey("fires") ? List.of(fires(object)) : List.of();
    }

    private static Operation fires(SchemaObject object) {
        return execute("ALTER TABLE " + PostgresqlName.owner(object) + " "
                + StandaloneObjects.fires(property(object, "fires")) + " " + object.kind().name() + " "
                + PostgresqlName.quote(object.name()));
    }

    private static List<Operation> rule(SchemaDifference.Change change, Set<String> properties) {
        List<Operation> operations = new ArrayList<>();
        if (properties.contains(DEFINITION)) {
            operations.add(execute(property(change.there(), DEFINITION)
                    .replaceFirst("^CREATE RULE ", "CREATE OR REPLACE RULE ")));
        }
        if (properties.contains("fires")) {
            operations.add(fires(change.there()));
        }
        return operations;
    }

    private static String policy(SchemaObject object) {
        return "CREATE " + target(object)
                + (property(object, "as").equals("restrictive") ? " AS RESTRICTIVE" : "")
                + (property(object, "for").equals("all")
                        ? ""
                        : " FOR " + property(object, "for").toUpperCase(Locale.ROOT))
                + (property(object, "to").equals("public") ? "" : " TO " + property(object, "to"))
                + clause(object, "using", " USING ")
                + clause(object, "with check", " WITH CHECK ");
    }

    private static String clause(SchemaObject object, String property, String words) {
        String text = object.properties().get(property);
        return text == null ? "" : words + "(" + text + ")";
    }

    /** ALTER POLICY can put a condition in another's place, but take none away. */
    private static Optional<List<Operation>> policy(SchemaDifference.Change change, Set<String> properties) {
        SchemaObject to = change.there();
        boolean gone = properties.stream().anyMatch(name -> !to.properties().containsKey(name));
        if (gone || properties.contains("as") || properties.contains("for")) {
            return Optional.empty();
        }
        String words = (properties.contains("to") ? " TO " + property(to, "to") : "")
                + (properties.contains("using") ? clause(to, "using", " USING ") : "")
                + (properties.contains("with check") ? clause(to, "with check", " WITH CHECK ") : "");
        return Optional.of(words.isEmpty() ? List.of() : List.of(execute("ALTER " + target(to) + words)));
    }

    private static List<Operation> counting(SchemaObject object) {
        String target = object.properties().get("target");
        return target == null ? List.of() : List.of(counting(object, target));
    }

    private static Operation target(SchemaDifference.Change change) {
        return counting(change.there(), change.there().properties().getOrDefault("target", "-1"));
    }

    private static Operation counting(SchemaObject object, String target) {
        return execute("ALTER " + target(object) + " SET STATISTICS " + target);
    }
}
