package dev.migrate.dialect;

import org.jspecify.annotations.Nullable;

/**
 * Who runs, for the history and for those who wait.
 *
 * @param runId unique for each run
 * @param osUser the user of the operating system
 * @param host this machine's name
 * @param pluginVersion the version of this plugin
 * @param gitCommit the commit of the project's checkout, null where there is none
 */
public record RunIdentity(
        String runId,
        String osUser,
        String host,
        String pluginVersion,
        @Nullable String gitCommit) {

    /** What the text for lists of sessions begins with, for each session of a run. */
    public static String mark(String runId) {
        return "migrate " + runId.substring(0, Math.min(8, runId.length())) + " ";
    }

    /** A short text for lists of sessions; PostgreSQL cuts an application name at 63 bytes. */
    public String display() {
        String text = mark(runId) + osUser + "@" + host;
        return text.length() > 63 ? text.substring(0, 63) : text;
    }
}
