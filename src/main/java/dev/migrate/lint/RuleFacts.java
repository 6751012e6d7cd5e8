package dev.migrate.lint;

import dev.migrate.diagnostic.Severity;
import dev.migrate.sql.DatabaseKind;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * What is said of a rule without looking at a script.
 *
 * @param id short and stable, such as {@code P113}: a letter for the area, and a number
 * @param name what it is about, such as {@code create-index-not-concurrent}
 * @param severity how bad a finding is where nobody says otherwise
 * @param databases those that it is about
 * @param off whether nothing is told of it where nobody asks for it
 */
public record RuleFacts(String id, String name, Severity severity, Set<DatabaseKind> databases, boolean off) {

    /** Copies the set, in a fixed order. */
    public RuleFacts {
        databases = Collections.unmodifiableSet(EnumSet.copyOf(databases));
    }

    /** A rule about every database whose findings must not go into production. */
    public static RuleFacts error(String id, String name) {
        return new RuleFacts(id, name, Severity.ERROR, EnumSet.allOf(DatabaseKind.class), false);
    }

    /** A rule about every database whose findings somebody should think about. */
    public static RuleFacts warning(String id, String name) {
        return new RuleFacts(id, name, Severity.WARNING, EnumSet.allOf(DatabaseKind.class), false);
    }

    /** A rule about every database whose findings are advice. */
    public static RuleFacts note(String id, String name) {
        return new RuleFacts(id, name, Severity.NOTE, EnumSet.allOf(DatabaseKind.class), false);
    }

    /** The same about these databases alone. */
    public RuleFacts on(DatabaseKind first, DatabaseKind... more) {
        return new RuleFacts(id, name, severity, EnumSet.of(first, more), off);
    }

    /** The same about MySQL and MariaDB. */
    public RuleFacts onMysql() {
        return on(DatabaseKind.MYSQL, DatabaseKind.MARIADB);
    }

    /** The same, silent until somebody gives it a severity. */
    public RuleFacts optIn() {
        return new RuleFacts(id, name, severity, databases, true);
    }

    /** The page about it, relative to the documentation. */
    public String page() {
        return "lint/" + id + ".md";
    }
}
