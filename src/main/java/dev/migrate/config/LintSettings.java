package dev.migrate.config;

import java.util.List;

/**
 * How revisions are reviewed.
 *
 * @param failOn how bad a finding must be for the goal to fail: {@code error}, {@code warning}, or {@code never}
 * @param rules another severity for a rule, each {@code P113 = warning}
 * @param ignore globs of the tables whose locks and rewrites harm nobody
 * @param small with fewer rows than that a table is no reason to fail
 */
public record LintSettings(String failOn, List<String> rules, List<String> ignore, int small) {

    /** Those of an environment that says nothing. */
    public static final LintSettings DEFAULT = new LintSettings("error", List.of(), List.of(), 1000);

    /** Copies the lists. */
    public LintSettings {
        rules = List.copyOf(rules);
        ignore = List.copyOf(ignore);
    }
}
