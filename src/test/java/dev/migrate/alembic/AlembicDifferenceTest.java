package dev.migrate.alembic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.migrate.revision.Revision;
import dev.migrate.revision.RevisionGraph;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Asks a real Alembic and the plugin the same. The same graphs each time; {@code -Dmigrate.test.alembic.graphs=5000} and
 * {@code -Dmigrate.test.alembic.seed=7} ask more, and others.
 */
@DisplayName("Beside a real Alembic")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AlembicDifferenceTest {

    private static final int GRAPHS = Integer.getInteger("migrate.test.alembic.graphs", 120);
    private static final long SEED = Long.getLong("migrate.test.alembic.seed", 20260203L);
    private static final int RUNS = GRAPHS / 12;
    private static final int COMMANDS = 25;
    private static final int TOLD = Integer.getInteger("migrate.test.alembic.told", 5);

    private static final Answer NOTHING = Answer.moved(List.of(), List.of());

    @TempDir
    Path folder;

    private Alembic alembic;
    private int projects;

    @BeforeAll
    void start() {
        alembic = Alembic.start();
    }

    @AfterAll
    void stop() {
        if (alembic != null) {
            alembic.close();
        }
    }

    @Test
    @DisplayName("the same commands do the same, but for the differences that are listed")
    void sameCommands() {
        Map<KnownDifference, Integer> met = new EnumMap<>(KnownDifference.class);
        Map<String, Case> faults = new java.util.LinkedHashMap<>();
        int asked = 0;
        for (int i = 0; i < GRAPHS && faults.size() < TOLD; i++) {
            var random = new Random(SEED * 1_000_003 + i);
            var draw = new RandomProject(random);
            Path project = freshProject();
            RevisionGraph graph = RevisionGraph.of(TwoForms.write(project, draw.revisions()));
            List<String> at = List.of();
            for (int n = 0; n < COMMANDS; n++) {
                Case asking = ask(project, graph, at, draw.command(graph));
                asked++;
                if (!asking.agrees()) {
                    Optional<KnownDifference> known = KnownDifference.of(asking);
                    if (known.isPresent()) {
                        met.merge(known.get(), 1, Integer::sum);
                    } else {
                        Case small = new Shrinking(this::unexplained).smallest(asking);
                        faults.putIfAbsent(kind(small), small);
                    }
                }
                at = asking.ours().rows();
            }
            delete(project);
        }
        System.out.println(alembic.version() + ", " + asked + " commands; " + met);
        assertThat(faults.values())
                .as("unexplained differences from Alembic %s, by graph, place, command and answers", alembic.version())
                .isEmpty();
    }

    @Test
    @DisplayName("the same graph has the same heads, bases, branches, merges, labels and order")
    void sameGraph() {
        for (int i = 0; i < GRAPHS; i++) {
            var random = new Random(SEED * 1_000_003 - i);
            Path project = freshProject();
            RevisionGraph graph = RevisionGraph.of(TwoForms.write(project, new RandomProject(random).revisions()));
            JsonNode theirs = alembic.graph(project);
            String where = new Case(graph, List.of(), new Command(Command.Verb.SHOW, ""), NOTHING, NOTHING).toString();
            assertThat(ids(graph.heads())).as("heads of " + where).isEqualTo(sorted(theirs, "heads"));
            assertThat(ids(graph.realHeads())).as("real heads of " + where).isEqualTo(sorted(theirs, "realHeads"));
            assertThat(ids(graph.bases())).as("bases of " + where).isEqualTo(sorted(theirs, "bases"));
            assertThat(ids(graph.branchPoints())).as("branches of " + where).isEqualTo(sorted(theirs, "branchPoints"));
            assertThat(ids(graph.mergePoints())).as("merges of " + where).isEqualTo(sorted(theirs, "mergePoints"));
            for (Revision revision : graph.ordered()) {
                List<String> labels = Alembic.strings(theirs.get("labels").get(revision.id()));
                List<String> more = graph.labels(revision).stream()
                        .filter(label -> !labels.contains(label))
                        .toList();
                assertThat(graph.labels(revision))
                        .as("labels of %s in %s", revision.id(), where)
                        .containsAll(labels);
                assertThat(more)
                        .as("labels of %s that Alembic has not, in %s", revision.id(), where)
                        .allMatch(label -> isNotOneLine(graph, label));
                assertThat(ids(graph.children(revision)))
                        .as("children of %s in %s", revision.id(), where)
                        .isEqualTo(Alembic.strings(theirs.get("children").get(revision.id())));
            }
            // which of two that do not need each other comes first is each side's own
            checkOrder(graph, graph.newestFirst().stream().map(Revision::id).toList());
            checkOrder(graph, Alembic.strings(theirs.get("history")));
            delete(project);
        }
    }

    @Test
    @DisplayName("the goals run what the plans say, on a database")
    void sameRuns() {
        for (int i = 0; i < RUNS; i++) {
            var draw = new RandomProject(new Random(SEED * 1_000_003 + GRAPHS + i));
            Path project = freshProject();
            RevisionGraph graph = RevisionGraph.of(TwoForms.write(project, draw.revisions()));
            try (var goals = new Goals(project)) {
                List<String> at = List.of();
                for (int n = 0; n < COMMANDS; n++) {
                    Command command = draw.command(graph);
                    if (command.verb().looksOnly()) {
                        continue;
                    }
                    Answer planned = Case.ours(graph, at, command, false);
                    Case asked = new Case(graph, at, command, goals.run(command), alembic.run(project, at, command));
                    assertThat(asked.ours().rows()).as("%s", asked).isEqualTo(planned.rows());
                    assertThat(asked.ours().ran()).as("%s", asked).isEqualTo(planned.ran());
                    assertThat(asked.agrees() || KnownDifference.of(asked).isPresent())
                            .as("%s", asked)
                            .isTrue();
                    at = asked.ours().rows();
                }
            }
            delete(project);
        }
    }

    /**
     * Whether something forks, joins or depends on what stands on the revision of a label. Alembic 1.8 begins there, and
     * not at that revision, when it gives the label to what lies before it as far as the nearest fork or join.
     */
    private static boolean isNotOneLine(RevisionGraph graph, String label) {
        return graph.ahead(List.of(graph.labelled(label).orElseThrow())).oldestFirst().stream()
                .anyMatch(revision -> revision.isMerge()
                        || graph.children(revision).size()
                                        + graph.dependents(revision).size()
                                > 1);
    }

    private static void checkOrder(RevisionGraph graph, List<String> newestFirst) {
        assertThat(newestFirst).hasSize(graph.size());
        for (Revision revision : graph.ordered()) {
            int at = newestFirst.indexOf(revision.id());
            assertThat(graph.parents(revision)).allMatch(parent -> newestFirst.indexOf(parent.id()) > at);
            assertThat(graph.dependencies(revision)).allMatch(other -> newestFirst.indexOf(other.id()) > at);
        }
    }

    private static List<String> ids(List<Revision> revisions) {
        return revisions.stream().map(Revision::id).sorted().toList();
    }

    private static List<String> sorted(JsonNode answer, String name) {
        return Alembic.strings(answer.get(name)).stream().sorted().toList();
    }

    private static String kind(Case c) {
        return c.command().verb()
                + c.command().target().replaceAll("[a-z]+\\d+", "x").replaceAll("\\d+", "1")
                + (c.ours().error() == null ? "ok" : c.ours().error().replaceAll(":.*", ""))
                + (c.theirs().error() == null ? "ok" : c.theirs().error().replaceAll("'.*", ""));
    }

    private Case ask(Path project, RevisionGraph graph, List<String> at, Command command) {
        return new Case(graph, at, command, Case.ours(graph, at, command, false), alembic.run(project, at, command));
    }

    private Optional<Case> unexplained(Case smaller) {
        Path project = freshProject();
        List<Revision> written = TwoForms.write(project, smaller.graph().ordered());
        Case asked = ask(project, RevisionGraph.of(written), smaller.at(), smaller.command());
        delete(project);
        return asked.agrees() || KnownDifference.of(asked).isPresent() ? Optional.empty() : Optional.of(asked);
    }

    private Path freshProject() {
        return folder.resolve("p" + projects++);
    }

    private static void delete(Path project) {
        try (var files = Files.walk(project)) {
            for (Path file : new ArrayList<>(
                    files.sorted(java.util.Comparator.reverseOrder()).toList())) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
