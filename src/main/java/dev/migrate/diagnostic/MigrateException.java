package dev.migrate.diagnostic;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Something the user can mend, told by diagnostics. Anything else that is thrown is a defect of the plugin. */
public final class MigrateException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Diagnostic> diagnostics;

    /** Takes at least one diagnostic. */
    public MigrateException(List<Diagnostic> diagnostics, @Nullable Throwable cause) {
        super(diagnostics.stream().map(Diagnostic::message).collect(Collectors.joining("; ")), cause);
        this.diagnostics = List.copyOf(diagnostics);
    }

    /** What to tell, worst first as given. */
    public List<Diagnostic> diagnostics() {
        return diagnostics;
    }
}
