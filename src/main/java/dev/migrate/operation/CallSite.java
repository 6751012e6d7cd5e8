package dev.migrate.operation;

import dev.migrate.Migration;
import dev.migrate.diagnostic.SourceSpan;
import java.nio.file.Path;

/** Where in a migration's script a call stands, also where a method of the script's own or of another class makes it. */
final class CallSite {

    private static final StackWalker WALKER = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    private final Path file;
    private final Class<?> migration;

    CallSite(Path file, Migration migration) {
        this.file = file;
        this.migration = migration.getClass();
    }

    /** The line of the script that is being run; the whole file where none is. */
    SourceSpan now() {
        return WALKER.walk(frames -> frames.filter(
                                frame -> isOfScript(frame.getDeclaringClass()) && frame.getLineNumber() > 0)
                        .findFirst()
                        .map(frame -> SourceSpan.of(file, frame.getLineNumber()))
                        .orElseGet(() -> SourceSpan.of(file)));
    }

    /** Whether a class is the migration's own, or one within it. */
    boolean isOfScript(String className) {
        String own = migration.getNestHost().getName();
        return className.equals(own) || className.startsWith(own + "$");
    }

    private boolean isOfScript(Class<?> type) {
        return type.getNestHost() == migration.getNestHost();
    }
}
