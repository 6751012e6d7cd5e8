package dev.migrate.config;

import dev.migrate.diagnostic.Diagnostic;

/** Where values come from: a file, the command line, the POM. */
interface Source {

    /** The origin of the value at that place. */
    Origin origin(Place place);

    /** The diagnostic, pointed at that place as far as it may be shown. */
    Diagnostic locate(Diagnostic diagnostic, Place place);

    /** Where an expression inside the value stands, or the value's own place. */
    Place placeWithin(Place value, String expression);

    /** How to write the setting here, to be pasted: {@code lock_wait = "60s"}, {@code -Dmigrate.lock_wait=60s}. */
    String assignment(String key, String value);

    /** Whether values have types here; elsewhere everything is text. */
    boolean isTyped();
}
