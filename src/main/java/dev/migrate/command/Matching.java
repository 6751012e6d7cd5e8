package dev.migrate.command;

import dev.migrate.config.AutogenerateSettings;
import dev.migrate.dialect.Dialect;
import dev.migrate.diff.Blueprint;
import dev.migrate.diff.Comparison;
import dev.migrate.diff.Drafted;
import dev.migrate.diff.Drafter;
import dev.migrate.diff.Selection;
import dev.migrate.schema.ObjectKind;
import dev.migrate.schema.Schema;
import dev.migrate.schema.SchemaObject;
import dev.migrate.sql.DatabaseKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How an environment wants two schemas to be compared.
 *
 * @param dialect what the databases speak
 * @param settings what is compared
 */
record Matching(Dialect dialect, AutogenerateSettings settings) {

    static Matching of(Workspace workspace, Dialect dialect) {
        return new Matching(dialect, workspace.environment().autogenerate());
    }

    /** Whether a path begins with a schema. */
    boolean hasSchemas() {
        return dialect.kind() == DatabaseKind.POSTGRESQL;
    }

    /** Compares. */
    Comparison of(Blueprint here, Blueprint there) {
        return of(here, there, Map.of());
    }

    /**
     * Compares.
     *
     * @param wordings objects as the server words them once it has read its own wording
     */
    Comparison of(Blueprint here, Blueprint there, Map<SchemaObject, SchemaObject> wordings) {
        var selection = new Selection(settings.include(), settings.exclude(), hasSchemas());
        var switches = new Comparison.Switches(
                settings.compareType(), settings.compareServerDefault(), settings.compareComments());
        return Comparison.of(
                here, there, selection.among(here.schema(), there.schema()), switches, object -> dialect.drafter()
                        .comparable(wordings.getOrDefault(object, object)));
    }

    /** Both sides of what differs in such texts alone as the server words itself: read once more they may be alike. */
    List<SchemaObject> wordedOtherwise(Comparison comparison) {
        return comparison.changed(dialect.drafter()::comparable);
    }

    /** Compares, and has what is worded otherwise read once more on a scratch database that holds the tables. */
    Comparison on(Rehearsal scratch, Blueprint here, Blueprint there) {
        Comparison comparison = of(here, there);
        List<SchemaObject> changed = wordedOtherwise(comparison);
        return changed.isEmpty() ? comparison : of(here, there, scratch.restate(changed));
    }

    /** Drafts what makes the one into the other; nothing where they are alike. */
    List<Drafted> draft(Blueprint from, Blueprint to, Drafter.Style style) {
        if (from.schema().equals(to.schema())) {
            return List.of();
        }
        Set<List<String>> alike = dialect.kind().isMysqlFamily() ? alike(from.schema(), to.schema()) : Set.of();
        return dialect.drafter().draft(without(from, alike), without(to, alike), style);
    }

    /** The statements that made a table on both sides may differ in what is not compared: one that is alike is none of the draft's. */
    private static Set<List<String>> alike(Schema from, Schema to) {
        Map<List<String>, List<SchemaObject>> here = byTable(from);
        Map<List<String>, List<SchemaObject>> there = byTable(to);
        Set<List<String>> alike = new HashSet<>(here.keySet());
        alike.removeIf(path -> !here.get(path).equals(there.get(path)));
        return alike;
    }

    private static Map<List<String>, List<SchemaObject>> byTable(Schema schema) {
        Set<List<String>> tables = new HashSet<>();
        Map<List<String>, List<SchemaObject>> found = new HashMap<>();
        for (SchemaObject object : schema.objects()) {
            if (object.kind() == ObjectKind.TABLE) {
                tables.add(object.path());
            }
            // a trigger is made by a statement of its own
            for (int i = 1; i <= object.path().size() && object.kind() != ObjectKind.TRIGGER; i++) {
                List<String> table = object.path().subList(0, i);
                if (tables.contains(table)) {
                    found.computeIfAbsent(table, path -> new ArrayList<>())
                            .add(object.without(List.of(SchemaObject.POSITION)));
                    break;
                }
            }
        }
        return found;
    }

    private static Blueprint without(Blueprint blueprint, Set<List<String>> tables) {
        Map<List<String>, String> definitions = new HashMap<>(blueprint.definitions());
        definitions.keySet().removeAll(tables);
        return new Blueprint(blueprint.schema(), definitions, blueprint.needs());
    }
}
