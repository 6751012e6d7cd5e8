package dev.migrate.report;

import dev.migrate.diagnostic.Severity;
import dev.migrate.trace.Blocks;
import dev.migrate.trace.Impact;
import dev.migrate.trace.LockTaken;
import dev.migrate.trace.RevisionTrace;
import dev.migrate.trace.StatementTrace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

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
        for (List<StatementTrace> call : calls(trace.statements())) {
            StatementTrace worst = call.stream()
                    .max(Comparator.comparing(StatementTrace::impact))
                    .orElseThrow();
            Duration took = Duration.ofMillis(
                    call.stream().mapToLong(StatementTrace::tookMs).sum());
            table.row(
                    mark(worst.impact()),
                    "line " + worst.line(),
                    RunPrinter.display(took),
                    lock(worst),
                    worst.locks().isEmpty() ? "-" : worst.locks().get(0).felt().words(),
                    Cells.cut(did(call), DID, style.unicode()),
                    call.size() == 1
                            ? Cells.cut(worst.statement(), STATEMENT, style.unicode())
                            : worst.operation() + ": " + call.size() + " statements");
        }
        List<String> lines = new ArrayList<>();
        for (String whole : table.lines(Style.PLAIN)) {
            String line = style.cuts() ? Cells.cut(whole, style.width() - INDENT, style.unicode()) : whole;
            lines.add(lines.isEmpty() ? style.bold(line) : painted(line));
        }
        return lines;
    }

    /** Statements that one call of a Java revision was made into stand together, as the dozen of a table that SQLite rebuilds. */
    private static List<List<StatementTrace>> calls(List<StatementTrace> statements) {
        List<List<StatementTrace>> calls = new ArrayList<>();
        for (StatementTrace one : statements) {
            List<StatementTrace> last = calls.isEmpty() ? List.of() : calls.get(calls.size() - 1);
            if (!last.isEmpty() && last.get(last.size() - 1).isOfCallOf(one)) {
                last.add(one);
            } else {
                calls.add(new ArrayList<>(List.of(one)));
            }
        }
        return calls;
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
        long others = trace.locks().stream()
                        .filter(lock -> lock.felt() != Blocks.NOTHING)
                        .count()
                - 1;
        String more = others < 1 ? "" : " (+" + others + ")";
        return worst.relation() + ": " + worst.mode() + (worst.held() ? " (held)" : "") + more;
    }

    private static String did(List<StatementTrace> call) {
        Set<String> did = new LinkedHashSet<>();
        Set<String> rewrites = new LinkedHashSet<>();
        Set<String> builds = new LinkedHashSet<>();
        Set<String> reads = new LinkedHashSet<>();
        long rows = 0;
        for (StatementTrace one : call) {
            if (one.algorithm() != null) {
                did.add(one.algorithm());
            }
            rewrites.addAll(one.rewrites());
            builds.addAll(one.builds());
            one.scans().forEach(scan -> reads.add(scan.table() + " (" + rows(scan.rows()) + ")"));
            rows += one.rows() == null ? 0 : one.rows();
        }
        add(did, "rewrites ", rewrites);
        add(did, "builds ", builds);
        add(did, "reads ", reads);
        if (rows > 0) {
            did.add("changes " + rows(rows));
        }
        return did.isEmpty() ? "-" : String.join("; ", did);
    }

    private static void add(Set<String> did, String verb, Set<String> what) {
        if (!what.isEmpty()) {
            did.add(verb + String.join(", ", what));
        }
    }

    private static String rows(long count) {
        return count == 1 ? "1 row" : String.format(Locale.ROOT, "%,d rows", count);
    }
}
