package dev.migrate.engine;

import dev.migrate.sql.DatabaseKind;
import dev.migrate.sql.Statement;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Writes statements so that the database's own client sends them as they are: each with the end that this client needs. */
final class ScriptText {

    /** In these a semicolon can stand in quotes and comments only, where the clients of MySQL and MariaDB pass over it. */
    private static final Set<String> WITHOUT_BODY =
            Set.of("INSERT", "REPLACE", "UPDATE", "DELETE", "SELECT", "WITH", "SET", "CALL", "DROP", "LOCK", "UNLOCK");

    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final List<String> DELIMITERS = List.of("$$", "//", ";;", "~~~~");

    private final DatabaseKind kind;
    private final Writer out;

    ScriptText(DatabaseKind kind, Writer out) {
        this.kind = kind;
        this.out = out;
    }

    void line(String text) throws IOException {
        out.write(text);
        out.write('\n');
    }

    /** A comment of one line. */
    void comment(String text) throws IOException {
        line("-- " + BLANKS.matcher(text).replaceAll(" "));
    }

    /** A statement of the plugin's own. */
    void own(String statement) throws IOException {
        line(statement + (endsInComment(statement) ? "\n;" : ";"));
    }

    /** Whether the last line may hold a comment, which would swallow what follows on it. */
    private static boolean endsInComment(String statement) {
        String lastLine = statement.substring(statement.lastIndexOf('\n') + 1);
        return lastLine.contains("--") || lastLine.contains("#");
    }

    void own(List<String> statements) throws IOException {
        for (String statement : statements) {
            own(statement);
        }
    }

    /** What the author wrote before a statement; a reader of the script wants it too. */
    void comments(Statement s) throws IOException {
        for (String comment : s.leading().split("\n")) {
            String text = comment.strip();
            if (text.startsWith("--")) {
                line(text);
            }
        }
    }

    /** A statement of a revision or a hook. */
    void statement(Statement s) throws IOException {
        statement(s, s.text());
    }

    void statement(Statement s, String as) throws IOException {
        String text = as.replace("\r\n", "\n");
        Reader data = s.copyData();
        if (data != null) {
            line(text + ";");
            copy(data);
            line("\\.");
        } else if (kind.isMysqlFamily() && text.indexOf(';') >= 0 && mayHaveBody(s)) {
            String whole = endsInComment(text) ? text + "\n" : text;
            String delimiter = delimiter(whole);
            line("DELIMITER " + delimiter);
            line(whole + delimiter);
            line("DELIMITER ;");
        } else {
            own(text);
        }
    }

    /** Told by what it cannot be: DEFINER clauses, version comments and MariaDB's BEGIN NOT ATOMIC hide what it is. */
    private static boolean mayHaveBody(Statement s) {
        return s.keywords().isEmpty()
                || !WITHOUT_BODY.contains(s.keywords().get(0)) && !makesTable(s.keywords())
                || s.text().startsWith("/*");
    }

    private static boolean makesTable(List<String> keywords) {
        return keywords.size() > 1
                && keywords.get(0).equals("CREATE")
                && keywords.get(1).equals("TABLE");
    }

    private static String delimiter(String text) {
        for (String delimiter : DELIMITERS) {
            // with its first characters the text's last may look like one
            if ((text + delimiter).indexOf(delimiter) == text.length()) {
                return delimiter;
            }
        }
        StringBuilder longer = new StringBuilder("~~migrate~~");
        while (text.contains(longer)) {
            longer.append('~');
        }
        return longer.toString();
    }

    /** Every line ends in a line feed: COPY refuses data whose line ends differ. */
    private void copy(Reader data) throws IOException {
        char[] buffer = new char[8192];
        boolean carriageReturn = false;
        char last = '\n';
        for (int n = data.read(buffer); n >= 0; n = data.read(buffer)) {
            int from = 0;
            for (int i = 0; i < n; i++) {
                if (carriageReturn && buffer[i] != '\n') {
                    out.write('\r');
                }
                carriageReturn = buffer[i] == '\r';
                if (carriageReturn) {
                    out.write(buffer, from, i - from);
                    from = i + 1;
                }
            }
            if (n > 0) {
                out.write(buffer, from, n - from);
                last = buffer[n - 1];
            }
        }
        if (last != '\n') {
            out.write('\n');
        }
    }
}
