package dev.migrate.revision;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.diagnostic.SourceSpan;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Some revisions of a graph that can become one: what comes after any of them comes after all, so that a database has
 * all of their work or, at its end, none.
 */
public final class Fold {

    private static final int SHOWN = 10;

    private final RevisionGraph graph;
    private final RevisionSet folded;
    private final List<Revision> revisions;
    private final Revision head;

    private Fold(RevisionGraph graph, RevisionSet folded) {
        this.graph = graph;
        this.folded = folded;
        this.revisions = folded.oldestFirst();
        this.head = revisions.get(revisions.size() - 1);
    }

    /**
     * The fold of these revisions.
     *
     * @param written how users named them
     * @throws MigrateException where they are fewer than two, have several heads, or something else stands on a part of them
     */
    public static Fold of(RevisionGraph graph, Collection<Revision> revisions, String written) {
        RevisionSet folded = graph.setOf(revisions);
        if (folded.size() < 2) {
            String there = folded.isEmpty()
                    ? "no revision"
                    : "one alone, \"" + folded.oldestFirst().get(0).id() + "\"";
            throw Diagnostic.error(
                            "squash/too-few", "\"%s\" holds %s: there is nothing to fold".formatted(written, there))
                    .help("both ends of a range are folded, as mvn migrate:history -Dmigrate.range=%s shows them"
                            .formatted(written))
                    .toException();
        }
        var fold = new Fold(graph, folded);
        fold.checkOneHead(written);
        fold.checkNothingStandsOnAPart();
        return fold;
    }

    /** The revisions, oldest first. */
    public List<Revision> revisions() {
        return revisions;
    }

    /** The last of them, which needs all the others. */
    public Revision head() {
        return head;
    }

    /** Whether it is one of them. */
    public boolean contains(Revision revision) {
        return graph.find(revision.id()).filter(folded::contains).isPresent();
    }

    /** Everything that must be applied before the first of them. */
    public List<Revision> before() {
        return graph.behind(revisions).minus(folded).oldestFirst();
    }

    /** The parents that none of them is, without those that another one has for an ancestor. */
    public List<String> parents() {
        List<Revision> outside = outsideParents();
        return outside.stream()
                .filter(parent -> outside.stream().noneMatch(other -> isAncestor(parent, other)))
                .map(Revision::id)
                .toList();
    }

    /** What they depend on besides, as written, without what is needed anyway. */
    public List<String> dependsOn() {
        var wanted = new LinkedHashMap<Revision, String>();
        for (Revision revision : revisions) {
            for (String name : revision.dependsOn()) {
                Revision on = graph.find(name)
                        .or(() -> graph.labelled(name))
                        .orElseThrow(() -> new IllegalStateException("no dependency " + name));
                if (!folded.contains(on)) {
                    wanted.putIfAbsent(on, name);
                }
            }
        }
        var needed = new ArrayList<>(outsideParents());
        for (Revision on : wanted.keySet()) {
            needed.addAll(graph.parents(on));
            needed.addAll(graph.dependencies(on));
        }
        RevisionSet implied = graph.behind(needed);
        return wanted.entrySet().stream()
                .filter(entry -> !implied.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** The labels that they carry themselves. */
    public List<String> labels() {
        return revisions.stream()
                .flatMap(revision -> revision.labels().stream())
                .distinct()
                .toList();
    }

    /**
     * What their squash stands for, oldest first: their ids, and those that a squash among them stood for already, whose
     * own id is one more name of its newest place.
     */
    public List<String> replaces() {
        var all = new ArrayList<String>();
        for (Revision revision : revisions) {
            List<String> former = revision.replaces();
            if (former.isEmpty()) {
                all.add(revision.id());
            } else {
                all.addAll(former.subList(0, former.size() - 1));
                all.add(former.get(former.size() - 1) + "=" + revision.id());
            }
        }
        return List.copyOf(all);
    }

    /**
     * The other revisions whose headers must change once the squash has that id, as they must be: those that name one of
     * the folded, and those of whose parents one has become another's ancestor, since what only depended on a part of
     * the squash stands on it now. By id.
     */
    public Map<String, Revision> rewritten(String squash) {
        Map<String, List<String>> allParents = new HashMap<>();
        allParents.put(squash, parents());
        for (Revision revision : graph.ordered()) {
            if (!folded.contains(revision)) {
                allParents.put(revision.id(), renamed(revision.parents(), squash));
            }
        }
        var rewritten = new LinkedHashMap<String, Revision>();
        for (Revision revision : graph.ahead(List.of(head)).minus(folded).oldestFirst()) {
            List<String> parents = withoutAncestors(allParents.getOrDefault(revision.id(), List.of()), allParents);
            var dependsOn = new ArrayList<>(renamed(revision.dependsOn(), squash));
            if (parents.contains(squash)) {
                dependsOn.remove(squash);
            }
            if (!parents.equals(revision.parents()) || !dependsOn.equals(revision.dependsOn())) {
                rewritten.put(revision.id(), with(revision, parents, dependsOn));
            }
        }
        return rewritten;
    }

    /**
     * The whole graph with the squash in their place.
     *
     * @throws MigrateException where that is no valid graph
     */
    public RevisionGraph with(Revision squash) {
        Map<String, Revision> rewritten = rewritten(squash.id());
        var all = new ArrayList<Revision>();
        all.add(squash);
        for (Revision revision : graph.ordered()) {
            if (!folded.contains(revision)) {
                all.add(rewritten.getOrDefault(revision.id(), revision));
            }
        }
        return RevisionGraph.of(all);
    }

    private static List<String> withoutAncestors(List<String> parents, Map<String, List<String>> allParents) {
        if (parents.size() < 2) {
            return parents;
        }
        var ancestors = new HashSet<String>();
        var open = new ArrayDeque<String>();
        parents.forEach(parent -> open.addAll(allParents.getOrDefault(parent, List.of())));
        while (!open.isEmpty()) {
            String id = open.remove();
            if (ancestors.add(id)) {
                open.addAll(allParents.getOrDefault(id, List.of()));
            }
        }
        return parents.stream().filter(parent -> !ancestors.contains(parent)).toList();
    }

    private List<String> renamed(List<String> names, String squash) {
        UnaryOperator<String> renaming =
                name -> graph.find(name).filter(folded::contains).isPresent() ? squash : name;
        return List.copyOf(new LinkedHashSet<>(names.stream().map(renaming).toList()));
    }

    private static Revision with(Revision revision, List<String> parents, List<String> dependsOn) {
        return new Revision(
                revision.id(),
                revision.title(),
                parents,
                revision.labels(),
                dependsOn,
                revision.replaces(),
                revision.created(),
                revision.file(),
                revision.lines());
    }

    private List<Revision> outsideParents() {
        return revisions.stream()
                .flatMap(revision -> graph.parents(revision).stream())
                .filter(parent -> !folded.contains(parent))
                .distinct()
                .toList();
    }

    private boolean isAncestor(Revision older, Revision younger) {
        return !older.equals(younger)
                && graph.lineage(younger).contains(older)
                && graph.behind(List.of(younger)).contains(older);
    }

    private void checkOneHead(String written) {
        List<Revision> heads = revisions.stream()
                .filter(revision -> after(revision).stream().noneMatch(folded::contains))
                .toList();
        if (heads.size() > 1) {
            Diagnostic fault = Diagnostic.error(
                    "squash/several-heads",
                    "\"%s\" holds %d revisions and ends at %d of them; a squash ends at one"
                            .formatted(written, revisions.size(), heads.size()));
            for (Revision one : heads.subList(0, Math.min(SHOWN, heads.size()))) {
                fault = fault.note("%s \"%s\" in %s".formatted(one.id(), one.title(), one.file()));
            }
            throw fault.help(
                            "end the range at one of them, or at the merge behind them; without one: mvn migrate:merge")
                    .toException();
        }
    }

    private void checkNothingStandsOnAPart() {
        RevisionSet behindAll = graph.ahead(List.of(head));
        var faults = new ArrayList<Diagnostic>();
        for (Revision revision : revisions) {
            for (Revision other : after(revision)) {
                if (!folded.contains(other) && !behindAll.contains(other)) {
                    faults.add(standsOnAPart(revision, other));
                }
            }
        }
        if (!faults.isEmpty()) {
            throw new MigrateException(faults, null);
        }
    }

    private Diagnostic standsOnAPart(Revision revision, Revision other) {
        boolean child = other.parents().contains(revision.id());
        SourceSpan place = child
                ? other.span(other.lines().revises(), revision.id())
                : other.span(other.lines().dependsOn(), revision.id());
        Diagnostic fault = Diagnostic.error(
                        "squash/branches-off",
                        "\"%s\" %s \"%s\", in the middle of the range"
                                .formatted(other.id(), child ? "revises" : "depends on", revision.id()))
                .at(place)
                .note("a database may have \"%s\" without \"%s\", the end of the range; folded into one they could not"
                                .formatted(other.id(), head.id())
                        + " be told apart");
        return fault.help("end the range at \"%s\", or begin it behind".formatted(graph.shortName(revision)));
    }

    private List<Revision> after(Revision revision) {
        var after = new ArrayList<>(graph.children(revision));
        after.addAll(graph.dependents(revision));
        return after;
    }

    @Override
    public String toString() {
        return revisions.stream().map(Revision::id).collect(Collectors.joining(", "));
    }
}
