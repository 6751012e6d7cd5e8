package dev.migrate.operation;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import java.util.function.Consumer;

/** A call whose chain may go on. */
abstract class Draft {

    private boolean settled;

    /** Refuses to change what has been recorded already: the change would be lost. */
    final void open() {
        if (settled) {
            throw Diagnostic.error("operation/said-too-late", "this is said of an operation that is recorded already")
                    .help("say everything about an operation before the next one is called")
                    .toException();
        }
    }

    /** What was said, once and for all. */
    final Operation settle() {
        settled = true;
        return operation();
    }

    abstract Operation operation();

    /** Something that the operation cannot do without. */
    static MigrateException incomplete(String call, String what, String help) {
        return Diagnostic.error("operation/incomplete", call + " does not say " + what)
                .help(help)
                .toException();
    }

    /** The one operation that a {@code was} records, of the type that fits. */
    static <T extends Operation> T creation(ObjectRecorder recorder, Consumer<dev.migrate.Operations> calls, Class<T> type) {
        var recorded = recorder.aside(calls);
        if (recorded.size() != 1 || !type.isInstance(recorded.get(0).operation())) {
            throw Diagnostic.error("operation/was", "was(…) takes the one call that made what is dropped or replaced")
                    .help("such as op.dropView(\"v\").was(o -> o.createView(\"v\", \"SELECT …\"))")
                    .toException();
        }
        return type.cast(recorded.get(0).operation());
    }

    /** An operation of which nothing more can be said. */
    static Draft of(Operation operation) {
        return new Draft() {
            @Override
            Operation operation() {
                return operation;
            }
        };
    }
}
