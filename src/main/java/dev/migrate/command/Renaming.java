package dev.migrate.command;

import dev.migrate.diagnostic.MigrateException;
import dev.migrate.diff.Blueprint;
import dev.migrate.diff.Comparison;
import dev.migrate.diff.Drafted;
import dev.migrate.diff.Drafter;
import dev.migrate.diff.Naming;
import dev.migrate.diff.Renames;
import dev.migrate.engine.DraftText;
import dev.migrate.schema.ObjectKind;
import dev.migrate.schema.Schema;
import dev.migrate.schema.SchemaDifference;
import dev.migrate.schema.SchemaObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Renames come first: they are carried out on a scratch database that stands where the live one does, and what differs then is the rest.
 */
final class Renaming {

    private static final int MOST_ROUNDS = 5;

    private final StartingPoint start;
    private final Matching matching;
    private final RenameDecision decision;

    Renaming(StartingPoint start, Matching matching, RenameQuestion question) {
        this.start = start;
        this.matching = matching;
        this.decision = new RenameDecision(matching.settings().renames(), question, matching.hasSchemas());
    }

    /**
     * Renames, and what is left.
     *
     * @param decided the renames, in order
     * @param rest what differs behind them
     * @param comments what the script says of those that nobody has confirmed
     * @param detached the views that are dropped before them and made anew behind them
     */
    record Renamed(
            List<RenameDecision.Decided> decided,
            Comparison rest,
            List<String> comments,
            Detached detached,
            boolean schemas) {

        Renamed {
            decided = List.copyOf(decided);
            comments = List.copyOf(comments);
        }

        List<Drafted> operations() {
            List<Drafted> operations = new ArrayList<>(detached.drops());
            decided.forEach(one -> operations.add(
                    Drafted.of(one.proposal().operation(schemas), one.proposal().to())));
            return operations;
        }

        List<Drafted> reverse() {
            List<Drafted> reverse = new ArrayList<>(decided.stream()
                    .map(one -> Drafted.of(
                            one.proposal().reverse(schemas), one.proposal().from()))
                    .toList());
            Collections.reverse(reverse);
            reverse.addAll(detached.creations());
            return reverse;
        }

        /** How the two differ behind the renames, where a view that goes and comes has changed. */
        SchemaDifference difference() {
            List<SchemaObject> from = new ArrayList<>(rest.from().schema().objects());
            from.addAll(detached.objects());
            return new Schema(from).differenceTo(rest.to().schema());
        }
    }

    /**
     * Views whose texts speak of what gets another name, and do not follow it.
     *
     * @param objects the views and their columns
     * @param drops what takes them away
     * @param creations what makes them as they were
     */
    record Detached(List<SchemaObject> objects, List<Drafted> drops, List<Drafted> creations) {}

    /** MySQL and MariaDB leave a view's text alone, so that it leads nowhere behind a rename and cannot be made again before one is taken back. */
    private Detached detached(Comparison comparison, List<RenameDecision.Decided> decided, GoalComparison comparing) {
        Blueprint from = comparison.from();
        List<SchemaObject> objects = new ArrayList<>();
        if (matching.dialect().kind().isMysqlFamily() && !decided.isEmpty()) {
            Set<List<String>> renamed = new HashSet<>();
            for (RenameDecision.Decided one : decided) {
                SchemaObject object = one.proposal().from();
                int table = object.path().size() - (object.kind() == ObjectKind.TABLE ? 0 : 1);
                renamed.add(object.path().subList(0, table));
            }
            Set<List<String>> stays = comparison.to().paths();
            List<SchemaObject> views = from.schema().objects().stream()
                    .filter(object -> object.kind() == ObjectKind.VIEW)
                    // one that is only kept could be made anew by nobody
                    .filter(view -> !stays.contains(view.path()) || comparing.makes(view))
                    .toList();
            Set<List<String>> speaks = new HashSet<>(renamed);
            boolean more = true;
            while (more) {
                more = false;
                for (SchemaObject view : views) {
                    more |= from.needs(view).stream().anyMatch(speaks::contains) && speaks.add(view.path());
                }
            }
            from.schema().objects().stream()
                    .filter(object -> views.stream()
                            .anyMatch(view -> speaks.contains(view.path()) && object.isWithin(view.path())))
                    .forEach(objects::add);
        }
        Set<SchemaObject> gone = new HashSet<>(objects);
        Blueprint without = from.with(from.schema().filter(object -> !gone.contains(object)));
        return new Detached(
                objects,
                matching.draft(from, without, Drafter.Style.PLAIN),
                matching.draft(without, from, Drafter.Style.PLAIN));
    }

    Renamed of(Present present, Comparison comparison, GoalComparison comparing) {
        List<RenameDecision.Decided> all = new ArrayList<>();
        List<String> comments = new ArrayList<>();
        Comparison rest = comparison;
        // a table's columns are looked at once it has its new name
        for (int round = 0; round < MOST_ROUNDS; round++) {
            List<RenameDecision.Decided> decided = decision.of(rest);
            if (decided.isEmpty()) {
                break;
            }
            for (RenameDecision.Decided one : decided) {
                if (one.guessed()) {
                    comments.addAll(beside(rest, one.proposal(), present.naming(start.schemas())));
                }
            }
            all.addAll(decided);
            rest = comparing.compare(behind(present, comparison, all, comparing));
        }
        return new Renamed(all, rest, comments, detached(comparison, all, comparing), matching.hasSchemas());
    }

    private Present behind(
            Present present, Comparison comparison, List<RenameDecision.Decided> all, GoalComparison comparing) {
        Blueprint from = comparison.from();
        try (Rehearsal scratch = Rehearsal.open(start.workspace())) {
            start.bring(scratch, present);
            var renames = new Renamed(
                    all,
                    new Comparison(from, from),
                    List.of(),
                    detached(comparison, all, comparing),
                    matching.hasSchemas());
            scratch.carryOut(from, renames.operations());
            return scratch.present(start.schemas());
        }
    }

    static String note(Renames.Proposal proposal, boolean schemas) {
        return proposal.from().title() + " is written as renamed to \""
                + proposal.to().name()
                + "\", for the two have the same shape; what drops the one and makes the other stands"
                + " beside it in a comment. To decide it: [autogenerate] renames = [\"" + proposal.setting(schemas)
                + "\"], or renames = [\"none\"]";
    }

    /** What would stand there if they were two. */
    private List<String> beside(Comparison comparison, Renames.Proposal proposal, Naming naming) {
        List<String> lines = new ArrayList<>();
        String title =
                proposal.from().title() + " is renamed to " + proposal.to().name() + ", which has the same shape";
        try {
            List<Drafted> drafted = matching.draft(comparison.from(), apart(comparison, proposal), Drafter.Style.PLAIN);
            String sql = DraftText.sql(matching.dialect(), comparison.from(), drafted, naming);
            if (sql.isBlank()) {
                // a view's column goes by the name of the table's
                return List.of(title);
            }
            lines.add(title + ". If they are two, write this instead:");
            sql.lines().filter(line -> !line.isBlank()).forEach(line -> lines.add("    " + line));
        } catch (MigrateException e) {
            lines.add(title + ". If they are two, write this instead:");
            lines.add("    drop " + proposal.from().title() + ", and make "
                    + proposal.to().title());
        }
        return lines;
    }

    private static Blueprint apart(Comparison comparison, Renames.Proposal proposal) {
        List<SchemaObject> objects = new ArrayList<>(comparison.from().schema().objects());
        objects.removeIf(object -> object.isWithin(proposal.from().path()));
        comparison.to().schema().objects().stream()
                .filter(object -> object.isWithin(proposal.to().path()))
                .forEach(objects::add);
        return comparison.to().with(new Schema(objects));
    }
}
