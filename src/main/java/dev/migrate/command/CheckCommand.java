package dev.migrate.command;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.SourceSpan;
import dev.migrate.diff.Comparison;
import dev.migrate.engine.Run;
import dev.migrate.model.ModelStatement;
import dev.migrate.revision.RevisionGraph;
import dev.migrate.sql.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds out whether a database, or what its revisions make, is what the model says; changes nothing. */
public final class CheckCommand {

    /** The code of a difference. */
    public static final String DIFFERS = "check/differs";

    private static final int NAMED = 5;

    /**
     * What was found.
     *
     * @param environment the environment or target
     * @param against what is compared with the model: the database, or what the revisions make
     * @param goal the model
     * @param changes what would have to be done, a line an object; none where the two are alike
     * @param place where the model says the first of it, as far as it is known
     * @param notes what the user should know
     */
    public record Result(
            String environment,
            String against,
            String goal,
            List<SchemaChange> changes,
            @Nullable SourceSpan place,
            List<String> notes) {

        /** Copies the lists. */
        public Result {
            changes = List.copyOf(changes);
            notes = List.copyOf(notes);
        }

        /** Why a build must not go on; empty where the two are alike. */
        public Optional<Diagnostic> problem() {
            if (changes.isEmpty()) {
                return Optional.empty();
            }
            String named = changes.stream()
                    .limit(NAMED)
                    .map(change -> change.kind() + " " + change.name())
                    .collect(Collectors.joining(", "));
            String more = changes.size() > NAMED ? " and " + (changes.size() - NAMED) + " more" : "";
            return Optional.of(Diagnostic.error(
                            DIFFERS,
                            against + " and " + goal + " differ in " + changes.size()
                                    + (changes.size() == 1 ? " object: " : " objects: ") + named + more)
                    .at(place)
                    .help("mvn migrate:revision -Dmigrate.autogenerate -Dmigrate.message=\"…\" writes the revision"));
        }
    }

    /**
     * Compares.
     *
     * @param goal the model
     * @param database whether the database itself is compared; else what the revisions make
     */
    public Result run(Workspace workspace, Goal goal, boolean database) {
        RevisionGraph graph = workspace.scripts().graph();
        var start = new StartingPoint(workspace, graph);
        var comparing = new GoalComparison(workspace, goal);
        String name = workspace.environment().name();
        if (!database) {
            return result(name, "what the revisions make", goal, comparing, start.replayed());
        }
        try (Run run = workspace.look()) {
            comparing.begin(run);
            return result(name, "the database of \"" + name + "\"", goal, comparing, start.live(run));
        }
    }

    private static Result result(String name, String against, Goal goal, GoalComparison comparing, Present present) {
        Comparison comparison = comparing.compare(present);
        List<SchemaChange> changes = SchemaChange.of(comparison.difference());
        SourceSpan place = changes.stream()
                .flatMap(change -> place(change, comparing.statements(), present).stream())
                .findFirst()
                .orElse(null);
        return new Result(name, against, goal.title(), changes, place, comparing.notes());
    }

    /** The statement that makes the object, or the one that makes what it stands in. */
    private static Optional<SourceSpan> place(SchemaChange change, List<ModelStatement> statements, Present present) {
        List<String> names = new ArrayList<>(List.of(change.name().split("\\.")));
        for (int i = names.size() - 1; i >= 0; i--) {
            String name = names.get(i).toLowerCase(Locale.ROOT);
            for (ModelStatement statement : statements) {
                if (statement.place() != null && makes(statement, name, present)) {
                    return Optional.of(statement.place());
                }
            }
        }
        return Optional.empty();
    }

    private static boolean makes(ModelStatement statement, String name, Present present) {
        List<Token> tokens = Token.of(present.server().kind(), statement.sql());
        return !tokens.isEmpty()
                && tokens.get(0).text().equalsIgnoreCase("CREATE")
                && tokens.stream()
                        .skip(1)
                        .takeWhile(token -> !token.is("(") && !token.text().equalsIgnoreCase("AS"))
                        .limit(10)
                        .anyMatch(token -> token.isName()
                                && token.name().toLowerCase(Locale.ROOT).equals(name));
    }
}
