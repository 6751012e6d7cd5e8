package dev.migrate.mojo;

import dev.migrate.command.ProjectScripts;
import dev.migrate.command.ScriptWriter;
import dev.migrate.config.Environment;
import dev.migrate.report.Marks;
import dev.migrate.report.RevisionLine;
import dev.migrate.report.RevisionSummary;
import dev.migrate.report.Style;
import dev.migrate.revision.Revision;
import dev.migrate.revision.RevisionGraph;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;

/** What the goals that list revisions share. */
final class Revisions {

    private Revisions() {}

    /** The scripts of the environment that was chosen. */
    static ProjectScripts scripts(Invocation here) {
        Environment environment = here.environment();
        return new ProjectScripts(here.folder(), environment.scripts());
    }

    /** The revisions for programs; each is made when it is asked for, for nobody may ask, and there may be very many. */
    static List<RevisionSummary> json(
            Invocation here, RevisionGraph graph, List<Revision> revisions, Marks marks) {
        return new AbstractList<>() {
            @Override
            public RevisionSummary get(int index) {
                return RevisionSummary.of(graph, revisions.get(index), here.folder(), marks);
            }

            @Override
            public int size() {
                return revisions.size();
            }
        };
    }

    /** The revisions for people, a line each, with further lines where they are wanted. */
    static List<String> lines(
            Invocation here,
            RevisionGraph graph,
            List<Revision> revisions,
            Marks marks,
            boolean verbose,
            Style style) {
        var line = new RevisionLine(graph, marks, style);
        var lines = new ArrayList<String>();
        for (Revision revision : revisions) {
            lines.add(line.of(revision));
            if (verbose) {
                details(here, graph, revision).forEach(detail -> lines.add("    " + detail));
            }
        }
        return lines;
    }

    /** What the header and the file say beyond the line. */
    static List<String> details(Invocation here, RevisionGraph graph, Revision revision) {
        RevisionSummary summary = RevisionSummary.of(graph, revision, here.folder(), Marks.NONE);
        var details = new ArrayList<String>();
        details.add("file: " + summary.file());
        add(details, "created", summary.created() == null ? List.of() : List.of(summary.created()));
        add(details, "revises", summary.parents());
        add(details, "revised by", summary.children());
        add(details, "depends on", summary.dependsOn());
        add(details, "depended on by", summary.dependents());
        add(details, "replaces", summary.replaces());
        add(details, "branches", summary.branches());
        return details;
    }

    private static void add(List<String> details, String name, List<String> values) {
        if (!values.isEmpty()) {
            details.add(name + ": " + String.join(", ", values));
        }
    }

    /** Tells of a new script. */
    static void written(Invocation here, ScriptWriter.Result result) {
        Revision revision = result.revision();
        String from = revision.isBase() ? "base" : String.join(", ", revision.parents());
        here.console().line("wrote " + file(here, revision));
        here.console().line("  revision " + revision.id() + ", revises " + from);
    }

    /** The script of a revision, as users name it. */
    static String file(Invocation here, Revision revision) {
        return here.folder().relativize(revision.file()).toString().replace('\\', '/');
    }
}
