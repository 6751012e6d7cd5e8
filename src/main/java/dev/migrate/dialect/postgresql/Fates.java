package dev.migrate.dialect.postgresql;

import dev.migrate.operation.Operation;
import dev.migrate.schema.ObjectKind;
import dev.migrate.schema.SchemaDifference.Change;
import dev.migrate.schema.SchemaObject;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** What becomes of each object on the way from one schema to another. */
final class Fates {

    /** The same words may call another function, such as one that takes an argument more. */
    private boolean hasDefaultStill(SchemaObject column) {
        SchemaObject now = to.find(column);
        return now != null && Inventory.is(column, "default") && Inventory.is(now, "default");
    }

    /** What becomes of an object. */
    enum Fate {
        /** It stays as it is. */
        KEPT,
        /** It goes. */
        DROPPED,
        /** It is new. */
        MADE,
        /** It changes where it stands. */
        CHANGED,
        /** It goes and comes back, for what it needs changes, or because nothing changes it where it stands. */
        REMADE
    }

    /** What follows from where a part stands, and is nothing to be said of the part. */
    private static final Set<String> UNSAID = Set.of(SchemaObject.POSITION, "inherited", "part of");

    /** Kinds whose columns and checks are made and changed along with them. */
    private static final Set<ObjectKind> WHOLES = Set.of(
            ObjectKind.VIEW,
            ObjectKind.MATERIALIZED_VIEW,
            ObjectKind.COMPOSITE_TYPE,
            ObjectKind.FOREIGN_TABLE,
            ObjectKind.DOMAIN);

    private static final Set<ObjectKind> TYPES = Set.of(
            ObjectKind.ENUM, ObjectKind.DOMAIN, ObjectKind.COMPOSITE_TYPE, ObjectKind.RANGE_TYPE, ObjectKind.BASE_TYPE);

    /** What hinders a column's type from changing (ATExecAlterColumnType); constraints and indexes are rebuilt. */
    private static final Set<ObjectKind> HINDERS = Set.of(
            ObjectKind.VIEW,
            ObjectKind.MATERIALIZED_VIEW,
            ObjectKind.RULE,
            ObjectKind.POLICY,
            ObjectKind.TRIGGER,
            ObjectKind.FUNCTION,
            ObjectKind.PROCEDURE,
            ObjectKind.PUBLICATION);

    private final Inventory from;
    private final Inventory to;
    private final PostgresqlObjects others;
    private final UnaryOperator<SchemaObject> comparable;
    private final Map<SchemaObject, Fate> fates = new TreeMap<>();
    private final Map<SchemaObject, Change> changes = new TreeMap<>();
    private final Map<SchemaObject, List<Operation>> alterations = new TreeMap<>();
    private final Set<SchemaObject> loosened = new TreeSet<>();
    private final Set<SchemaObject> retyped = new TreeSet<>();
    private final Map<SchemaObject, Set<SchemaObject>> away = new TreeMap<>();
    private final Deque<SchemaObject> spreading = new ArrayDeque<>();

    Fates(Inventory from, Inventory to, PostgresqlObjects others, UnaryOperator<SchemaObject> comparable) {
        this.from = from;
        this.to = to;
        this.others = others;
        this.comparable = comparable;
        from.objects().forEach(this::compare);
        to.objects().stream().filter(o -> from.find(o) == null).forEach(o -> fates.put(o, Fate.MADE));
        wholes();
        List.copyOf(changes.values()).forEach(this::decide);
        away.values().forEach(those -> those.forEach(this::remake));
        while (!spreading.isEmpty()) {
            spread(spreading.poll());
        }
    }

    private void compare(SchemaObject here) {
        SchemaObject there = to.find(here);
        if (there == null) {
            fates.put(here, Fate.DROPPED);
            spreading.add(here);
            return;
        }
        Change change = said(here, there);
        if (change.properties().isEmpty()) {
            fates.put(here, Fate.KEPT);
        } else {
            fates.put(here, Fate.CHANGED);
            changes.put(here, change);
        }
    }

    /** The two objects with nothing different between them but what has to be said. */
    private Change said(SchemaObject here, SchemaObject there) {
        if (here.properties().equals(there.properties())) {
            return new Change(here, there);
        }
        SchemaObject a = comparable.apply(here);
        SchemaObject b = comparable.apply(there);
        Map<String, String> rest = new TreeMap<>(here.properties());
        for (String name : new Change(here, there).properties()) {
            boolean alike =
                    Objects.equals(a.properties().get(name), b.properties().get(name));
            if (alike || UNSAID.contains(name)) {
                if (there.properties().containsKey(name)) {
                    rest.put(name, there.properties().get(name));
                } else {
                    rest.remove(name);
                }
            }
        }
        return new Change(SchemaObject.of(here.kind(), here.path(), rest), there);
    }

    /** What is made and changed along with something else is a change of that. */
    private void wholes() {
        for (SchemaObject object : List.copyOf(fates.keySet())) {
            if (fates.get(object) == Fate.KEPT || !isWithinWhole(object)) {
                continue;
            }
            whole(object).filter(whole -> fates.get(whole) == Fate.KEPT).ifPresent(whole -> {
                fates.put(whole, Fate.CHANGED);
                changes.put(
                        whole,
                        new Change(Objects.requireNonNull(from.find(whole)), Objects.requireNonNull(to.find(whole))));
            });
            changes.remove(object);
            fates.put(object, Fate.KEPT);
        }
    }

    private Optional<SchemaObject> whole(SchemaObject part) {
        return to.table(part).or(() -> from.table(part)).filter(table -> WHOLES.contains(table.kind()));
    }

    /** Whether it is made, changed and dropped along with its view, type or foreign table. */
    boolean isWithinWhole(SchemaObject object) {
        return object.path().size() > 2
                && (object.kind() == ObjectKind.COLUMN || object.kind() == ObjectKind.CHECK)
                && whole(object).isPresent();
    }

    private void decide(Change change) {
        SchemaObject object = change.here();
        boolean inPlace =
                switch (object.kind()) {
                    case TABLE -> !change.properties().contains("partition by");
                    case COLUMN -> columnStays(change);
                    case PRIMARY_KEY, UNIQUE, EXCLUSION, FOREIGN_KEY, CHECK -> ConstraintDraft.isInPlace(change);
                    case INDEX -> IndexDraft.isInPlace(change);
                    case SEQUENCE -> true;
                    default -> {
                        Optional<List<Operation>> alteration = others.alter(change);
                        alteration.ifPresent(operations -> {
                            alterations.put(object, operations);
                            away(change);
                        });
                        yield alteration.isPresent();
                    }
                };
        if (!inPlace) {
            remake(object);
        } else if (object.kind() == ObjectKind.COLUMN && isRetyped(change)) {
            spreading.add(object);
        }
    }

    private void away(Change change) {
        for (List<String> path : others.away(change)) {
            for (SchemaObject other : from.at(path)) {
                boolean generated = Inventory.is(other, "generated");
                if (other.kind() != ObjectKind.COLUMN || generated) {
                    away.computeIfAbsent(change.here(), type -> new TreeSet<>()).add(other);
                }
            }
        }
    }

    private static boolean columnStays(Change change) {
        if (!change.properties().contains("generated")) {
            return true;
        }
        // DROP EXPRESSION keeps what was stored; what is computed when it is read has nothing stored
        return Inventory.text(change.here(), "generated").startsWith("stored: ")
                && !Inventory.is(change.there(), "generated");
    }

    /** Whether a column's values are of another type, or compared in another way. */
    static boolean isRetyped(Change change) {
        return change.properties().contains("type") || change.properties().contains("collation");
    }

    private void remake(SchemaObject object) {
        Fate fate = fates.get(object);
        if (fate == Fate.DROPPED || fate == Fate.REMADE || fate == Fate.MADE) {
            return;
        }
        fates.put(object, Fate.REMADE);
        changes.remove(object);
        alterations.remove(object);
        loosened.remove(object);
        spreading.add(Objects.requireNonNull(from.find(object)));
        if (object.kind() == ObjectKind.TABLE) {
            from.parts(object.path()).forEach(this::remake);
        }
    }

    private void spread(SchemaObject object) {
        boolean gone = fates.get(object) == Fate.DROPPED || fates.get(object) == Fate.REMADE;
        for (SchemaObject dependent : from.dependents(object)) {
            Fate fate = fates.get(dependent);
            if (fate == Fate.DROPPED || fate == Fate.REMADE || isWithinWhole(dependent)) {
                if (isWithinWhole(dependent)) {
                    whole(dependent)
                            .filter(w -> gone && fates.get(w) == Fate.KEPT)
                            .ifPresent(this::remake);
                }
                continue;
            }
            if (gone) {
                goneUnder(object, dependent);
            } else if (HINDERS.contains(dependent.kind())
                    || dependent.kind() == ObjectKind.COLUMN && Inventory.is(dependent, "generated")
                    || isWorded(dependent) && leavesFamily(object)) {
                remake(dependent);
            } else if (dependent.kind() == ObjectKind.TABLE && isPartitionKey(object, dependent)) {
                remake(dependent);
            }
        }
    }

    private static boolean isPartitionKey(SchemaObject column, SchemaObject table) {
        return PieceReader.mentions(Inventory.text(table, "partition by"), column.name());
    }

    /** What the server words by the types of its columns: casts that one type needs stay in its text when that goes. */
    private static boolean isWorded(SchemaObject object) {
        return switch (object.kind()) {
            case FOREIGN_KEY, CHECK -> true;
            case INDEX, EXCLUSION ->
                Inventory.text(object, "definition").contains(" WHERE ")
                        || IndexDraft.read(object)
                                .filter(index -> index.keys().stream().noneMatch(key -> key.isExpression()))
                                .isEmpty();
            default -> false;
        };
    }

    private boolean leavesFamily(SchemaObject column) {
        Change change = changes.get(column);
        return change != null
                && !new Conversion(Inventory.text(change.here(), "type"), Inventory.text(change.there(), "type"))
                        .staysInFamily();
    }

    private void goneUnder(SchemaObject object, SchemaObject dependent) {
        boolean comesBack = fates.get(object) == Fate.REMADE;
        switch (dependent.kind()) {
            case COLUMN -> {
                if (Inventory.is(dependent, "generated")) {
                    remake(dependent);
                } else if (comesBack) {
                    loosened.add(dependent);
                    if (TYPES.contains(object.kind()) && retyped.add(dependent)) {
                        spreading.add(dependent);
                    }
                } else if (object.kind() == ObjectKind.FUNCTION && hasDefaultStill(dependent)) {
                    loosened.add(dependent);
                }
            }
            case TABLE -> {
                if (comesBack) {
                    remake(dependent);
                }
            }
            case SEQUENCE, SCHEMA, EXTENSION -> {}
            default -> remake(dependent);
        }
    }

    /** What becomes of an object. */
    Fate of(SchemaObject object) {
        return fates.getOrDefault(object, Fate.KEPT);
    }

    /** Whether it goes, for good or to come back. */
    boolean isGone(SchemaObject object) {
        Fate fate = of(object);
        return fate == Fate.DROPPED || fate == Fate.REMADE;
    }

    /** Whether it comes, for the first time or again. */
    boolean isComing(SchemaObject object) {
        Fate fate = of(object);
        return fate == Fate.MADE || fate == Fate.REMADE;
    }

    /** Every object on either side, by path. */
    Collection<SchemaObject> objects() {
        return fates.keySet();
    }

    /** How an object changes where it stands. */
    Optional<Change> change(SchemaObject object) {
        return Optional.ofNullable(changes.get(object));
    }

    /** What changes an object that is no table's. */
    List<Operation> alteration(SchemaObject object) {
        return alterations.getOrDefault(object, List.of());
    }

    /** What must be dropped before a type changes, and made again behind that, by type. */
    Map<SchemaObject, Set<SchemaObject>> away() {
        return away;
    }

    /** Columns whose defaults need something that goes and comes back. */
    Set<SchemaObject> loosened() {
        return loosened;
    }

    /** Columns whose type goes and comes back. */
    boolean isRetyped(SchemaObject column) {
        return retyped.contains(column);
    }

    /** Whether there is nothing to do. */
    boolean isEmpty() {
        return fates.values().stream().allMatch(fate -> fate == Fate.KEPT);
    }
}
