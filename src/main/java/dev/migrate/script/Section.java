package dev.migrate.script;

import dev.migrate.sql.DatabaseKind;
import java.util.Set;

/**
 * One section of a SQL script; its text stays in the file.
 *
 * @param kind what it is for
 * @param transactional false where the marker says {@code transaction=false}
 * @param dialects the databases it is for; empty for all
 * @param markerLine the line of its marker, from 1
 * @param offset where its text begins, in bytes of the file
 * @param end where its text ends, in bytes of the file
 */
public record Section(
        SectionKind kind,
        boolean transactional,
        Set<DatabaseKind> dialects,
        int markerLine,
        long offset,
        long end) {

    /** Copies the set. */
    public Section {
        dialects = Set.copyOf(dialects);
    }
}
