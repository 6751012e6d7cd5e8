package dev.migrate.script;

import java.util.Locale;

/** The parts of a SQL script. */
public enum SectionKind {
    /** Runs forward. */
    UPGRADE,
    /** Runs back. */
    DOWNGRADE,
    /** Queries that tell whether the upgrade did its work. */
    VERIFY;

    /** The word on the marker. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
