package dev.migrate.diff;

import dev.migrate.schema.ObjectKind;
import dev.migrate.schema.Schema;
import dev.migrate.schema.SchemaDifference;
import dev.migrate.schema.SchemaObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * What stands somewhere and what is to stand there, the second freed of every difference that is none: another spelling, what is left
 * alone, what the settings do not compare.
 *
 * @param from what stands there
 * @param to what is to stand there
 */
public record Comparison(Blueprint from, Blueprint to) {

    private static final String TYPE = "type";
    private static final String DEFAULT = "default";
    private static final String COMMENT = "comment";

    /** Properties that hold text as the server words it. */
    private static final Set<String> WORDED =
            Set.of("definition", "index", DEFAULT, "generated", "using", "with check");

    /**
     * How two objects are held against each other.
     *
     * @param types whether the types of columns are compared
     * @param defaults whether the defaults of columns are compared
     * @param comments whether comments are compared
     */
    public record Switches(boolean types, boolean defaults, boolean comments) {

        /** Everything is compared. */
        public static final Switches ALL = new Switches(true, true, true);

        private boolean compares(ObjectKind kind, String property) {
            return switch (property) {
                case TYPE -> types || kind != ObjectKind.COLUMN;
                case DEFAULT -> defaults || kind != ObjectKind.COLUMN;
                case COMMENT -> comments;
                default -> true;
            };
        }
    }

    /**
     * Compares.
     *
     * @param selected what is looked at; everything else stays as it is
     * @param spelling gives two objects that differ in spelling alone the same form
     */
    public static Comparison of(
            Blueprint from,
            Blueprint goal,
            Predicate<SchemaObject> selected,
            Switches switches,
            UnaryOperator<SchemaObject> spelling) {
        List<SchemaObject> here = from.schema().objects();
        Set<List<String>> ordered = ordered(from, goal);
        List<SchemaObject> to = new ArrayList<>();
        int at = 0;
        // both are in order, so that one pass is enough
        for (SchemaObject wanted : goal.schema().objects()) {
            if (!isCompared(wanted, selected)) {
                continue;
            }
            int order = 1;
            while (at < here.size() && (order = here.get(at).compareTo(wanted)) < 0) {
                at++;
            }
            boolean inOrder = wanted.kind() == ObjectKind.COLUMN
                    && !ordered.isEmpty()
                    && ordered.contains(wanted.path().subList(0, wanted.path().size() - 1));
            to.add(at < here.size() && order == 0 ? met(here.get(at), wanted, switches, spelling, inOrder) : wanted);
        }
        to.addAll(leftAlone(here, to, selected));
        return new Comparison(from, goal.with(new Schema(to)));
    }

    /** What is not compared stays; but what it stood in may be gone, and it with that. */
    private static List<SchemaObject> leftAlone(
            List<SchemaObject> here, List<SchemaObject> to, Predicate<SchemaObject> selected) {
        List<SchemaObject> left =
                here.stream().filter(present -> !isCompared(present, selected)).toList();
        if (left.stream().allMatch(present -> present.path().size() == 1)) {
            return left;
        }
        Set<List<String>> before = paths(here);
        Set<List<String>> now = paths(to);
        List<SchemaObject> stays = new ArrayList<>();
        for (SchemaObject present : left) {
            if (!isOrphan(present, before, now)) {
                stays.add(present);
                now.add(present.path());
            }
        }
        return stays;
    }

    private static Set<List<String>> paths(List<SchemaObject> objects) {
        Set<List<String>> paths = new HashSet<>();
        objects.forEach(object -> paths.add(object.path()));
        return paths;
    }

    /** The views that are worded otherwise: whether one can be put in the other's place goes by the order of their columns too. */
    private static Set<List<String>> ordered(Blueprint from, Blueprint goal) {
        Map<List<String>, SchemaObject> views = new HashMap<>();
        from.schema().objects().stream()
                .filter(object -> object.kind() == ObjectKind.VIEW)
                .forEach(view -> views.put(view.path(), view));
        Set<List<String>> ordered = new HashSet<>();
        for (SchemaObject wanted : goal.schema().objects()) {
            SchemaObject present = wanted.kind() == ObjectKind.VIEW ? views.get(wanted.path()) : null;
            if (present != null && !present.equals(wanted)) {
                ordered.add(wanted.path());
            }
        }
        return ordered;
    }

    /** The database itself is not what a script is about: it has another name, and perhaps another owner, everywhere. */
    private static boolean isCompared(SchemaObject object, Predicate<SchemaObject> selected) {
        return object.kind() != ObjectKind.DATABASE && selected.test(object);
    }

    private static boolean isOrphan(SchemaObject object, Set<List<String>> before, Set<List<String>> now) {
        for (int i = 1; i < object.path().size(); i++) {
            List<String> around = object.path().subList(0, i);
            if (before.contains(around) && !now.contains(around)) {
                return true;
            }
        }
        return false;
    }

    private static SchemaObject met(
            SchemaObject present,
            SchemaObject wanted,
            Switches switches,
            UnaryOperator<SchemaObject> spelling,
            boolean inOrder) {
        if (wanted.properties().equals(present.properties())) {
            return present;
        }
        var properties = new TreeMap<>(wanted.properties());
        Predicate<String> kept =
                name -> name.equals(SchemaObject.POSITION) && !inOrder || !switches.compares(wanted.kind(), name);
        properties.keySet().removeIf(kept);
        present.properties().forEach((name, value) -> {
            if (kept.test(name)) {
                properties.put(name, value);
            }
        });
        var compared = new SchemaObject(wanted.kind(), wanted.path(), properties);
        boolean alike = compared.equals(present) || form(present, spelling).equals(form(compared, spelling));
        return alike && (!inOrder || position(present).equals(position(compared))) ? present : compared;
    }

    private static String position(SchemaObject column) {
        return column.properties().getOrDefault(SchemaObject.POSITION, "");
    }

    private static SchemaObject form(SchemaObject object, UnaryOperator<SchemaObject> spelling) {
        return spelling.apply(object).without(List.of(SchemaObject.POSITION));
    }

    /** How the two differ. */
    public SchemaDifference difference() {
        return from.schema().differenceTo(to.schema());
    }

    /** Whether they do not. */
    public boolean isEmpty() {
        return difference().isEmpty();
    }

    /**
     * What each has and the other has otherwise in nothing but what a server words itself, which a second look at that may show to be alike.
     *
     * @param spelling gives two objects that differ in spelling alone the same form
     */
    public List<SchemaObject> changed(UnaryOperator<SchemaObject> spelling) {
        List<SchemaObject> changed = new ArrayList<>();
        for (SchemaDifference.Change change : difference().changes()) {
            var forms = new SchemaDifference.Change(form(change.here(), spelling), form(change.there(), spelling));
            if (WORDED.containsAll(forms.properties())) {
                changed.add(change.here());
                changed.add(change.there());
            }
        }
        return changed;
    }
}
