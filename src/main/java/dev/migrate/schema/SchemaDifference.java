package dev.migrate.schema;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How two databases differ.
 *
 * @param onlyHere what the first alone has
 * @param onlyThere what the second alone has
 * @param changes what both have, but not alike
 */
public record SchemaDifference(List<SchemaObject> onlyHere, List<SchemaObject> onlyThere, List<Change> changes) {

    private static final int LONGEST = 120;

    /** Copies the lists. */
    public SchemaDifference {
        onlyHere = List.copyOf(onlyHere);
        onlyThere = List.copyOf(onlyThere);
        changes = List.copyOf(changes);
    }

    /**
     * An object that is not alike on both sides.
     *
     * @param here as the first has it
     * @param there as the second has it
     */
    public record Change(SchemaObject here, SchemaObject there) {

        /** The names of the properties that differ. */
        public SortedSet<String> properties() {
            var names = new TreeSet<>(here.properties().keySet());
            names.addAll(there.properties().keySet());
            names.removeIf(n ->
                    Objects.equals(here.properties().get(n), there.properties().get(n)));
            return names;
        }
    }

    /** Compares; both are in order, so that one pass is enough. */
    static SchemaDifference between(Schema here, Schema there) {
        List<SchemaObject> ours = here.objects();
        List<SchemaObject> theirs = there.objects();
        List<SchemaObject> onlyHere = new ArrayList<>();
        List<SchemaObject> onlyThere = new ArrayList<>();
        List<Change> changes = new ArrayList<>();
        int at = 0;
        for (SchemaObject object : ours) {
            int order = 1;
            while (at < theirs.size() && (order = theirs.get(at).compareTo(object)) < 0) {
                onlyThere.add(theirs.get(at++));
            }
            if (at == theirs.size() || order != 0) {
                onlyHere.add(object);
                continue;
            }
            SchemaObject other = theirs.get(at++);
            if (!other.equals(object)) {
                changes.add(new Change(object, other));
            }
        }
        onlyThere.addAll(theirs.subList(at, theirs.size()));
        return new SchemaDifference(onlyHere, onlyThere, changes);
    }

    /** Whether there is none. */
    public boolean isEmpty() {
        return onlyHere.isEmpty() && onlyThere.isEmpty() && changes.isEmpty();
    }

    /**
     * The differences as people read them, a line each. What stands in something that one side alone has is not told again.
     *
     * @param here what to call the first, such as {@code the old revisions}
     * @param there what to call the second
     */
    public List<String> lines(String here, String there) {
        Map<SchemaObject, List<String>> lines = new TreeMap<>();
        outermost(onlyHere).forEach(o -> lines.put(o, List.of(o.title() + ": only in " + here)));
        outermost(onlyThere).forEach(o -> lines.put(o, List.of(o.title() + ": only in " + there)));
        for (Change change : changes) {
            List<String> each = new ArrayList<>();
            for (String property : change.properties()) {
                each.add(change.here().title() + ": " + property + " is "
                        + told(change.here(), change.there(), property) + " in " + here + ", "
                        + told(change.there(), change.here(), property) + " in " + there);
            }
            lines.put(change.here(), each);
        }
        return lines.values().stream().flatMap(List::stream).toList();
    }

    private static List<SchemaObject> outermost(List<SchemaObject> objects) {
        Set<List<String>> paths = new HashSet<>();
        objects.forEach(o -> paths.add(o.path()));
        return objects.stream()
                .filter(o -> {
                    for (int i = 1; i < o.path().size(); i++) {
                        if (paths.contains(o.path().subList(0, i))) {
                            return false;
                        }
                    }
                    return true;
                })
                .toList();
    }

    /** A value in quotes; of a long text the first line that is not the other's. */
    private static String told(SchemaObject object, SchemaObject other, String property) {
        String value = object.properties().get(property);
        if (value == null) {
            return "not set";
        }
        String text = value;
        if (value.indexOf('\n') >= 0) {
            text = firstOwnLine(value, other.properties().get(property));
        }
        return "\"" + (text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text) + "\"";
    }

    private static String firstOwnLine(String value, @Nullable String other) {
        List<String> lines = value.lines().toList();
        List<String> others = other == null ? List.of() : other.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (i >= others.size() || !lines.get(i).equals(others.get(i))) {
                return (i == 0 ? "" : "… ") + lines.get(i).strip() + (i == lines.size() - 1 ? "" : " …");
            }
        }
        return "… " + lines.get(lines.size() - 1).strip();
    }
}
