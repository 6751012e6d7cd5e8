package dev.migrate.lint.rule;

import dev.migrate.lint.Rule;
import dev.migrate.lint.UnusedAllowance;
import java.util.List;

/** Every rule of the review, in the order of their ids. */
public final class Rules {

    private Rules() {}

    /** All of them. */
    public static List<Rule> all() {
        return List.of(
                new CreateIndexLocks(),
                new UnusedAllowance());
    }
}
