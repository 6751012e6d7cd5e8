package dev.migrate.command;

import dev.migrate.diff.Blueprint;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The statements of a model that must be loaded to know what it makes, where it is known what an earlier text of it made: those about the tables whose
 * statements have changed, all that name one of these, and all that those need. Names are looked for among the words of a statement, so that
 * rather a statement too many is loaded than one too few.
 */
final class ModelPieces {

    /** With more changes, loading everything is hardly dearer. */
    private static final int MOST = 60;

    private final Blueprint before;
    private final List<PlainStatement> statements;

    /** The tables whose statements have changed, by their names in lower case. */
    private final Set<String> changed;

    /** Of which every statement is loaded. */
    private final Set<String> whole;

    private final Map<String, List<String>> tables = new HashMap<>();
    private final Set<Integer> loaded = new HashSet<>();

    private ModelPieces(Blueprint before, List<PlainStatement> statements, Set<String> changed) {
        this.before = before;
        this.statements = statements;
        this.changed = changed;
        this.whole = new HashSet<>(changed);
    }

    /**
     * Chooses.
     *
     * @param before what the earlier text made
     * @param then the statements of the earlier text
     * @param now those of the present one
     * @return empty where everything must be loaded
     */
    static Optional<ModelPieces> of(Blueprint before, List<String> then, List<String> now) {
        List<String> stay = new ArrayList<>();
        List<String> gone = rest(then, now, new ArrayList<>());
        List<String> come = rest(now, then, stay);
        List<String> stayed = new ArrayList<>();
        rest(then, now, stayed);
        if (gone.size() + come.size() > MOST || !stay.equals(stayed)) {
            return Optional.empty();
        }
        Set<String> changed = new HashSet<>();
        for (List<String> those : List.of(gone, come)) {
            for (String text : those) {
                var statement = PlainStatement.of(text);
                if (statement.table() == null || !statement.isAlone()) {
                    return Optional.empty();
                }
                changed.add(statement.table());
            }
        }
        var pieces =
                new ModelPieces(before, now.stream().map(PlainStatement::of).toList(), changed);
        return pieces.reach() ? Optional.of(pieces) : Optional.empty();
    }

    /** The texts that the others have not, each as often as it stands there more often; the others go to a list. */
    private static List<String> rest(List<String> texts, List<String> others, List<String> shared) {
        Map<String, Integer> left = new HashMap<>();
        others.forEach(text -> left.merge(text, 1, Integer::sum));
        List<String> rest = new ArrayList<>();
        for (String text : texts) {
            if (left.merge(text, -1, Integer::sum) < 0) {
                rest.add(text);
            } else {
                shared.add(text);
            }
        }
        return rest;
    }

    /** False where that is most of it, or a statement may do anything. */
    private boolean reach() {
        if (statements.stream().anyMatch(PlainStatement::isOpen) || PieceSchema.watches(before)) {
            return false;
        }
        Map<String, List<Integer>> about = new HashMap<>();
        Set<String> known = new HashSet<>(PieceSchema.tables(before));
        known.addAll(changed);
        known.forEach(this::know);
        Deque<String> open = new ArrayDeque<>(changed);
        Set<String> reached = new HashSet<>(changed);
        for (int i = 0; i < statements.size(); i++) {
            PlainStatement statement = statements.get(i);
            String table = statement.table();
            // the index of a materialized view is about no table
            if (table == null || !known.contains(table)) {
                loaded.add(i);
                add(named(statement), reached, open);
            } else {
                about.computeIfAbsent(table, name -> new ArrayList<>()).add(i);
                if (named(statement).stream().anyMatch(changed::contains) && whole.add(table)) {
                    add(Set.of(table), reached, open);
                }
            }
        }
        while (!open.isEmpty()) {
            String table = open.poll();
            for (int i : about.getOrDefault(table, List.of())) {
                PlainStatement statement = statements.get(i);
                // the foreign keys of what is only needed would bring in ever more tables
                if (whole.contains(table) || !statement.addsForeignKey()) {
                    loaded.add(i);
                    add(named(statement), reached, open);
                }
            }
        }
        return 2 * loaded.size() <= statements.size();
    }

    private static void add(Set<String> tables, Set<String> reached, Deque<String> open) {
        for (String table : tables) {
            if (reached.add(table)) {
                open.add(table);
            }
        }
    }

    private void know(String table) {
        List<String> words = PlainStatement.words(table);
        List<String> known = tables.computeIfAbsent(words.isEmpty() ? "" : words.get(0), word -> new ArrayList<>());
        if (!known.contains(table)) {
            known.add(table);
        }
    }

    /** The tables whose names stand in a statement. */
    private Set<String> named(PlainStatement statement) {
        Set<String> named = new HashSet<>(tables.getOrDefault("", List.of()));
        for (String word : statement.words()) {
            for (String table : tables.getOrDefault(word, List.of())) {
                if (table.equals(word) || statement.words().containsAll(PlainStatement.words(table))) {
                    named.add(table);
                }
            }
        }
        return named;
    }

    /** The places of the statements to be loaded, in order. */
    List<Integer> loaded() {
        return loaded.stream().sorted().toList();
    }

    /**
     * What the whole model makes.
     *
     * @param read what the loaded statements have made
     * @return empty where they have made something else than they did among all
     */
    Optional<Blueprint> together(Blueprint read) {
        return new PieceSchema(before, read, changed, whole).together();
    }
}
