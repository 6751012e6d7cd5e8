package dev.migrate.engine;

import dev.migrate.sql.DatabaseKind;
import dev.migrate.sql.Statement;
import dev.migrate.sql.StatementClass;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the finished statements of a section left in a session that is gone: a revision that goes on in a new session needs the same
 * search path, the same modes, the same variables.
 */
final class SessionSettings {

    private static final Set<String> NOT_SETTINGS =
            Set.of("PASSWORD", "TRANSACTION", "CONSTRAINTS", "LOCAL", "DEFAULT");

    /** Anything whose value depends on when or where it is asked. */
    private static final Pattern COMPUTED = Pattern.compile(
            "(?i)\\(|\\b(select|current_\\w+|local\\w*time\\w*|identity|last_insert_id|row_count|insert_id)\\b");

    private static final Pattern STRING = Pattern.compile("'(?:[^'\\\\]|''|\\\\.)*'", Pattern.DOTALL);
    private static final Pattern VARIABLE = Pattern.compile("(?<![@\\w])@[\\w.$]+");
    private static final Pattern SET_CONFIG =
            Pattern.compile("(?is)^select\\s+(pg_catalog\\s*\\.\\s*)?set_config\\s*\\(.*");
    private static final Pattern NAMES_FOUND_ELSEWHERE =
            Pattern.compile("(?is)\\b(search_path|current_schema|set_config)\\b");

    private final DatabaseKind kind;
    private final Set<String> computed = new TreeSet<>();

    SessionSettings(DatabaseKind kind) {
        this.kind = kind;
    }

    /** Whether a finished statement only sets something to a value that stands in it, so that it may simply run again. */
    static boolean repeatable(Statement s, DatabaseKind kind) {
        if (StatementClass.of(s, kind).transactionControl()) {
            return false;
        }
        if (s.startsWith("USE") || s.startsWith("PRAGMA")) {
            return true;
        }
        if (kind == DatabaseKind.POSTGRESQL && SET_CONFIG.matcher(s.text()).matches()) {
            return true;
        }
        return s.startsWith("SET")
                && s.keywords().size() > 1
                && !NOT_SETTINGS.contains(s.keywords().get(1))
                && !(kind.isMysqlFamily() && isComputed(s));
    }

    private static boolean isComputed(Statement s) {
        return COMPUTED.matcher(STRING.matcher(s.text()).replaceAll("''")).find();
    }

    /** Whether unqualified names may mean something else behind this statement than in a fresh session. */
    static boolean movesNames(Statement s) {
        return s.startsWith("USE") || NAMES_FOUND_ELSEWHERE.matcher(s.text()).find() && !s.startsWith("INSERT");
    }

    /** Takes in a finished statement: the variables to which it gives values that cannot be found again. */
    void finished(Statement s) {
        if (!kind.isMysqlFamily()) {
            return;
        }
        if (repeatable(s, kind)) {
            if (s.startsWith("SET")) {
                computed.removeAll(variables(s));
            }
        } else {
            computed.addAll(variables(s));
        }
    }

    /** A variable that a statement still to run reads, and whose value went with the session. */
    Optional<String> lost(Statement s) {
        return variables(s).stream().filter(computed::contains).findFirst();
    }

    private static Set<String> variables(Statement s) {
        Set<String> found = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        Matcher matcher = VARIABLE.matcher(STRING.matcher(s.text()).replaceAll("''"));
        while (matcher.find()) {
            found.add(matcher.group().toLowerCase(Locale.ROOT));
        }
        return found;
    }
}
