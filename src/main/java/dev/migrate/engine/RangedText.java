package dev.migrate.engine;

import dev.migrate.sql.DatabaseKind;
import dev.migrate.sql.Token;
import dev.migrate.sql.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A statement in which {@code key > :from} and {@code key <= :to} stand for the range of a batch. Both comparisons are taken out
 * whole, so that the first batch needs no value that lies below every key, and a key of several columns may be compared as the
 * database does it best.
 *
 * @param parts text, and between two texts a comparison
 */
record RangedText(List<Part> parts) {

    RangedText {
        parts = List.copyOf(parts);
    }

    /**
     * A piece of the statement.
     *
     * @param text as written; null for a comparison
     * @param columns what is compared, as written
     * @param lower whether with {@code :from}
     */
    record Part(@Nullable String text, List<String> columns, boolean lower) {}

    /** How the range of a key is written. */
    static String example(List<String> key) {
        if (key.size() == 1) {
            return key.get(0) + " > :from AND " + key.get(0) + " <= :to";
        }
        String row = "(" + String.join(", ", key) + ")";
        return row + " > (:from) AND " + row + " <= (:to)";
    }

    /** Takes the comparisons out; empty where one is missing or is written in another way. */
    static Optional<RangedText> parse(DatabaseKind kind, String text, List<String> key) {
        List<Token> all = Tokens.of(kind, text);
        List<Integer> seen = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).sort() != Token.Sort.BLANK) {
                seen.add(i);
            }
        }
        List<Part> parts = new ArrayList<>();
        int done = 0;
        boolean from = false;
        boolean to = false;
        Reader reader = new Reader(all, seen, names(kind, key));
        for (int i = 0; i + 1 < seen.size(); i++) {
            boolean lower = reader.variable(i, "from");
            if (!lower && !reader.variable(i, "to")) {
                continue;
            }
            Found found = reader.comparison(i, lower);
            if (found == null || found.first() < done) {
                return Optional.empty();
            }
            parts.add(new Part(Tokens.text(all.subList(done, found.first())), List.of(), false));
            parts.add(new Part(null, found.columns(), lower));
            done = found.end();
            from |= lower;
            to |= !lower;
        }
        parts.add(new Part(Tokens.text(all.subList(done, all.size())), List.of(), false));
        return from && to ? Optional.of(new RangedText(parts)) : Optional.empty();
    }

    private static List<String> names(DatabaseKind kind, List<String> key) {
        return key.stream()
                .map(column -> Token.of(kind, column))
                .map(tokens ->
                        tokens.isEmpty() ? "" : tokens.get(tokens.size() - 1).name())
                .toList();
    }

    /** The statement for one range. */
    String between(KeyOrder order, @Nullable List<String> from, List<String> to) {
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            if (part.text() != null) {
                text.append(part.text());
            } else if (!part.lower()) {
                text.append(order.upTo(part.columns(), to));
            } else {
                text.append(from == null ? "1 = 1" : order.behind(part.columns(), from));
            }
        }
        return text.toString();
    }

    /** The statement for all rows. */
    String whole() {
        StringBuilder text = new StringBuilder();
        parts.forEach(part -> text.append(part.text() == null ? "1 = 1" : part.text()));
        return text.toString();
    }

    private record Found(int first, int end, List<String> columns) {}

    /** Reads tokens back and forth from a variable; places are among those that are no blanks. */
    private record Reader(List<Token> all, List<Integer> seen, List<String> key) {

        private @Nullable Token at(int place) {
            return place < 0 || place >= seen.size() ? null : all.get(seen.get(place));
        }

        private boolean is(int place, String... words) {
            Token token = at(place);
            return token != null && token.is(words);
        }

        private boolean glued(int place) {
            return seen.get(place + 1) == seen.get(place) + 1;
        }

        /** PostgreSQL's casts have two colons. */
        boolean variable(int place, String name) {
            return is(place, ":") && is(place + 1, name) && glued(place) && !is(place - 1, ":");
        }

        @Nullable
        Found comparison(int colon, boolean lower) {
            boolean row = key.size() > 1;
            if (row && !(is(colon - 1, "(") && is(colon + 2, ")"))) {
                return null;
            }
            int end = row ? colon + 3 : colon + 2;
            int operator = row ? colon - 2 : colon - 1;
            if (lower ? !is(operator, ">") : !(is(operator, "=") && is(operator - 1, "<") && glued(operator - 1))) {
                return null;
            }
            int at = lower ? operator - 1 : operator - 2;
            List<String> columns = new ArrayList<>();
            if (row) {
                if (!is(at, ")")) {
                    return null;
                }
                at--;
            }
            for (int i = key.size() - 1; i >= 0; i--) {
                Token name = at(at);
                if (name == null || !name.isName() || !name.name().equalsIgnoreCase(key.get(i))) {
                    return null;
                }
                int first = at;
                while (is(first - 1, ".") && at(first - 2) != null) {
                    first -= 2;
                }
                columns.add(0, Tokens.text(all.subList(seen.get(first), seen.get(at) + 1)));
                at = first - 1;
                if (i > 0) {
                    if (!is(at, ",")) {
                        return null;
                    }
                    at--;
                }
            }
            if (row) {
                if (!is(at, "(")) {
                    return null;
                }
                at--;
            }
            boolean before = is(at, "WHERE", "AND", "(") && !is(at - 1, "NOT");
            boolean behind = end >= seen.size() || is(end, "AND", ")", "RETURNING");
            return before && behind ? new Found(seen.get(at + 1), seen.get(end - 1) + 1, columns) : null;
        }
    }
}
