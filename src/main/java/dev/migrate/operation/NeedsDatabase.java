package dev.migrate.operation;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.SourceSpan;

/** A migration reads from the database while it is recorded without one: it has to be recorded again, with a {@link LiveSession}. */
public final class NeedsDatabase extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient SourceSpan place;

    NeedsDatabase(String call, SourceSpan place) {
        super(call, null, false, false);
        this.place = place;
    }

    /** What to tell where there is no database. */
    public Diagnostic diagnostic() {
        return Diagnostic.error(
                        "operation/needs-database",
                        getMessage() + " reads from the database, so the revision cannot be written as SQL")
                .at(place)
                .help("say it in SQL, such as op.execute(\"UPDATE … FROM …\"), or run the revision on the database"
                        + " itself");
    }
}
