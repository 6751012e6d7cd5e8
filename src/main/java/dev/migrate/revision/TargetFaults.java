package dev.migrate.revision;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.diagnostic.Nearest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The words for a name that leads nowhere, or to several places: each lists the candidates and what to type. */
final class TargetFaults {

    private static final int SHOWN = 10;
    private static final String MERGE = "mvn migrate:merge -Dmigrate.message=\"…\"";

    private final RevisionGraph graph;
    private final @Nullable String parameter;

    /** Faults of names that were typed for this parameter; null where a name may be a part of something longer. */
    TargetFaults(RevisionGraph graph, @Nullable String parameter) {
        this.graph = graph;
        this.parameter = parameter;
    }

    MigrateException empty(String written) {
        return Diagnostic.error("graph/empty", "\"%s\" names nothing: there are no revisions yet".formatted(written))
                .help("write the first one: mvn migrate:revision -Dmigrate.message=\"…\"")
                .toException();
    }

    MigrateException noRevision(String written) {
        return Diagnostic.error("graph/no-revision", "\"%s\" stands for no revision".formatted(written))
                .help("name one by its id; mvn migrate:history lists them")
                .toException();
    }

    MigrateException noPosition(String written) {
        return Diagnostic.error(
                        "graph/no-position",
                        "\"%s\" counts from where a database stands, and none is asked here".formatted(written))
                .help("count from a revision instead, as in ID+2, ID-1 or head-1")
                .toException();
    }

    MigrateException unknown(String written, String name) {
        var known = new ArrayList<String>();
        graph.ordered().forEach(revision -> known.add(revision.id()));
        known.addAll(graph.labels());
        known.addAll(Target.RESERVED);
        String list = "mvn migrate:history lists them all";
        return about("graph/unknown-revision", "no revision is called \"%s\"", name, written)
                .help(Nearest.of(name, known)
                        .map(near -> "did you mean \"%s\"? %s".formatted(near, list))
                        .orElse(list))
                .toException();
    }

    MigrateException folded(String written, String name, Revision squash) {
        return about("graph/folded", "\"%%s\" was folded into \"%s\"".formatted(squash.id()), name, written)
                .at(squash.span(squash.lines().replaces(), name))
                .note("no script ends at it any more: \"%s\" does its work and that of %d others in one step"
                        .formatted(squash.id(), squash.replaces().size() - 1))
                .help("name \"%s\", or the revision before it".formatted(graph.shortName(squash)))
                .toException();
    }

    MigrateException unknownLabel(String written, String name) {
        var known = new ArrayList<>(graph.labels());
        known.sort(null);
        Diagnostic fault = about("graph/unknown-label", "no branch is called \"%s\"", name, written);
        if (!known.isEmpty()) {
            String shown = known.stream().limit(SHOWN).collect(Collectors.joining("\", \"", "\"", "\""));
            fault = fault.note("the labels are " + shown + (known.size() > SHOWN ? ", …" : ""));
        }
        graph.ordered().forEach(revision -> known.add(revision.id()));
        return fault.help(Nearest.of(name, known)
                        .map("did you mean \"%s\"?"::formatted)
                        .orElse("before \"@\" write a label, or the id of a revision on the branch"))
                .toException();
    }

    MigrateException notOnBranch(String written, Revision revision, String branch) {
        return Diagnostic.error(
                        "graph/not-on-branch", "\"%s\" is not on branch \"%s\"".formatted(revision.id(), branch))
                .at(revision.span(revision.lines().revision(), revision.id()))
                .help("leave out the branch: write \"%s\" instead of \"%s\""
                        .formatted(graph.shortName(revision), written))
                .toException();
    }

    MigrateException shortPrefix(String written, String name, int least, List<Revision> candidates) {
        Diagnostic fault = about(
                "graph/short-prefix",
                "\"%%s\" is too short for the beginning of an id: %d characters are the least".formatted(least),
                name,
                written);
        return listed(fault, candidates)
                .help(nameOne(name, candidates.get(0)))
                .toException();
    }

    MigrateException ambiguousPrefix(String written, String name, List<Revision> candidates) {
        Diagnostic fault = about(
                "graph/ambiguous",
                "\"%%s\" is ambiguous: %d revisions have ids that begin so".formatted(candidates.size()),
                name,
                written);
        return listed(fault, candidates)
                .help(nameOne(name, candidates.get(candidates.size() - 1)))
                .toException();
    }

    /** What to type instead of a beginning: a revision's name, and a label where one begins so, which must be whole. */
    private String nameOne(String beginning, Revision candidate) {
        String help = "name one, as in \"%s\"".formatted(graph.shortName(candidate));
        return graph.labels().stream()
                .filter(label -> label.startsWith(beginning))
                .min(Comparator.naturalOrder())
                .map(label -> help + "; labels are written whole, as in \"%s\"".formatted(label))
                .orElse(help);
    }

    MigrateException ambiguous(String written, String why, List<Revision> candidates) {
        Diagnostic fault = Diagnostic.error("graph/ambiguous", "\"%s\" is ambiguous: %s".formatted(written, why));
        return listed(fault, candidates)
                .help("name one, as in \"%s\"".formatted(graph.shortName(candidates.get(candidates.size() - 1))))
                .toException();
    }

    MigrateException twoHeads(String written, @Nullable String branch, List<Revision> heads) {
        String where = branch == null ? "revisions" : "revisions on branch \"" + branch + "\"";
        Diagnostic fault = Diagnostic.error(
                "graph/two-heads", "\"%s\" is ambiguous: %d %s have no child".formatted(written, heads.size(), where));
        String all = branch == null ? "heads" : branch + "@heads";
        return listed(atFork(fault, heads), heads)
                .help("name one (%s), take all (%s), or join them: %s"
                        .formatted(typed(graph.shortName(heads.get(heads.size() - 1))), typed(all), MERGE))
                .toException();
    }

    MigrateException ambiguousStart(String written, List<Revision> starts, int steps) {
        String sign = steps > 0 ? "+" + steps : String.valueOf(steps);
        Diagnostic fault = Diagnostic.error(
                "graph/ambiguous-walk",
                "\"%s\" is ambiguous: there are %d revisions to count from".formatted(written, starts.size()));
        // "-1" may name a branch too; anything longer names where it counts from
        boolean whole = written.equals(sign);
        String names = starts.stream()
                .limit(SHOWN)
                .map(start -> whole ? typed(graph.shortName(start) + "@" + sign) : start.id() + sign)
                .collect(Collectors.joining(" or "));
        return listed(fault, starts)
                .help((whole ? "say which branch: " : "count from one of them: ") + names)
                .toException();
    }

    MigrateException ambiguousWalk(String written, Optional<Revision> at, List<Revision> next, int steps) {
        String place = at.map(revision -> "\"" + revision.id() + "\"").orElse("the base");
        String choice = (steps > 0 ? "from where there are %d ways up" : "which has %d parents").formatted(next.size());
        Diagnostic fault = Diagnostic.error(
                "graph/ambiguous-walk", "\"%s\" is ambiguous: it leads over %s, %s".formatted(written, place, choice));
        return listed(fault, next)
                .help("name the revision to go to, or its branch, as in \"%s\""
                        .formatted(
                                steps > 0
                                        ? graph.shortName(next.get(0)) + "@head"
                                        : next.get(0).id()))
                .toException();
    }

    MigrateException tooFar(
            String written, @Nullable String branch, Optional<Revision> start, int steps, int taken) {
        String place = start.map(revision -> "\"" + revision.id() + "\"").orElse("the base");
        return Diagnostic.error(
                        "graph/walk-too-far",
                        "\"%s\" goes %d %s %s from %s, where there %s"
                                .formatted(
                                        written,
                                        Math.abs(steps),
                                        Math.abs(steps) == 1 ? "revision" : "revisions",
                                        steps > 0 ? "up" : "down",
                                        place,
                                        taken == 0 ? "are none" : taken == 1 ? "is only 1" : "are only " + taken))
                .help("for all of them write " + (branch == null ? "" : branch + "@") + (steps > 0 ? "head" : "base"))
                .toException();
    }

    MigrateException reversed(String written) {
        int colon = written.indexOf(':');
        Diagnostic fault = Diagnostic.error(
                "graph/range-reversed", "\"%s\" runs backwards: its second end is older".formatted(written));
        return (colon < 0
                        ? fault
                        : fault.help(
                                "write \"%s:%s\"".formatted(written.substring(colon + 1), written.substring(0, colon))))
                .toException();
    }

    MigrateException apart(String written, Revision start, List<Revision> to) {
        String ends = to.stream().map(Revision::id).limit(SHOWN).collect(Collectors.joining("\", \"", "\"", "\""));
        return Diagnostic.error(
                        "graph/range-apart",
                        "\"%s\" is no range: \"%s\" is no ancestor of %s".formatted(written, start.id(), ends))
                .help("choose two ends on one line; mvn migrate:history shows the branches")
                .toException();
    }

    /** Puts a fault at the parent that two of the heads share, else at the newest head. */
    private Diagnostic atFork(Diagnostic fault, List<Revision> heads) {
        var isHead = graph.setOf(heads);
        for (int i = heads.size() - 1; i >= 0; i--) {
            Revision head = heads.get(i);
            for (Revision parent : graph.parents(head)) {
                for (Revision other : graph.children(parent)) {
                    if (isHead.contains(other) && !other.id().equals(head.id())) {
                        return fault.at(
                                head.span(head.lines().revises(), parent.id()), titled(other) + " has this parent too");
                    }
                }
            }
        }
        Revision newest = heads.get(heads.size() - 1);
        return fault.at(newest.span(newest.lines().revision(), newest.id()), "one of the heads");
    }

    private static Diagnostic listed(Diagnostic fault, List<Revision> candidates) {
        Diagnostic told = fault;
        for (Revision candidate : candidates.subList(0, Math.min(SHOWN, candidates.size()))) {
            told = told.note(titled(candidate) + " in " + candidate.file());
        }
        return candidates.size() > SHOWN ? told.note("and %d more".formatted(candidates.size() - SHOWN)) : told;
    }

    private static String titled(Revision revision) {
        return revision.title().isEmpty() ? revision.id() : revision.id() + " \"" + revision.title() + "\"";
    }

    private String typed(String name) {
        return parameter == null ? "\"" + name + "\"" : "-Dmigrate." + parameter + "=" + name;
    }

    /** A fault about a part of what was written. */
    private static Diagnostic about(String code, String sentence, String name, String written) {
        Diagnostic fault = Diagnostic.error(code, sentence.formatted(name));
        return written.equals(name) ? fault : fault.note("it is a part of \"%s\"".formatted(written));
    }
}
