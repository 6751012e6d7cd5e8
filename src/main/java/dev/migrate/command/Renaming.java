package dev.migrate.command;

import dev.migrate.diagnostic.MigrateException;
import dev.migrate.diff.Blueprint;
import dev.migrate.diff.Comparison;
import dev.migrate.diff.Drafted;
import dev.migrate.diff.Drafter;
import dev.migrate.diff.Naming;
import dev.migrate.diff.Renames;
import dev.migrate.engine.DraftText;
import dev.migrate.schema.Schema;
import dev.migrate.schema.SchemaObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

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
     */
    record Renamed(List<RenameDecision.Decided> decided, Comparison rest, List<String> comments, boolean schemas) {

        Renamed {
            decided = List.copyOf(decided);
            comments = List.copyOf(comments);
        }

        List<Drafted> operations() {
            return decided.stream()
                    .map(one -> Drafted.of(
                            one.proposal().operation(schemas), one.proposal().to()))
                    .toList();
        }

        List<Drafted> reverse() {
            List<Drafted> reverse = new ArrayList<>(decided.stream()
                    .map(one -> Drafted.of(
                            one.proposal().reverse(schemas), one.proposal().from()))
                    .toList());
            Collections.reverse(reverse);
            return reverse;
        }
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
            rest = comparing.compare(behind(present, comparison.from(), all));
        }
        return new Renamed(all, rest, comments, matching.hasSchemas());
    }

    private Present behind(Present present, Blueprint from, List<RenameDecision.Decided> all) {
        try (Rehearsal scratch = Rehearsal.open(start.workspace())) {
            start.bring(scratch, present);
            var renames = new Renamed(all, new Comparison(from, from), List.of(), matching.hasSchemas());
            scratch.carryOut(from, renames.operations());
            return scratch.present(start.schemas());
        }
    }

    static String note(Renames.Proposal proposal, boolean schemas) {
        return proposal.from().title() + " is written as renamed to \""
                + proposal.to().name() + "\", for the two have the same shape; what drops the one and makes the other stands"
                + " beside it in a comment. To decide it: [autogenerate] renames = [\"" + proposal.setting(schemas)
                + "\"], or renames = [\"none\"]";
    }

    /** What would stand there if they were two. */
    private List<String> beside(Comparison comparison, Renames.Proposal proposal, Naming naming) {
        List<String> lines = new ArrayList<>();
        String title = proposal.from().title() + " is renamed to " + proposal.to().name() + ", which has the same shape";
        try {
            List<Drafted> drafted =
                    matching.draft(comparison.from(), apart(comparison, proposal), Drafter.Style.PLAIN);
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
