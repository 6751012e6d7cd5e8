package dev.migrate.lint.rule;

import dev.migrate.lint.Rule;
import dev.migrate.lint.RuleFacts;
import dev.migrate.lint.Sight;
import dev.migrate.lint.grammar.Change;
import dev.migrate.sql.DatabaseKind;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * UPDATE that assigns a column twice: PostgreSQL refuses it, SQLite takes the last one (SQLite documentation, UPDATE), MySQL and MariaDB go from left to right
 * (MySQL 8.0 manual, UPDATE Statement).
 */
public final class AssignedTwice implements Rule {

    @Override
    public RuleFacts facts() {
        return RuleFacts.error("T110", "column-assigned-twice");
    }

    @Override
    public void review(Sight sight) {
        if (!(sight.change() instanceof Change.Rows rows)) {
            return;
        }
        Set<String> seen = new HashSet<>();
        Set<String> told = new HashSet<>();
        for (String column : rows.assigned()) {
            String key = sight.kind() == DatabaseKind.POSTGRESQL ? column : column.toLowerCase(Locale.ROOT);
            if (!seen.add(key) && told.add(key)) {
                sight.report("UPDATE assigns \"" + column + "\" more than once")
                        .note(
                                sight.kind() == DatabaseKind.POSTGRESQL
                                        ? "the statement fails (every version)"
                                        : "all but the last value are lost without a word (every version)")
                        .rewrite("assign \"" + column + "\" once, with the value that is meant");
            }
        }
    }
}
