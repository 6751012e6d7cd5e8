package dev.migrate.lint.fix;

import dev.migrate.lint.grammar.Change;
import dev.migrate.lint.grammar.Grammar;
import dev.migrate.sql.DatabaseKind;
import dev.migrate.sql.Statement;
import dev.migrate.sql.Token;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Takes a revision apart: what runs in a transaction and what runs by itself take turns, in as few revisions as the order of the statements allows. A
 * statement may only pass another one that is about something else.
 */
public final class Stages {

    private final DatabaseKind kind;
    private final boolean transactional;
    private final Map<Integer, Turn> turns = new TreeMap<>();
    private final List<Placed> placed = new ArrayList<>();
    private final List<Done> fixed = new ArrayList<>();

    /** The statements of one revision-to-be. */
    private static final class Turn {
        private final List<String> upgrade = new ArrayList<>();
        private final List<String> downgrade = new ArrayList<>();
    }

    /** A statement that has its turn. */
    private record Placed(int turn, Effects effects, Set<String> words) {}

    /** A statement that was replaced. */
    private record Done(Effects effects, Fix fix, int turn) {}

    /**
     * A revision.
     *
     * @param transactional whether its upgrade runs in a transaction now
     */
    public Stages(DatabaseKind kind, boolean transactional) {
        this.kind = kind;
        this.transactional = transactional;
    }

    /** The next statement stays as it is. */
    public Stages keep(Statement statement) {
        place(statement.text(), false, statement.leading() + statement.text() + statement.terminator());
        return this;
    }

    /** The next statement is replaced; all that stands in its place has the same turn. */
    public Stages replace(Statement statement, Fix fix) {
        int turn = 0;
        String above = statement.leading();
        for (String piece : fix.pieces()) {
            turn = place(piece, fix.apart(), above + piece + ";");
            above = "\n";
        }
        fixed.add(new Done(effects(statement.text()), fix, turn));
        return this;
    }

    private int place(String sql, boolean apart, String whole) {
        Effects effects = effects(sql);
        Set<String> words = words(sql);
        int turn = 0;
        for (Placed earlier : placed) {
            if (depends(earlier, effects, words)) {
                turn = Math.max(turn, earlier.turn());
            }
        }
        if (transactional && apart != (turn % 2 == 1)) {
            turn++;
        }
        placed.add(new Placed(turn, effects, words));
        turn(turn).upgrade.add(whole);
        return turn;
    }

    private Turn turn(int number) {
        return turns.computeIfAbsent(number, n -> new Turn());
    }

    private static boolean depends(Placed earlier, Effects effects, Set<String> words) {
        return earlier.effects().names().isEmpty()
                || effects.names().isEmpty()
                || earlier.effects().names().stream().anyMatch(words::contains)
                || effects.names().stream().anyMatch(earlier.words()::contains);
    }

    /**
     * Shares the downgrade out among the revisions.
     *
     * @return the first statement that cannot be; empty where all can
     */
    public Optional<Statement> downgrade(List<Statement> statements) {
        Set<Done> undone = new HashSet<>();
        Map<Statement, Done> replaced = new HashMap<>();
        for (Statement statement : statements) {
            Set<String> keys = effects(statement.text()).keys();
            fixed.stream()
                    .filter(done -> !keys.isEmpty() && done.effects().keys().containsAll(keys))
                    .findFirst()
                    .ifPresent(done -> {
                        undone.add(done);
                        replaced.put(statement, done);
                    });
        }
        // where it stays one revision, its downgrade takes all of it back as it did before
        for (int i = turns.size() == 1 ? -1 : fixed.size() - 1; i >= 0; i--) {
            Done done = fixed.get(i);
            if (!undone.contains(done) && done.fix().undo() != null) {
                turn(done.turn()).downgrade.add("\n" + done.fix().undo() + ";");
            }
        }
        for (Statement statement : statements) {
            Done done = replaced.get(statement);
            Optional<Integer> turn =
                    done == null ? turnOf(effects(statement.text()).keys()) : Optional.of(done.turn());
            if (turn.isEmpty()) {
                return Optional.of(statement);
            }
            turn(turn.get()).downgrade.add(statement.leading() + statement.text() + statement.terminator());
        }
        return Optional.empty();
    }

    /** The turn of the statement that these effects take back; empty where there is none, or several. */
    private Optional<Integer> turnOf(Set<String> keys) {
        if (turns.size() == 1) {
            return Optional.of(turns.keySet().iterator().next());
        }
        Set<Integer> found = new HashSet<>();
        for (String key : keys) {
            List<Integer> at = placed.stream()
                    .filter(one -> one.effects().keys().contains(key))
                    .map(Placed::turn)
                    .distinct()
                    .toList();
            if (at.size() != 1) {
                return Optional.empty();
            }
            found.addAll(at);
        }
        return found.size() == 1 ? Optional.of(found.iterator().next()) : Optional.empty();
    }

    /** The revisions, in the order in which they run. */
    public List<Stage> stages() {
        List<Stage> stages = new ArrayList<>();
        turns.forEach((number, turn) -> {
            stages.add(new Stage(transactional && number % 2 == 0, turn.upgrade, turn.downgrade));
        });
        return stages;
    }

    private Effects effects(String sql) {
        Effects all = new Effects(new HashSet<>(), new HashSet<>());
        for (Change change : Grammar.read(kind, sql)) {
            Effects one = Effects.of(change);
            all.keys().addAll(one.keys());
            all.names().addAll(one.names());
        }
        return all;
    }

    private Set<String> words(String sql) {
        Set<String> words = new HashSet<>();
        for (Token token : Token.of(kind, sql)) {
            if (token.isName()) {
                words.add(token.name().toLowerCase(Locale.ROOT));
            }
        }
        return words;
    }
}
