package dev.migrate.dialect;

import dev.migrate.schema.ObjectKind;
import dev.migrate.schema.Schema;
import dev.migrate.schema.SchemaObject;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the catalog says has happened between two readings of it, as text that a person can check against an operation. */
final class CatalogChange {

    private CatalogChange() {}

    /** What came ({@code +}) with all that is said of it, what went ({@code -}), and what is otherwise now ({@code ~}). */
    static String between(Schema before, Schema after) {
        // what servers are set up with is no operation's doing
        String collation = before.objects().stream()
                .filter(object -> object.kind() == ObjectKind.TABLE)
                .map(object -> object.properties().getOrDefault("collation", ""))
                .findFirst()
                .orElse("");
        var difference = before.differenceTo(after);
        Map<SchemaObject, String> lines = new TreeMap<>();
        difference.onlyHere().forEach(gone -> lines.put(gone, "- " + gone.title() + "\n"));
        for (SchemaObject come : difference.onlyThere()) {
            StringBuilder text = new StringBuilder("+ " + come.title() + "\n");
            come.properties().forEach((name, value) -> {
                if (!name.equals("sql mode") && !(name.equals("collation") && value.equals(collation))) {
                    text.append(property(name, value));
                }
            });
            lines.put(come, text.toString());
        }
        for (var change : difference.changes()) {
            // a column's place changes with each column in front of it
            if (change.properties().equals(Set.of(SchemaObject.POSITION))) {
                continue;
            }
            StringBuilder text = new StringBuilder("~ " + change.here().title() + "\n");
            for (String name : change.properties()) {
                if (name.equals(SchemaObject.POSITION)) {
                    continue;
                }
                text.append(property(
                        name,
                        told(change.here().properties().get(name)) + " -> "
                                + told(change.there().properties().get(name))));
            }
            lines.put(change.here(), text.toString());
        }
        return lines.isEmpty() ? "nothing\n" : String.join("", lines.values());
    }

    private static String told(@Nullable String value) {
        return value == null ? "(none)" : value.isEmpty() ? "\"\"" : value;
    }

    private static String property(String name, String value) {
        return "    " + name + ": " + value.replace("\n", "\n      ") + "\n";
    }
}
