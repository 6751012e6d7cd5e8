package dev.migrate.command;

import dev.migrate.config.DatabaseName;
import dev.migrate.config.Environment;
import dev.migrate.diagnostic.Diagnostic;
import org.jspecify.annotations.Nullable;

/** The word that somebody must give before a protected environment loses anything. */
final class Confirmation {

    private Confirmation() {}

    /** Whether what was typed is the environment's name, or that of its target. */
    static boolean isGiven(Environment environment, @Nullable String confirm) {
        String name = environment.name();
        return name.equals(confirm) || DatabaseName.of(name).environment().equals(confirm);
    }

    /**
     * Refuses on a protected environment unless its name was typed.
     *
     * @param environment the environment
     * @param confirm what was typed; null for nothing
     * @param what the goal or plan, such as {@code migrate:downgrade}
     */
    static void check(Environment environment, @Nullable String confirm, String what) {
        if (!environment.isProtected()) {
            return;
        }
        String wanted = DatabaseName.of(environment.name()).environment();
        if (!isGiven(environment, confirm)) {
            throw Diagnostic.error(
                            "confirm/needed",
                            "environment \"" + wanted + "\" is protected, and " + what
                                    + " needs its name as a confirmation"
                                    + (confirm == null || confirm.isEmpty() ? "" : ", not \"" + confirm + "\""))
                    .note("nothing has been changed")
                    .help("-Dmigrate.confirm=" + wanted)
                    .toException();
        }
    }
}
