package dev.migrate.dialect.mysql;

import dev.migrate.sql.DatabaseKind;
import dev.migrate.sql.Statement;
import dev.migrate.sql.Token;
import dev.migrate.sql.Tokens;
import dev.migrate.trace.Blocks;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A statement that the server can carry out in several ways, and in which a way can be named: ALTER TABLE, CREATE INDEX and DROP INDEX.
 *
 * @param table the table, as it is written
 * @param head what stands before the place of the way
 * @param rest what stands behind it
 * @param index whether it is an index's statement, which has no commas
 * @param named the way that the author has named; null where that is left to the server
 */
record AlgorithmChoice(
        String table,
        String head,
        String rest,
        boolean index,
        @Nullable Way named) {

    /**
     * A way.
     *
     * @param algorithm the word behind ALGORITHM
     * @param lock the word behind LOCK; null where none can be asked for
     */
    record Way(String algorithm, @Nullable String lock) {

        /** The lock as the server calls it; INSTANT takes none but that on the table's definition, for a moment. */
        String mode() {
            return lock != null ? "LOCK=" + lock : algorithm.equals("INSTANT") ? "METADATA" : "LOCK=DEFAULT";
        }

        /** Whom it keeps waiting while it works: MySQL 8.0 Reference Manual, 15.12.1; MariaDB, "InnoDB Online DDL Overview". */
        Blocks blocks() {
            return "SHARED".equals(lock)
                    ? Blocks.WRITES
                    : "EXCLUSIVE".equals(lock) ? Blocks.READS_AND_WRITES : Blocks.NOTHING;
        }
    }

    private static final List<Way> MYSQL = List.of(
            new Way("INSTANT", null),
            new Way("INPLACE", "NONE"),
            new Way("INPLACE", "SHARED"),
            new Way("INPLACE", "EXCLUSIVE"),
            new Way("COPY", "SHARED"),
            new Way("COPY", "EXCLUSIVE"));

    /** NOCOPY is INPLACE without a rebuild; since 11.2 a copy need not keep writers waiting. */
    private static final List<Way> MARIADB = List.of(
            new Way("INSTANT", null),
            new Way("NOCOPY", "NONE"),
            new Way("NOCOPY", "SHARED"),
            new Way("INPLACE", "NONE"),
            new Way("INPLACE", "SHARED"),
            new Way("COPY", "NONE"),
            new Way("COPY", "SHARED"),
            new Way("COPY", "EXCLUSIVE"));

    /** All ways, the best first, which is the order in which the server itself looks for one. */
    static List<Way> ways(DatabaseKind kind) {
        return kind == DatabaseKind.MARIADB ? MARIADB : MYSQL;
    }

    /** The choice that a statement has; empty for other statements. */
    static Optional<AlgorithmChoice> of(Statement statement, DatabaseKind kind) {
        List<Token> tokens = Tokens.of(kind, statement.text());
        Way named = named(tokens);
        var words = new Cursor(tokens);
        if (words.skip("ALTER")) {
            words.skip("ONLINE");
            words.skip("IGNORE");
            return words.skip("TABLE") ? Optional.of(table(words, statement.text(), named)) : Optional.empty();
        }
        boolean drops = words.skip("DROP");
        if (!drops) {
            if (!words.skip("CREATE")) {
                return Optional.empty();
            }
            if (words.skip("OR")) {
                words.skip("REPLACE");
            }
            words.skip("UNIQUE");
            words.skip("FULLTEXT");
            words.skip("SPATIAL");
        }
        if (!words.skip("INDEX")) {
            return Optional.empty();
        }
        return drops && kind == DatabaseKind.MARIADB && named == null
                ? dropped(words)
                : index(words, statement.text(), named);
    }

    /** What stands behind ALGORITHM and LOCK; a copy without a word about locks keeps writers waiting. */
    private static @Nullable Way named(List<Token> tokens) {
        String algorithm = null;
        String lock = null;
        List<Token> words = tokens.stream()
                .filter(token -> token.sort() != Token.Sort.BLANK)
                .toList();
        for (int i = 0; i + 1 < words.size(); i++) {
            int value = words.get(i + 1).is("=") && i + 2 < words.size() ? i + 2 : i + 1;
            if (words.get(i).is("ALGORITHM")) {
                algorithm = words.get(value).text().toUpperCase(Locale.ROOT);
            } else if (words.get(i).is("LOCK")) {
                lock = words.get(value).text().toUpperCase(Locale.ROOT);
            }
        }
        if (algorithm == null && lock == null) {
            return null;
        }
        return new Way(
                algorithm == null ? "DEFAULT" : algorithm, "COPY".equals(algorithm) && lock == null ? "SHARED" : lock);
    }

    private static AlgorithmChoice table(Cursor words, String text, @Nullable Way named) {
        words.skipExistence();
        String table = words.name();
        if (words.skip("WAIT")) {
            words.next();
        } else {
            words.skip("NOWAIT");
        }
        String head = Tokens.text(words.tokens.subList(0, words.at));
        return new AlgorithmChoice(table, head, text.substring(head.length()), false, named);
    }

    private static Optional<AlgorithmChoice> index(Cursor words, String text, @Nullable Way named) {
        words.skipExistence();
        words.name();
        // CREATE INDEX i USING BTREE ON t
        while (!words.skip("ON")) {
            if (!words.next()) {
                return Optional.empty();
            }
        }
        return Optional.of(new AlgorithmChoice(words.name(), text, "", true, named));
    }

    /** MariaDB's DROP INDEX takes no ALGORITHM, and is carried out as this ALTER TABLE. */
    private static Optional<AlgorithmChoice> dropped(Cursor words) {
        int existence = words.at;
        words.skipExistence();
        words.name();
        String index = Tokens.text(words.tokens.subList(existence, words.at));
        if (!words.skip("ON")) {
            return Optional.empty();
        }
        int from = words.at;
        String table = words.name();
        String written = Tokens.text(words.tokens.subList(from, words.at));
        return words.at < words.tokens.size()
                ? Optional.empty()
                : Optional.of(new AlgorithmChoice(table, "ALTER TABLE " + written, "DROP INDEX " + index, false, null));
    }

    /** The statement in that way. */
    String in(Way way) {
        String lock = way.lock() == null ? "" : (index ? " " : ", ") + "LOCK=" + way.lock();
        if (index) {
            // the text may end in a comment
            return head + "\nALGORITHM=" + way.algorithm() + lock;
        }
        String next = rest.strip().toUpperCase(Locale.ROOT);
        boolean comma = !next.startsWith("PARTITION BY") && !next.startsWith("REMOVE PARTITIONING");
        return head + " ALGORITHM=" + way.algorithm() + lock + (comma ? ", " : " ") + rest;
    }

    /** Goes through tokens, over blanks and comments. */
    private static final class Cursor {
        private final List<Token> tokens;
        private int at;

        Cursor(List<Token> tokens) {
            this.tokens = tokens;
            blanks();
        }

        private void blanks() {
            while (at < tokens.size() && tokens.get(at).sort() == Token.Sort.BLANK) {
                at++;
            }
        }

        boolean next() {
            if (at >= tokens.size()) {
                return false;
            }
            at++;
            blanks();
            return true;
        }

        boolean skip(String word) {
            return at < tokens.size() && tokens.get(at).is(word) && next();
        }

        void skipExistence() {
            if (skip("IF")) {
                skip("NOT");
                skip("EXISTS");
            }
        }

        /** A name, and the database's before it; the last of them without its quotes. */
        String name() {
            String name = at < tokens.size() ? tokens.get(at).name() : "";
            next();
            if (skip(".")) {
                name = at < tokens.size() ? tokens.get(at).name() : "";
                next();
            }
            return name;
        }
    }
}
