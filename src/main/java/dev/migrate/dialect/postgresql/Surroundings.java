package dev.migrate.dialect.postgresql;

import dev.migrate.diff.Blueprint;
import dev.migrate.diff.Excerpt;
import dev.migrate.schema.ObjectKind;
import dev.migrate.schema.Schema;
import dev.migrate.schema.SchemaObject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What differs between two schemas with all that needs it, as a slice has it, and all that these need, so that it can be made in an empty database. What
 * is only needed comes whole but for its foreign keys, which would bring in ever more tables.
 */
final class Surroundings {

    /** What may change the meaning of a text that does not name it, and is rarely there. */
    private static final Set<ObjectKind> ALWAYS = EnumSet.of(
            ObjectKind.DATABASE,
            ObjectKind.SCHEMA,
            ObjectKind.EXTENSION,
            ObjectKind.CAST,
            ObjectKind.OPERATOR,
            ObjectKind.OPERATOR_CLASS,
            ObjectKind.COLLATION,
            ObjectKind.TEXT_SEARCH,
            ObjectKind.FOREIGN_SERVER);

    private static final Set<ObjectKind> ROUTINES =
            EnumSet.of(ObjectKind.FUNCTION, ObjectKind.PROCEDURE, ObjectKind.AGGREGATE);

    private final List<Blueprint> both;
    private final Set<List<String>> whole;
    private final Set<List<String>> taken = new HashSet<>();
    private final Map<List<String>, List<SchemaObject>> units = new HashMap<>();
    private final Map<String, List<List<String>>> overloads = new HashMap<>();

    private Surroundings(Blueprint from, Blueprint to, Set<List<String>> whole) {
        this.both = List.of(from, to);
        this.whole = whole;
    }

    /** Empty where a change cannot be told apart from the rest. */
    static Optional<Excerpt> of(Blueprint from, Blueprint to) {
        Optional<Set<List<String>>> there = Slice.reached(from, to);
        Optional<Set<List<String>>> back = Slice.reached(to, from);
        if (there.isEmpty() || back.isEmpty()) {
            return Optional.empty();
        }
        Set<List<String>> whole = new HashSet<>(there.get());
        whole.addAll(back.get());
        var surroundings = new Surroundings(from, to, whole);
        return surroundings.reach()
                ? Optional.of(new Excerpt(surroundings.part(from), surroundings.part(to)))
                : Optional.empty();
    }

    private Blueprint part(Blueprint blueprint) {
        Schema part = blueprint.schema().filter(object -> {
            List<String> unit = Slice.unit(object.path());
            return taken.contains(unit) && (whole.contains(unit) || object.kind() != ObjectKind.FOREIGN_KEY);
        });
        return blueprint.with(part);
    }

    /** False where something is done at every change, whatever it is. */
    private boolean reach() {
        Deque<List<String>> open = new ArrayDeque<>(whole);
        for (Blueprint blueprint : both) {
            for (SchemaObject object : blueprint.schema().objects()) {
                if (object.kind() == ObjectKind.EVENT_TRIGGER) {
                    return false;
                }
                List<String> unit = Slice.unit(object.path());
                units.computeIfAbsent(unit, path -> new ArrayList<>()).add(object);
                if (ALWAYS.contains(object.kind())) {
                    open.add(unit);
                }
                if (ROUTINES.contains(object.kind())) {
                    overloads
                            .computeIfAbsent(plainName(unit), name -> new ArrayList<>())
                            .add(unit);
                }
            }
        }
        while (!open.isEmpty()) {
            List<String> unit = open.poll();
            if (taken.add(unit)) {
                open.addAll(neededBy(unit));
            }
        }
        return true;
    }

    private Set<List<String>> neededBy(List<String> unit) {
        Set<List<String>> needed = new HashSet<>();
        for (SchemaObject object : units.getOrDefault(unit, List.of())) {
            if (object.kind() == ObjectKind.FOREIGN_KEY && !whole.contains(unit)) {
                continue;
            }
            both.forEach(blueprint -> blueprint.needs(object).forEach(path -> needed.add(Slice.unit(path))));
            Inventory.path(Inventory.text(object, "owned by")).ifPresent(path -> needed.add(Slice.unit(path)));
            if (object.kind() == ObjectKind.FOREIGN_KEY) {
                Inventory.reference(object).ifPresent(target -> needed.add(target.table()));
            }
            if (object.kind() == ObjectKind.TABLE && Inventory.is(object, "inherits")) {
                PieceReader.split(Inventory.text(object, "inherits"))
                        .forEach(parent -> Inventory.path(parent).ifPresent(needed::add));
            }
            if (ROUTINES.contains(object.kind())) {
                // which of them a call means depends on all
                needed.addAll(overloads.getOrDefault(plainName(unit), List.of()));
            }
        }
        return needed;
    }

    private static String plainName(List<String> routine) {
        String name = routine.get(routine.size() - 1);
        int arguments = name.indexOf('(');
        return arguments < 0 ? name : name.substring(0, arguments);
    }
}
