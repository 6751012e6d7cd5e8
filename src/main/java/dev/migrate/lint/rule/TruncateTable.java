package dev.migrate.lint.rule;

import static dev.migrate.sql.DatabaseKind.MARIADB;
import static dev.migrate.sql.DatabaseKind.MYSQL;
import static dev.migrate.sql.DatabaseKind.POSTGRESQL;

import dev.migrate.lint.KnownTable;
import dev.migrate.lint.Rule;
import dev.migrate.lint.RuleFacts;
import dev.migrate.lint.Sight;
import dev.migrate.lint.grammar.Change;
import dev.migrate.lint.grammar.Name;
import java.util.List;

/**
 * TRUNCATE: ACCESS EXCLUSIVE on PostgreSQL, and with CASCADE also the tables that refer to it (PostgreSQL 18 documentation, TRUNCATE); on MySQL and MariaDB
 * the table is dropped and made again, with an implicit commit (MySQL 8.0 manual, TRUNCATE TABLE Statement). SQLite has no such statement.
 */
public final class TruncateTable implements Rule {

    @Override
    public RuleFacts facts() {
        return RuleFacts.error("D104", "truncate").on(POSTGRESQL, MYSQL, MARIADB);
    }

    @Override
    public void review(Sight sight) {
        if (!(sight.change() instanceof Change.Truncate truncate)) {
            return;
        }
        for (Name table : truncate.tables()) {
            if (!truncate.cascade() && sight.isNew(table)) {
                continue;
            }
            sight.report("TRUNCATE takes every row of \"" + table + "\" away"
                            + (truncate.cascade() ? ", and every row of the tables that refer to it" : ""))
                    .note(
                            sight.kind() == POSTGRESQL
                                    ? "it takes an ACCESS EXCLUSIVE lock: nobody reads or writes the table until the"
                                            + " transaction ends (every version)"
                                    : "it cannot be rolled back: it commits by itself (every version)")
                    .rewrite(batches(sight, table));
        }
    }

    private static String batches(Sight sight, Name table) {
        List<String> known =
                sight.known().table(table).map(KnownTable::primaryKey).orElse(List.of());
        String key = known.size() == 1 ? sight.written(known.get(0)) : "id";
        String name = sight.written(table);
        return "-- in batches that others do not wait for:\n-- migrate:backfill table=" + name + " key=" + key
                + " size=10000\nDELETE FROM " + name + " WHERE " + key + " > :from AND " + key + " <= :to;";
    }
}
