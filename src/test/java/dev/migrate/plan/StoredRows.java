package dev.migrate.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeSet;

/** A version table without a database: every change must meet the rows that it names. */
final class StoredRows {

    private StoredRows() {}

    static Position after(Plan plan) {
        return after(
                plan.from(),
                plan.steps().stream().flatMap(step -> step.changes().stream()).toList());
    }

    static Position after(Position from, List<VersionChange> changes) {
        var rows = new TreeSet<>(from.rows());
        for (VersionChange change : changes) {
            if (change instanceof VersionChange.Insert insert) {
                assertThat(rows.add(insert.id()))
                        .as("%s among %s", change, rows)
                        .isTrue();
            } else if (change instanceof VersionChange.Update update) {
                assertThat(rows.remove(update.from()))
                        .as("%s among %s", change, rows)
                        .isTrue();
                assertThat(rows.add(update.to()))
                        .as("%s among %s", change, rows)
                        .isTrue();
            } else if (change instanceof VersionChange.Delete delete) {
                assertThat(rows.remove(delete.id()))
                        .as("%s among %s", change, rows)
                        .isTrue();
            }
        }
        return Position.of(rows);
    }
}
