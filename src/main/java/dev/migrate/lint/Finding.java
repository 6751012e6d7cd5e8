package dev.migrate.lint;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.Severity;

/**
 * What a rule found.
 *
 * @param rule the rule
 * @param revision the id of the revision
 * @param concern what it is about
 * @param diagnostic what is so, where, why it hurts, and the safe way as SQL
 */
public record Finding(RuleFacts rule, String revision, Concern concern, Diagnostic diagnostic) {

    /**
     * Whether it is bad enough to stop a build or an upgrade.
     *
     * @param failOn {@code error}, {@code warning} or {@code never}
     */
    public boolean stops(String failOn) {
        Severity severity = diagnostic.severity();
        return switch (failOn) {
            case "never" -> false;
            case "warning" -> severity != Severity.NOTE;
            default -> severity == Severity.ERROR;
        };
    }

    /** What a finding is about, so that a measurement can prove or refute it. */
    public enum Concern {
        /** A lock that makes others wait. */
        LOCK,
        /** A table that is written anew. */
        REWRITE,
        /** Anything else. */
        OTHER
    }
}
