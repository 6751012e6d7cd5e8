package dev.migrate.lint.rule;

import static dev.migrate.sql.DatabaseKind.MARIADB;
import static dev.migrate.sql.DatabaseKind.MYSQL;
import static dev.migrate.sql.DatabaseKind.POSTGRESQL;

import dev.migrate.lint.Rule;
import dev.migrate.lint.RuleFacts;
import dev.migrate.lint.Sight;
import dev.migrate.lint.grammar.Change;
import dev.migrate.lint.grammar.Span;
import dev.migrate.sql.Token;
import dev.migrate.sql.Tokens;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/**
 * A name that is longer than the database takes: PostgreSQL cuts it off at 63 bytes with no more than a notice (PostgreSQL 18 documentation, Identifiers and Key
 * Words), MySQL and MariaDB refuse more than 64 characters (MySQL 8.0 manual, Identifier Length Limits).
 */
public final class LongIdentifier implements Rule {

    private static final int POSTGRESQL_BYTES = 63;
    private static final int MYSQL_CHARACTERS = 64;

    @Override
    public RuleFacts facts() {
        return RuleFacts.error("T105", "identifier-too-long").on(POSTGRESQL, MYSQL, MARIADB);
    }

    @Override
    public void review(Sight sight) {
        String text = sight.statement().text();
        if (!names(sight.change()) || text.length() <= POSTGRESQL_BYTES) {
            return;
        }
        Set<String> told = new HashSet<>();
        int offset = 0;
        for (Token token : Tokens.of(sight.kind(), text)) {
            if (token.isName() && isTooLong(sight, token.name()) && told.add(token.name())) {
                look(sight, token, new Span(offset, offset + token.text().length()));
            }
            offset += token.text().length();
        }
    }

    /** Whether the statement gives or uses names of the schema; in a query a long word may be an alias. */
    private static boolean names(Change change) {
        return !(change instanceof Change.Harmless
                || change instanceof Change.Rows
                || change instanceof Change.Setting
                || change instanceof Change.Opaque
                || change instanceof Change.CreateRoutine
                || change instanceof Change.CreateTrigger);
    }

    private static boolean isTooLong(Sight sight, String name) {
        return sight.kind() == POSTGRESQL
                ? name.getBytes(StandardCharsets.UTF_8).length > POSTGRESQL_BYTES
                : name.codePointCount(0, name.length()) > MYSQL_CHARACTERS;
    }

    private static void look(Sight sight, Token token, Span span) {
        String name = token.name();
        String cut = cut(sight, name);
        if (sight.kind() == POSTGRESQL) {
            sight.report(
                            span,
                            "\"" + name + "\" has " + name.getBytes(StandardCharsets.UTF_8).length
                                    + " bytes, and becomes \"" + cut + "\"")
                    .note("names have at most 63 bytes; the rest is cut off, and two names that begin alike become one"
                            + " (every version)")
                    .rewrite(sight.written(cut));
        } else {
            sight.report(
                            span,
                            "\"" + name + "\" has " + name.codePointCount(0, name.length())
                                    + " characters, and the statement fails")
                    .note("names have at most 64 characters (every version)")
                    .rewrite(sight.written(cut));
        }
    }

    private static String cut(Sight sight, String name) {
        String cut = name;
        while (isTooLong(sight, cut)) {
            cut = cut.substring(0, cut.offsetByCodePoints(cut.length(), -1));
        }
        return cut;
    }
}
