package dev.migrate.engine;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.OwnTables;
import dev.migrate.plan.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The rows that an offline script begins with. Behind a squash a database may hold the squash's id or the one of the newest
 * revision that it replaces, and nobody can look: the guard lets both pass, and then the row is given the name that the
 * script goes on with.
 *
 * @param position the rows by the names that the script uses
 * @param otherNames the other names of each
 */
record FirstRows(Position position, Map<String, List<String>> otherNames) {

    /** All that the guard lets pass, the script's own names first. */
    List<String> accepted() {
        List<List<String>> all = List.of(List.of());
        for (String row : position.rows()) {
            var longer = new ArrayList<List<String>>();
            for (List<String> rows : all) {
                longer.add(with(rows, row));
                otherNames.getOrDefault(row, List.of()).forEach(other -> longer.add(with(rows, other)));
            }
            all = longer;
        }
        return all.stream()
                .map(rows -> rows.stream().sorted().collect(Collectors.joining(",")))
                .toList();
    }

    /** Statements that give every row the script's own name. */
    List<String> renaming(Dialect dialect, OwnTables tables) {
        var statements = new ArrayList<String>();
        for (String row : position.rows()) {
            List<String> others = otherNames.getOrDefault(row, List.of());
            if (!others.isEmpty()) {
                statements.add("UPDATE " + tables.versionSql(dialect) + " SET version_num = " + dialect.literal(row)
                        + " WHERE version_num IN ("
                        + others.stream().map(dialect::literal).collect(Collectors.joining(", ")) + ")");
            }
        }
        return statements;
    }

    private static List<String> with(List<String> rows, String row) {
        var longer = new ArrayList<>(rows);
        longer.add(row);
        return longer;
    }
}
