package dev.migrate.command;

import dev.migrate.diff.Comparison;
import dev.migrate.diff.Renames;
import dev.migrate.schema.SchemaDifference;
import dev.migrate.schema.SchemaObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Decides what has another name now: by the settings, by asking, or else by its shape, which is said. */
final class RenameDecision {

    private static final String NONE = "none";

    /**
     * A rename that is written.
     *
     * @param proposal what
     * @param guessed whether nobody has said so
     */
    record Decided(Renames.Proposal proposal, boolean guessed) {}

    private final List<String> settings;
    private final RenameQuestion question;
    private final boolean schemas;
    private final List<Renames.Proposal> refused = new ArrayList<>();

    RenameDecision(List<String> settings, RenameQuestion question, boolean schemas) {
        this.settings = settings.stream()
                .map(text -> text.replaceAll("\\s*->\\s*", " -> ").strip())
                .toList();
        this.question = question;
        this.schemas = schemas;
    }

    /** The renames of a difference. */
    List<Decided> of(Comparison comparison) {
        List<Decided> decided = new ArrayList<>();
        List<SchemaObject> taken = new ArrayList<>();
        SchemaDifference difference = comparison.difference();
        Set<List<String>> tables = Renames.tables(comparison, schemas);
        for (SchemaObject from : difference.onlyHere()) {
            for (SchemaObject to : difference.onlyThere()) {
                var pair = new Renames.Proposal(from, to);
                if (from.kind() == to.kind() && Renames.mayBe(pair, tables) && isSet(pair)) {
                    decided.add(new Decided(pair, false));
                    taken.add(from);
                    taken.add(to);
                }
            }
        }
        if (settings.stream().anyMatch(text -> text.toLowerCase(Locale.ROOT).equals(NONE))) {
            return decided;
        }
        List<Renames.Proposal> candidates = Renames.candidates(comparison, schemas).stream()
                .filter(one -> !taken.contains(one.from()) && !taken.contains(one.to()) && !refused.contains(one))
                .toList();
        List<Renames.Proposal> certain = Renames.certain(candidates);
        for (Renames.Proposal one : candidates) {
            if (taken.contains(one.from()) || taken.contains(one.to())) {
                continue;
            }
            RenameQuestion.Answer answer = question.ask(one);
            if (answer == RenameQuestion.Answer.YES
                    || answer == RenameQuestion.Answer.UNKNOWN && certain.contains(one)) {
                decided.add(new Decided(one, answer == RenameQuestion.Answer.UNKNOWN));
                taken.add(one.from());
                taken.add(one.to());
            } else {
                refused.add(one);
            }
        }
        return decided;
    }

    private boolean isSet(Renames.Proposal proposal) {
        return settings.contains(proposal.setting(false)) || schemas && settings.contains(proposal.setting(true));
    }
}
