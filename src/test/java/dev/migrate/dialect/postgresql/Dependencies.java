package dev.migrate.dialect.postgresql;

import dev.migrate.diff.Blueprint;
import dev.migrate.schema.ObjectKind;
import dev.migrate.schema.SchemaObject;
import dev.migrate.sql.DatabaseKind;
import dev.migrate.sql.Token;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What needs what among a schema's objects: in which order they are made and dropped, and what goes with one. Where objects need each other the order of
 * their kinds decides.
 */
final class Dependencies {

    private static final Set<ObjectKind> ROUTINES = Set.of(ObjectKind.FUNCTION, ObjectKind.PROCEDURE);
    private static final Set<ObjectKind> NAMED_IN_BODIES = Set.of(
            ObjectKind.TABLE,
            ObjectKind.VIEW,
            ObjectKind.MATERIALIZED_VIEW,
            ObjectKind.FOREIGN_TABLE,
            ObjectKind.SEQUENCE,
            ObjectKind.ENUM,
            ObjectKind.DOMAIN,
            ObjectKind.COMPOSITE_TYPE,
            ObjectKind.FUNCTION,
            ObjectKind.PROCEDURE,
            ObjectKind.AGGREGATE);

    /** Needed by others more than needing them, where the catalog does not say. */
    private static final Comparator<SchemaObject> EARLIER =
            Comparator.<SchemaObject>comparingInt(object -> rank(object.kind())).thenComparing(Comparator.naturalOrder());

    private final Map<List<String>, List<SchemaObject>> byPath = new HashMap<>();
    private final Map<SchemaObject, Set<SchemaObject>> needs = new TreeMap<>();
    private final Map<SchemaObject, Set<SchemaObject>> neededBy = new TreeMap<>();
    private final Map<List<String>, List<SchemaObject>> parts = new HashMap<>();
    private final Map<String, List<SchemaObject>> namedInBodies = new HashMap<>();
    private final Map<SchemaObject, Set<SchemaObject>> mentioned = new TreeMap<>();

    Dependencies(Blueprint blueprint) {
        List<SchemaObject> objects = blueprint.schema().objects();
        objects.forEach(object -> byPath.computeIfAbsent(object.path(), path -> new ArrayList<>())
                .add(object));
        for (SchemaObject object : objects) {
            Set<SchemaObject> those = new TreeSet<>();
            for (int length = 1; length < object.path().size(); length++) {
                those.addAll(at(object.path().subList(0, length)).stream()
                        .filter(other -> holds(other, object))
                        .toList());
            }
            if (object.kind() != ObjectKind.SCHEMA) {
                for (List<String> path : blueprint.needs(object)) {
                    // two of one path: a column needs no index of its name
                    at(path).stream()
                            .filter(other -> !other.path().equals(object.path())
                                    || other.kind().compareTo(object.kind()) < 0)
                            .forEach(those::add);
                }
            }
            those.remove(object);
            needs.put(object, those);
            those.forEach(other -> neededBy.computeIfAbsent(other, o -> new TreeSet<>())
                    .add(object));
            if (object.kind() == ObjectKind.COLUMN || object.kind() == ObjectKind.CHECK) {
                parts.computeIfAbsent(object.path().subList(0, 2), path -> new ArrayList<>())
                        .add(object);
            }
            if (NAMED_IN_BODIES.contains(object.kind())) {
                namedInBodies
                        .computeIfAbsent(bare(object), name -> new ArrayList<>())
                        .add(object);
            }
        }
    }

    private List<SchemaObject> at(List<String> path) {
        return byPath.getOrDefault(path, List.of());
    }

    /** Whether the one is what the other stands in: not an extension of a schema's name, nor a collation of a table's. */
    private static boolean holds(SchemaObject outer, SchemaObject inner) {
        return switch (outer.kind()) {
            case SCHEMA -> outer.path().size() == 1;
            case TABLE, FOREIGN_TABLE, VIEW, MATERIALIZED_VIEW, COMPOSITE_TYPE, DOMAIN -> inner.path().size() > 2;
            default -> false;
        };
    }

    private static String bare(SchemaObject object) {
        return ROUTINES.contains(object.kind()) || object.kind() == ObjectKind.AGGREGATE
                ? object.name().substring(0, object.name().indexOf('(', 1))
                : object.name();
    }

    /** What an object needs itself, what it stands in among that. */
    Set<SchemaObject> needs(SchemaObject object) {
        return Collections.unmodifiableSet(needs.getOrDefault(object, Set.of()));
    }

    /** Everything that cannot be without some objects, directly or by others, those themselves left out. */
    Set<SchemaObject> dependents(Collection<SchemaObject> objects) {
        Set<SchemaObject> left = new TreeSet<>(objects);
        Set<SchemaObject> found = new TreeSet<>();
        Deque<SchemaObject> open = new ArrayDeque<>(left);
        while (!open.isEmpty()) {
            for (SchemaObject other : neededBy.getOrDefault(open.remove(), Set.of())) {
                if (!left.contains(other) && found.add(other)) {
                    open.add(other);
                }
            }
        }
        return found;
    }

    /** Objects in an order in which each comes behind those it needs. What a routine's body names comes before it where it can. */
    List<SchemaObject> createOrder(Collection<SchemaObject> objects) {
        var order = new Order(new TreeSet<>(objects));
        objects.stream().sorted(EARLIER).forEach(order::put);
        return order.done;
    }

    /** The reverse: each comes before those it needs. */
    List<SchemaObject> dropOrder(Collection<SchemaObject> objects) {
        List<SchemaObject> order = new ArrayList<>(createOrder(objects));
        Collections.reverse(order);
        return order;
    }

    /** What is named in the text of a routine's body, which the catalog does not know. */
    private Set<SchemaObject> mentioned(SchemaObject routine) {
        return ROUTINES.contains(routine.kind())
                ? mentioned.computeIfAbsent(routine, this::read)
                : Set.of();
    }

    private Set<SchemaObject> read(SchemaObject routine) {
        Set<SchemaObject> found = new TreeSet<>();
        String body = RoutineText.parse(ObjectStatements.property(routine, "definition"))
                .map(RoutineText::body)
                .orElse("");
        for (Token token : Token.of(DatabaseKind.POSTGRESQL, body)) {
            if (token.isName()) {
                found.addAll(namedInBodies.getOrDefault(token.name(), List.of()));
            }
        }
        found.remove(routine);
        return found;
    }

    private static int rank(ObjectKind kind) {
        return switch (kind) {
            case DATABASE, SCHEMA -> 0;
            case EXTENSION, COLLATION -> 1;
            case ENUM, DOMAIN, COMPOSITE_TYPE, RANGE_TYPE, BASE_TYPE -> 2;
            case SEQUENCE -> 3;
            case FUNCTION, PROCEDURE -> 4;
            case AGGREGATE, CAST, OPERATOR, OPERATOR_CLASS, TEXT_SEARCH, FOREIGN_SERVER -> 5;
            case TABLE, FOREIGN_TABLE -> 6;
            case COLUMN, NOT_NULL -> 7;
            case PRIMARY_KEY -> 8;
            case UNIQUE, EXCLUSION, CHECK -> 9;
            case INDEX -> 10;
            case FOREIGN_KEY -> 11;
            case STATISTICS -> 12;
            case VIEW, MATERIALIZED_VIEW -> 13;
            case RULE, POLICY -> 14;
            case TRIGGER -> 15;
            default -> 16;
        };
    }

    /** An order as it grows: depth first, so that what belongs together stays together. */
    private final class Order {

        private final Set<SchemaObject> wanted;
        private final Set<SchemaObject> begun = new TreeSet<>();
        private final List<SchemaObject> done = new ArrayList<>();

        private Order(Set<SchemaObject> wanted) {
            this.wanted = wanted;
        }

        /** Depth is limited by the heap alone: views over views may be deep. */
        private void put(SchemaObject first) {
            Deque<Step> steps = new ArrayDeque<>();
            push(steps, first);
            while (!steps.isEmpty()) {
                Step step = steps.peek();
                if (step.next < step.before.size()) {
                    push(steps, step.before.get(step.next++));
                } else {
                    steps.pop();
                    if (wanted.contains(step.object)) {
                        done.add(step.object);
                    }
                }
            }
        }

        private void push(Deque<Step> steps, SchemaObject object) {
            if (begun.add(object)) {
                List<SchemaObject> before = new ArrayList<>(needsWhole(object));
                before.sort(EARLIER);
                mentioned(object).stream()
                        .filter(wanted::contains)
                        .filter(other -> !reaches(other, object))
                        .sorted(EARLIER)
                        .forEach(before::add);
                steps.push(new Step(object, before));
            }
        }
    }

    /** Whether one needs the other, by however many steps, what bodies name among them. */
    private boolean reaches(SchemaObject from, SchemaObject to) {
        Set<SchemaObject> seen = new TreeSet<>(List.of(from));
        Deque<SchemaObject> open = new ArrayDeque<>(seen);
        while (!open.isEmpty()) {
            SchemaObject object = open.remove();
            if (object.compareTo(to) == 0) {
                return true;
            }
            needsWhole(object).stream().filter(seen::add).forEach(open::add);
            mentioned(object).stream().filter(seen::add).forEach(open::add);
        }
        return false;
    }

    /** What an object needs with the columns and checks that are made together with it. */
    private Set<SchemaObject> needsWhole(SchemaObject object) {
        Set<SchemaObject> those = new TreeSet<>(needs(object));
        for (SchemaObject part : parts.getOrDefault(object.path(), List.of())) {
            if (holds(object, part)) {
                those.addAll(needs(part));
            }
        }
        those.removeIf(other -> other.compareTo(object) == 0 || other.path().size() > 2 && other.isWithin(object.path()));
        return those;
    }

    private static final class Step {

        private final SchemaObject object;
        private final List<SchemaObject> before;
        private int next;

        private Step(SchemaObject object, List<SchemaObject> before) {
            this.object = object;
            this.before = before;
        }
    }
}
