package dev.migrate.command;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.revision.Revision;
import dev.migrate.trace.RevisionTrace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How a revision came through its test.
 *
 * @param revision the revision
 * @param outcome how the test ended
 * @param ways the ways it went, in order, as far as it came
 * @param notes what the user should know
 * @param faults why it failed; none where it did not
 * @param traces what its statements did, on its first way up and on its way down; none where that was not measured
 */
public record TestedRevision(
        Revision revision,
        Outcome outcome,
        List<Timed> ways,
        List<String> notes,
        List<Diagnostic> faults,
        List<RevisionTrace> traces) {

    /** How a test ended. */
    public enum Outcome {
        /** It went up, down and up again, or up, where it has no way down. */
        PASSED,
        /** It did not, or the schema is not what it must be. */
        FAILED,
        /** It needs a revision that does not run. */
        NOT_REACHED
    }

    /**
     * One way.
     *
     * @param way {@code up} or {@code down}
     * @param took how long it took
     */
    public record Timed(String way, Duration took) {}

    /** Copies the lists. */
    public TestedRevision {
        ways = List.copyOf(ways);
        notes = List.copyOf(notes);
        faults = List.copyOf(faults);
        traces = List.copyOf(traces);
    }

    static TestedRevision notReached(Revision revision, Revision because) {
        return new TestedRevision(
                revision,
                Outcome.NOT_REACHED,
                List.of(),
                List.of("\"" + because.id() + "\" does not run"),
                List.of(),
                List.of());
    }

    /** How long all ways took. */
    public Duration took() {
        return ways.stream().map(Timed::took).reduce(Duration.ZERO, Duration::plus);
    }

    /** What is gathered while a test goes on. */
    static final class Protocol {
        private final Revision revision;
        private final List<Timed> ways = new ArrayList<>();
        private final List<String> notes = new ArrayList<>();
        private final List<RevisionTrace> traces = new ArrayList<>();

        Protocol(Revision revision) {
            this.revision = revision;
        }

        void timed(String way, Runnable going) {
            long began = System.nanoTime();
            going.run();
            ways.add(new Timed(way, Duration.ofNanos(System.nanoTime() - began)));
        }

        void measured(RevisionTrace trace) {
            traces.add(trace);
        }

        void note(String text) {
            notes.add(text);
        }

        boolean wentUp() {
            return !ways.isEmpty();
        }

        TestedRevision passed() {
            return new TestedRevision(revision, Outcome.PASSED, ways, notes, List.of(), traces);
        }

        TestedRevision failed(List<Diagnostic> faults) {
            return new TestedRevision(revision, Outcome.FAILED, ways, notes, faults, traces);
        }
    }
}
