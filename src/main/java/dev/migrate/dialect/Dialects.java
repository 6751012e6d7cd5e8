package dev.migrate.dialect;

import dev.migrate.sql.DatabaseKind;
import java.util.List;

/** The dialects at hand, given by the wiring. */
public final class Dialects {

    private final List<Dialect> dialects;

    /** These dialects. */
    public Dialects(List<Dialect> dialects) {
        this.dialects = List.copyOf(dialects);
    }

    /** The dialect of a database. */
    public Dialect of(DatabaseKind kind) {
        return dialects.stream()
                .filter(d -> d.kind() == kind)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(kind.displayName()));
    }
}
