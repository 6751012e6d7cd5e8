package dev.migrate.script;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.diagnostic.SourceSpan;
import dev.migrate.revision.Fold;
import dev.migrate.revision.Revision;
import dev.migrate.sql.DatabaseKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The script of several revisions in one: their upgrades in order, their downgrades the other way round, for each
 * database what would have run there.
 *
 * @param text the whole script
 * @param databases those that have an upgrade in it, of those that the scripts or their users name
 * @param notes what is not as it was in the scripts themselves
 */
public record SquashScript(String text, Set<DatabaseKind> databases, List<String> notes) {

    /** Copies. */
    public SquashScript {
        databases = Set.copyOf(databases);
        notes = List.copyOf(notes);
    }

    /**
     * The script.
     *
     * @param header what its header says
     * @param used the databases that must be able to run it
     * @throws MigrateException where a revision is written in Java, has no upgrade for one of the databases, or runs
     *     outside of a transaction and others inside of one
     */
    public static SquashScript of(Fold fold, NewRevision header, Collection<DatabaseKind> used) {
        List<SqlScript> scripts = new ArrayList<>();
        var faults = new ArrayList<Diagnostic>();
        for (Revision revision : fold.revisions()) {
            if (HeaderLine.isJava(revision.file())) {
                faults.add(java(revision));
            } else {
                scripts.add(SqlScript.of(revision));
            }
        }
        stopAt(faults);
        return new Writing(scripts, used).script(header);
    }

    private static Diagnostic java(Revision revision) {
        return Diagnostic.error(
                        "squash/java", "\"" + revision.id() + "\" is written in Java, and only SQL can be folded")
                .at(SourceSpan.of(revision.file(), revision.lines().revision()))
                .help("end the range before it, or begin it behind");
    }

    private static void stopAt(List<Diagnostic> faults) {
        if (!faults.isEmpty()) {
            throw new MigrateException(faults, null);
        }
    }

    private static final class Writing {

        private final List<SqlScript> scripts;
        private final Set<DatabaseKind> used = EnumSet.noneOf(DatabaseKind.class);
        private final List<String> notes = new ArrayList<>();
        private final StringBuilder text = new StringBuilder();

        Writing(List<SqlScript> scripts, Collection<DatabaseKind> used) {
            this.scripts = scripts;
            this.used.addAll(used);
            for (SqlScript script : scripts) {
                script.sections().stream()
                        .filter(section -> section.kind() == SectionKind.UPGRADE)
                        .forEach(section -> this.used.addAll(section.dialects()));
            }
        }

        SquashScript script(NewRevision header) {
            text.append(new ScriptTemplate("squash", "", "sql", "-- ${header}\n").text(header));
            var upgrades = chosen(SectionKind.UPGRADE, scripts);
            refuseMissing(upgrades);
            write(SectionKind.UPGRADE, scripts, upgrades);
            var back = new ArrayList<>(scripts);
            Collections.reverse(back);
            var downgrades = chosen(SectionKind.DOWNGRADE, back);
            downgrades.keySet().retainAll(upgrades.keySet());
            noteMissing(upgrades.keySet(), downgrades.keySet());
            write(SectionKind.DOWNGRADE, back, downgrades);
            verify();
            var databases = EnumSet.copyOf(upgrades.keySet());
            databases.retainAll(used);
            return new SquashScript(text.toString(), databases, notes);
        }

        /** For each database the sections that run there, where there is one in every script. */
        private static Map<DatabaseKind, List<Section>> chosen(SectionKind kind, List<SqlScript> scripts) {
            var chosen = new LinkedHashMap<DatabaseKind, List<Section>>();
            for (DatabaseKind database : DatabaseKind.values()) {
                List<Section> sections = scripts.stream()
                        .map(script -> script.section(kind, database))
                        .flatMap(Optional::stream)
                        .toList();
                if (sections.size() == scripts.size()) {
                    chosen.put(database, sections);
                }
            }
            return chosen;
        }

        private void refuseMissing(Map<DatabaseKind, List<Section>> upgrades) {
            var wanted = EnumSet.copyOf(used.isEmpty() ? List.of(DatabaseKind.values()) : used);
            wanted.removeAll(upgrades.keySet());
            if (used.isEmpty() && !upgrades.isEmpty()) {
                return;
            }
            var faults = new ArrayList<Diagnostic>();
            for (DatabaseKind database : wanted) {
                for (SqlScript script : scripts) {
                    if (script.section(SectionKind.UPGRADE, database).isEmpty()) {
                        Revision revision = script.revision();
                        faults.add(
                                Diagnostic.error(
                                                "squash/section-missing",
                                                "\"" + revision.id() + "\" has no upgrade section for "
                                                        + database.displayName() + ", and others of the range have one")
                                        .at(SourceSpan.of(
                                                revision.file(),
                                                revision.lines().revision()))
                                        .help(
                                                "add \"-- migrate:upgrade dialect=" + database.id()
                                                        + "\" to it, empty if there is nothing to do; or fold up to it and from behind it"));
                    }
                }
            }
            stopAt(faults);
        }

        private void noteMissing(Set<DatabaseKind> upgrades, Set<DatabaseKind> downgrades) {
            var without = EnumSet.copyOf(upgrades);
            without.removeAll(downgrades);
            if (without.isEmpty()) {
                return;
            }
            String ids = scripts.stream()
                    .filter(script -> without.stream()
                            .anyMatch(database -> script.section(SectionKind.DOWNGRADE, database)
                                    .isEmpty()))
                    .map(script -> script.revision().id())
                    .collect(Collectors.joining(", "));
            notes.add("it has no downgrade"
                    + (downgrades.isEmpty() ? "" : " for " + names(without))
                    + ", for there is none in " + ids);
        }

        private void write(SectionKind kind, List<SqlScript> order, Map<DatabaseKind, List<Section>> chosen) {
            var groups = new LinkedHashMap<List<Section>, Set<DatabaseKind>>();
            chosen.forEach(
                    (database, sections) -> groups.computeIfAbsent(sections, s -> EnumSet.noneOf(DatabaseKind.class))
                            .add(database));
            groups.forEach((sections, databases) -> write(kind, order, sections, databases));
        }

        private void write(
                SectionKind kind, List<SqlScript> order, List<Section> sections, Set<DatabaseKind> databases) {
            boolean transactional = sameTransactions(kind, order, sections);
            boolean forAll = databases.size() == DatabaseKind.values().length
                    || sections.stream().allMatch(section -> section.dialects().isEmpty());
            List<DatabaseKind> checked =
                    databases.stream().filter(used::contains).toList();
            if (checked.isEmpty()) {
                checked = List.of(databases.iterator().next());
            }
            var join = new SectionJoin(checked.get(0));
            for (int i = 0; i < order.size(); i++) {
                join.add(order.get(i), sections.get(i));
            }
            for (DatabaseKind database : checked) {
                requireSame(database, order, sections, join.text());
            }
            text.append("\n-- migrate:")
                    .append(kind.word())
                    .append(transactional ? "" : " transaction=false")
                    .append(forAll ? "" : " dialect=" + ids(databases))
                    .append('\n')
                    .append(join.text());
            note(kind, join);
        }

        private void note(SectionKind kind, SectionJoin join) {
            for (String query : join.droppedRequirements()) {
                add("not required any more, for it was asked in the middle: " + query);
            }
            if (!join.settings().isEmpty()) {
                add("the " + kind.word() + " changes settings of the session, which last until its end now: "
                        + join.settings().stream().sorted().collect(Collectors.joining(", ")));
            }
        }

        private void add(String note) {
            if (!notes.contains(note)) {
                notes.add(note);
            }
        }

        private static boolean sameTransactions(SectionKind kind, List<SqlScript> order, List<Section> sections) {
            boolean first = sections.get(0).transactional();
            for (int i = 1; i < sections.size(); i++) {
                if (sections.get(i).transactional() != first) {
                    int odd = first ? i : 0;
                    throw Diagnostic.error(
                                    "squash/mixed-transactions",
                                    "the %s of \"%s\" runs outside of a transaction, and that of \"%s\" inside of one"
                                            .formatted(
                                                    kind.word(),
                                                    order.get(odd).revision().id(),
                                                    order.get(first ? 0 : i)
                                                            .revision()
                                                            .id()))
                            .at(SourceSpan.of(
                                    order.get(odd).revision().file(),
                                    sections.get(odd).markerLine()))
                            .note(
                                    "one section runs one way; parts outside of a transaction could not be rolled back with"
                                            + " the rest")
                            .help("fold up to it and from behind it")
                            .toException();
                }
            }
            return first;
        }

        /** The joined text is scanned again: what it holds must be what its parts hold. */
        private static void requireSame(
                DatabaseKind database, List<SqlScript> order, List<Section> sections, String joined) {
            var parts = new ArrayList<String>();
            for (int i = 0; i < order.size(); i++) {
                parts.addAll(SectionJoin.statements(database, order.get(i), sections.get(i), i == 0));
            }
            List<String> whole = SectionJoin.statements(
                    database, joined, order.get(0).revision().file());
            if (!whole.equals(parts)) {
                int at = 0;
                while (at < Math.min(whole.size(), parts.size())
                        && whole.get(at).equals(parts.get(at))) {
                    at++;
                }
                throw Diagnostic.error(
                                "squash/not-joined",
                                "behind each other the scripts would not give " + database.displayName()
                                        + " the same statements: the " + (at + 1) + ". is another one")
                        .note("they are " + parts.size() + " statements in the scripts and " + whole.size() + " in one")
                        .help("fold a shorter range; the scripts before and behind that statement stay as they are")
                        .toException();
            }
        }

        private void verify() {
            SqlScript head = scripts.get(scripts.size() - 1);
            for (Section section : head.sections()) {
                if (section.kind() == SectionKind.VERIFY) {
                    text.append("\n-- migrate:verify")
                            .append(section.dialects().isEmpty() ? "" : " dialect=" + ids(section.dialects()))
                            .append('\n')
                            .append(SectionJoin.read(head, section).strip())
                            .append('\n');
                }
            }
            String others = scripts.subList(0, scripts.size() - 1).stream()
                    .filter(script ->
                            script.sections().stream().anyMatch(section -> section.kind() == SectionKind.VERIFY))
                    .map(script -> script.revision().id())
                    .collect(Collectors.joining(", "));
            if (!others.isEmpty()) {
                notes.add("the verify sections of " + others + " are left out: they speak of states in the middle");
            }
        }

        private static String ids(Collection<DatabaseKind> databases) {
            return EnumSet.copyOf(databases).stream().map(DatabaseKind::id).collect(Collectors.joining(","));
        }

        private static String names(Collection<DatabaseKind> databases) {
            return databases.stream().map(DatabaseKind::displayName).collect(Collectors.joining(", "));
        }
    }
}
