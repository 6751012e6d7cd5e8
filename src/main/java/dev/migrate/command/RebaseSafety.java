package dev.migrate.command;

import dev.migrate.config.DatabaseName;
import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.plan.Planner;
import dev.migrate.plan.Position;
import dev.migrate.revision.Rebase;
import dev.migrate.revision.Revision;
import dev.migrate.revision.RevisionGraph;
import dev.migrate.revision.RevisionSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whether a rebase would make a database count as applied what never ran there: where a moved revision has been
 * applied, all that it is put behind is implied by it from then on.
 */
final class RebaseSafety {

    private static final int SHOWN = 10;

    private final Rebase rebase;
    private final RevisionGraph after;
    private final Set<String> confirm;
    private final RevisionSet affected;
    private final List<Diagnostic> faults = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    RebaseSafety(Rebase rebase, RevisionGraph after, Set<String> confirm) {
        this.rebase = rebase;
        this.after = after;
        this.confirm = confirm;
        this.affected = rebase.affected();
    }

    /**
     * Looks at the databases, and changes none.
     *
     * @return what is to be told besides
     * @throws MigrateException with every database that forbids it
     */
    List<String> check(List<Workspace> databases) {
        Map<String, Workspace> byName = new LinkedHashMap<>();
        databases.forEach(workspace -> byName.put(workspace.environment().name(), workspace));
        List<StatusCommand.Place> places = byName.entrySet().stream()
                .map(one -> new StatusCommand.Place(one.getKey(), one::getValue))
                .toList();
        for (StatusCommand.Row row : new StatusCommand().run(places, rebase.graph())) {
            Workspace workspace = byName.get(row.name());
            boolean isProtected = workspace.environment().isProtected();
            CurrentCommand.Result current = row.current();
            String unread = current == null ? reason(row.problem()) : unread(current);
            if (unread != null) {
                unknown(row, isProtected, unread);
            } else if (current != null) {
                known(row.name(), isProtected, current.position());
            }
        }
        if (!faults.isEmpty()) {
            throw new MigrateException(faults, null);
        }
        return notes;
    }

    private static String reason(@Nullable Diagnostic problem) {
        return problem == null ? "it could not be looked at" : problem.message();
    }

    private @Nullable String unread(CurrentCommand.Result current) {
        List<String> unknown = current.position().rows().stream()
                .filter(row -> rebase.graph().ofRow(row).isEmpty())
                .toList();
        return unknown.isEmpty()
                ? null
                : "it stands at \"" + String.join("\", \"", unknown)
                        + "\", from which the scripts here do not tell what it has applied";
    }

    private void unknown(StatusCommand.Row row, boolean isProtected, String reason) {
        if (isProtected && !isConfirmed(row.name())) {
            faults.add(Diagnostic.error(
                            "rebase/not-known",
                            "whether protected environment \"" + row.name()
                                    + "\" has applied what moves cannot be told")
                    .note(reason)
                    .note("nothing has been changed")
                    .help("where somebody knows that it has applied none of " + ids(affected.oldestFirst())
                            + ": -Dmigrate.confirm=" + DatabaseName.of(row.name()).environment()));
        } else if (row.problem() == null || !row.problem().code().equals("config/no-url")) {
            notes.add(row.name() + " was not looked at: " + reason);
        }
    }

    private boolean isConfirmed(String name) {
        return confirm.contains(name) || confirm.contains(DatabaseName.of(name).environment());
    }

    private void known(String name, boolean isProtected, Position position) {
        Planner planner = new Planner(rebase.graph());
        List<Revision> applied = planner.applied(position);
        List<Revision> there = applied.stream().filter(affected::contains).toList();
        if (there.isEmpty()) {
            return;
        }
        if (isProtected) {
            faults.add(Diagnostic.error(
                            "rebase/released",
                            "protected environment \"" + name + "\" has applied " + ids(there) + ", so "
                                    + (there.size() == 1 ? "it stays" : "they stay") + " in place")
                    .note("nothing has been changed")
                    .help("put the other branch behind this one, or join them: mvn migrate:merge"));
            return;
        }
        RevisionSet implied = after.behind(inside(applied));
        List<Revision> missing = implied.minus(after.setOf(inside(applied))).oldestFirst();
        if (missing.isEmpty()) {
            rows(name, position, applied);
        } else {
            faults.add(Diagnostic.error(
                            "rebase/applied",
                            "\"" + name + "\" has applied " + ids(there) + " without " + ids(missing)
                                    + ", which would count as applied too")
                    .note("nothing has been changed")
                    .help("take back what moves, rebase, and upgrade again, which then brings both in order: mvn"
                            + " migrate:downgrade"
                            + DatabaseName.of(name).option()
                            + " -Dmigrate.to="
                            + new WayBack(rebase.graph()).to(position, there)));
        }
    }

    /** The same revisions stay applied; the version table may have to say so with other rows. */
    private void rows(String name, Position position, List<Revision> applied) {
        List<Revision> set = inside(applied);
        RevisionSet all = after.setOf(set);
        List<String> heads = set.stream()
                .filter(revision -> after.children(revision).stream().noneMatch(all::contains)
                        && after.dependents(revision).stream().noneMatch(all::contains))
                .map(Revision::id)
                .toList();
        List<String> now = new Planner(rebase.graph())
                .current(position).stream().map(Revision::id).toList();
        if (!Position.of(heads).equals(Position.of(now))) {
            notes.add(name + " has applied both branches, so it lacks nothing; its version table says it with other"
                    + " rows from now on: mvn migrate:stamp" + DatabaseName.of(name).option() + " -Dmigrate.purge -Dmigrate.to="
                    + String.join(",", heads));
        }
    }

    private List<Revision> inside(List<Revision> applied) {
        return applied.stream()
                .map(revision -> after.find(revision.id()).orElseThrow())
                .toList();
    }

    private static String ids(List<Revision> revisions) {
        String some =
                revisions.stream().limit(SHOWN).map(Revision::id).collect(Collectors.joining("\", \"", "\"", "\""));
        return revisions.size() > SHOWN ? some + " and " + (revisions.size() - SHOWN) + " more" : some;
    }
}
