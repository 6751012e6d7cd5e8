package dev.migrate.mojo;

import dev.migrate.command.RepairCommand;
import dev.migrate.diagnostic.SourceSpan;
import dev.migrate.engine.History;
import dev.migrate.engine.Repair;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a repair found and did, in words. */
final class RepairLines {

    private RepairLines() {}

    static List<String> of(
            Path folder, String environment, RepairCommand.Result result, RepairCommand.Request request) {
        var lines = new ArrayList<String>();
        if (request.checksums()) {
            lines.add(
                    result.recorded().isEmpty()
                            ? environment + ": every checksum is as recorded"
                            : environment + ": checksum recorded anew for " + String.join(", ", result.recorded()));
            return lines;
        }
        if (result.atWork() != null) {
            lines.add(environment + ": a run is at work, or the server still is for one that is gone: "
                    + result.atWork());
            lines.add("  wait for its end; what it has recorded by now:");
        }
        History.Unfinished unfinished = result.unfinished();
        Repair.Finding finding = result.finding();
        if (unfinished == null || finding == null) {
            lines.add(environment + ": nothing has stopped in the middle");
            if (!result.edited().isEmpty()) {
                lines.add("  edited after they were applied: " + String.join(", ", result.edited())
                        + "; -Dmigrate.checksums records them as they are");
            }
            return lines;
        }
        lines.add(environment + ": " + unfinished.direction().word() + " of " + unfinished.revision()
                + (unfinished.title().isEmpty() ? "" : " \"" + unfinished.title() + "\"")
                + (result.atWork() == null
                        ? " stopped " + where(unfinished, finding)
                        : " is at statement " + finding.statement() + of(finding)));
        lines.add("  run by " + unfinished.who() + " at " + unfinished.began());
        SourceSpan place = finding.place();
        if (place != null) {
            lines.add("  --> " + folder.relativize(place.file()) + ":" + place.line() + ":" + place.column());
        }
        if (unfinished.message() != null) {
            lines.add("  the database said: " + unfinished.message());
        }
        if (result.atWork() != null) {
            lines.add("  done and recorded: " + unfinished.finished() + of(finding) + " statements");
            return lines;
        }
        if (result.resumed()) {
            lines.add("  it is done now");
            return lines;
        }
        lines.add("  done and recorded: " + unfinished.finished() + of(finding) + " statements");
        if (unfinished.batches() != null) {
            lines.add("  its batches are committed and stay: " + unfinished.batches());
        } else if (unfinished.crashed() && finding.certain() && finding.statement() != unfinished.finished()) {
            lines.add(
                    finding.finished() >= finding.statement()
                            ? "  statement " + finding.statement() + " was carried out, as the catalog shows"
                            : "  statement " + finding.statement()
                                    + " was not carried out, or may run again without harm");
        }
        if (finding.statements() > 0 && finding.finished() >= finding.statements()) {
            lines.add("  mvn migrate:repair -Dmigrate.resume does what follows the last statement");
            return lines;
        }
        if (finding.certain()) {
            lines.add("  mvn migrate:repair -Dmigrate.resume goes on with statement " + (finding.finished() + 1)
                    + (unfinished.batches() == null ? "" : ", behind those rows"));
        } else {
            lines.add("  whether statement " + finding.statement() + " was carried out is not known: look, then"
                    + " -Dmigrate.resume=" + (finding.statement() + 1) + " if it was, -Dmigrate.resume="
                    + finding.statement()
                    + " if not");
        }
        if (finding.statement() == unfinished.finished()) {
            return lines;
        }
        lines.add("  -Dmigrate.skip=statement counts statement " + finding.statement()
                + " as done, its work having been done by hand");
        return lines;
    }

    private static String where(History.Unfinished unfinished, Repair.Finding finding) {
        if (finding.statements() > 0 && finding.statement() > finding.statements()) {
            return "behind the last of its " + finding.statements() + " statements";
        }
        String statement = "statement " + finding.statement() + of(finding);
        return unfinished.crashed() ? "while " + statement + " was running" : "at " + statement;
    }

    /** A revision in Java may not know how many statements it has until they have run. */
    private static String of(Repair.Finding finding) {
        return finding.statements() == 0 ? "" : " of " + finding.statements();
    }
}
