package dev.migrate.revision;

import dev.migrate.diagnostic.MigrateException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Makes a graph of revisions, or finds everything that is wrong with them. */
final class GraphAssembly {

    /** Each costs a walk; whoever has mended this many looks again. */
    private static final int CYCLES_TOLD = 20;

    /** The faults of one merge, of which there may be as many as it has pairs of parents. */
    private static final int MERGES_TOLD = 20;

    /** So many are quicker compared each with each than looked up. */
    private static final int FEW = 32;

    private final List<Revision> revisions = new ArrayList<>();
    private final Map<String, Integer> index = new HashMap<>();
    private final Map<String, Integer> labelled = new HashMap<>();
    private final Map<String, Integer> replaced = new HashMap<>();
    private final GraphFaults faults;

    GraphAssembly(Collection<Revision> given) {
        this.faults = new GraphFaults(index.keySet());
        for (Revision revision : given) {
            Integer first = index.putIfAbsent(revision.id(), revisions.size());
            if (first == null) {
                revisions.add(revision);
                faults.checkId(revision);
            } else {
                faults.duplicateId(revisions.get(first), revision);
            }
        }
    }

    RevisionGraph graph() {
        for (int i = 0; i < revisions.size(); i++) {
            readLabels(i);
            readReplaced(i);
        }
        int[][] parents = new int[revisions.size()][];
        int[][] dependencies = new int[revisions.size()][];
        for (int i = 0; i < revisions.size(); i++) {
            parents[i] = Edges.of(parents(revisions.get(i), i));
            dependencies[i] = Edges.of(dependencies(revisions.get(i), i, parents[i]));
        }
        int[][] all = Edges.joined(dependencies, parents);
        RevisionGraph graph = null;
        if (!findCycles(parents, all)) {
            graph = graph(parents, dependencies, all);
        }
        if (graph == null || !faults.list().isEmpty()) {
            throw new MigrateException(faults.list(), null);
        }
        return graph;
    }

    private void readLabels(int i) {
        Revision revision = revisions.get(i);
        for (String label : revision.labels()) {
            faults.checkLabel(revision, label);
            Integer id = index.get(label);
            if (id != null) {
                faults.labelIsId(revision, label, revisions.get(id));
                continue;
            }
            Integer first = labelled.putIfAbsent(label, i);
            if (first != null && first != i) {
                faults.duplicateLabel(revisions.get(first), revision, label);
            }
        }
    }

    private void readReplaced(int i) {
        Revision revision = revisions.get(i);
        for (String id : revision.replacedIds()) {
            Integer live = index.get(id);
            if (live != null) {
                faults.replacedIsLive(revision, revisions.get(live));
                continue;
            }
            Integer first = replaced.putIfAbsent(id, i);
            if (first != null && first != i) {
                faults.replacedTwice(revisions.get(first), revision, id);
            }
        }
    }

    private Collection<Integer> parents(Revision revision, int i) {
        Collection<Integer> found = set(revision.parents());
        for (String parent : revision.parents()) {
            Integer at = index.get(parent);
            if (at == null) {
                faults.missingParent(revision, parent, replacing(parent), labelled.containsKey(parent));
            } else if (at == i) {
                faults.selfLoop(revision, parent, revision.lines().revises());
            } else if (found.contains(at)) {
                faults.duplicateParent(revision, parent);
            } else {
                found.add(at);
            }
        }
        return found;
    }

    private Collection<Integer> dependencies(Revision revision, int i, int[] parents) {
        Collection<Integer> found = set(revision.dependsOn());
        for (String name : revision.dependsOn()) {
            Integer id = index.get(name);
            Integer at = id == null ? labelled.get(name) : id;
            if (at == null) {
                faults.missingDependency(revision, name, replacing(name), labelled.keySet());
            } else if (at == i) {
                faults.selfLoop(revision, name, revision.lines().dependsOn());
            } else if (!found.contains(at) && Arrays.binarySearch(parents, at) < 0) {
                found.add(at);
            }
        }
        return found;
    }

    /** For so many: a merge may have thousands of parents. */
    private static Collection<Integer> set(List<String> names) {
        return names.size() > FEW ? new LinkedHashSet<>() : new ArrayList<>(names.size());
    }

    private Optional<Revision> replacing(String id) {
        return Optional.ofNullable(replaced.get(id)).map(revisions::get);
    }

    private boolean findCycles(int[][] parents, int[][] all) {
        var told = new BitSet();
        for (int[] cycle : Cycles.of(parents, told, CYCLES_TOLD)) {
            faults.cycle(IntStream.of(cycle).mapToObj(revisions::get).toList());
            IntStream.of(cycle).forEach(told::set);
        }
        boolean any = !told.isEmpty();
        for (int[] cycle : Cycles.of(all, told, CYCLES_TOLD)) {
            any = true;
            faults.dependencyCycle(IntStream.of(cycle).mapToObj(revisions::get).toList());
        }
        return any;
    }

    private RevisionGraph graph(int[][] parents, int[][] dependencies, int[][] all) {
        int[] order = Edges.order(all);
        int[] rank = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            rank[order[i]] = i;
        }
        int[][] rankedParents = ranked(parents, order, rank);
        findMergesOfAncestors(order, rankedParents, ranked(all, order, rank));
        labelled.replaceAll((label, at) -> rank[at]);
        replaced.replaceAll((id, at) -> rank[at]);
        List<Revision> nodes = IntStream.of(order).mapToObj(revisions::get).toList();
        return new RevisionGraph(nodes, rankedParents, ranked(dependencies, order, rank), labelled, replaced);
    }

    private void findMergesOfAncestors(int[] order, int[][] parents, int[][] all) {
        var descent = new Descent(parents, all);
        for (int i = 0; i < order.length; i++) {
            Revision merge = revisions.get(order[i]);
            int told = 0;
            for (int older : parents[i].length > FEW ? descent.behindOthers(parents[i]) : parents[i]) {
                for (int younger : parents[i]) {
                    if (told < MERGES_TOLD && older < younger && descent.descends(younger, older)) {
                        told++;
                        faults.mergeOfAncestor(merge, revisions.get(order[older]), revisions.get(order[younger]));
                    }
                }
            }
        }
    }

    private static int[][] ranked(int[][] arrows, int[] order, int[] rank) {
        int[][] ranked = new int[arrows.length][];
        for (int i = 0; i < order.length; i++) {
            int[] ends = arrows[order[i]].clone();
            for (int k = 0; k < ends.length; k++) {
                ends[k] = rank[ends[k]];
            }
            Arrays.sort(ends);
            ranked[i] = ends;
        }
        return ranked;
    }
}
