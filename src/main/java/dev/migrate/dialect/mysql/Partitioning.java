package dev.migrate.dialect.mysql;

import dev.migrate.sql.DatabaseKind;
import dev.migrate.sql.Token;
import dev.migrate.sql.Tokens;
import java.util.ArrayList;
import java.util.List;

/**
 * What stands behind PARTITION BY.
 *
 * @param by by what rows are told apart
 * @param partitions the text of each partition
 */
record Partitioning(String by, List<String> partitions) {

    Partitioning {
        partitions = List.copyOf(partitions);
    }

    static Partitioning of(DatabaseKind kind, String text) {
        StringBuilder by = new StringBuilder();
        List<String> partitions = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        int depth = 0;
        boolean within = false;
        List<Token> tokens = Tokens.of(kind, text);
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (!within) {
                within = token.is("(") && next(tokens, i).is("PARTITION");
                if (!within) {
                    by.append(token.text());
                }
                continue;
            }
            depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
            if (depth < 0 || depth == 0 && token.is(",")) {
                partitions.add(part.toString().strip());
                part.setLength(0);
                if (depth < 0) {
                    break;
                }
            } else {
                part.append(token.text());
            }
        }
        return new Partitioning(by.toString().strip(), partitions);
    }

    private static Token next(List<Token> tokens, int at) {
        int i = at + 1;
        while (i < tokens.size() - 1 && tokens.get(i).sort() == Token.Sort.BLANK) {
            i++;
        }
        return tokens.get(Math.min(i, tokens.size() - 1));
    }
}
