package dev.migrate.trace;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Whom a lock keeps waiting; what stands later is worse. */
public enum Blocks {
    /** Nobody who reads or writes rows. */
    NOTHING("blocks nothing"),
    /** Nobody but those who change the table itself. */
    SCHEMA_CHANGES("blocks schema changes"),
    /** Whoever writes rows. */
    WRITES("blocks writes"),
    /** Everybody. */
    READS_AND_WRITES("blocks reads and writes");

    private final String words;

    Blocks(String words) {
        this.words = words;
    }

    /** In words, such as {@code blocks writes}. */
    public String words() {
        return words;
    }

    /** Whether it is at least as bad as another. */
    public boolean atLeast(Blocks other) {
        return compareTo(other) >= 0;
    }

    /** As files have it: {@code reads_and_writes}. */
    @JsonValue
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
