package dev.migrate.lint.rule;

import static dev.migrate.sql.DatabaseKind.POSTGRESQL;

import dev.migrate.lint.KnownTable;
import dev.migrate.lint.Rule;
import dev.migrate.lint.RuleFacts;
import dev.migrate.lint.Sight;
import dev.migrate.lint.grammar.Change;
import dev.migrate.lint.grammar.Name;
import java.util.List;
import java.util.Optional;

/**
 * An index on a partitioned table: CONCURRENTLY is refused, and without it every partition is locked while its index
 * is built (documentation of CREATE INDEX, "Building Indexes Concurrently"; seen on PostgreSQL 14 and 18).
 */
public final class PartitionedIndex implements Rule {

    @Override
    public RuleFacts facts() {
        return RuleFacts.error("P119", "index-on-partitioned-table").on(POSTGRESQL);
    }

    @Override
    public void review(Sight sight) {
        if (!(sight.change() instanceof Change.CreateIndex create) || create.only()) {
            return;
        }
        Optional<KnownTable> table = sight.known().table(create.table()).filter(KnownTable::partitioned);
        if (table.isEmpty()) {
            return;
        }
        String way = way(sight, create);
        if (create.concurrently()) {
            sight.report("PostgreSQL builds no index concurrently on \"" + create.table() + "\", which is partitioned")
                    .note("it refuses the statement (every version)")
                    .rewrite(way);
        } else {
            sight.reportOnRows(
                            create.table(),
                            null,
                            "CREATE INDEX keeps every write of \"" + create.table()
                                    + "\" waiting until each partition has its index")
                    .aboutLock()
                    .note("it takes a SHARE lock on the table and on each of its partitions until the transaction"
                            + " ends (every version)")
                    .rewrite(way);
        }
    }

    private static String way(Sight sight, Change.CreateIndex create) {
        Name table = create.table();
        String name = create.index().name() == null
                ? SafeWay.name(table.name(), String.join("_", create.index().columns()), "idx")
                : create.index().name();
        String text = sight.statement().text();
        int columns = Math.max(text.indexOf('('), 0);
        String head = create.index().unique() ? "CREATE UNIQUE INDEX " : "CREATE INDEX ";
        String using =
                create.index().kind() == null ? " " : " USING " + create.index().kind() + " ";
        StringBuilder way = new StringBuilder(head + sight.written(name) + " ON ONLY " + sight.written(table) + using
                + text.substring(columns) + ";");
        List<Name> partitions = sight.known().partitions(table);
        if (partitions.isEmpty()) {
            return way
                    + "\n"
                    + "-- then for each partition, outside of a transaction: CREATE INDEX CONCURRENTLY, and ALTER"
                    + " INDEX "
                    + sight.written(new Name(table.schema(), name)) + " ATTACH PARTITION it";
        }
        StringBuilder attach = new StringBuilder();
        way.append("\n-- in a revision of its own\n-- migrate:upgrade transaction=false");
        for (Name partition : partitions) {
            String index = SafeWay.name(partition.name(), name);
            way.append('\n')
                    .append(head.replace("INDEX", "INDEX CONCURRENTLY"))
                    .append(sight.written(index))
                    .append(" ON ")
                    .append(sight.written(partition))
                    .append(using)
                    .append(text.substring(columns))
                    .append(';');
            attach.append("\nALTER INDEX ")
                    .append(sight.written(new Name(table.schema(), name)))
                    .append(" ATTACH PARTITION ")
                    .append(sight.written(new Name(partition.schema(), index)))
                    .append(';');
        }
        return way + "\n-- in the next revision" + attach;
    }
}
