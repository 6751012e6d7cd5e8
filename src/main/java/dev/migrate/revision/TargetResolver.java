package dev.migrate.revision;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Looks up the revisions that users name, or says which they might have meant. */
public final class TargetResolver {

    /** With less a word may match by accident, and ids that begin with a date match nearly always. */
    private static final int SHORTEST_PREFIX = 3;

    private final RevisionGraph graph;
    private final @Nullable Supplier<List<Revision>> rows;
    private final TargetFaults faults;

    /** A resolver that knows no database: {@code current} and steps from it are errors. */
    public TargetResolver(RevisionGraph graph) {
        this(graph, null, new TargetFaults(graph, null));
    }

    private TargetResolver(RevisionGraph graph, @Nullable Supplier<List<Revision>> rows, TargetFaults faults) {
        this.graph = graph;
        this.rows = rows;
        this.faults = faults;
    }

    /** A resolver whose help says what to type for this parameter, such as {@code to}; without, it says names alone. */
    public TargetResolver forParameter(String parameter) {
        return new TargetResolver(graph, rows, new TargetFaults(graph, parameter));
    }

    /** A resolver that counts from these revisions, the rows of a database's version table. */
    public TargetResolver standingAt(Collection<Revision> revisions) {
        List<Revision> copy = List.copyOf(revisions);
        return standingAt(() -> copy);
    }

    /** A resolver that asks for these revisions when a name counts from them, and not before. */
    public TargetResolver standingAt(Supplier<List<Revision>> revisions) {
        return new TargetResolver(graph, revisions, faults);
    }

    /**
     * What one name means.
     *
     * @throws dev.migrate.diagnostic.MigrateException where it means nothing, or not one thing
     */
    public Destination destination(String written) {
        String text = written.strip();
        // a label may look like steps ("release-2"): the label wins
        boolean isLabel = graph.labelled(text).isPresent();
        return destination(text, isLabel ? new Target.Named(text) : Target.parse(text));
    }

    /** What each of several names means, which are separated by commas. */
    public List<Destination> destinations(String written) {
        var destinations = new ArrayList<Destination>();
        for (String one : written.split(",", -1)) {
            destinations.add(destination(one));
        }
        return List.copyOf(destinations);
    }

    /** The revisions of one name or several, separated by commas; none for {@code base}. */
    public List<Revision> revisions(String written) {
        var revisions = new LinkedHashSet<Revision>();
        destinations(written).forEach(destination -> revisions.addAll(destination.revisions()));
        return List.copyOf(revisions);
    }

    /** The one revision of a name; an error where it means several, or the base. */
    public Revision revision(String written) {
        List<Revision> revisions = destination(written).revisions();
        if (revisions.isEmpty()) {
            throw graph.isEmpty() ? faults.empty(written) : faults.noRevision(written);
        }
        if (revisions.size() > 1) {
            throw faults.ambiguous(written, "%d revisions".formatted(revisions.size()), revisions);
        }
        return revisions.get(0);
    }

    /**
     * The revisions of a range such as {@code from:to}, both ends included, newest first.
     *
     * @throws dev.migrate.diagnostic.MigrateException also where the range is reversed, or its ends lie on different
     *     branches
     */
    public List<Revision> range(String written) {
        RevisionRange range = RevisionRange.parse(written);
        List<Revision> from = range.from() == null ? List.of() : revisions(range.from());
        boolean fromBase = from.isEmpty();
        RevisionSet before = range.to() == null ? graph.all() : graph.behind(revisions(range.to()));
        if (fromBase) {
            return before.newestFirst();
        }
        if (range.to() != null) {
            checkOrder(written, from, revisions(range.to()));
        }
        return before.and(graph.ahead(from)).newestFirst();
    }

    /**
     * Stops unless one can go upward from all of {@code from} to {@code to}.
     *
     * @throws dev.migrate.diagnostic.MigrateException where the range is reversed, or its ends lie on different
     *     branches
     */
    public void checkOrder(String written, List<Revision> from, List<Revision> to) {
        RevisionSet before = graph.behind(to);
        for (Revision start : from) {
            if (!before.contains(start)) {
                boolean reversed = to.isEmpty()
                        || graph.behind(from).minus(graph.setOf(from)).contains(to.get(0));
                throw reversed ? faults.reversed(written) : faults.apart(written, start, to);
            }
        }
    }

    private Destination destination(String written, Target target) {
        if (target instanceof Target.OnBranch on) {
            Revision branch = branch(written, on.branch());
            var within = new Branch(on.branch(), graph.lineage(branch));
            return new Destination(written, target, branch, resolve(written, on.target(), within));
        }
        return new Destination(written, target, null, resolve(written, target, null));
    }

    private List<Revision> resolve(String written, Target target, @Nullable Branch branch) {
        if (target instanceof Target.Base) {
            return List.of();
        }
        if (target instanceof Target.Heads) {
            return branch == null ? graph.realHeads() : branch.only(graph.heads());
        }
        if (target instanceof Target.Current) {
            return current(written, branch);
        }
        if (graph.isEmpty()) {
            throw faults.empty(written);
        }
        if (target instanceof Target.Head) {
            List<Revision> heads = branch == null ? graph.heads() : branch.only(graph.heads());
            if (heads.size() > 1) {
                throw faults.twoHeads(written, branch == null ? null : branch.name(), heads);
            }
            return heads;
        }
        if (target instanceof Target.Named named) {
            return List.of(named(written, named.name(), branch));
        }
        if (target instanceof Target.Walk walk) {
            return walk(written, walk, branch).map(List::of).orElse(List.of());
        }
        throw new IllegalStateException(written);
    }

    private Revision branch(String written, String name) {
        refuseFolded(written, name);
        Optional<Revision> whole = whole(name);
        if (whole.isPresent()) {
            return whole.get();
        }
        List<Revision> longer = beginningWith(name);
        if (longer.isEmpty()) {
            throw graph.isEmpty() ? faults.empty(written) : faults.unknownLabel(written, name);
        }
        return only(written, name, longer);
    }

    private Revision named(String written, String name, @Nullable Branch branch) {
        Optional<Revision> whole = whole(name);
        if (whole.isPresent()) {
            if (branch != null && !branch.lineage().contains(whole.get())) {
                throw faults.notOnBranch(written, whole.get(), branch.name());
            }
            return whole.get();
        }
        refuseFolded(written, name);
        List<Revision> longer = beginningWith(name);
        List<Revision> candidates = branch == null ? longer : branch.only(longer);
        if (branch != null && candidates.isEmpty() && !longer.isEmpty()) {
            throw faults.notOnBranch(written, longer.get(0), branch.name());
        }
        if (candidates.isEmpty()) {
            throw faults.unknown(written, name);
        }
        return only(written, name, candidates);
    }

    /** The one revision whose id begins so. */
    private Revision only(String written, String name, List<Revision> candidates) {
        if (name.length() < SHORTEST_PREFIX) {
            throw faults.shortPrefix(written, name, SHORTEST_PREFIX, candidates);
        }
        if (candidates.size() > 1) {
            throw faults.ambiguousPrefix(written, name, candidates);
        }
        return candidates.get(0);
    }

    private Optional<Revision> whole(String name) {
        return graph.find(name).or(() -> graph.labelled(name)).or(() -> graph.ofRow(name));
    }

    /** An id that a squash swallowed is no place to go to, but it is known what became of it. */
    private void refuseFolded(String written, String name) {
        if (graph.labelled(name).isEmpty()) {
            graph.aroundRow(name).ifPresent(squash -> {
                throw faults.folded(written, name, squash);
            });
        }
    }

    private List<Revision> beginningWith(String prefix) {
        return graph.ordered().stream()
                .filter(revision -> revision.id().startsWith(prefix))
                .toList();
    }

    private Optional<Revision> walk(String written, Target.Walk walk, @Nullable Branch branch) {
        List<Revision> starts = walk.start() instanceof Target.Current
                ? current(written, branch)
                : walk.start() instanceof Target.Named named
                        // a branch chooses among children; the start may lie before it
                        ? List.of(named(written, named.name(), walk.steps() > 0 ? null : branch))
                        : resolve(written, walk.start(), branch);
        if (starts.size() > 1) {
            throw faults.ambiguousStart(written, starts, walk.steps());
        }
        Optional<Revision> start = starts.stream().findFirst();
        Optional<Revision> at = start;
        String line = branch == null ? null : branch.name();
        for (int taken = 0; taken < Math.abs(walk.steps()); taken++) {
            if (walk.steps() < 0 && at.isEmpty()) {
                throw faults.tooFar(written, line, start, walk.steps(), taken);
            }
            List<Revision> next = walk.steps() < 0
                    ? graph.parents(at.get())
                    : at.map(graph::children).orElseGet(graph::bases);
            if (branch != null && walk.steps() > 0) {
                next = branch.only(next);
            }
            if (next.size() > 1) {
                throw faults.ambiguousWalk(written, at, next, walk.steps());
            }
            if (next.isEmpty() && walk.steps() > 0) {
                throw faults.tooFar(written, line, start, walk.steps(), taken);
            }
            at = next.stream().findFirst();
        }
        return at;
    }

    /** The rows. A branch without a row of its own stands at the last that was applied of it. */
    private List<Revision> current(String written, @Nullable Branch branch) {
        List<Revision> standing = rows(written);
        if (branch == null) {
            return standing;
        }
        List<Revision> onBranch = branch.only(standing);
        if (!onBranch.isEmpty()) {
            return onBranch;
        }
        RevisionSet applied = graph.behind(standing).and(branch.lineage());
        return applied.oldestFirst().stream()
                .filter(revision -> graph.children(revision).stream().noneMatch(applied::contains))
                // as in the version table, what another of them depends on is no end of its own
                .filter(revision -> graph.dependents(revision).stream().noneMatch(applied::contains))
                .toList();
    }

    private List<Revision> rows(String written) {
        if (rows == null) {
            throw faults.noPosition(written);
        }
        return rows.get();
    }

    /** A branch as named by a label or an id: all that shares a line with the revision meant. */
    private record Branch(String name, RevisionSet lineage) {

        List<Revision> only(List<Revision> revisions) {
            return revisions.stream().filter(lineage::contains).toList();
        }
    }
}
