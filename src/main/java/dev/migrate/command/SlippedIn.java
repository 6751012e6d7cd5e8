package dev.migrate.command;

import dev.migrate.config.DatabaseName;
import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.engine.DatabaseState;
import dev.migrate.engine.History;
import dev.migrate.engine.Run;
import dev.migrate.plan.Planner;
import dev.migrate.plan.Position;
import dev.migrate.revision.Revision;
import dev.migrate.revision.RevisionGraph;
import dev.migrate.revision.RevisionSet;
import dev.migrate.script.HeaderEdit;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Revisions that came to stand before applied ones: the version table implies them, and yet they never ran here. That
 * is so only where an applied revision stood behind others when it ran, as the header that the history keeps of it
 * says, and where no row of the history records what it stands behind now.
 *
 * @param graph the graph as the scripts describe it
 * @param position the version table's rows
 * @param revisions what never ran, in the graph's order
 * @param moved what stands behind it now, with what it stood behind when it ran
 * @param inside what ran behind a part of a squash whose rest never ran, with the name of that part; all of the squash
 *     stands before it now
 * @param applied what really has been applied
 */
record SlippedIn(
        RevisionGraph graph,
        Position position,
        List<Revision> revisions,
        Map<Revision, List<Revision>> moved,
        Map<Revision, String> inside,
        RevisionSet applied) {

    private static final int SHOWN = 10;

    /** Looks for such revisions; nearly always without asking the database anything more. */
    static Optional<SlippedIn> find(RevisionGraph graph, DatabaseState state, Run run) {
        boolean known = state.position().rows().stream()
                .allMatch(row -> graph.ofRow(row).isPresent());
        return known && state.hasHistory() ? new Search(graph, state, run).found() : Optional.empty();
    }

    /** Whether a part of a squash ran, and no script here does the rest of it. */
    boolean isInsideSquash() {
        return !inside.isEmpty();
    }

    /** The rows that stand behind a squash which has been applied in part only, and that squash. */
    Map<String, Revision> rowsInside() {
        Map<String, Revision> rows = new LinkedHashMap<>();
        if (isInsideSquash()) {
            Revision squash = squash();
            RevisionSet behind = graph.ahead(List.of(squash));
            for (String row : position.rows()) {
                graph.ofRow(row).filter(behind::contains).ifPresent(revision -> rows.put(row, squash));
            }
        }
        return rows;
    }

    /** What is to be told, and typed. */
    Diagnostic diagnostic(String environment) {
        String option = DatabaseName.of(environment).option();
        return isInsideSquash() ? insideSquash(option) : slippedIn(option);
    }

    private Revision squash() {
        return graph.replacedBy(inside.values().iterator().next()).orElseThrow();
    }

    private Diagnostic insideSquash(String option) {
        Revision behind = inside.keySet().iterator().next();
        String part = inside.values().iterator().next();
        Revision squash = squash();
        String head = squash.formerIds().get(0);
        return Diagnostic.error(
                        "plan/inside-squash",
                        ("\"%s\" ran here behind \"%s\", in the middle of the squash \"%s\", whose end never"
                                        + " ran here")
                                .formatted(behind.id(), part, squash.id()))
                .at(behind.span(
                        behind.parents().contains(squash.id())
                                ? behind.lines().revises()
                                : behind.lines().dependsOn(),
                        squash.id()))
                .note(("the history has nothing of \"%s\", and \"%s\", which now stands behind all of \"%s\","
                                + " says that it has been applied")
                        .formatted(head, behind.id(), squash.id()))
                .help("check out the scripts from before the squash, with \"" + behind.id() + "\" behind \"" + part
                        + "\", and run there:\nmvn migrate:upgrade" + option + " -Dmigrate.to=" + head
                        + "\nthen come back, and say where the database stands, as also where that work has been done by"
                        + " hand:\nmvn migrate:stamp" + option + " -Dmigrate.purge -Dmigrate.to="
                        + String.join(",", position.rows()));
    }

    private Diagnostic slippedIn(String option) {
        Revision first = revisions.get(revisions.size() - 1);
        Revision behind = moved.keySet().iterator().next();
        Diagnostic told = Diagnostic.error(
                        "plan/slipped-in",
                        "\"" + first.id() + "\" counts as applied and never ran here: \"" + behind.id()
                                + "\", which did, has been put behind it since")
                .at(first.span(first.lines().revision(), first.id()))
                .note("when it ran, \"" + behind.id() + "\" stood behind " + named(moved.get(behind)));
        if (revisions.size() > 1) {
            told = told.note("what never ran here: "
                    + revisions.stream().limit(SHOWN).map(Revision::id).collect(Collectors.joining(", "))
                    + (revisions.size() > SHOWN ? " and " + (revisions.size() - SHOWN) + " more" : ""));
        }
        List<Revision> there = new Planner(graph).applied(position);
        List<Revision> unwanted = graph.ahead(moved.keySet()).oldestFirst().stream()
                .filter(there::contains)
                .toList();
        String stamp = "mvn migrate:stamp" + option + " -Dmigrate.purge -Dmigrate.to=";
        String back = unwanted.isEmpty()
                ? "say where the database stands, and upgrade:\n"
                : "take back what was put behind it, say where the database then stands, and upgrade:\nmvn"
                        + " migrate:downgrade" + option + " -Dmigrate.to="
                        + new WayBack(graph).to(position, unwanted) + "\n";
        return told.help(back + stamp + stay(unwanted) + "\nmvn migrate:upgrade" + option
                + "\nor, where its work has been done by hand:\n" + stamp + String.join(",", position.rows()));
    }

    /** Where the database stands once the unwanted are taken back. */
    private String stay(List<Revision> unwanted) {
        RevisionSet left = applied.minus(graph.setOf(unwanted));
        String rows = left.oldestFirst().stream()
                .filter(revision -> Stream.concat(
                                graph.children(revision).stream(), graph.dependents(revision).stream())
                        .noneMatch(left::contains))
                .map(Revision::id)
                .collect(Collectors.joining(","));
        return rows.isEmpty() ? "base" : rows;
    }

    private static String named(List<Revision> revisions) {
        return revisions.isEmpty()
                ? "nothing"
                : revisions.stream().map(Revision::id).collect(Collectors.joining("\", \"", "\"", "\""));
    }

    /** One look at one database. */
    private static final class Search {
        private final RevisionGraph graph;
        private final History history;
        private final Position position;
        private final Run run;
        private final Map<Revision, List<Revision>> moved = new LinkedHashMap<>();
        private final Map<Revision, String> inside = new LinkedHashMap<>();
        private final Map<String, Optional<Revision>> asked = new HashMap<>();

        Search(RevisionGraph graph, DatabaseState state, Run run) {
            this.graph = graph;
            this.history = state.history();
            this.position = state.position();
            this.run = run;
        }

        Optional<SlippedIn> found() {
            List<Revision> rows = new Planner(graph).current(position);
            RevisionSet implied = graph.behind(rows);
            List<Revision> unrecorded = implied.oldestFirst().stream()
                    .filter(revision -> !isRecorded(revision))
                    .toList();
            if (unrecorded.isEmpty()) {
                return Optional.empty();
            }
            for (Revision missing : unrecorded) {
                for (Revision behind : behind(missing)) {
                    if (implied.contains(behind) && history.hasRun(behind.id())) {
                        note(missing, behind);
                    }
                }
            }
            if (!inside.isEmpty()) {
                Revision squash =
                        graph.replacedBy(inside.values().iterator().next()).orElseThrow();
                RevisionSet applied = implied.minus(graph.setOf(List.of(squash)));
                return Optional.of(new SlippedIn(graph, position, List.of(squash), Map.of(), inside, applied));
            }
            var seeds = new ArrayList<Revision>();
            for (Revision row : rows) {
                if (!isLeftOver(row)) {
                    seeds.add(row);
                }
            }
            if (moved.isEmpty()) {
                return Optional.empty();
            }
            moved.forEach((behind, before) -> {
                if (!implied.contains(behind)) {
                    seeds.addAll(before);
                }
            });
            RevisionSet applied = applied(seeds);
            List<Revision> slipped = unrecorded.stream()
                    .filter(revision -> !applied.contains(revision))
                    .toList();
            return slipped.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new SlippedIn(graph, position, slipped, moved, Map.of(), applied));
        }

        private List<Revision> behind(Revision revision) {
            return Stream.concat(graph.children(revision).stream(), graph.dependents(revision).stream())
                    .toList();
        }

        private List<Revision> before(Revision revision) {
            return Stream.concat(graph.parents(revision).stream(), graph.dependencies(revision).stream())
                    .toList();
        }

        /** A part of a squash is not the squash: only its end says that all of it has been applied. */
        private boolean isRecorded(Revision revision) {
            return history.isApplied(revision.id())
                    || revision.formerIds().stream().anyMatch(history::isApplied);
        }

        /** Whether a revision ran without another that it stands behind now. */
        private boolean note(Revision missing, Revision behind) {
            Optional<Revision> header = asked.computeIfAbsent(
                    behind.id(), id -> run.storedHeader(id).flatMap(Search::header));
            if (header.isEmpty()) {
                return false;
            }
            List<String> names = names(header.get()).toList();
            Optional<String> part = names.stream()
                    .filter(name -> graph.aroundRow(name).filter(missing::equals).isPresent())
                    .filter(history::isApplied)
                    .findFirst();
            if (part.isPresent() && names.stream().noneMatch(missing.formerIds()::contains)) {
                inside.put(behind, part.get());
                return true;
            }
            Optional<List<Revision>> then = before(names);
            if (then.isEmpty() || then.get().contains(missing)) {
                return false;
            }
            moved.put(behind, then.get());
            return true;
        }

        private static Optional<Revision> header(String stored) {
            try {
                return Optional.of(HeaderEdit.of(Path.of("stored.sql"), stored.getBytes(StandardCharsets.UTF_8))
                        .revision());
            } catch (MigrateException e) {
                return Optional.empty(); // another program's row
            }
        }

        private static Stream<String> names(Revision header) {
            return Stream.concat(header.parents().stream(), header.dependsOn().stream());
        }

        /** What a stored header names; nothing is known where it names what is not here any more. */
        private Optional<List<Revision>> before(List<String> names) {
            var before = new ArrayList<Revision>();
            for (String name : names) {
                Optional<Revision> found =
                        graph.find(name).or(() -> graph.replacedBy(name)).or(() -> graph.labelled(name));
                if (found.isEmpty()) {
                    return Optional.empty();
                }
                before.add(found.get());
            }
            return Optional.of(before);
        }

        /**
         * Whether a row is what a downgrade left of a moved revision, and so as little true as before. A table that was
         * taken over from another tool looks the same, but for what stands before the row: there nothing is recorded.
         */
        private boolean isLeftOver(Revision row) {
            if (isRecorded(row) || history.hasRun(row.id()) || !beginsBehindRecorded(row)) {
                return false;
            }
            boolean left = false;
            for (Revision behind : behind(row)) {
                if (history.hasRun(behind.id()) && !history.isApplied(behind.id())) {
                    left |= note(row, behind);
                }
            }
            return left;
        }

        private boolean beginsBehindRecorded(Revision row) {
            Set<String> seen = new HashSet<>();
            Deque<Revision> waiting = new ArrayDeque<>(List.of(row));
            while (!waiting.isEmpty()) {
                Revision at = waiting.poll();
                List<Revision> before = before(at);
                if (before.isEmpty()) {
                    return false;
                }
                for (Revision one : before) {
                    if (!isRecorded(one) && seen.add(one.id())) {
                        waiting.add(one);
                    }
                }
            }
            return true;
        }

        /** What the rows implied when each revision stood where it ran. */
        private RevisionSet applied(List<Revision> seeds) {
            Set<String> seen = new HashSet<>();
            var applied = new ArrayList<Revision>();
            Deque<Revision> waiting = new ArrayDeque<>(seeds);
            while (!waiting.isEmpty()) {
                Revision at = waiting.poll();
                if (seen.add(at.id())) {
                    applied.add(at);
                    List<Revision> then = moved.get(at);
                    waiting.addAll(then == null ? before(at) : then);
                }
            }
            return graph.setOf(applied);
        }
    }
}
