package dev.migrate.report;

import dev.migrate.diagnostic.Severity;
import dev.migrate.trace.Impact;
import dev.migrate.trace.LockTaken;
import dev.migrate.trace.RevisionTrace;
import dev.migrate.trace.Scan;
import dev.migrate.trace.StatementTrace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the statements of a revision did, a line each; those that keep others waiting are marked. */
public final class TracePrinter {

    private static final int STATEMENT = 60;
    private static final int DID = 70;

    /** What stands before a line in the list of tests. */
    private static final int INDENT = 4;

    private final Style style;

    /** A printer of that look. */
    public TracePrinter(Style style) {
        this.style = style;
    }

    /** The lines of one way of a revision. */
    public List<String> lines(RevisionTrace trace) {
        String way = trace.direction().equals("upgrade") ? "up" : "down";
        var table = new Table("", way, "time", "lock", "blocks", "what it did", "statement");
        for (StatementTrace one : trace.statements()) {
            table.row(
                    mark(one.impact()),
                    "line " + one.line(),
                    RunPrinter.display(Duration.ofMillis(one.tookMs())),
                    lock(one),
                    one.locks().isEmpty() ? "-" : one.locks().get(0).felt().words(),
                    Cells.cut(did(one), DID, style.unicode()),
                    Cells.cut(one.statement(), STATEMENT, style.unicode()));
        }
        List<String> lines = new ArrayList<>();
        for (String whole : table.lines(Style.PLAIN)) {
            String line = style.cuts() ? Cells.cut(whole, style.width() - INDENT, style.unicode()) : whole;
            lines.add(lines.isEmpty() ? style.bold(line) : painted(line));
        }
        return lines;
    }

    /** What the marks of several mean; nothing where there is none. */
    public static List<String> legend(List<RevisionTrace> traces) {
        List<String> lines = new ArrayList<>();
        for (Impact impact : List.of(Impact.LONG, Impact.BRIEF)) {
            long count = traces.stream()
                    .flatMap(trace -> trace.statements().stream())
                    .filter(one -> one.impact() == impact)
                    .count();
            if (count > 0) {
                lines.add(mark(impact) + " " + (count == 1 ? "1 statement keeps" : count + " statements keep")
                        + (impact == Impact.LONG
                                ? " others waiting while a table is worked through"
                                : " others waiting, but only for a moment once the lock is there"));
            }
        }
        return lines;
    }

    private static String mark(Impact impact) {
        return switch (impact) {
            case LONG -> "!!";
            case BRIEF -> "! ";
            case NONE -> "  ";
        };
    }

    private String painted(String line) {
        if (line.startsWith("!!")) {
            return style.severity(Severity.ERROR, "!!") + line.substring(2);
        }
        return line.startsWith("!") ? style.severity(Severity.WARNING, "!") + line.substring(1) : line;
    }

    private static String lock(StatementTrace trace) {
        if (trace.locks().isEmpty()) {
            return trace.sampled() ? "none seen" : "-";
        }
        LockTaken worst = trace.locks().get(0);
        if (worst.made()) {
            return worst.relation() + " is new";
        }
        String more = trace.locks().size() == 1 ? "" : " (+" + (trace.locks().size() - 1) + ")";
        return worst.relation() + ": " + worst.mode() + (worst.held() ? " (held)" : "") + more;
    }

    private static String did(StatementTrace trace) {
        List<String> did = new ArrayList<>();
        if (trace.algorithm() != null) {
            did.add(trace.algorithm());
        }
        if (!trace.rewrites().isEmpty()) {
            did.add("rewrites " + String.join(", ", trace.rewrites()));
        }
        if (!trace.builds().isEmpty()) {
            did.add("builds " + String.join(", ", trace.builds()));
        }
        List<String> read = new ArrayList<>();
        for (Scan scan : trace.scans()) {
            read.add(scan.table() + " (" + rows(scan.rows()) + ")");
        }
        if (!read.isEmpty()) {
            did.add("reads " + String.join(", ", read));
        }
        if (trace.rows() != null && trace.rows() > 0) {
            did.add("changes " + rows(trace.rows()));
        }
        return did.isEmpty() ? "-" : String.join("; ", did);
    }

    private static String rows(long count) {
        return count == 1 ? "1 row" : String.format(Locale.ROOT, "%,d rows", count);
    }
}
