package dev.migrate.dialect.mysql;

import dev.migrate.Column;
import dev.migrate.Constraint;
import dev.migrate.Index;
import dev.migrate.TableElement;
import dev.migrate.dialect.DefinitionText;
import dev.migrate.dialect.Dialect;
import dev.migrate.diff.Drafted;
import dev.migrate.operation.CreateTable;
import dev.migrate.operation.Execute;
import dev.migrate.operation.TableProperties;
import dev.migrate.schema.SchemaObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How a new table is made. */
final class TableCreation {

    private final MysqlTable table;
    private final Dialect dialect;
    private final Wording wording;
    private final String databaseCollation;

    /**
     * A new table.
     *
     * @param databaseCollation what the table has unless it says otherwise
     */
    TableCreation(MysqlTable table, Dialect dialect, Wording wording, String databaseCollation) {
        this.table = table;
        this.dialect = dialect;
        this.wording = wording;
        this.databaseCollation = databaseCollation;
    }

    /** The statement, with some of its foreign keys. */
    Drafted drafted(Set<String> foreignKeys) {
        return operation(foreignKeys)
                .map(operation -> Drafted.of(operation, table.object()))
                .orElseGet(() -> Drafted.of(new Execute(text(foreignKeys), List.of()), table.object()));
    }

    /** The table as an operation; empty where that would lose something of it. */
    Optional<CreateTable> operation(Set<String> foreignKeys) {
        if (table.tail().versioned() || !isCounterFirst()) {
            return Optional.empty();
        }
        List<TableElement> elements = new ArrayList<>();
        List<Index> indexes = new ArrayList<>();
        for (String name : table.order()) {
            Optional<Column> column = wording.column(name, table.column(name));
            if (column.isEmpty()) {
                return Optional.empty();
            }
            elements.add(column.get());
        }
        for (DefinitionText.Element line : table.lines()) {
            Optional<? extends TableElement> element = element(line);
            if (element.isEmpty()) {
                return Optional.empty();
            }
            if (!(element.get() instanceof Index index)) {
                elements.add(element.get());
            } else if (!comesWithForeignKey(index.name())) {
                indexes.add(index);
            }
        }
        for (String name : table.foreignKeys().keySet()) {
            if (foreignKeys.contains(name)) {
                Optional<Constraint.ForeignKey> key = wording.foreignKey(table.foreignKey(name));
                if (key.isEmpty()) {
                    return Optional.empty();
                }
                elements.add(key.get());
            }
        }
        elements.addAll(indexes);
        String comment = wording.string(table.tail().options().getOrDefault("COMMENT", "''"));
        if (comment == null) {
            return Optional.empty();
        }
        return Optional.of(new CreateTable(table.name(), elements, properties(comment), false));
    }

    /** What numbers its rows must be the first of a key in the very statement. */
    private boolean isCounterFirst() {
        return table.order().stream()
                .filter(column -> table.column(column).has(ColumnText.Kind.AUTO_INCREMENT))
                .allMatch(column -> table.lines().stream()
                        .anyMatch(line -> (line.isA("PRIMARY") || line.isA("UNIQUE"))
                                && line.columns().indexOf(column) == 0));
    }

    private Optional<? extends TableElement> element(DefinitionText.Element line) {
        if (line.isA("PRIMARY")) {
            return wording.primaryKey(line);
        }
        if (line.isA("CHECK")) {
            return wording.check(line);
        }
        if (line.isA("PERIOD")) {
            return Optional.empty();
        }
        Optional<Constraint.Unique> unique = wording.unique(line);
        return unique.isPresent() ? unique : wording.index(line);
    }

    private boolean comesWithForeignKey(String index) {
        SchemaObject foreign = table.foreignKeys().get(index);
        SchemaObject key = table.keys().get(index);
        return foreign != null && key != null && KeyClauses.isOwnIndex(key, foreign);
    }

    private TableProperties properties(String comment) {
        TableTail tail = table.tail();
        return new TableProperties(
                comment.isEmpty() ? null : comment,
                tail.isInnodb() ? null : tail.engine(),
                null,
                table.collation().equals(databaseCollation) ? null : table.collation(),
                tail.others(),
                tail.partitions().isEmpty() ? null : tail.partitions(),
                null,
                false,
                false,
                false,
                false);
    }

    private String text(Set<String> foreignKeys) {
        List<String> lines = new ArrayList<>();
        for (String column : table.order()) {
            lines.add(dialect.quote(column) + " " + table.column(column).text());
        }
        table.lines().forEach(line -> lines.add(line.text()));
        for (String name : table.foreignKeys().keySet()) {
            if (foreignKeys.contains(name)) {
                lines.add(table.foreignKey(name).text());
            }
        }
        TableTail tail = table.tail();
        StringBuilder text = new StringBuilder("CREATE TABLE ")
                .append(table.quoted())
                .append(" (\n    ")
                .append(String.join(",\n    ", lines))
                .append("\n)");
        if (!tail.isInnodb()) {
            text.append(" ENGINE = ").append(tail.engine());
        }
        if (!table.collation().equals(databaseCollation)) {
            text.append(" COLLATE = ").append(table.collation());
        }
        for (Map.Entry<String, String> option : tail.others().entrySet()) {
            text.append(' ').append(option.getKey()).append(" = ").append(option.getValue());
        }
        if (tail.options().containsKey("COMMENT")) {
            text.append(" COMMENT = ").append(tail.options().get("COMMENT"));
        }
        if (tail.versioned()) {
            text.append(" WITH SYSTEM VERSIONING");
        }
        if (!tail.partitions().isEmpty()) {
            text.append("\nPARTITION BY ").append(tail.partitions());
        }
        return text.toString();
    }
}
