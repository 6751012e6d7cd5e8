package dev.migrate.revision;

import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** All revisions of a project and how they follow each other; immutable, and valid once made. */
public final class RevisionGraph {

    /** In topological order: every arrow points to a lower number, so closures are single passes, without recursion. */
    private final List<Revision> nodes;

    private final Map<String, Integer> index;
    private final int[][] parents;
    private final int[][] dependencies;
    private final int[][] children;
    private final int[][] dependents;
    private final Map<String, Integer> labelled;
    private final Map<String, Integer> replaced;
    /** Spread when first asked for: few goals look at them. */
    private @Nullable Labels labels;

    RevisionGraph(
            List<Revision> nodes,
            int[][] parents,
            int[][] dependencies,
            Map<String, Integer> labelled,
            Map<String, Integer> replaced) {
        this.nodes = nodes;
        this.parents = parents;
        this.dependencies = dependencies;
        this.labelled = labelled;
        this.replaced = replaced;
        this.children = Edges.reversed(parents);
        this.dependents = Edges.reversed(dependencies);
        this.index = new HashMap<>(nodes.size() * 2);
        for (int i = 0; i < nodes.size(); i++) {
            index.put(nodes.get(i).id(), i);
        }
    }

    /**
     * The graph of these revisions, whose order (by file name) settles ties.
     *
     * @throws dev.migrate.diagnostic.MigrateException with every fault found: an id or label twice, a missing parent or
     *     dependency, a cycle
     */
    public static RevisionGraph of(Collection<Revision> revisions) {
        return new GraphAssembly(revisions).graph();
    }

    /** Every revision, parents and dependencies before what needs them, one branch finished before the next. */
    public List<Revision> ordered() {
        return nodes;
    }

    /** Every revision, the other way round: children first. */
    public List<Revision> newestFirst() {
        return all().newestFirst();
    }

    /** How many revisions there are. */
    public int size() {
        return nodes.size();
    }

    /** Whether there are no revisions at all. */
    public boolean isEmpty() {
        return nodes.isEmpty();
    }

    /** The revision of that whole id. */
    public Optional<Revision> find(String id) {
        return Optional.ofNullable(index.get(id)).map(nodes::get);
    }

    /** The revision that carries a branch label itself. */
    public Optional<Revision> labelled(String label) {
        return Optional.ofNullable(labelled.get(label)).map(nodes::get);
    }

    /** The squash into which the revision of an id was folded, whichever of its revisions that was. */
    public Optional<Revision> replacedBy(String id) {
        return Optional.ofNullable(replaced.get(id)).map(nodes::get);
    }

    /**
     * The revision that a row of a version table says is applied: the one of that id, or the squash whose newest revision
     * had it. None for another id that a squash replaces: a part of the squash is not the squash.
     */
    public Optional<Revision> ofRow(String row) {
        return find(row)
                .or(() -> replacedBy(row)
                        .filter(squash -> squash.formerIds().contains(row)));
    }

    /** The squash in the middle of which a database stands that has this row. */
    public Optional<Revision> aroundRow(String row) {
        return ofRow(row).isPresent() ? Optional.empty() : replacedBy(row);
    }

    /** The revisions without a child. */
    public List<Revision> heads() {
        return where(i -> children[i].length == 0);
    }

    /**
     * The heads that no other revision depends on. Once everything is applied these are the rows of the version table:
     * a head that another revision depends on is implied by it.
     */
    public List<Revision> realHeads() {
        return where(i -> children[i].length == 0 && dependents[i].length == 0);
    }

    /** The revisions without a parent. */
    public List<Revision> bases() {
        return where(i -> parents[i].length == 0);
    }

    /** The revisions with more than one child. */
    public List<Revision> branchPoints() {
        return where(i -> children[i].length > 1);
    }

    /** The revisions with more than one parent. */
    public List<Revision> mergePoints() {
        return where(i -> parents[i].length > 1);
    }

    /** The children of a revision. */
    public List<Revision> children(Revision revision) {
        return at(children[indexOf(revision)]);
    }

    /** The parents of a revision, in the order of the graph. */
    public List<Revision> parents(Revision revision) {
        return at(parents[indexOf(revision)]);
    }

    /** What a revision depends on besides its parents, labels resolved to the revisions that carry them. */
    public List<Revision> dependencies(Revision revision) {
        return at(dependencies[indexOf(revision)]);
    }

    /** The revisions that depend on this one without being its children. */
    public List<Revision> dependents(Revision revision) {
        return at(dependents[indexOf(revision)]);
    }

    /** The labels of a revision, its own and those that spread to it. */
    public Set<String> labels(Revision revision) {
        return spread().of(indexOf(revision));
    }

    /** Every label that some revision carries itself. */
    public Set<String> labels() {
        return labelled.keySet();
    }

    /** Every revision, as a set. */
    public RevisionSet all() {
        var bits = new BitSet(nodes.size());
        bits.set(0, nodes.size());
        return new RevisionSet(this, bits);
    }

    /** These revisions, as a set. */
    public RevisionSet setOf(Collection<Revision> revisions) {
        return new RevisionSet(this, bits(revisions));
    }

    /** These and all that must be applied before them: ancestors over parents and dependencies. */
    public RevisionSet behind(Collection<Revision> revisions) {
        return new RevisionSet(this, backward(bits(revisions), parents, dependencies));
    }

    /** These and all that cannot be applied without them: descendants over parents and dependencies. */
    public RevisionSet ahead(Collection<Revision> revisions) {
        return new RevisionSet(this, forward(bits(revisions), children, dependents));
    }

    /** A revision with all its ancestors and descendants over parents alone: what a branch name stands for. */
    public RevisionSet lineage(Revision revision) {
        BitSet lineage = backward(bits(List.of(revision)), parents);
        lineage.or(forward(bits(List.of(revision)), children));
        return new RevisionSet(this, lineage);
    }

    /** A revision with all its ancestors over parents alone. */
    public RevisionSet ancestry(Revision revision) {
        return new RevisionSet(this, backward(bits(List.of(revision)), parents));
    }

    /** These and all their descendants over parents alone. */
    public RevisionSet descent(Collection<Revision> revisions) {
        return new RevisionSet(this, forward(bits(revisions), children));
    }

    /** The shortest beginning of an id, of four characters or more, by which users can name this revision. */
    public String shortName(Revision revision) {
        String id = revision.id();
        int length = Math.min(4, id.length());
        for (Revision other : nodes) {
            if (!other.id().equals(id)) {
                int common = 0;
                int most = Math.min(id.length(), other.id().length());
                while (common < most && id.charAt(common) == other.id().charAt(common)) {
                    common++;
                }
                length = Math.max(length, Math.min(common + 1, id.length()));
            }
        }
        while (length < id.length() && isTaken(id.substring(0, length))) {
            length++;
        }
        return id.substring(0, length);
    }

    /** Whether a word already names something else than a revision by the beginning of its id. */
    private boolean isTaken(String word) {
        return Target.isReserved(word) || labelled.containsKey(word) || index.containsKey(word);
    }

    private synchronized Labels spread() {
        if (labels == null) {
            labels = Labels.spread(nodes, parents, children, dependents);
        }
        return labels;
    }

    Revision at(int node) {
        return nodes.get(node);
    }

    int indexOf(Revision revision) {
        Integer at = index.get(revision.id());
        if (at == null) {
            throw new IllegalArgumentException("not of this graph: " + revision.id());
        }
        return at;
    }

    private List<Revision> at(int[] some) {
        return IntStream.of(some).mapToObj(nodes::get).toList();
    }

    private List<Revision> where(IntPredicate condition) {
        return IntStream.range(0, nodes.size())
                .filter(condition)
                .mapToObj(nodes::get)
                .toList();
    }

    private BitSet bits(Collection<Revision> revisions) {
        var bits = new BitSet(nodes.size());
        revisions.forEach(revision -> bits.set(indexOf(revision)));
        return bits;
    }

    /** Adds all that the arrows lead to, which have lower numbers. */
    private static BitSet backward(BitSet bits, int[][]... arrows) {
        for (int i = bits.length() - 1; i >= 0; i = bits.previousSetBit(i - 1)) {
            for (int[][] kind : arrows) {
                for (int end : kind[i]) {
                    bits.set(end);
                }
            }
        }
        return bits;
    }

    /** Adds all that the arrows lead to, which have higher numbers. */
    private static BitSet forward(BitSet bits, int[][]... arrows) {
        for (int i = bits.nextSetBit(0); i >= 0; i = bits.nextSetBit(i + 1)) {
            for (int[][] kind : arrows) {
                for (int end : kind[i]) {
                    bits.set(end);
                }
            }
        }
        return bits;
    }
}
