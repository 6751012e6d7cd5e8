package dev.migrate.command;

import dev.migrate.compile.RevisionCompiler;
import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.engine.ScriptCheck;
import dev.migrate.revision.Revision;
import dev.migrate.revision.RevisionGraph;
import dev.migrate.sql.DatabaseKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads every script to its end as the database's client would, and the graph; runs nothing, and needs no database. */
public final class ValidateCommand {

    private static final int HEADS_TOLD = 20;

    /** Finds every fault of the scripts, and whether there is one head. */
    public Result run(Request request) {
        RevisionGraph graph = request.scripts().graph();
        var problems = new ArrayList<Diagnostic>();
        problems.addAll(heads(graph));
        ScriptCheck.Findings found = ScriptCheck.look(
                List.copyOf(graph.ordered()),
                new ScriptCheck.Look(
                        request.databases(), Workspace.dialects(), request.placeholders(), request.compiler()));
        problems.addAll(found.faults());
        return new Result(graph, found.statements(), problems);
    }

    /** What is wrong with the ends of a graph: nothing where it has one. */
    static List<Diagnostic> heads(RevisionGraph graph) {
        List<Revision> heads = graph.heads();
        if (heads.size() <= 1) {
            return List.of();
        }
        Revision first = heads.get(0);
        var diagnostic = Diagnostic.error("graph/two-heads", heads.size() + " revisions have no child")
                .at(first.span(first.lines().revision(), first.id()), "one of them");
        for (Revision head : heads.subList(0, Math.min(HEADS_TOLD, heads.size()))) {
            diagnostic = diagnostic.note(head.id() + " \"" + head.title() + "\"");
        }
        if (heads.size() > HEADS_TOLD) {
            diagnostic = diagnostic.note("and " + (heads.size() - HEADS_TOLD) + " more");
        }
        return List.of(diagnostic.help("join them: mvn migrate:merge -Dmigrate.message=\"merge heads\""));
    }

    /**
     * What to validate.
     *
     * @param scripts the project's scripts
     * @param databases whose rules hold: the environment's, and those of its targets
     * @param placeholders their values; null where none are read
     * @param compiler compiles revisions in Java
     */
    public record Request(
            ProjectScripts scripts,
            Set<DatabaseKind> databases,
            @Nullable Map<String, String> placeholders,
            RevisionCompiler compiler) {

        /** Scripts that use nothing of the project. */
        public Request(
                ProjectScripts scripts, Set<DatabaseKind> databases, @Nullable Map<String, String> placeholders) {
            this(scripts, databases, placeholders, RevisionCompiler.of(scripts.project(), List::of));
        }

        /** Scripts in which no placeholders are read. */
        public Request(ProjectScripts scripts, Set<DatabaseKind> databases) {
            this(scripts, databases, null);
        }

        /** Copies the set, in a fixed order. */
        public Request {
            databases = Collections.unmodifiableSet(EnumSet.copyOf(databases));
        }
    }

    /**
     * What was found.
     *
     * @param graph the whole graph
     * @param statements how many statements were read
     * @param problems none when all is well
     */
    public record Result(RevisionGraph graph, long statements, List<Diagnostic> problems) {

        /** Copies the problems. */
        public Result {
            problems = List.copyOf(problems);
        }
    }
}
