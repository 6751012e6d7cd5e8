package dev.migrate.mojo;

import dev.migrate.command.CurrentCommand;
import dev.migrate.command.StatusCommand;
import dev.migrate.engine.History;
import dev.migrate.report.Marks;
import dev.migrate.report.Style;
import dev.migrate.report.Table;
import dev.migrate.revision.Revision;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Where a database stands, for people and for programs. */
final class Standing {

    private Standing() {}

    /** For people. */
    static List<String> lines(CurrentCommand.Result result) {
        var lines = new ArrayList<String>();
        String name = result.environment() + " (" + result.database() + "): ";
        if (result.position().rows().isEmpty()) {
            lines.add(name + "base, nothing is applied");
        }
        Set<String> heads = result.heads().stream().map(Revision::id).collect(Collectors.toSet());
        for (Revision revision : result.revisions()) {
            lines.add(name
                    + revision.id()
                    + (heads.contains(revision.id()) ? " (head)" : "")
                    + (revision.title().isEmpty() ? "" : "  " + revision.title()));
        }
        result.inside()
                .forEach((row, squash) -> lines.add(
                        name + row + " (inside squash " + squash.id() + ", which is only partly applied)"));
        for (String row : result.unknown()) {
            lines.add(name + row + " (no script here defines it)");
        }
        if (!result.pending().isEmpty()) {
            lines.add("  " + result.pending().size() + " pending, next "
                    + result.pending().get(0).id());
        }
        History.Unfinished unfinished = result.unfinished();
        if (unfinished != null) {
            lines.add("  " + unfinished.direction().word() + " of " + unfinished.revision() + " stopped at statement "
                    + unfinished.statement() + ": mvn migrate:repair shows more");
        }
        for (Revision revision : result.slippedIn()) {
            lines.add("  " + revision.id() + " counts as applied and never ran here: mvn migrate:validate shows more");
        }
        return lines;
    }

    /** For programs. */
    static Json json(CurrentCommand.Result result) {
        return new Json(
                result.environment(),
                result.database(),
                result.position().rows(),
                result.heads().stream().map(Revision::id).toList(),
                result.pending().stream().map(Revision::id).toList(),
                result.unknown(),
                result.inside().keySet().stream().sorted().toList(),
                result.isAtHeads(),
                result.unfinished() == null ? null : result.unfinished().revision(),
                result.slippedIn().stream().map(Revision::id).toList(),
                null);
    }

    /** For programs, also where a database could not be looked at. */
    static Json json(StatusCommand.Row row) {
        return row.current() != null
                ? json(row.current())
                : new Json(
                        row.name(),
                        null,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        false,
                        null,
                        List.of(),
                        row.problem() == null ? null : row.problem().message());
    }

    /** As a mark in a graph. */
    static Marks.Database mark(StatusCommand.Row row) {
        CurrentCommand.Result current = row.current();
        if (current == null) {
            String problem = row.problem() == null ? "?" : row.problem().message();
            return new Marks.Database(row.name(), null, null, problem);
        }
        History.Unfinished unfinished = current.unfinished();
        return new Marks.Database(
                row.name(),
                current.position(),
                unfinished == null
                        ? null
                        : "the " + unfinished.direction().word() + " of " + unfinished.revision() + ", "
                                + unfinished.where(),
                null);
    }

    /**
     * A database.
     *
     * @param unknown rows that no script here defines
     * @param insideSquash rows of revisions that a squash replaces, with only a part of its work done
     * @param failed the revision that stopped in the middle
     * @param slippedIn the revisions that count as applied and never ran there
     * @param problem why the database could not be looked at
     */
    record Json(
            String environment,
            @Nullable String database,
            List<String> current,
            List<String> heads,
            List<String> pending,
            List<String> unknown,
            List<String> insideSquash,
            boolean atHeads,
            @Nullable String failed,
            List<String> slippedIn,
            @Nullable String problem) {}

    /** Several databases side by side. */
    static List<String> table(List<StatusCommand.Row> rows, Style style) {
        var table = new Table("environment", "database", "current", "pending", "state");
        for (StatusCommand.Row row : rows) {
            CurrentCommand.Result current = row.current();
            if (current == null) {
                table.row(
                        row.name(),
                        "",
                        "",
                        "",
                        row.problem() == null ? "?" : row.problem().message());
            } else {
                table.row(
                        row.name(),
                        current.database(),
                        current.position().display(),
                        current.isKnown()
                                ? Integer.toString(current.pending().size())
                                : "?",
                        state(current));
            }
        }
        return table.lines(style);
    }

    private static String state(CurrentCommand.Result result) {
        if (result.unfinished() != null) {
            return "stopped in " + result.unfinished().revision();
        }
        if (!result.slippedIn().isEmpty()) {
            return result.slippedIn().get(0).id() + " never ran";
        }
        if (!result.unknown().isEmpty()) {
            return "ahead of the scripts";
        }
        if (!result.inside().isEmpty()) {
            return "inside squash "
                    + result.inside().values().stream()
                            .map(Revision::id)
                            .distinct()
                            .collect(Collectors.joining(", "));
        }
        return result.isAtHeads() ? "up to date" : "behind";
    }
}
