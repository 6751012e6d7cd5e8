package dev.migrate.mojo;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How this user calls a goal, so that what an advice says can be pasted: by the coordinates where no POM declares the
 * plugin, and for the environment that was asked for, since a command without it would go to another database.
 *
 * @param prefix what stands before the goal
 * @param environment the environment that somebody named; null where nobody did
 */
record TypedCommand(String prefix, @Nullable String environment) {

    private static final Pattern COMMAND = Pattern.compile("\\bmvn migrate:([a-z-]+)");

    /** The goals that ask or change a database. */
    private static final Set<String> FOR_ONE = Set.of(
            "config", "current", "downgrade", "ensure-version", "release", "repair", "stamp", "upgrade", "validate");

    /** A sentence with the commands in it as this user types them. */
    String in(String text) {
        boolean named = text.contains("-Dmigrate.env=") || text.contains("-Penv=");
        return COMMAND.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement("mvn " + prefix + ":" + found.group(1)
                        + (environment != null && !named && FOR_ONE.contains(found.group(1))
                                ? " -Dmigrate.env=" + environment
                                : "")));
    }
}
