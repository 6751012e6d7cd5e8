package dev.migrate.model;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.SourceSpan;
import dev.migrate.sql.DatabaseKind;
import dev.migrate.sql.Statement;
import dev.migrate.sql.Token;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Statements that would work outside the database they are run in. A model is made in a scratch database on the same server as the live
 * one, so such a statement must not be run.
 */
final class Elsewhere {

    private static final Set<String> MAKES =
            Set.of("CREATE", "ALTER", "DROP", "RENAME", "TRUNCATE", "INSERT", "REPLACE", "UPDATE", "DELETE");

    /** What a name stands behind, in the statements that make or change something. */
    private static final Set<String> BEFORE_NAME = Set.of(
            "TABLE",
            "VIEW",
            "INTO",
            "ON",
            "TRIGGER",
            "PROCEDURE",
            "FUNCTION",
            "EVENT",
            "SEQUENCE",
            "UPDATE",
            "FROM",
            "EXISTS");

    /** Where a query or a body may begin, in which a name before a dot is mostly that of a table. */
    private static final String[] BODY = {"AS", "SELECT", "WITH", "VALUES", "SET", "EACH", "BEGIN", "DO"};

    /** What tables alone stand behind in a query. */
    private static final Set<String> BEFORE_TABLE = Set.of("FROM", "JOIN");

    private Elsewhere() {}

    /** Refuses a statement that leads elsewhere. */
    static void refuse(Statement statement, DatabaseKind kind, @Nullable SourceSpan place) {
        refuse(statement.text(), statement.keywords(), kind, place);
    }

    /** Refuses a statement that leads elsewhere. */
    static void refuse(String sql, List<String> keywords, DatabaseKind kind, @Nullable SourceSpan place) {
        boolean mysql = kind.isMysqlFamily();
        String first = keywords.isEmpty() ? "" : keywords.get(0);
        String second = keywords.size() < 2 ? "" : keywords.get(1);
        boolean leaves = mysql && first.equals("USE")
                || kind == DatabaseKind.SQLITE && first.equals("ATTACH")
                || Set.of("CREATE", "ALTER", "DROP").contains(first)
                        && (second.equals("DATABASE") || mysql && second.equals("SCHEMA"));
        if (leaves) {
            throw Diagnostic.error("model/other-database", "\"" + first + " " + second + "\" leads to another database")
                    .at(place)
                    .note("a model is what stands in one database; it is made in a scratch database to be compared")
                    .help("leave the statement out")
                    .toException();
        }
        if (mysql && MAKES.contains(first)) {
            qualified(sql, kind).ifPresent(name -> {
                throw Diagnostic.error(
                                "model/other-database",
                                "\"" + name + "\" names its database, which is another than the one it is made in")
                        .at(place)
                        .note("the model is made in a scratch database to be compared")
                        .help("write the name alone; of an entity: without catalog and schema")
                        .toException();
            });
        }
    }

    /** The name of what the statement makes or changes, where a database's name stands before it. */
    private static Optional<String> qualified(String sql, DatabaseKind kind) {
        List<Token> tokens = Token.of(kind, sql);
        boolean body = false;
        for (int i = 0; i + 3 < tokens.size() && !tokens.get(i).is("("); i++) {
            body |= tokens.get(i).is(BODY);
            if (tokens.get(i).sort() == Token.Sort.WORD
                    && (body ? BEFORE_TABLE : BEFORE_NAME)
                            .contains(tokens.get(i).text().toUpperCase(java.util.Locale.ROOT))
                    && tokens.get(i + 1).isName()
                    && tokens.get(i + 2).is(".")
                    && tokens.get(i + 3).isName()) {
                return Optional.of(
                        tokens.get(i + 1).name() + "." + tokens.get(i + 3).name());
            }
        }
        return Optional.empty();
    }
}
