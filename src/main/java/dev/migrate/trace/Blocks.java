package dev.migrate.trace;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Whom a lock keeps waiting; what stands later is worse. */
public enum Blocks {
    /** Nobody who reads or writes rows. */
    NOTHING("-"),
    /** Nobody but those who change the table itself. */
    SCHEMA_CHANGES("schema changes"),
    /** Whoever writes rows. */
    WRITES("writes"),
    /** Everybody. */
    READS_AND_WRITES("reads and writes");

    private final String words;

    Blocks(String words) {
        this.words = words;
    }

    /** What it keeps waiting, in words: {@code reads and writes}; a dash for nothing. */
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
