package dev.migrate.sql;

/**
 * Follows a statement word by word to tell whether a semicolon stands in a body that holds statements of its own, such as a
 * trigger's.
 */
interface Body {

    /** Whether it still has to be told of words and punctuation; false for nearly every statement after its first words. */
    boolean watching();

    /** An unquoted word, upper-case, outside parentheses or {@code parens} deep in them. */
    void word(String word, int offset, int parens);

    /** Anything else: a punctuation character, or the quote of something quoted. {@code next} follows it. */
    void other(char c, int next);

    /** A semicolon; true when it ends the statement. */
    boolean semicolon();

    /** The offset of what a body opened with that has not ended, or -1. */
    int openedAt();

    /** The word it opened with. */
    String opener();

    /** Begins with the next statement. */
    void reset();

    /** The rules of a database. */
    static Body of(DatabaseKind kind) {
        return switch (kind) {
            case POSTGRESQL -> new PostgresBody();
            case SQLITE -> new SqliteBody();
            case MYSQL, MARIADB -> new MysqlBody(kind == DatabaseKind.MARIADB);
        };
    }
}
