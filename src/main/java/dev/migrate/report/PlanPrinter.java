package dev.migrate.report;

import dev.migrate.plan.Direction;
import dev.migrate.plan.Plan;
import dev.migrate.plan.Step;
import dev.migrate.revision.Revision;
import java.util.ArrayList;
import java.util.List;

/** A plan before it runs: from where to where, and each revision on its line. */
public final class PlanPrinter {

    private final Style style;

    /** A printer of that look. */
    public PlanPrinter(Style style) {
        this.style = style;
    }

    /**
     * The lines of a plan.
     *
     * @param environment the environment's name, as in {@code upgrade of dev}
     */
    public List<String> lines(String environment, Plan plan) {
        var lines = new ArrayList<String>();
        if (plan.isEmpty()) {
            lines.add(environment + ": nothing to " + plan.direction().word() + ", the database stands at "
                    + plan.from().display());
            return lines;
        }
        String count = plan.steps().size() == 1 ? "1 revision" : plan.steps().size() + " revisions";
        lines.add(style.bold(plan.direction().word() + " of " + environment + ": " + count) + ", "
                + plan.from().display() + " -> " + plan.to().display());
        for (Step step : plan.steps()) {
            lines.add("  " + step(step));
        }
        return lines;
    }

    /** A step in one line: {@code + id title} forward, {@code - id title} back. */
    String step(Step step) {
        Revision revision = step.revision();
        String sign = step.direction() == Direction.UPGRADE ? style.green("+") : style.yellow("-");
        String title = revision.title().isEmpty() ? "" : "  " + revision.title();
        return sign + " " + revision.id() + title;
    }
}
