package dev.migrate.engine;

import dev.migrate.config.TransactionMode;
import dev.migrate.diagnostic.SourceSpan;
import dev.migrate.plan.Plan;
import dev.migrate.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A statement of a plan that throws data away: DROP of a table, schema, database, column or partition, of all that a role owns, or TRUNCATE.
 *
 * @param place where it stands
 */
public record Destruction(SourceSpan place) {

    private static final Set<String> OBJECTS =
            Set.of("TABLE", "SCHEMA", "DATABASE", "MATERIALIZED", "SEQUENCE", "OWNED");
    private static final Set<String> NO_COLUMN = Set.of(
            "CONSTRAINT", "INDEX", "KEY", "PRIMARY", "FOREIGN", "CHECK", "DEFAULT", "NOT", "IDENTITY", "EXPRESSION");

    /** The first one of a plan; a revision that reads before it writes may do anything, and counts as one. */
    public static Optional<Destruction> of(Plan plan, Run run) {
        boolean transactions = Runner.mode(run.context(), run.session().dialect()) != TransactionMode.NONE;
        try (PlanScripts scripts = ScriptCheck.read(plan, run.session().kind(), run.context(), transactions)) {
            for (StepScript script : scripts.all()) {
                Optional<SourceSpan> place = script.destruction();
                if (place.isPresent()) {
                    return place.map(Destruction::new);
                }
            }
        }
        return Optional.empty();
    }

    static boolean destroys(Statement statement) {
        List<String> words = statement.keywords();
        if (words.isEmpty()) {
            return false;
        }
        return switch (words.get(0)) {
            case "TRUNCATE" -> true;
            case "DROP" -> words.size() > 1 && OBJECTS.contains(words.get(1));
            case "ALTER" -> words.size() > 1 && words.get(1).equals("TABLE") && takesRows(words);
            default -> false;
        };
    }

    private static boolean takesRows(List<String> words) {
        for (int i = 2; i + 1 < words.size(); i++) {
            // MySQL's TRUNCATE PARTITION; its DROP PARTITION is found as DROP of a column is
            if (words.get(i).equals("TRUNCATE") && words.get(i + 1).equals("PARTITION")) {
                return true;
            }
            if (words.get(i).equals("DROP") && !NO_COLUMN.contains(words.get(i + 1))) {
                return true;
            }
        }
        return false;
    }
}
