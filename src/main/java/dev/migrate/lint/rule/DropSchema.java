package dev.migrate.lint.rule;

import static dev.migrate.sql.DatabaseKind.MARIADB;
import static dev.migrate.sql.DatabaseKind.MYSQL;
import static dev.migrate.sql.DatabaseKind.POSTGRESQL;

import dev.migrate.lint.Rule;
import dev.migrate.lint.RuleFacts;
import dev.migrate.lint.Sight;
import dev.migrate.lint.grammar.Change;
import dev.migrate.lint.grammar.Name;
import java.util.Locale;

/**
 * DROP SCHEMA, DROP DATABASE and DROP OWNED. PostgreSQL refuses it without CASCADE while anything is in the schema (PostgreSQL 18 documentation, DROP SCHEMA); on MySQL and
 * MariaDB a schema is a database, and goes with all its tables (MySQL 8.0 manual, DROP DATABASE Statement).
 */
public final class DropSchema implements Rule {

    @Override
    public RuleFacts facts() {
        return RuleFacts.error("D101", "drop-schema").on(POSTGRESQL, MYSQL, MARIADB);
    }

    @Override
    public void review(Sight sight) {
        if (!(sight.change() instanceof Change.Drop drop)) {
            return;
        }
        if (drop.kind().equals("owned")) {
            drop.names().stream().filter(role -> !ownsNothing(sight, role)).forEach(role -> owned(sight, role));
            return;
        }
        boolean schema = drop.kind().equals("schema");
        if (!schema && !drop.kind().equals("database") || schema && sight.kind() == POSTGRESQL && !drop.cascade()) {
            return;
        }
        for (Name name : drop.names()) {
            if (!sight.known().isNewSchema(name)) {
                sight.report("DROP " + drop.kind().toUpperCase(Locale.ROOT) + " takes \"" + name
                                + "\" away with every table in it")
                        .note("no downgrade brings the rows back")
                        .rewrite(rewrite(sight, drop, name));
            }
        }
    }

    /** Nothing but privileges is left to drop (PostgreSQL 18 documentation, 21.4 "Dropping Roles"). */
    private static boolean ownsNothing(Sight sight, Name role) {
        return sight.before().stream()
                .anyMatch(seen -> seen.change() instanceof Change.ReassignOwned given
                        && given.roles().stream().anyMatch(role::matches));
    }

    private static void owned(Sight sight, Name role) {
        String name = sight.written(role);
        sight.report("DROP OWNED takes everything away that \"" + role + "\" owns in this database, its tables too")
                .note("no downgrade brings the rows back")
                .rewrite("-- what it owns gets another owner first; then only its privileges are left to go\n"
                        + "REASSIGN OWNED BY "
                        + name + " TO postgres;\n" + sight.statement().text() + ";");
    }

    private static String rewrite(Sight sight, Change.Drop drop, Name name) {
        if (sight.kind() == POSTGRESQL) {
            String kind = drop.kind().toUpperCase(Locale.ROOT);
            return "-- out of everybody's way first, dropped in a later release, once there is a backup\nALTER " + kind
                    + " " + sight.written(name) + " RENAME TO " + sight.written(name.name() + "_old") + ";";
        }
        return "-- once there is a backup:\n-- lint:allow D101 the backup of " + name
                + " is kept until its tables are not missed\n"
                + sight.statement().text() + ";";
    }
}
