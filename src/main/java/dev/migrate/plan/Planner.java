package dev.migrate.plan;

import dev.migrate.revision.Destination;
import dev.migrate.revision.Revision;
import dev.migrate.revision.RevisionGraph;
import dev.migrate.revision.RevisionRange;
import dev.migrate.revision.RevisionSet;
import dev.migrate.revision.Target;
import dev.migrate.revision.TargetResolver;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Works out the steps; needs no database, only the rows of its version table. */
public final class Planner {

    private final RevisionGraph graph;

    /** A planner over a graph. */
    public Planner(RevisionGraph graph) {
        this.graph = graph;
    }

    /**
     * The steps from {@code from} up to the target, such as {@code head}, or several separated by commas. No steps
     * where it stands there already.
     *
     * @throws dev.migrate.diagnostic.MigrateException where the target lies behind, or is no place
     */
    public Plan upgrade(Position from, String target) {
        Standing standing = Standing.of(graph, from);
        refuseRange(target);
        var wanted = new ArrayList<Revision>();
        for (Destination destination : resolver(standing).destinations(target)) {
            if (isBehind(destination, standing)) {
                throw PlanFaults.behind(destination.written(), from);
            }
            wanted.addAll(destination.revisions());
        }
        var rows = new VersionRows(graph, standing);
        List<Step> steps = graph.behind(wanted).minus(standing.applied()).oldestFirst().stream()
                .map(revision -> new Step(revision, Direction.UPGRADE, rows.up(revision)))
                .toList();
        return new Plan(Direction.UPGRADE, from, rows.position(), steps, standing.otherNames());
    }

    /**
     * The steps from {@code from} back to the target, such as {@code -1} or {@code base}; what depends on a revision
     * goes with it. A target that names a branch is refused where it would take back revisions of others.
     */
    public Plan downgrade(Position from, String target) {
        return downgrade(from, target, false);
    }

    /**
     * The steps from {@code from} back to the target.
     *
     * @param includeDependents whether a target that names a branch may take back revisions of other branches too
     * @throws dev.migrate.diagnostic.MigrateException where the target has not been applied, or is no place
     */
    public Plan downgrade(Position from, String target, boolean includeDependents) {
        Standing standing = Standing.of(graph, from);
        refuseRange(target);
        RevisionSet none = graph.setOf(List.of());
        RevisionSet dropped = none;
        RevisionSet meant = none;
        boolean branchNamed = false;
        List<Destination> destinations = resolver(standing).destinations(target);
        for (Destination destination : destinations) {
            if (steps(destination) > 0 || !destination.revisions().stream().allMatch(standing.applied()::contains)) {
                throw PlanFaults.ahead(destination.written(), from);
            }
            RevisionSet drop = drop(destination, standing);
            dropped = dropped.plus(drop);
            meant = meant.plus(destination.branch() == null ? drop : graph.lineage(destination.branch()));
            branchNamed |= destination.branch() != null;
        }
        for (Destination destination : destinations) {
            for (Revision revision : destination.revisions()) {
                if (dropped.contains(revision)) {
                    throw PlanFaults.contradiction(target, revision);
                }
            }
        }
        RevisionSet others = dropped.minus(meant);
        if (branchNamed && !includeDependents && !others.isEmpty()) {
            throw PlanFaults.unwindsOthers(target, others);
        }
        var rows = new VersionRows(graph, standing);
        List<Step> steps = dropped.newestFirst().stream()
                .map(revision -> new Step(revision, Direction.DOWNGRADE, rows.down(revision)))
                .toList();
        return new Plan(Direction.DOWNGRADE, from, rows.position(), steps, standing.otherNames());
    }

    /**
     * The one step back over a revision, however many it follows.
     *
     * @throws IllegalArgumentException where it is not applied, or something applied stands on it
     */
    public Plan stepBack(Position from, Revision revision) {
        Standing standing = Standing.of(graph, from);
        if (graph.ahead(List.of(revision)).and(standing.applied()).size() != 1) {
            throw new IllegalArgumentException("nothing to step back over: " + revision.id());
        }
        var rows = new VersionRows(graph, standing);
        var step = new Step(revision, Direction.DOWNGRADE, rows.down(revision));
        return new Plan(Direction.DOWNGRADE, from, rows.position(), List.of(step), standing.otherNames());
    }

    /**
     * The steps up without a database.
     *
     * @param from where it is thought to stand, such as {@code base} or an id; null for the base, or where {@code to}
     *     is a range
     * @param to a target, or a range {@code from:to}
     * @throws dev.migrate.diagnostic.MigrateException also where {@code from} is not behind {@code to}
     */
    public Plan offlineUpgrade(@Nullable String from, String to) {
        RevisionRange range = range(from, to);
        String end = range.to() == null ? "head" : range.to();
        Position start = range.from() == null ? Position.BASE : resolvePosition(range.from());
        Standing standing = Standing.of(graph, start);
        List<Revision> wanted = resolver(standing).revisions(end);
        new TargetResolver(graph).checkOrder(start.display() + ":" + end, standing.revisions(), wanted);
        return upgrade(start, end);
    }

    /**
     * The steps back without a database.
     *
     * @param from where it is thought to stand; null where {@code to} is a range
     * @param to a target, or a range {@code from:to}
     */
    public Plan offlineDowngrade(@Nullable String from, String to, boolean includeDependents) {
        RevisionRange range = range(from, to);
        if (range.from() == null) {
            throw PlanFaults.startMissing(to);
        }
        return downgrade(resolvePosition(range.from()), range.to() == null ? "base" : range.to(), includeDependents);
    }

    /** The change of the version table that makes a database stand at the targets, which are separated by commas. */
    public Stamp stamp(Position from, String targets, boolean purge) {
        return new Stamping(graph).stamp(from, targets, purge);
    }

    /** The position that a name stands for, or several separated by commas. */
    public Position resolvePosition(String from) {
        List<Revision> revisions = new TargetResolver(graph)
                .destinations(from).stream()
                        .flatMap(destination -> Standing.ends(graph, destination).stream())
                        .distinct()
                        .toList();
        Standing.overlap(graph, revisions).ifPresent(pair -> {
            throw PlanFaults.overlappingTargets(from, pair);
        });
        return Position.of(revisions.stream().map(Revision::id).toList());
    }

    /** What is still to be applied to a database to bring it to all heads, in order. */
    public List<Revision> pending(Position position) {
        return graph.all().minus(Standing.of(graph, position).applied()).oldestFirst();
    }

    /** What has been applied to a database: the revisions of its rows and all that these need, in order. */
    public List<Revision> applied(Position position) {
        return Standing.of(graph, position).applied().oldestFirst();
    }

    /** The revisions of a database's rows. */
    public List<Revision> current(Position position) {
        return Standing.of(graph, position).revisions();
    }

    private TargetResolver resolver(Standing standing) {
        return new TargetResolver(graph).forParameter("to").standingAt(standing.revisions());
    }

    /** Everything applied that stands on the destination, on its branch where there are several. */
    private RevisionSet drop(Destination destination, Standing standing) {
        var roots = new ArrayList<Revision>();
        if (destination.isBase()) {
            roots.addAll(graph.bases());
        } else {
            destination.revisions().forEach(revision -> roots.addAll(graph.children(revision)));
        }
        Revision branch = destination.branch();
        if (branch == null && steps(destination) < 0) {
            // steps are counted down one line: what else hangs on its ancestors stays
            branch = standing.revisions().get(0);
        }
        if (branch != null) {
            RevisionSet line = graph.lineage(branch);
            roots.removeIf(root -> !line.contains(root));
        }
        roots.removeIf(root -> !standing.applied().contains(root));
        return graph.ahead(roots).and(standing.applied());
    }

    /** Whether going there would mean going back; a head is never behind, nor is the place where a branch stands. */
    private boolean isBehind(Destination destination, Standing standing) {
        if (steps(destination) < 0) {
            return true;
        }
        if (destination.isBase()) {
            RevisionSet left = destination.branch() == null
                    ? standing.applied()
                    : standing.applied().and(graph.lineage(destination.branch()));
            return !left.isEmpty();
        }
        return destination.revisions().stream()
                .filter(standing.applied()::contains)
                .anyMatch(revision -> graph.children(revision).stream().anyMatch(standing.applied()::contains));
    }

    /** The steps that a target counts from where the database stands; 0 for any other. */
    private static int steps(Destination destination) {
        Target target = destination.target() instanceof Target.OnBranch on ? on.target() : destination.target();
        return target instanceof Target.Walk walk && walk.start() instanceof Target.Current ? walk.steps() : 0;
    }

    private static void refuseRange(String target) {
        if (RevisionRange.isRange(target)) {
            String to = RevisionRange.parse(target).to();
            throw PlanFaults.rangeOnline(target, to == null ? "head" : to);
        }
    }

    private static RevisionRange range(@Nullable String from, String to) {
        if (!RevisionRange.isRange(to)) {
            return new RevisionRange(from, to);
        }
        if (from != null) {
            throw PlanFaults.startTwice(from, to);
        }
        return RevisionRange.parse(to);
    }
}
