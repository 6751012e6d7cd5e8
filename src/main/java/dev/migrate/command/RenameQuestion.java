package dev.migrate.command;

import dev.migrate.diff.Renames;

/** Asks somebody whether something has got another name. */
@FunctionalInterface
public interface RenameQuestion {

    /** Nobody is there to be asked. */
    RenameQuestion NOBODY = proposal -> Answer.UNKNOWN;

    /** Whether it has. */
    Answer ask(Renames.Proposal proposal);

    /** An answer. */
    enum Answer {
        /** It has. */
        YES,
        /** One is dropped, and another made. */
        NO,
        /** Nobody knows. */
        UNKNOWN
    }
}
