package dev.migrate.dialect.postgresql;

import static dev.migrate.dialect.postgresql.ObjectStatements.execute;

import dev.migrate.diff.Blueprint;
import dev.migrate.operation.Operation;
import dev.migrate.schema.ObjectKind;
import dev.migrate.schema.SchemaDifference;
import dev.migrate.schema.SchemaObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What makes, drops and changes everything but tables, with what belongs to these, and sequences. The columns of views, composite types
 * and foreign tables and the checks of domains are made and changed with what they stand in.
 */
final class PostgresqlObjects {

    private static final String COMMENT = "comment";

    private static final Set<ObjectKind> OWNERS = Set.of(
            ObjectKind.VIEW,
            ObjectKind.MATERIALIZED_VIEW,
            ObjectKind.FOREIGN_TABLE,
            ObjectKind.COMPOSITE_TYPE,
            ObjectKind.DOMAIN);

    private static final Set<ObjectKind> PARTS = Set.of(ObjectKind.COLUMN, ObjectKind.CHECK);

    private static final Set<ObjectKind> REPLACEABLE = Set.of(
            ObjectKind.ENUM, ObjectKind.DOMAIN, ObjectKind.COMPOSITE_TYPE, ObjectKind.RANGE_TYPE, ObjectKind.COLLATION);

    private final Blueprint from;
    private final Blueprint to;
    private final Map<List<String>, List<SchemaObject>> partsBefore;
    private final Map<List<String>, List<SchemaObject>> partsAfter;
    private final UserTypes types;
    private final Map<ObjectKind, ObjectStatements> statements = new HashMap<>();

    /**
     * For one draft.
     *
     * @param from what stands there: what is dropped and changed is looked up here
     * @param to what is to stand there: what is created is looked up here
     */
    PostgresqlObjects(Blueprint from, Blueprint to) {
        this.from = from;
        this.to = to;
        this.partsBefore = parts(from);
        this.partsAfter = parts(to);
        this.types = new UserTypes(this::before, this::after);
        var standalone =
                new StandaloneObjects(from.schema().isEmpty() || to.schema().isEmpty());
        for (ObjectKind kind : ObjectKind.values()) {
            ObjectStatements those =
                    switch (kind) {
                        case DATABASE,
                                SCHEMA,
                                EXTENSION,
                                COLLATION,
                                CAST,
                                OPERATOR,
                                OPERATOR_CLASS,
                                TEXT_SEARCH,
                                EVENT_TRIGGER,
                                PUBLICATION,
                                FOREIGN_SERVER -> standalone;
                        case ENUM, DOMAIN, COMPOSITE_TYPE, RANGE_TYPE, BASE_TYPE -> types;
                        case FUNCTION, PROCEDURE, AGGREGATE -> new Routines();
                        case VIEW, MATERIALIZED_VIEW -> new Views(this::before, this::after);
                        case FOREIGN_TABLE -> new ForeignTables(this::before, this::after);
                        case TRIGGER, RULE, POLICY, STATISTICS -> new TableAttachments();
                        default -> null;
                    };
            if (those != null) {
                statements.put(kind, those);
            }
        }
    }

    private static Map<List<String>, List<SchemaObject>> parts(Blueprint blueprint) {
        Map<List<String>, List<SchemaObject>> parts = new HashMap<>();
        for (SchemaObject object : blueprint.schema().objects()) {
            if (OWNERS.contains(object.kind())) {
                parts.put(object.path(), new ArrayList<>());
            }
        }
        for (SchemaObject object : blueprint.schema().objects()) {
            if (PARTS.contains(object.kind()) && object.path().size() == 3) {
                List<SchemaObject> owners = parts.get(object.path().subList(0, 2));
                if (owners != null) {
                    owners.add(object);
                }
            }
        }
        return parts;
    }

    private List<SchemaObject> before(SchemaObject owner) {
        return partsBefore.getOrDefault(owner.path(), List.of());
    }

    private List<SchemaObject> after(SchemaObject owner) {
        return partsAfter.getOrDefault(owner.path(), List.of());
    }

    /**
     * What of these kinds a column or check stands in, as the schemas have it: it is made, dropped and changed with that. Empty for those of tables,
     * and for what is no column or check.
     */
    Optional<List<String>> owner(SchemaObject part) {
        if (!PARTS.contains(part.kind()) || part.path().size() != 3) {
            return Optional.empty();
        }
        List<String> owner = part.path().subList(0, 2);
        return partsBefore.containsKey(owner) || partsAfter.containsKey(owner) ? Optional.of(owner) : Optional.empty();
    }

    /** What makes an object of the second schema, with its parts and all comments. */
    List<Operation> create(SchemaObject object) {
        List<Operation> operations = new ArrayList<>(statements(object).create(object));
        if (object.properties().containsKey(COMMENT) && !operations.isEmpty()) {
            operations.add(comment(object));
        }
        return operations;
    }

    /** What drops an object of the first schema. */
    List<Operation> drop(SchemaObject object) {
        return statements(object).drop(object);
    }

    /**
     * What changes an object of the first schema into that of the second in place, its parts too: both may be alike but for those. Empty where it must be
     * dropped and made again, with everything that needs it. What {@link #away} names must be dropped before and made again behind it.
     */
    Optional<List<Operation>> alter(SchemaDifference.Change change) {
        Optional<TypeReplacement> replacement = replacement(change);
        Optional<List<Operation>> altered = replacement.isPresent()
                ? Optional.of(replacement.get().operations())
                : statements(change.there()).alter(change);
        if (replacement.isPresent() || !change.properties().contains(COMMENT)) {
            return altered;
        }
        return altered.map(operations -> {
            List<Operation> all = new ArrayList<>(operations);
            all.add(comment(change.there()));
            return all;
        });
    }

    /** What must be out of the way while an object is changed in place, by path: the views over a column whose enumeration loses a value. */
    Set<List<String>> away(SchemaDifference.Change change) {
        return replacement(change).map(TypeReplacement::away).orElse(Set.of());
    }

    /** What the reader of a change should know, a sentence each. */
    List<String> remarks(SchemaDifference.Change change) {
        return replacement(change).map(TypeReplacement::remarks).orElse(List.of());
    }

    /** What is gone for good once an object is dropped, a sentence each; what its statement would make again is not lost. */
    List<String> losses(SchemaObject object) {
        return object.kind() == ObjectKind.EXTENSION
                ? List.of("drops extension " + object.name() + " and what is stored in its types")
                : List.of();
    }

    /** What is gone for good once an object is changed in place, a sentence each. */
    List<String> losses(SchemaDifference.Change change) {
        if (change.there().kind() != ObjectKind.COMPOSITE_TYPE) {
            return List.of();
        }
        List<String> losses = new ArrayList<>();
        for (SchemaObject field : before(change.here())) {
            if (after(change.there()).stream().noneMatch(other -> other.name().equals(field.name()))) {
                losses.add("drops field " + String.join(".", field.path()) + " and what is in it");
            }
        }
        return losses;
    }

    private Optional<TypeReplacement> replacement(SchemaDifference.Change change) {
        if (!REPLACEABLE.contains(change.there().kind())) {
            return Optional.empty();
        }
        boolean fields = change.there().kind() == ObjectKind.COMPOSITE_TYPE && types.fieldTypesDiffer(change);
        if (!fields && statements(change.there()).alter(change).isPresent()) {
            return Optional.empty();
        }
        var replacement = new TypeReplacement(from, to, this, change.here());
        return replacement.isNeeded() ? Optional.of(replacement) : Optional.empty();
    }

    private ObjectStatements statements(SchemaObject object) {
        ObjectStatements those = statements.get(object.kind());
        if (those == null) {
            throw new IllegalArgumentException(object.title());
        }
        return those;
    }

    private static Operation comment(SchemaObject object) {
        return execute("COMMENT ON " + target(object) + " IS "
                + PostgresqlName.literal(object.properties().get(COMMENT)));
    }

    private static String target(SchemaObject object) {
        return switch (object.kind()) {
            case FUNCTION, PROCEDURE, AGGREGATE -> Routines.target(object);
            case VIEW, MATERIALIZED_VIEW -> Views.target(object);
            case FOREIGN_TABLE -> "FOREIGN TABLE " + PostgresqlName.of(object);
            case TRIGGER, RULE, POLICY, STATISTICS -> TableAttachments.target(object);
            case ENUM, DOMAIN, COMPOSITE_TYPE, RANGE_TYPE, BASE_TYPE -> UserTypes.target(object);
            default -> StandaloneObjects.target(object);
        };
    }
}
