package dev.migrate.dialect.postgresql;

import static dev.migrate.dialect.postgresql.ObjectStatements.execute;
import static dev.migrate.dialect.postgresql.ObjectStatements.property;

import dev.migrate.operation.Operation;
import dev.migrate.schema.ObjectKind;
import dev.migrate.schema.SchemaDifference;
import dev.migrate.schema.SchemaObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Foreign tables with their columns and checks; they hold no rows, so that dropping one loses none. */
final class ForeignTables implements ObjectStatements {

    private static final String OPTIONS = "server options";
    private static final String INHERITED = "inherited";

    private final Function<SchemaObject, List<SchemaObject>> before;
    private final Function<SchemaObject, List<SchemaObject>> after;

    /** The columns and checks that a table has on either side. */
    ForeignTables(Function<SchemaObject, List<SchemaObject>> before, Function<SchemaObject, List<SchemaObject>> after) {
        this.before = before;
        this.after = after;
    }

    @Override
    public List<Operation> create(SchemaObject object) {
        List<String> elements = new ArrayList<>();
        List<Operation> comments = new ArrayList<>();
        for (SchemaObject part : Views.inOrder(after.apply(object))) {
            boolean column = part.kind() == ObjectKind.COLUMN;
            if (!property(part, INHERITED).equals("yes")) {
                elements.add(column ? column(part) : check(part));
            }
            if (part.properties().containsKey("comment")) {
                String on = column
                        ? "COLUMN " + PostgresqlName.of(part)
                        : "CONSTRAINT " + PostgresqlName.quote(part.name()) + " ON " + PostgresqlName.of(object);
                comments.add(execute(
                        "COMMENT ON " + on + " IS " + PostgresqlName.literal(property(part, "comment"))));
            }
        }
        String options = property(object, OPTIONS);
        String inherits = property(object, "inherits");
        String bound = property(object, "partition bound");
        String body = elements.isEmpty() ? "" : "\n    " + String.join(",\n    ", elements) + "\n";
        String place = !bound.isEmpty()
                ? " PARTITION OF " + inherits + (elements.isEmpty() ? "" : " (" + body + ")") + " " + bound
                : " (" + body + ")" + (inherits.isEmpty() ? "" : " INHERITS (" + inherits + ")");
        List<Operation> operations = new ArrayList<>();
        operations.add(execute("CREATE FOREIGN TABLE " + PostgresqlName.of(object) + place + " SERVER "
                + property(object, "server") + (options.isEmpty() ? "" : " OPTIONS (" + options + ")")));
        operations.addAll(comments);
        return operations;
    }

    private static String column(SchemaObject column) {
        String generated = property(column, "generated");
        String notNull = property(column, "not null constraint");
        StringBuilder text = new StringBuilder(PostgresqlName.quote(column.name()))
                .append(' ')
                .append(property(column, "type"));
        if (column.properties().containsKey(OPTIONS)) {
            text.append(" OPTIONS (").append(property(column, OPTIONS)).append(')');
        }
        if (column.properties().containsKey("collation")) {
            text.append(" COLLATE ").append(property(column, "collation"));
        }
        if (column.properties().containsKey("default")) {
            text.append(" DEFAULT ").append(property(column, "default"));
        }
        if (!generated.isEmpty()) {
            text.append(" GENERATED ALWAYS AS (")
                    .append(generated.substring(generated.indexOf(' ') + 1))
                    .append(generated.startsWith("stored") ? ") STORED" : ") VIRTUAL");
        }
        if (column.properties().containsKey("not null")) {
            text.append(notNull.isEmpty() || notNull.contains(" ") ? "" : " CONSTRAINT " + notNull)
                    .append(" NOT NULL");
        }
        return text.toString();
    }

    private static String check(SchemaObject check) {
        return "CONSTRAINT " + PostgresqlName.quote(check.name()) + " " + property(check, "definition");
    }

    @Override
    public List<Operation> drop(SchemaObject object) {
        return List.of(execute("DROP FOREIGN TABLE " + PostgresqlName.of(object)));
    }

    @Override
    public Optional<List<Operation>> alter(SchemaDifference.Change change) {
        Set<String> properties = change.properties();
        properties.remove("comment");
        properties.remove(OPTIONS);
        if (!properties.isEmpty() || !plain(before.apply(change.here())).equals(plain(after.apply(change.there())))) {
            return Optional.empty();
        }
        return Optional.of(PostgresqlName.optionChange(
                        change.here().properties().get(OPTIONS),
                        change.there().properties().get(OPTIONS))
                .map(options -> List.of(
                        execute("ALTER FOREIGN TABLE " + PostgresqlName.of(change.there()) + " " + options)))
                .orElse(List.of()));
    }

    private static Set<SchemaObject> plain(List<SchemaObject> parts) {
        Set<SchemaObject> plain = new java.util.HashSet<>();
        parts.forEach(part ->
                plain.add(PostgresqlSpelling.comparable(part).without(List.of(SchemaObject.POSITION))));
        return plain;
    }
}
