package dev.migrate.operation;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.diagnostic.SourceSpan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a migration has said so far, call by call, each with its line in the script. The last call may still be going on. */
final class Dictation {

    private static final String OWN = "dev.migrate.";

    private final Path file;
    private final CallSite calls;
    private final List<Recorded> recorded = new ArrayList<>();
    private @Nullable Draft draft;
    private SourceSpan draftPlace;

    Dictation(Path file, CallSite calls) {
        this.file = file;
        this.calls = calls;
        this.draftPlace = SourceSpan.of(file);
    }

    /** Begins an operation, which ends the one before. */
    <D extends Draft> D begin(D next) {
        SourceSpan place = calls.now();
        settle();
        draft = next;
        draftPlace = place;
        return next;
    }

    /** Adds an operation of which nothing more can be said. */
    void add(Recorded operation) {
        settle();
        recorded.add(operation);
    }

    /** Ends the operation that is going on. */
    void settle() {
        Draft last = draft;
        if (last != null) {
            draft = null;
            try {
                recorded.add(new Recorded(last.settle(), draftPlace));
            } catch (MigrateException e) {
                throw at(draftPlace, e);
            }
        }
    }

    /** What was said since the last time. */
    List<Recorded> take() {
        settle();
        List<Recorded> taken = List.copyOf(recorded);
        recorded.clear();
        return taken;
    }

    /** Runs the migration's code, and gives its errors a place where they have none. */
    void located(Runnable code) {
        try {
            code.run();
        } catch (MigrateException e) {
            throw at(place(e), e);
        } catch (NullPointerException e) {
            String call = calledWithNull(e);
            if (call == null) {
                throw e;
            }
            throw Diagnostic.error("operation/null", call + "(…) is given null where it needs " + needed(e))
                    .at(place(e))
                    .help("give it a value; what may be null says so in its documentation")
                    .toException(e);
        }
    }

    /** The plugin's method that the script has called and that cannot go on; null where the script's own code has failed. */
    private @Nullable String calledWithNull(NullPointerException e) {
        String above = null;
        for (StackTraceElement frame : e.getStackTrace()) {
            if (calls.isOfScript(frame.getClassName())) {
                return above;
            }
            above = frame.getClassName().startsWith(OWN) ? frame.getMethodName() : null;
        }
        return null;
    }

    /** What the Java platform itself says of a null is about code that the author has never seen. */
    private static String needed(NullPointerException e) {
        StackTraceElement[] trace = e.getStackTrace();
        boolean told = trace.length > 0 && trace[0].getClassName().equals(Objects.class.getName());
        return told && e.getMessage() != null ? e.getMessage() : "a value";
    }

    private SourceSpan place(RuntimeException e) {
        return Arrays.stream(e.getStackTrace())
                .filter(frame -> calls.isOfScript(frame.getClassName()) && frame.getLineNumber() > 0)
                .findFirst()
                .map(frame -> SourceSpan.of(file, frame.getLineNumber()))
                .orElseGet(() -> SourceSpan.of(file));
    }

    private static MigrateException at(SourceSpan place, MigrateException e) {
        return new MigrateException(
                e.diagnostics().stream()
                        .map(diagnostic -> diagnostic.span() == null ? diagnostic.at(place) : diagnostic)
                        .toList(),
                e);
    }
}
