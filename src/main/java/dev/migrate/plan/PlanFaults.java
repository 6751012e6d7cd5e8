package dev.migrate.plan;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.diagnostic.Nearest;
import dev.migrate.revision.Revision;
import dev.migrate.revision.RevisionGraph;
import dev.migrate.revision.RevisionSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The words for what keeps a database from getting where it should. */
final class PlanFaults {

    private static final int SHOWN = 10;

    private PlanFaults() {}

    static Diagnostic unknownRow(RevisionGraph graph, String row) {
        List<String> ids = graph.ordered().stream().map(Revision::id).toList();
        Optional<String> near = Nearest.of(row, ids);
        Diagnostic fault = Diagnostic.error(
                "plan/unknown-row", "the database stands at \"%s\", which no script here defines".formatted(row));
        if (near.isPresent()) {
            fault = fault.note("the nearest id here is \"%s\"".formatted(near.get()));
        }
        return fault.help("check out the code that this database was upgraded with; or, where it is known to stand"
                + " elsewhere, say so: mvn migrate:stamp -Dmigrate.purge -Dmigrate.to=ID");
    }

    /** A part of the squash has been applied, and no script here does the rest of it alone. */
    static Diagnostic insideSquash(Revision squash, String row) {
        List<String> all = squash.replacedIds();
        List<String> last = squash.formerIds();
        List<String> behind = all.subList(all.indexOf(row) + 1, all.size());
        String head = last.get(0);
        Diagnostic fault = Diagnostic.error(
                        "plan/inside-squash",
                        "the database stands at \"%s\", in the middle of the squash \"%s\""
                                .formatted(row, squash.id()))
                .at(squash.span(squash.lines().replaces(), row))
                .note("\"%s\" is one step for the %d revisions that it replaces; of these \"%s\", at least, has not been"
                        .formatted(squash.id(), all.size(), head)
                        + " applied");
        if (behind.size() > last.size()) {
            fault = fault.note("behind \"%s\" its header lists %s%s"
                    .formatted(
                            row,
                            behind.stream().limit(SHOWN).collect(Collectors.joining(", ")),
                            behind.size() > SHOWN ? ", and %d more".formatted(behind.size() - SHOWN) : ""));
        }
        return fault.note("nothing has been changed")
                .help("check out the scripts from before the squash, run mvn migrate:upgrade -Dmigrate.to=%s with them, then"
                        .formatted(head)
                        + " come back");
    }

    static MigrateException overlappingRows(RevisionGraph graph, Standing.Overlap pair, List<Revision> rows) {
        RevisionSet implied = graph.behind(rows.stream()
                .flatMap(row -> Stream.concat(graph.parents(row).stream(), graph.dependencies(row).stream()))
                .toList());
        String kept = rows.stream()
                .filter(row -> !implied.contains(row))
                .map(graph::shortName)
                .collect(Collectors.joining(","));
        return Diagnostic.error(
                        "plan/overlapping-rows",
                        "the version table holds both \"%s\" and \"%s\", which needs it already"
                                .formatted(pair.older().id(), pair.younger().id()))
                .note("whether \"%s\" has really been applied cannot be told from that"
                        .formatted(pair.younger().id()))
                .help("look at the schema, then say where it stands: mvn migrate:stamp -Dmigrate.purge -Dmigrate.to="
                        + kept)
                .toException();
    }

    static MigrateException overlappingTargets(String written, Standing.Overlap pair) {
        return Diagnostic.error(
                        "plan/overlapping-targets",
                        "\"%s\" names both \"%s\" and \"%s\", which needs it already"
                                .formatted(
                                        written,
                                        pair.older().id(),
                                        pair.younger().id()))
                .help("leave one out: \"%s\" stands for both"
                        .formatted(pair.younger().id()))
                .toException();
    }

    static MigrateException contradiction(String written, Revision kept) {
        return Diagnostic.error(
                        "plan/overlapping-targets",
                        "\"%s\" would take back \"%s\", which it names as a place to stop at"
                                .formatted(written, kept.id()))
                .help("name one of them alone")
                .toException();
    }

    static MigrateException behind(String written, Position position) {
        return Diagnostic.error(
                        "plan/behind",
                        "\"%s\" lies behind: the database stands at %s already".formatted(written, quoted(position)))
                .help("to go back: mvn migrate:downgrade -Dmigrate.to=" + written)
                .toException();
    }

    static MigrateException ahead(String written, Position position) {
        return Diagnostic.error(
                        "plan/ahead",
                        "\"%s\" is not applied: the database stands at %s".formatted(written, quoted(position)))
                .help("to go forward: mvn migrate:upgrade -Dmigrate.to=" + written)
                .toException();
    }

    static MigrateException rangeOnline(String written, String to) {
        return Diagnostic.error(
                        "plan/range-online",
                        "\"%s\" is a range, and a database's own position is where a run begins".formatted(written))
                .help("write -Dmigrate.to=%s; a range is for -Dmigrate.sql".formatted(to))
                .toException();
    }

    static MigrateException startTwice(String from, String to) {
        return Diagnostic.error("plan/start-twice", "both \"%s\" and \"%s\" say where to begin".formatted(from, to))
                .help("leave -Dmigrate.from out, or write the target without a range")
                .toException();
    }

    static MigrateException startMissing(String to) {
        return Diagnostic.error(
                        "plan/start-missing",
                        "\"%s\" does not say where the downgrade begins, and without a database nothing else does"
                                .formatted(to))
                .help("add -Dmigrate.from=head, or the revision where the database stands")
                .toException();
    }

    static MigrateException unwindsOthers(String written, RevisionSet others) {
        Diagnostic fault = Diagnostic.error(
                "plan/unwinds-other-branches",
                "\"%s\" would also take back %s of other branches"
                        .formatted(written, others.size() == 1 ? "a revision" : others.size() + " revisions"));
        List<Revision> list = others.newestFirst();
        for (Revision other : list.subList(0, Math.min(SHOWN, list.size()))) {
            fault = fault.note("%s \"%s\" in %s".formatted(other.id(), other.title(), other.file()));
        }
        if (list.size() > SHOWN) {
            fault = fault.note("and %d more".formatted(list.size() - SHOWN));
        }
        return fault.help("if all that shall go, add -Dmigrate.dependents=include")
                .toException();
    }

    private static String quoted(Position position) {
        return position.rows().isEmpty()
                ? "the base"
                : position.rows().stream().collect(Collectors.joining("\", \"", "\"", "\""));
    }
}
