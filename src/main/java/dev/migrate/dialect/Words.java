package dev.migrate.dialect;

import dev.migrate.operation.ObjectName;
import dev.migrate.sql.Token;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The words of a statement, one after another. */
final class Words {
    private final List<Token> tokens;
    private int at;

    Words(List<Token> tokens) {
        this.tokens = tokens;
        blanks();
    }

    private void blanks() {
        while (at < tokens.size() && tokens.get(at).sort() == Token.Sort.BLANK) {
            at++;
        }
    }

    boolean atEnd() {
        return at >= tokens.size();
    }

    boolean skip(String word) {
        if (atEnd() || !tokens.get(at).is(word)) {
            return false;
        }
        at++;
        blanks();
        return true;
    }

    void back() {
        do {
            at--;
        } while (tokens.get(at).sort() == Token.Sort.BLANK);
    }

    void past(String word) {
        while (!atEnd() && !skip(word)) {
            at++;
            blanks();
        }
    }

    boolean startsConstraint() {
        return !atEnd()
                && List.of("CONSTRAINT", "PRIMARY", "UNIQUE", "FOREIGN", "CHECK").stream()
                        .anyMatch(word -> tokens.get(at).is(word));
    }

    boolean startsIndex() {
        return !atEnd()
                && List.of("INDEX", "KEY", "FULLTEXT", "SPATIAL").stream()
                        .anyMatch(word -> tokens.get(at).is(word));
    }

    @Nullable
    ObjectName peekName() {
        int here = at;
        ObjectName name = name();
        at = here;
        return name;
    }

    @Nullable
    ObjectName name() {
        if (atEnd() || !tokens.get(at).isName()) {
            return null;
        }
        String first = tokens.get(at++).name();
        blanks();
        if (!skip(".")) {
            return new ObjectName(null, first);
        }
        if (atEnd() || !tokens.get(at).isName()) {
            return null;
        }
        String second = tokens.get(at++).name();
        blanks();
        return new ObjectName(first, second);
    }

    List<Token> rest() {
        return tokens.subList(Math.min(at, tokens.size()), tokens.size());
    }

    /** What commas part. */
    List<List<Token>> parts() {
        List<List<Token>> parts = new ArrayList<>();
        List<Token> part = new ArrayList<>();
        int depth = 0;
        for (Token token : rest()) {
            depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
            if (depth == 0 && token.is(",")) {
                parts.add(part);
                part = new ArrayList<>();
            } else {
                part.add(token);
            }
        }
        parts.add(part);
        return parts;
    }
}
