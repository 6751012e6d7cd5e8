package dev.migrate.revision;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.Nearest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The words for what is wrong in the headers of revisions, each fault with its places. */
final class GraphFaults {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_.]{1,255}");
    private static final Pattern LABEL = Pattern.compile("[^\\s@:,+-][^\\s@:,+]*");
    /** Nearest words cost a pass over all ids; beyond this many faults they help nobody. */
    private static final int WORDS_SOUGHT = 20;

    private final Set<String> ids;
    private final List<Diagnostic> list = new ArrayList<>();
    private int sought;

    /** Takes the ids as they will be known once all are read. */
    GraphFaults(Set<String> ids) {
        this.ids = ids;
    }

    /** What was found so far. */
    List<Diagnostic> list() {
        return list;
    }

    void checkId(Revision revision) {
        int line = revision.lines().revision();
        if (!ID.matcher(revision.id()).matches()) {
            list.add(Diagnostic.error("graph/bad-id", "\"%s\" cannot be a revision's id".formatted(revision.id()))
                    .at(revision.span(line, revision.id()))
                    .help("use letters, digits, \"_\" and \".\", 255 at most"));
        } else if (Target.isReserved(revision.id())) {
            list.add(Diagnostic.error(
                            "graph/reserved-name",
                            "\"%s\" cannot be a revision's id: it has a meaning of its own".formatted(revision.id()))
                    .at(revision.span(line, revision.id())));
        }
    }

    void checkLabel(Revision revision, String label) {
        if (Target.isReserved(label)) {
            list.add(Diagnostic.error(
                            "graph/reserved-name",
                            "\"%s\" cannot be a label: it has a meaning of its own".formatted(label))
                    .at(revision.span(revision.lines().labels(), label)));
        } else if (!LABEL.matcher(label).matches()) {
            list.add(Diagnostic.error("graph/bad-label", "\"%s\" cannot be a label".formatted(label))
                    .at(revision.span(revision.lines().labels(), label))
                    .help("leave out \"@\", \":\", \"+\" and blanks, and do not begin with \"-\""));
        }
    }

    void duplicateId(Revision first, Revision second) {
        list.add(Diagnostic.error("graph/duplicate-id", "the id \"%s\" is used twice".formatted(second.id()))
                .at(second.span(second.lines().revision(), second.id()), "used here too")
                .note("first used at " + place(first, first.lines().revision()) + title(first))
                .help("delete one of the files, or give one a new id, here and where others revise it"));
    }

    void duplicateLabel(Revision first, Revision second, String label) {
        list.add(Diagnostic.error(
                        "graph/duplicate-label",
                        "the label \"%s\" is carried by two revisions, \"%s\" and \"%s\""
                                .formatted(label, first.id(), second.id()))
                .at(second.span(second.lines().labels(), label), "carried here too")
                .note("first carried at " + place(first, first.lines().labels()))
                .help("a label spreads to all descendants by itself: keep it on the first revision of its branch"));
    }

    void labelIsId(Revision revision, String label, Revision owner) {
        list.add(Diagnostic.error("graph/label-is-id", "the label \"%s\" is a revision's id".formatted(label))
                .at(revision.span(revision.lines().labels(), label), "a label here")
                .note("an id at " + place(owner, owner.lines().revision()))
                .help("choose another label"));
    }

    void replacedIsLive(Revision revision, Revision live) {
        list.add(Diagnostic.error(
                        "graph/replaced-is-live",
                        "\"%s\" replaces \"%s\", which is still here".formatted(revision.id(), live.id()))
                .at(revision.span(revision.lines().replaces(), live.id()))
                .note("it stands at " + place(live, live.lines().revision()))
                .help("delete the file of the replaced revision, or take its id out of \"replaces:\""));
    }

    void replacedTwice(Revision first, Revision second, String id) {
        list.add(Diagnostic.error(
                        "graph/replaced-twice",
                        "\"%s\" is replaced by two revisions, \"%s\" and \"%s\"".formatted(id, first.id(), second.id()))
                .at(second.span(second.lines().replaces(), id), "replaced here too")
                .note("first replaced at " + place(first, first.lines().replaces())));
    }

    void missingParent(Revision revision, String parent, Optional<Revision> replacing, boolean isLabel) {
        String help = isLabel
                ? "\"revises:\" takes ids, not labels"
                : advice("revises:", parent, replacing, ids).orElse(null);
        list.add(missing(
                "graph/missing-parent",
                "revises",
                revision,
                parent,
                revision.lines().revises(),
                help));
    }

    void missingDependency(Revision revision, String name, Optional<Revision> replacing, Set<String> labels) {
        var known = new ArrayList<String>();
        if (sought < WORDS_SOUGHT) {
            known.addAll(ids);
            known.addAll(labels);
        }
        String help = advice("depends-on:", name, replacing, known).orElse(null);
        list.add(missing(
                "graph/missing-dependency",
                "depends on",
                revision,
                name,
                revision.lines().dependsOn(),
                help));
    }

    void selfLoop(Revision revision, String name, int line) {
        list.add(Diagnostic.error("graph/self-loop", "\"%s\" follows itself".formatted(revision.id()))
                .at(revision.span(line, name))
                .help("name the revision before it, or leave the line empty"));
    }

    void duplicateParent(Revision revision, String parent) {
        list.add(Diagnostic.error(
                        "graph/duplicate-parent", "\"%s\" revises \"%s\" twice".formatted(revision.id(), parent))
                .at(revision.span(revision.lines().revises(), parent))
                .help("name it once"));
    }

    void cycle(List<Revision> cycle) {
        Diagnostic fault = Diagnostic.error(
                        "graph/cycle",
                        "%d revisions revise each other in a circle: %s".formatted(cycle.size(), ring(cycle)))
                .at(cycle.get(0)
                        .span(cycle.get(0).lines().revises(), cycle.get(1).id()));
        list.add(withLinks(fault, cycle).help("one of them must revise something else, or nothing"));
    }

    void dependencyCycle(List<Revision> cycle) {
        Revision first = cycle.get(0);
        Diagnostic fault = Diagnostic.error(
                        "graph/dependency-cycle",
                        "%d revisions need each other in a circle: %s".formatted(cycle.size(), ring(cycle)))
                .at(first.span(lineOf(first, cycle.get(1)), cycle.get(1).id()));
        list.add(withLinks(fault, cycle).help("take one id or label out of a \"depends-on:\" line"));
    }

    void mergeOfAncestor(Revision merge, Revision older, Revision younger) {
        list.add(Diagnostic.error(
                        "graph/merge-of-ancestor",
                        "\"%s\" revises both \"%s\" and its descendant \"%s\""
                                .formatted(merge.id(), older.id(), younger.id()))
                .at(merge.span(merge.lines().revises(), older.id()), "already behind the other parent")
                .note("the descendant stands at "
                        + place(younger, younger.lines().revision()))
                .help("take \"%s\" out of \"revises:\"".formatted(older.id())));
    }

    private static Diagnostic missing(
            String code, String verb, Revision revision, String name, int line, @Nullable String help) {
        Diagnostic fault = Diagnostic.error(
                        code, "\"%s\" %s \"%s\", which is no revision here".formatted(revision.id(), verb, name))
                .at(revision.span(line, name));
        return fault.help(
                help == null ? "bring its script back, as by a merge in version control, or name another" : help);
    }

    /** What was meant instead of a name that nothing here has. */
    private Optional<String> advice(String key, String name, Optional<Revision> replacing, Collection<String> known) {
        if (replacing.isPresent()) {
            Revision squash = replacing.get();
            String advice = "it was folded into \"%s\": write that".formatted(squash.id());
            // its database may have a part of the squash, and would be told to have all of it
            return Optional.of(
                    squash.formerIds().contains(name)
                            ? advice
                            : advice + "; a database that has this revision already needs mvn migrate:upgrade"
                                    + " -Dmigrate.to=" + squash.formerIds().get(0)
                                    + " with the scripts from before the squash first");
        }
        if (++sought > WORDS_SOUGHT) {
            return Optional.empty();
        }
        List<String> longer =
                known.stream().filter(id -> id.startsWith(name)).limit(2).toList();
        if (!name.isEmpty() && longer.size() == 1) {
            return Optional.of("\"%s\" takes whole ids: write \"%s\"".formatted(key, longer.get(0)));
        }
        return Nearest.of(name, known).map("did you mean \"%s\"?"::formatted);
    }

    private static Diagnostic withLinks(Diagnostic fault, List<Revision> cycle) {
        Diagnostic told = fault;
        int shown = Math.min(cycle.size(), 10);
        for (int i = 1; i < shown; i++) {
            Revision revision = cycle.get(i);
            Revision next = cycle.get((i + 1) % cycle.size());
            String verb = revision.parents().contains(next.id()) ? "revises" : "depends on";
            told = told.note("\"%s\" %s \"%s\" at %s"
                    .formatted(revision.id(), verb, next.id(), place(revision, lineOf(revision, next))));
        }
        return cycle.size() > shown ? told.note("and %d more".formatted(cycle.size() - shown)) : told;
    }

    private static int lineOf(Revision revision, Revision next) {
        return revision.parents().contains(next.id())
                ? revision.lines().revises()
                : revision.lines().dependsOn();
    }

    private static String ring(List<Revision> cycle) {
        String ids = cycle.stream()
                .limit(10)
                .map(revision -> "\"" + revision.id() + "\"")
                .collect(Collectors.joining(", "));
        return cycle.size() > 10 ? ids + ", …" : ids;
    }

    private static String title(Revision revision) {
        return revision.title().isEmpty() ? "" : " by \"" + revision.title() + "\"";
    }

    /** {@code file:line}: the second place of a fault, which stands in a note. */
    private static String place(Revision revision, int line) {
        return line > 0 ? revision.file() + ":" + line : revision.file().toString();
    }
}
