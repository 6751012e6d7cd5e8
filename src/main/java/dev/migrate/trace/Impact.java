package dev.migrate.trace;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a statement means for those who use the database meanwhile; what stands later is worse. */
public enum Impact {
    /** Nobody has to wait for it. */
    NONE,
    /** Others must wait, but its work does not grow with the table: the danger is that it waits itself, and everybody behind it. */
    BRIEF,
    /** Others must wait while it works through a table. */
    LONG;

    /** As files have it: {@code brief}. */
    @JsonValue
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
