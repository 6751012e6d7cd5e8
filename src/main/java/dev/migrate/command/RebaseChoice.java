package dev.migrate.command;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.revision.Rebase;
import dev.migrate.revision.Revision;
import dev.migrate.revision.RevisionGraph;
import dev.migrate.revision.RevisionSet;
import dev.migrate.revision.TargetResolver;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What moves behind what, as users say it, or a refusal that lists what they may have meant. */
final class RebaseChoice {

    private static final int SHOWN = 10;

    private final RevisionGraph graph;
    private final TargetResolver resolver;

    RebaseChoice(RevisionGraph graph) {
        this.graph = graph;
        this.resolver = new TargetResolver(graph);
    }

    /** What is meant; empty where all revisions stand in one line already and nothing was named. */
    Optional<Rebase> of(@Nullable String onto, @Nullable String range) {
        List<Revision> heads = graph.heads();
        if (onto == null) {
            if (range == null && heads.size() < 2) {
                return Optional.empty();
            }
            throw whichBranch(heads, range);
        }
        Revision target = resolver.revision(onto);
        if (range != null) {
            return Optional.of(Rebase.of(graph, target, graph.setOf(resolver.range(range))));
        }
        if (heads.size() < 2) {
            return Optional.empty();
        }
        if (heads.size() > 2 || !heads.contains(target)) {
            throw whichPart(heads, target);
        }
        Revision other = heads.get(heads.get(0).equals(target) ? 1 : 0);
        return Optional.of(Rebase.of(graph, target, branch(other, target)));
    }

    /** All of a head's own line that another revision does not need. */
    private RevisionSet branch(Revision head, Revision other) {
        return graph.ancestry(head).minus(graph.behind(List.of(other)));
    }

    /** Which of two branches is released nobody can tell from the scripts, so nothing is guessed. */
    private MigrateException whichBranch(List<Revision> heads, @Nullable String range) {
        var fault = Diagnostic.error(
                "rebase/onto-needed",
                range == null
                        ? "there are " + heads.size() + " heads, and which of them stays is not said"
                        : "what \"" + range + "\" is put behind is not said");
        if (range != null) {
            return fault.help("-Dmigrate.onto=" + heads.get(0).id()).toException();
        }
        if (heads.size() > 2) {
            return withHeads(fault, heads)
                    .help("name the one that stays, and what moves behind it: mvn migrate:rebase -Dmigrate.onto="
                            + heads.get(0).id() + " -Dmigrate.range=" + part(heads.get(1), heads.get(0)))
                    .toException();
        }
        Revision one = heads.get(0);
        Revision two = heads.get(1);
        fault = withBranch(fault, one, two);
        fault = withBranch(fault, two, one);
        return fault.help("leave what is released or pushed in its place; to put " + named(one, two) + " behind \""
                        + two.id() + "\":\nmvn migrate:rebase -Dmigrate.onto=" + two.id() + "\nto put "
                        + named(two, one) + " behind \"" + one.id() + "\":\nmvn migrate:rebase -Dmigrate.onto="
                        + one.id())
                .toException();
    }

    private MigrateException whichPart(List<Revision> heads, Revision onto) {
        boolean among = heads.contains(onto);
        var fault = Diagnostic.error(
                "rebase/range-needed",
                among
                        ? "there are " + heads.size() + " heads, and which of them moves behind \"" + onto.id()
                                + "\" is not said"
                        : "\"" + onto.id() + "\" is no head, and what moves behind it is not said");
        fault = withHeads(fault, heads);
        List<Revision> others =
                heads.stream().filter(head -> !head.equals(onto)).toList();
        return fault.help("mvn migrate:rebase -Dmigrate.onto=" + onto.id() + " -Dmigrate.range="
                        + part(others.get(others.size() - 1), onto))
                .toException();
    }

    /** A branch as a range; as its head alone where it has no single beginning. */
    private String part(Revision head, Revision onto) {
        RevisionSet branch = branch(head, onto);
        if (branch.isEmpty()) {
            return "from:to";
        }
        List<Revision> starts = branch.oldestFirst().stream()
                .filter(revision -> graph.parents(revision).stream().noneMatch(branch::contains))
                .toList();
        return (starts.size() == 1 ? starts.get(0) : head).id() + ":" + head.id();
    }

    private static Diagnostic withHeads(Diagnostic fault, List<Revision> heads) {
        Diagnostic told = fault;
        for (Revision head : heads.subList(0, Math.min(SHOWN, heads.size()))) {
            told = told.note("head " + line(head));
        }
        return heads.size() > SHOWN ? told.note("and " + (heads.size() - SHOWN) + " more") : told;
    }

    private Diagnostic withBranch(Diagnostic fault, Revision head, Revision other) {
        var lines = new ArrayList<String>();
        List<Revision> branch = branch(head, other).newestFirst();
        branch.subList(0, Math.min(SHOWN, branch.size())).forEach(revision -> lines.add("  " + line(revision)));
        if (branch.size() > SHOWN) {
            lines.add("  and " + (branch.size() - SHOWN) + " more");
        }
        return fault.note("only behind \"" + head.id() + "\":\n" + String.join("\n", lines));
    }

    private static String line(Revision revision) {
        String created = revision.created();
        return revision.id()
                + (revision.title().isEmpty() ? "" : "  " + revision.title())
                + (created == null ? "" : "  (" + created + ")");
    }

    private String named(Revision head, Revision other) {
        int size = branch(head, other).size();
        return size == 1 ? "\"" + head.id() + "\"" : "the " + size + " revisions of \"" + head.id() + "\"";
    }
}
