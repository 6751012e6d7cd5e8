package dev.migrate.engine;

import dev.migrate.sql.Statement;

/** Whether a query surely gives rows of one column, so that it can be put inside another. */
final class SingleValue {

    private SingleValue() {}

    static boolean of(Statement query) {
        String text = query.text();
        if (!query.startsWith("SELECT") || text.contains("--") || text.contains("/*") || text.indexOf('#') >= 0) {
            return false;
        }
        int depth = 0;
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                if (c == '\\') {
                    return false;
                }
                quote = c == quote ? 0 : quote;
            } else if (c == '\'' || c == '"' || c == '`') {
                quote = c;
            } else if (c == '(') {
                depth++;
            } else if (c == ')') {
                depth--;
            } else if (depth == 0 && (c == ',' || c == '*')) {
                return false;
            }
        }
        return true;
    }
}
