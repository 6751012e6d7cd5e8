package dev.migrate.command;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diff.Renames;
import dev.migrate.schema.SchemaDifference;
import dev.migrate.schema.SchemaObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What has to be done to one object.
 *
 * @param change {@code add}, {@code drop}, {@code alter} or {@code rename}
 * @param kind the kind of object
 * @param name its name behind those of what it stands in
 * @param details what differs of an object that is on both sides, or its new name
 */
public record SchemaChange(String change, String kind, String name, List<String> details) {

    private static final int LONGEST = 60;

    /** Who wants more of them than a message holds asks the goal that lists them. */
    private static final int SHOWN = 12;

    /** Copies the list. */
    public SchemaChange {
        details = List.copyOf(details);
    }

    /** What makes the first into the second, in the order of names; what stands in something that comes or goes is not told again. */
    static List<SchemaChange> of(SchemaDifference difference) {
        Map<SchemaObject, SchemaChange> changes = new TreeMap<>();
        outermost(difference.onlyHere()).forEach(object -> changes.put(object, of("drop", object, List.of())));
        outermost(difference.onlyThere()).forEach(object -> changes.put(object, of("add", object, List.of())));
        for (SchemaDifference.Change change : difference.changes()) {
            List<String> details = change.properties().stream()
                    .filter(name -> !name.equals(SchemaObject.POSITION))
                    .map(name -> name + ": " + value(change.here(), name) + " -> " + value(change.there(), name))
                    .toList();
            changes.put(change.here(), of("alter", change.here(), details));
        }
        return List.copyOf(changes.values());
    }

    static SchemaChange rename(Renames.Proposal proposal) {
        return of("rename", proposal.from(), List.of(proposal.to().name()));
    }

    private static SchemaChange of(String change, SchemaObject object, List<String> details) {
        return new SchemaChange(change, object.kind().label(), String.join(".", object.path()), details);
    }

    /** The first of them, a line each, and how many more there are. */
    static List<String> shown(List<SchemaChange> changes, String before) {
        List<String> lines = new ArrayList<>();
        changes.stream().limit(SHOWN).forEach(change -> lines.add(before + change));
        if (changes.size() > SHOWN) {
            lines.add("and " + (changes.size() - SHOWN) + " more");
        }
        return lines;
    }

    /** What has to be done still, said with a fault. */
    static Diagnostic stillToDo(Diagnostic fault, SchemaDifference difference) {
        Diagnostic told = fault;
        for (String line : shown(of(difference), "still to be done: ")) {
            told = told.note(line);
        }
        return told;
    }

    /** The line that people read. */
    @Override
    public String toString() {
        String what = kind + " " + name;
        return switch (change) {
            case "add" -> "+ " + what;
            case "drop" -> "- " + what;
            case "rename" -> "~ " + what + " -> " + details.get(0);
            default -> "~ " + what + " (" + String.join("; ", details) + ")";
        };
    }

    private static String value(SchemaObject object, String property) {
        String value = object.properties().get(property);
        if (value == null) {
            return "none";
        }
        String line = value.lines().map(String::strip).collect(Collectors.joining(" "));
        return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
    }

    private static List<SchemaObject> outermost(List<SchemaObject> objects) {
        Set<List<String>> paths = new HashSet<>();
        objects.forEach(object -> paths.add(object.path()));
        List<SchemaObject> outermost = new ArrayList<>(objects);
        outermost.removeIf(object -> {
            for (int i = 1; i < object.path().size(); i++) {
                if (paths.contains(object.path().subList(0, i))) {
                    return true;
                }
            }
            return false;
        });
        return outermost;
    }
}
