package dev.migrate.engine;

import dev.migrate.diagnostic.SourceSpan;
import dev.migrate.plan.Plan;
import dev.migrate.plan.Step;
import dev.migrate.script.SectionKind;
import dev.migrate.script.SqlScript;
import dev.migrate.sql.DatabaseKind;
import dev.migrate.sql.SqlScanner;
import dev.migrate.sql.Statement;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A statement of a plan that throws data away: DROP of a table, schema, database or column, or TRUNCATE.
 *
 * @param place where it stands
 */
public record Destruction(SourceSpan place) {

    private static final Set<String> OBJECTS = Set.of("TABLE", "SCHEMA", "DATABASE", "MATERIALIZED", "SEQUENCE");
    private static final Set<String> NO_COLUMN = Set.of(
            "CONSTRAINT", "INDEX", "KEY", "PRIMARY", "FOREIGN", "CHECK", "DEFAULT", "NOT", "IDENTITY", "EXPRESSION");

    /** The first one of a plan. */
    public static Optional<Destruction> of(Plan plan, DatabaseKind kind) {
        for (Step step : plan.steps()) {
            SqlScript script = SqlScript.of(step.revision());
            var section = script.section(SectionKind.UPGRADE, kind);
            if (section.isEmpty()) {
                continue;
            }
            try (Reader reader = script.open(section.get())) {
                SqlScanner scanner = new SqlScanner(
                        kind, reader, step.revision().file(), section.get().markerLine() + 1);
                for (Statement s = scanner.next(); s != null; s = scanner.next()) {
                    if (destroys(s)) {
                        return Optional.of(
                                new Destruction(SourceSpan.of(step.revision().file(), s.line(), s.column(), 1)));
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
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
            case "ALTER" -> words.size() > 1 && words.get(1).equals("TABLE") && dropsColumn(words);
            default -> false;
        };
    }

    private static boolean dropsColumn(List<String> words) {
        for (int i = 2; i + 1 < words.size(); i++) {
            if (words.get(i).equals("DROP") && !NO_COLUMN.contains(words.get(i + 1))) {
                return true;
            }
        }
        return false;
    }
}
