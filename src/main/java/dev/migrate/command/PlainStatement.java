package dev.migrate.command;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A statement of a model as far as its first words tell what it is about.
 *
 * @param table the name of the one table that it makes or changes, in lower case; null where it is about something else, or it cannot be told
 * @param words all its words, those in strings and comments too, in lower case
 * @param addsForeignKey whether it does nothing but add a foreign key to a table that is there
 * @param isOpen whether it may do anything, to itself or to those behind it
 */
record PlainStatement(@Nullable String table, Set<String> words, boolean addsForeignKey, boolean isOpen) {

    private static final String NAME = "(?:\"(?:[^\"]|\"\")+\"|[\\p{L}_][\\p{L}\\p{N}_$]*)";

    private static final Pattern HEAD = Pattern.compile(
            "(?i)\\s*(?:CREATE\\s+(?:UNLOGGED\\s+)?TABLE(?:\\s+IF\\s+NOT\\s+EXISTS)?|ALTER\\s+TABLE(?:\\s+IF\\s+EXISTS)?"
                + "(?:\\s+ONLY)?|COMMENT\\s+ON\\s+(?:TABLE|(?<column>COLUMN))|CREATE\\s+(?:UNIQUE\\s+)?INDEX\\s+"
                + "(?:IF\\s+NOT\\s+EXISTS\\s+)?(?:(?!ON\\s)" + NAME + "\\s+)?ON(?:\\s+ONLY)?)\\s+(?<name>" + NAME
                    + "(?:\\s*\\.\\s*" + NAME + "){0,2})(?![\\p{L}\\p{N}_$.&\"]).*",
            Pattern.DOTALL);

    private static final Pattern PART = Pattern.compile(NAME);

    private static final Pattern FOREIGN_KEY =
            Pattern.compile("(?is)\\s*ALTER\\s+TABLE\\s+[^(,;]*?\\sADD\\s+(?:CONSTRAINT\\s+" + NAME
                    + "\\s+)?FOREIGN\\s+KEY\\s*\\([^()]*\\)\\s*" + "REFERENCES\\s[^,;]*");

    /** Statements that do what other code says. */
    private static final Set<String> OPEN =
            Set.of("do", "call", "select", "with", "execute", "prepare", "values", "drop", "begin", "import");

    /** Words of what binds tables together by more than names, or gives a table another one. */
    private static final Set<String> TOGETHER = Set.of(
            "inherits", "inherit", "partition", "attach", "detach", "like", "rename", "schema", "select", "execute");

    static PlainStatement of(String text) {
        List<String> all = words(text);
        Set<String> words = new HashSet<>(all);
        String table = table(text);
        return table == null
                ? new PlainStatement(null, words, false, mayDoAnything(all))
                : new PlainStatement(table, words, FOREIGN_KEY.matcher(text).matches(), false);
    }

    /** What pg_dump writes for SET is none of them. */
    private static boolean mayDoAnything(List<String> words) {
        return words.isEmpty()
                || OPEN.contains(words.get(0))
                        && (words.size() < 3
                                || !words.subList(0, 3).equals(List.of("select", "pg_catalog", "set_config")));
    }

    private static @Nullable String table(String text) {
        Matcher head = HEAD.matcher(text);
        if (!head.matches()) {
            return null;
        }
        List<String> parts = new ArrayList<>();
        Matcher part = PART.matcher(head.group("name"));
        while (part.find()) {
            parts.add(part.group());
        }
        if (head.group("column") != null) {
            parts.remove(parts.size() - 1);
        }
        if (parts.isEmpty()) {
            return null;
        }
        String name = parts.get(parts.size() - 1);
        String plain =
                name.startsWith("\"") ? name.substring(1, name.length() - 1).replace("\"\"", "\"") : name;
        return plain.toLowerCase(Locale.ROOT);
    }

    /** Whether it changes nothing but its table. */
    boolean isAlone() {
        return TOGETHER.stream().noneMatch(words::contains);
    }

    /** The runs of letters and digits of a text, in lower case. */
    static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        String lower = text.toLowerCase(Locale.ROOT);
        int begin = -1;
        for (int i = 0; i <= lower.length(); i++) {
            boolean inside = i < lower.length()
                    && (Character.isLetterOrDigit(lower.charAt(i)) || lower.charAt(i) == '_' || lower.charAt(i) == '$');
            if (inside && begin < 0) {
                begin = i;
            } else if (!inside && begin >= 0) {
                words.add(lower.substring(begin, i));
                begin = -1;
            }
        }
        return words;
    }
}
