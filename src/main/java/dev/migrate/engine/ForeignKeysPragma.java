package dev.migrate.engine;

import dev.migrate.sql.DatabaseKind;
import dev.migrate.sql.Statement;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code PRAGMA foreign_keys = …} asks for. A rebuild by hand begins with it (sqlite.org/lang_altertable.html, 7), yet within a transaction
 * SQLite passes over it (sqlite.org/pragma.html#pragma_foreign_keys), and DROP TABLE then deletes the rows of the table's children. So a section that says
 * it gets a transaction of its own, and the run turns the foreign keys off before that opens and puts them back behind it.
 */
enum ForeignKeysPragma {
    /** They are looked at. */
    ON,
    /** They are not. */
    OFF;

    private static final Pattern TEXT = Pattern.compile(
            "PRAGMA\\s+(?:\\w+\\s*\\.\\s*)?foreign_keys\\s*(?:=\\s*(\\w+)|\\(\\s*(\\w+)\\s*\\))\\s*", Pattern.CASE_INSENSITIVE);

    private static final Set<String> OFF_WORDS = Set.of("off", "0", "no", "false");

    /** What a statement asks for; empty where it is another. */
    static Optional<ForeignKeysPragma> of(Statement s, DatabaseKind kind) {
        if (kind != DatabaseKind.SQLITE || !s.startsWith("PRAGMA")) {
            return Optional.empty();
        }
        Matcher matcher = TEXT.matcher(s.text());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String value = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
        return Optional.of(OFF_WORDS.contains(value.toLowerCase(Locale.ROOT)) ? OFF : ON);
    }
}
