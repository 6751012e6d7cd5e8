package dev.migrate.command;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.diagnostic.SourceSpan;
import dev.migrate.revision.Revision;
import dev.migrate.revision.RevisionGraph;
import dev.migrate.script.Placeholders;
import dev.migrate.script.Section;
import dev.migrate.script.SectionKind;
import dev.migrate.script.SqlScript;
import dev.migrate.sql.DatabaseKind;
import dev.migrate.sql.SqlScanner;
import dev.migrate.sql.Statement;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads every script to its end as the database's client would, and the graph; runs nothing, and needs no database. */
public final class ValidateCommand {

    /** Finds every fault of the scripts, and whether there is one head. */
    public Result run(Request request) {
        RevisionGraph graph = request.scripts().graph();
        var problems = new ArrayList<Diagnostic>();
        heads(graph, problems);
        long statements = 0;
        for (Revision revision : graph.ordered()) {
            if (revision.file().toString().toLowerCase(Locale.ROOT).endsWith(".sql")) {
                statements += script(revision, request, problems);
            }
        }
        return new Result(graph, statements, problems);
    }

    private static void heads(RevisionGraph graph, List<Diagnostic> problems) {
        List<Revision> heads = graph.heads();
        if (heads.size() > 1) {
            Revision first = heads.get(0);
            var diagnostic = Diagnostic.error("graph/two-heads", heads.size() + " revisions have no child")
                    .at(first.span(first.lines().revision(), first.id()), "one of them");
            for (Revision head : heads) {
                diagnostic = diagnostic.note(head.id() + " \"" + head.title() + "\"");
            }
            problems.add(diagnostic.help("join them: mvn migrate:merge -Dmigrate.message=\"merge heads\""));
        }
    }

    private static long script(Revision revision, Request request, List<Diagnostic> problems) {
        long statements = 0;
        try {
            SqlScript script = SqlScript.of(revision);
            var seen = new ArrayList<Section>();
            for (DatabaseKind database : request.databases()) {
                if (script.section(SectionKind.UPGRADE, database).isEmpty()) {
                    problems.add(Diagnostic.error(
                                    "script/no-upgrade",
                                    "\"" + revision.id() + "\" has no upgrade section for " + database.displayName())
                            .at(SourceSpan.of(revision.file(), revision.lines().revision()))
                            .help("-- migrate:upgrade"));
                }
                for (SectionKind kind : SectionKind.values()) {
                    var section = script.section(kind, database);
                    if (section.isPresent() && !seen.contains(section.get())) {
                        seen.add(section.get());
                        statements += statements(script, section.get(), database, request.placeholders());
                    }
                }
            }
        } catch (MigrateException e) {
            problems.addAll(e.diagnostics());
        }
        return statements;
    }

    private static long statements(
            SqlScript script, Section section, DatabaseKind database, @Nullable Map<String, String> placeholders) {
        long statements = 0;
        try (Reader text = script.open(section)) {
            var scanner = new SqlScanner(database, text, script.revision().file(), section.markerLine() + 1);
            for (Statement statement = scanner.next(); statement != null; statement = scanner.next()) {
                statements++;
                Placeholders.apply(statement, placeholders, script.revision().file());
                Reader data = statement.copyData();
                if (data != null) {
                    data.transferTo(Writer.nullWriter());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return statements;
    }

    /**
     * What to validate.
     *
     * @param scripts the project's scripts
     * @param databases whose rules hold: the environment's, and those of its targets
     * @param placeholders their values; null where none are read
     */
    public record Request(
            ProjectScripts scripts, Set<DatabaseKind> databases, @Nullable Map<String, String> placeholders) {

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
