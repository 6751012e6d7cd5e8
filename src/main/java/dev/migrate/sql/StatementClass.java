package dev.migrate.sql;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a statement does to the transaction and session that it runs in, told from its first words. Where words alone do not tell,
 * the careful answer is given.
 *
 * @param transactionControl begins or ends a transaction: {@code BEGIN}, {@code COMMIT}, {@code XA}, MySQL's
 *     {@code SET autocommit}. Savepoints do not count
 * @param implicitCommit on MySQL and MariaDB, commits what was open, or may
 * @param cannotRunInTransaction is refused, or silently ignored, inside a transaction
 * @param changesSession changes settings, locks or names that outlive it in the session, or may
 */
public record StatementClass(
        boolean transactionControl, boolean implicitCommit, boolean cannotRunInTransaction, boolean changesSession) {

    /** MySQL 8.0 manual, 13.3.3: all that is known to be free of an implicit commit. */
    private static final Set<String> NO_IMPLICIT_COMMIT = Set.of(
            "SELECT",
            "(",
            "INSERT",
            "REPLACE",
            "UPDATE",
            "DELETE",
            "WITH",
            "VALUES",
            "TABLE",
            "DO",
            "EXPLAIN",
            "DESCRIBE",
            "DESC",
            "SHOW",
            "HELP",
            "USE",
            "SAVEPOINT",
            "RELEASE",
            "PREPARE",
            "DEALLOCATE",
            "HANDLER",
            "SIGNAL",
            "GET");

    /** Functions called by a query can change settings too: {@code SELECT set_config(…)}, {@code SELECT GET_LOCK(…)}. */
    private static final Set<String> CHANGE_SESSION = Set.of(
            "SET",
            "RESET",
            "DISCARD",
            "SELECT",
            "(",
            "WITH",
            "VALUES",
            "TABLE",
            "DO",
            "CALL",
            "EXECUTE",
            "USE",
            "PRAGMA",
            "LOCK",
            "UNLOCK",
            "PREPARE",
            "DEALLOCATE",
            "LISTEN",
            "UNLISTEN",
            "LOAD",
            "DECLARE",
            "ATTACH",
            "DETACH",
            "HANDLER");

    /** Pragmas that SQLite refuses or ignores while a transaction is open (sqlite.org/pragma.html). */
    private static final Set<String> PRAGMAS_OUTSIDE = Set.of("FOREIGN_KEYS", "JOURNAL_MODE", "SYNCHRONOUS");

    private static final Pattern DETACH_CONCURRENTLY =
            Pattern.compile("\\A[^']*\\bDETACH\\s+PARTITION\\b[^']*\\bCONCURRENTLY\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern SET_TABLESPACE = Pattern.compile("\\bSET\\s+TABLESPACE\\b", Pattern.CASE_INSENSITIVE);

    /** The class of a statement on a database. */
    public static StatementClass of(Statement statement, DatabaseKind kind) {
        return of(statement.keywords(), statement.text(), kind);
    }

    /** The class of a statement by its first words, upper-case, and its text. */
    public static StatementClass of(List<String> keywords, String text, DatabaseKind kind) {
        if (keywords.isEmpty()) {
            return new StatementClass(false, false, false, false);
        }
        var words = new FirstWords(keywords);
        boolean control = transactionControl(words, kind);
        return new StatementClass(
                control,
                kind.isMysqlFamily() && (control || implicitCommit(words)),
                switch (kind) {
                    case POSTGRESQL -> postgresOutside(words, text);
                    case SQLITE -> sqliteOutside(words);
                    default -> false;
                },
                CHANGE_SESSION.contains(words.first()) || isBlock(words));
    }

    private static boolean transactionControl(FirstWords words, DatabaseKind kind) {
        boolean mysql = kind.isMysqlFamily();
        return switch (words.first()) {
            case "BEGIN" -> !isBlock(words);
            case "COMMIT" -> true;
            // ROLLBACK [WORK | TRANSACTION] TO [SAVEPOINT] x stays in the transaction
            case "ROLLBACK" -> !words.has("TO", 1, 3);
            case "START" -> words.is(1, "TRANSACTION");
            case "END" -> !mysql;
            case "ABORT" -> kind == DatabaseKind.POSTGRESQL;
            case "PREPARE" -> kind == DatabaseKind.POSTGRESQL && words.is(1, "TRANSACTION");
            case "XA" -> mysql;
            case "SET" -> mysql && words.has("AUTOCOMMIT", 1, 8);
            default -> false;
        };
    }

    /** MariaDB's {@code BEGIN NOT ATOMIC … END}. */
    private static boolean isBlock(FirstWords words) {
        return words.starts("BEGIN", "NOT", "ATOMIC");
    }

    private static boolean implicitCommit(FirstWords words) {
        return switch (words.first()) {
            case "SET" -> words.is(1, "PASSWORD") || words.is(1, "DEFAULT");
            // of a temporary table; MariaDB has CREATE OR REPLACE TEMPORARY TABLE
            case "CREATE", "DROP" ->
                !words.is(1, "TEMPORARY")
                        && !words.starts("CREATE", "OR", "REPLACE", "TEMPORARY")
                        && !words.starts("DROP", "PREPARE");
            case "LOAD" -> !words.is(1, "DATA") && !words.is(1, "XML");
            case "ROLLBACK" -> false;
            default -> !NO_IMPLICIT_COMMIT.contains(words.first());
        };
    }

    private static boolean postgresOutside(FirstWords words, String text) {
        return switch (words.first()) {
            case "CREATE" ->
                words.starts("CREATE", "INDEX", "CONCURRENTLY")
                        || words.starts("CREATE", "UNIQUE", "INDEX", "CONCURRENTLY")
                        || words.is(1, "DATABASE")
                        || words.is(1, "TABLESPACE")
                        || words.is(1, "SUBSCRIPTION");
            case "DROP" ->
                words.starts("DROP", "INDEX", "CONCURRENTLY")
                        || words.is(1, "DATABASE")
                        || words.is(1, "TABLESPACE")
                        || words.is(1, "SUBSCRIPTION");
            case "ALTER" ->
                words.is(1, "SYSTEM")
                        || words.is(1, "DATABASE")
                                && SET_TABLESPACE.matcher(text).find()
                        || words.is(1, "SUBSCRIPTION") && words.has("REFRESH", 3, 8)
                        || words.is(1, "TABLE")
                                && DETACH_CONCURRENTLY.matcher(text).find();
            case "REINDEX" ->
                words.has("CONCURRENTLY", 1, 8)
                        || words.has("DATABASE", 1, 8)
                        || words.has("SYSTEM", 1, 8)
                        || words.has("SCHEMA", 1, 8);
            case "VACUUM" -> true;
            // of everything: without a table's name
            case "CLUSTER" ->
                words.size() == 1 || words.size() == 2 && words.is(1, "VERBOSE") || words.ends(1, "(", ")");
            case "DISCARD" -> words.is(1, "ALL");
            case "COMMIT", "ROLLBACK" -> words.is(1, "PREPARED");
            default -> false;
        };
    }

    private static boolean sqliteOutside(FirstWords words) {
        if (!words.is(0, "PRAGMA")) {
            return words.is(0, "VACUUM");
        }
        int name = words.is(2, ".") ? 3 : 1;
        if (words.is(name, "WAL_CHECKPOINT")) {
            return true;
        }
        return name < words.size()
                && PRAGMAS_OUTSIDE.contains(words.at(name))
                && (words.is(name + 1, "=") || words.is(name + 1, "("));
    }

    /** The first words of a statement, asked without caring how many there are. */
    private record FirstWords(List<String> list) {

        String first() {
            return list.get(0);
        }

        int size() {
            return list.size();
        }

        String at(int index) {
            return list.get(index);
        }

        boolean is(int index, String word) {
            return index < list.size() && list.get(index).equals(word);
        }

        boolean has(String word, int from, int to) {
            int end = Math.min(to, list.size());
            return from < end && list.subList(from, end).contains(word);
        }

        boolean starts(String... words) {
            return list.size() >= words.length && list.subList(0, words.length).equals(List.of(words));
        }

        /** Whether a parenthesis that opens at an index closes with the last word. */
        boolean ends(int from, String open, String close) {
            return is(from, open) && list.indexOf(close) == list.size() - 1;
        }
    }
}
