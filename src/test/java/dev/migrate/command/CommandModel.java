package dev.migrate.command;

import dev.migrate.revision.Revision;
import dev.migrate.revision.RevisionGraph;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What commands should do, reckoned with sets of ids, from what the scripts say alone. */
final class CommandModel {

    private final Map<String, Script> scripts = new HashMap<>();
    private final Map<String, String> labels = new HashMap<>();

    /**
     * A script that a test wrote.
     *
     * @param before what it needs: ids or labels
     * @param parents those of them that it revises
     * @param upFails whether its upgrade always fails
     * @param downFails whether its downgrade always fails
     * @param oneWay whether it has no downgrade
     */
    record Script(
            String id, List<String> before, List<String> parents, boolean upFails, boolean downFails, boolean oneWay) {}

    void add(Revision revision, boolean upFails, boolean downFails, boolean oneWay) {
        var before = new ArrayList<>(revision.parents());
        before.addAll(revision.dependsOn());
        revision.labels().forEach(label -> labels.put(label, revision.id()));
        scripts.put(revision.id(), new Script(revision.id(), before, revision.parents(), upFails, downFails, oneWay));
    }

    Script script(String id) {
        return scripts.get(id);
    }

    Set<String> ids() {
        return new TreeSet<>(scripts.keySet());
    }

    List<String> before(String id) {
        return scripts.get(id).before().stream()
                .map(name -> labels.getOrDefault(name, name))
                .toList();
    }

    Set<String> behind(Collection<String> ids) {
        var behind = new TreeSet<String>();
        var open = new ArrayList<>(ids);
        while (!open.isEmpty()) {
            String id = open.remove(open.size() - 1);
            if (behind.add(id)) {
                open.addAll(before(id));
            }
        }
        return behind;
    }

    Set<String> ahead(Collection<String> ids) {
        var ahead = new TreeSet<>(ids);
        while (ids().stream()
                .filter(id -> before(id).stream().anyMatch(ahead::contains))
                .anyMatch(ahead::add)) {
            continue;
        }
        return ahead;
    }

    Set<String> children(String parent) {
        var children = new TreeSet<String>();
        scripts.values().stream()
                .filter(script -> script.parents().contains(parent))
                .forEach(script -> children.add(script.id()));
        return children;
    }

    /** The rows of the version table where these are applied. */
    Set<String> ends(Set<String> applied) {
        var ends = new TreeSet<>(applied);
        applied.forEach(id -> ends.removeAll(before(id)));
        return ends;
    }

    /** Whether each stands behind what it needs. */
    boolean isOrder(Set<String> applied, List<String> upgraded) {
        var done = new HashSet<>(applied);
        for (String id : upgraded) {
            if (!done.containsAll(before(id)) || !done.add(id)) {
                return false;
            }
        }
        return true;
    }

    /** The table that a script makes. */
    static String table(String id) {
        return "t_" + id;
    }

    /**
     * The text of a script of this model. One that is not tolerant fails where a stamp has left the table there, or
     * none, against what the version table says.
     */
    static String text(Revision revision, Script script, boolean failsInTheMiddle, boolean tolerant) {
        String table = table(revision.id());
        var text = new StringBuilder("-- about " + revision.id() + "\n--\n-- revision: " + revision.id()
                + "\n-- revises: " + String.join(", ", revision.parents()) + "\n-- labels: "
                + String.join(", ", revision.labels()) + "\n-- depends-on: " + String.join(", ", revision.dependsOn())
                + "\n\n-- migrate:upgrade\n");
        if (!script.upFails() || failsInTheMiddle) {
            text.append("CREATE TABLE ")
                    .append(tolerant ? "IF NOT EXISTS " : "")
                    .append(table)
                    .append(" (n INTEGER);\n");
        }
        if (script.upFails()) {
            text.append("INSERT INTO nowhere VALUES (1);\n");
        }
        if (!script.oneWay()) {
            text.append("-- migrate:downgrade\n");
            String gone = script.downFails() ? "nowhere" : tolerant ? "IF EXISTS " + table : table;
            text.append("DROP TABLE ").append(gone).append(";\n");
        }
        return text.toString();
    }

    /** The model says of a graph's shape what the graph says. */
    boolean isOf(RevisionGraph graph) {
        return graph.ordered().stream().map(Revision::id).allMatch(scripts::containsKey)
                && graph.size() == scripts.size();
    }
}
