package dev.migrate.lint.rule;

import static dev.migrate.sql.DatabaseKind.POSTGRESQL;

import dev.migrate.diagnostic.Severity;
import dev.migrate.lint.KnownTable;
import dev.migrate.lint.Rule;
import dev.migrate.lint.RuleFacts;
import dev.migrate.lint.Sight;
import dev.migrate.lint.grammar.Action;
import dev.migrate.lint.grammar.Change;
import dev.migrate.lint.grammar.Name;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whatever takes all rows at once. TRUNCATE: ACCESS EXCLUSIVE on PostgreSQL, and with CASCADE also the tables that refer to it (PostgreSQL 18 documentation, TRUNCATE); on MySQL and MariaDB
 * the table is dropped and made again, with an implicit commit (MySQL 8.0 manual, TRUNCATE TABLE Statement). SQLite has no such statement. DROP PARTITION and
 * TRUNCATE PARTITION of MySQL and MariaDB take the rows of the partition (MySQL 8.0 manual, 26.3.1). A DELETE without a condition does it row by row; of it
 * {@link UnboundedRows} tells on PostgreSQL.
 */
public final class TruncateTable implements Rule {

    private static final Set<String> TAKES_ROWS = Set.of("drop partition", "truncate partition");

    @Override
    public RuleFacts facts() {
        return RuleFacts.error("D104", "truncate");
    }

    @Override
    public void review(Sight sight) {
        if (sight.change() instanceof Change.Truncate truncate) {
            truncate(sight, truncate);
        } else if (sight.change() instanceof Change.AlterTable alter) {
            alter.actions(Action.Repartition.class)
                    .filter(action -> TAKES_ROWS.contains(action.what()))
                    .forEach(action -> partitions(sight, alter.table(), action));
            alter.actions(Action.SetOption.class)
                    .filter(action ->
                            sight.kind().isMysqlFamily() && action.name().equals("discard"))
                    .forEach(action -> discard(sight, alter.table(), action));
        } else if (sight.kind() != POSTGRESQL
                && sight.change() instanceof Change.Rows rows
                && rows.verb().equals("delete")
                && !rows.bounded()) {
            sight.reportOnRows(
                            rows.table(),
                            null,
                            "DELETE without a condition takes every row of \"" + rows.table() + "\" away")
                    .as(Severity.WARNING)
                    .note("no downgrade brings them back")
                    .rewrite(batches(sight, rows.table()));
        }
    }

    private static void truncate(Sight sight, Change.Truncate truncate) {
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

    private static void partitions(Sight sight, Name table, Action.Repartition action) {
        if (sight.isNew(table)) {
            return;
        }
        boolean all = action.partitions().stream().anyMatch("ALL"::equalsIgnoreCase);
        String names =
                action.partitions().stream().map(name -> "\"" + name + "\"").collect(Collectors.joining(", "));
        String which = all
                ? "every partition"
                : (action.partitions().size() == 1 ? "the partition " : "the partitions ") + names;
        sight.report(
                        action.span(),
                        action.what().toUpperCase(Locale.ROOT) + " takes every row of " + which + " of \"" + table
                                + "\" away")
                .note("it cannot be rolled back: it commits by itself (every version)")
                .rewrite(
                        all
                                ? "-- lint:allow D104 there is a backup\n"
                                        + sight.statement().text() + ";"
                                : kept(sight, table, action.partitions()));
    }

    /** The partition's rows change places with those of an empty table. */
    private static String kept(Sight sight, Name table, List<String> partitions) {
        StringBuilder sql =
                new StringBuilder("-- the rows go into a table of their own, which goes once there is a backup\n");
        for (String partition : partitions) {
            String copy = sight.written(new Name(table.schema(), table.name() + "_" + partition));
            sql.append("CREATE TABLE ")
                    .append(copy)
                    .append(" LIKE ")
                    .append(sight.written(table))
                    .append(";\n");
            sql.append("ALTER TABLE ").append(copy).append(" REMOVE PARTITIONING;\n");
            sql.append(SafeWay.alter(
                            sight, table, "EXCHANGE PARTITION " + sight.written(partition) + " WITH TABLE " + copy))
                    .append("\n");
        }
        return sql.append("-- lint:allow D104 the rows are in a table of their own\n")
                .append(sight.statement().text())
                .append(';')
                .toString();
    }

    /** The file of the rows goes, and the table cannot be read until another one is imported (MySQL 8.0 manual, 15.6.1.3). */
    private static void discard(Sight sight, Name table, Action.SetOption action) {
        sight.report(action.span(), "DISCARD TABLESPACE takes the rows of \"" + table + "\" away")
                .note("nobody reads or writes the table until another file is imported (every version)")
                .rewrite("-- lint:allow D104 there is a backup\n"
                        + sight.statement().text() + ";");
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
