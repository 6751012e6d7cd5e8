package dev.migrate.lint.rule;

import dev.migrate.sql.DatabaseKind;
import dev.migrate.sql.Token;
import java.util.List;
import java.util.function.Predicate;

/** The parts of a condition between its ANDs. */
final class Conjuncts {

    private Conjuncts() {}

    /** Whether {@code column IS NOT NULL} is one of them, so that the condition holds for no null. */
    static boolean hasNotNull(String condition, String column) {
        return has(Token.of(DatabaseKind.POSTGRESQL, condition), part -> isNotNull(part, column));
    }

    /** Whether {@code column = 'a value'} is one of them, so that the condition holds for no other value. */
    static boolean hasValue(String condition, String column) {
        return has(Token.of(DatabaseKind.POSTGRESQL, condition), part -> isValue(part, column));
    }

    private static boolean has(List<Token> tokens, Predicate<List<Token>> wanted) {
        List<Token> bare = unwrapped(tokens);
        int depth = 0;
        int from = 0;
        boolean found = false;
        for (int i = 0; i <= bare.size(); i++) {
            boolean end = i == bare.size();
            depth += end ? 0 : bare.get(i).is("(") ? 1 : bare.get(i).is(")") ? -1 : 0;
            if (!end && depth == 0 && bare.get(i).is("OR")) {
                return false;
            }
            if (end || depth == 0 && bare.get(i).is("AND")) {
                List<Token> part = bare.subList(from, i);
                found |= wanted.test(unwrapped(part)) || part.size() < bare.size() && has(part, wanted);
                from = i + 1;
            }
        }
        return found;
    }

    private static boolean isNotNull(List<Token> part, String column) {
        return part.size() == 4
                && part.get(0).isName()
                && part.get(0).name().equalsIgnoreCase(column)
                && part.get(1).is("IS")
                && part.get(2).is("NOT")
                && part.get(3).is("NULL");
    }

    private static boolean isValue(List<Token> part, String column) {
        return part.size() == 3
                && part.get(0).isName()
                && part.get(0).name().equalsIgnoreCase(column)
                && part.get(1).is("=")
                && (part.get(2).sort() == Token.Sort.NUMBER || part.get(2).sort() == Token.Sort.STRING);
    }

    /** Without the parentheses that are around the whole. */
    private static List<Token> unwrapped(List<Token> tokens) {
        List<Token> bare = tokens;
        while (bare.size() > 1 && bare.get(0).is("(") && closes(bare) == bare.size() - 1) {
            bare = bare.subList(1, bare.size() - 1);
        }
        return bare;
    }

    private static int closes(List<Token> tokens) {
        int depth = 0;
        for (int i = 0; i < tokens.size(); i++) {
            depth += tokens.get(i).is("(") ? 1 : tokens.get(i).is(")") ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return -1;
    }
}
