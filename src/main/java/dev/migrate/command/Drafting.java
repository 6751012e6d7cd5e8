package dev.migrate.command;

import dev.migrate.diff.Blueprint;
import dev.migrate.diff.Drafted;
import dev.migrate.diff.Drafter;
import dev.migrate.model.ModelStatement;
import dev.migrate.operation.Execute;
import dev.migrate.schema.ObjectKind;
import dev.migrate.schema.SchemaObject;
import dev.migrate.sql.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes revisions out of what differs: one, or several behind one another where something must run outside a transaction. */
final class Drafting {

    private final StartingPoint start;
    private final Matching matching;
    private final String message;
    private final List<ModelStatement> data;

    /**
     * A drafting.
     *
     * @param message the title of the first revision
     * @param data the statements of the model that write rows
     */
    Drafting(StartingPoint start, Matching matching, String message, List<ModelStatement> data) {
        this.start = start;
        this.matching = matching;
        this.message = message;
        this.data = data;
    }

    List<DraftedRevision> of(Present present, Blueprint from, Renaming.Renamed renamed) {
        var style = new Drafter.Style(matching.settings().safe());
        Blueprint before = renamed.rest().from();
        Blueprint to = renamed.rest().to();
        List<Drafted> upgrade = new ArrayList<>(renamed.operations());
        upgrade.addAll(matching.draft(before, to, style));
        upgrade.addAll(rows(before, to));
        List<List<Drafted>> parts = parts(upgrade);
        if (parts.size() > 1) {
            return staged(present, from, renamed, parts, style);
        }
        List<Drafted> downgrade = new ArrayList<>(matching.draft(to, before, style));
        downgrade.addAll(renamed.reverse());
        return List.of(new DraftedRevision(message, from, to, upgrade, downgrade, false));
    }

    /** Each part's way back is drafted from what the part makes, so that each can be taken back for itself. */
    private List<DraftedRevision> staged(
            Present present, Blueprint from, Renaming.Renamed renamed, List<List<Drafted>> parts, Drafter.Style style) {
        List<DraftedRevision> revisions = new ArrayList<>();
        int renames = renamed.operations().size();
        try (Rehearsal scratch = Rehearsal.open(start.workspace())) {
            Blueprint before = scratch.complete(start.bring(scratch, present));
            for (int i = 0; i < parts.size(); i++) {
                List<Drafted> part = parts.get(i);
                Blueprint base = before;
                if (i == 0 && renames > 0) {
                    scratch.carryOut(before, part.subList(0, renames));
                    base = scratch.blueprint(start.schemas());
                    scratch.carryOut(base, part.subList(renames, part.size()));
                } else {
                    scratch.carryOut(before, part);
                }
                Blueprint after = i == parts.size() - 1 ? renamed.rest().to() : scratch.blueprint(start.schemas());
                List<Drafted> downgrade = new ArrayList<>(matching.draft(after, base, style));
                if (i == 0) {
                    downgrade.addAll(renamed.reverse());
                }
                String title = i == 0 ? message : "part " + (i + 1) + ": " + message;
                revisions.add(new DraftedRevision(title, i == 0 ? from : before, after, part, downgrade, false));
                before = after;
            }
        }
        return revisions;
    }

    private static List<List<Drafted>> parts(List<Drafted> drafted) {
        List<List<Drafted>> parts = new ArrayList<>();
        for (Drafted one : drafted) {
            if (parts.isEmpty() || parts.get(parts.size() - 1).get(0).apart() != one.apart()) {
                parts.add(new ArrayList<>());
            }
            parts.get(parts.size() - 1).add(one);
        }
        return parts;
    }

    /** The rows that the model puts into tables that are made now, such as the first number of a generator. */
    private List<Drafted> rows(Blueprint before, Blueprint to) {
        if (data.isEmpty()) {
            return List.of();
        }
        Set<List<String>> there = before.paths();
        Set<String> made = to.schema().objects().stream()
                .filter(object -> object.kind() == ObjectKind.TABLE && !there.contains(object.path()))
                .map(SchemaObject::name)
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        return data.stream()
                .filter(statement -> made.contains(target(statement)))
                .map(statement -> Drafted.of(new Execute(statement.sql(), List.of()), null))
                .toList();
    }

    /** The last part of the name behind INTO, or behind the statement's first word. */
    private String target(ModelStatement statement) {
        List<Token> tokens = Token.of(matching.dialect().kind(), statement.sql());
        int at = 1;
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.get(i).sort() == Token.Sort.WORD && tokens.get(i).text().equalsIgnoreCase("INTO")) {
                at = i + 1;
                break;
            }
        }
        while (at + 2 < tokens.size() && tokens.get(at + 1).is(".")) {
            at += 2;
        }
        return at < tokens.size() && tokens.get(at).isName()
                ? tokens.get(at).name().toLowerCase(Locale.ROOT)
                : "";
    }
}
