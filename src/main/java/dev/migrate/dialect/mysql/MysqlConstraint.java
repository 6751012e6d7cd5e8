package dev.migrate.dialect.mysql;

import dev.migrate.Constraint;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.dialect.DefinitionText;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.LiveCatalog;
import dev.migrate.dialect.Refusal;
import dev.migrate.dialect.StandardDdl.Part;
import dev.migrate.operation.DropColumn;
import dev.migrate.operation.DropConstraint;
import dev.migrate.operation.Operation;
import dev.migrate.operation.Rename;
import dev.migrate.sql.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** Constraints that go or get another name, in the words of MySQL and MariaDB. */
final class MysqlConstraint {

    private final MysqlDdl ddl;
    private final Dialect dialect;
    private final LiveCatalog catalog;

    MysqlConstraint(MysqlDdl ddl, Dialect dialect, LiveCatalog catalog) {
        this.ddl = ddl;
        this.dialect = dialect;
        this.catalog = catalog;
    }

    List<Part> drop(DropConstraint operation) {
        MysqlGuard guard =
                MysqlGuard.constraint(operation.table(), operation.isPrimaryKey() ? "PRIMARY" : operation.constraint());
        return ddl.guard(operation.ifExists(), true, guard, operation.table(), action(operation));
    }

    private String action(DropConstraint operation) {
        if (operation.isPrimaryKey()) {
            return "DROP PRIMARY KEY";
        }
        String name = ddl.quote(operation.constraint());
        Optional<DefinitionText> table =
                catalog.tableDefinition(operation.table()).flatMap(sql -> DefinitionText.parse(dialect.kind(), sql));
        boolean foreign = operation.was() != null && operation.was().constraint() instanceof Constraint.ForeignKey;
        if (table.isPresent()) {
            foreign = table.get().elements().stream()
                    .anyMatch(element -> !element.isColumn()
                            && element.isA("FOREIGN", "KEY")
                            && element.name().equalsIgnoreCase(operation.constraint()));
        }
        if (foreign) {
            // the server makes an index of the key's own name where there is none, and forgets it there
            boolean index = table.isPresent()
                    && table.get().elements().stream()
                            .anyMatch(element -> !element.isColumn()
                                    && element.isA("KEY")
                                    && element.name().equalsIgnoreCase(operation.constraint()));
            return "DROP FOREIGN KEY " + name + (index ? ",\n    DROP KEY " + name : "");
        }
        if (operation.was() != null && operation.was().constraint() instanceof Constraint.Unique) {
            return "DROP INDEX " + name;
        }
        return "DROP CONSTRAINT " + name;
    }

    /** The foreign keys over a column, which the servers do not drop along with it; each with a comma behind. */
    String dropsOver(DropColumn operation) {
        Optional<DefinitionText> table =
                catalog.tableDefinition(operation.table()).flatMap(sql -> DefinitionText.parse(dialect.kind(), sql));
        List<String> keys = new ArrayList<>();
        if (table.isPresent()) {
            for (DefinitionText.Element element : table.get().elements()) {
                if (!element.isColumn()
                        && element.isA("FOREIGN", "KEY")
                        && element.columns().stream().anyMatch(operation.column()::equalsIgnoreCase)) {
                    if (element.name().isEmpty()) {
                        // InnoDB names it by counting, so that a text which has not been run yet does not tell
                        throw unnamed(operation);
                    }
                    keys.add(element.name());
                }
            }
        } else if (operation.was() != null && operation.was().column().reference() != null) {
            String name = operation.was().column().reference().name();
            if (name == null) {
                throw unnamed(operation);
            }
            keys.add(name);
        }
        return keys.stream()
                .map(name -> "DROP FOREIGN KEY " + ddl.quote(name) + ",\n    ")
                .collect(Collectors.joining());
    }

    private static MigrateException unnamed(DropColumn operation) {
        return Refusal.needsDefinition(
                operation,
                "the name of the column's foreign key",
                "give it a name: .references(foreignKey(\"fk\", \"" + operation.column() + "\").references(…))");
    }

    List<String> rename(Rename operation) {
        var name = Objects.requireNonNull(operation.table());
        String from = operation.name().name();
        if (!catalog.isKnown(name)) {
            throw Refusal.needsDefinition(
                    operation,
                    "the constraint, which " + dialect.kind().displayName() + " can only drop and make anew",
                    "op.dropConstraint(\"" + from + "\", \"" + name + "\"), and make it anew under the other name");
        }
        DefinitionText table = catalog.tableDefinition(name)
                .flatMap(sql -> DefinitionText.parse(dialect.kind(), sql))
                .orElseThrow(() -> Refusal.missing(operation, "table \"" + name + "\""));
        DefinitionText.Element element = constraint(operation, table, from);
        String alter = "ALTER TABLE " + ddl.name(name) + " ";
        if (element.isA("UNIQUE")) {
            return List.of(alter + "RENAME INDEX " + ddl.quote(from) + " TO " + ddl.quote(operation.to()));
        }
        String drop = element.isA("FOREIGN") ? "DROP FOREIGN KEY " : "DROP CONSTRAINT ";
        return List.of(alter + drop + ddl.quote(from) + ",\n    ADD " + renamed(element, operation.to()));
    }

    private DefinitionText.Element constraint(Operation operation, DefinitionText table, String name) {
        return table.elements().stream()
                .filter(element -> !element.isColumn() && element.name().equalsIgnoreCase(name) && !element.isA("KEY"))
                .findFirst()
                .orElseThrow(() -> Refusal.missing(operation, "constraint \"" + name + "\""));
    }

    private String renamed(DefinitionText.Element element, String to) {
        StringBuilder text = new StringBuilder();
        boolean done = false;
        for (Token token : element.tokens()) {
            boolean name = !done && token.sort() == Token.Sort.IDENTIFIER;
            text.append(name ? ddl.quote(to) : token.text());
            done |= name;
        }
        return text.toString().strip();
    }
}
