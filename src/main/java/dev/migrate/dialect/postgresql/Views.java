package dev.migrate.dialect.postgresql;

import static dev.migrate.dialect.postgresql.ObjectStatements.execute;
import static dev.migrate.dialect.postgresql.ObjectStatements.property;

import dev.migrate.operation.CreateView;
import dev.migrate.operation.Drop;
import dev.migrate.operation.ObjectKind;
import dev.migrate.operation.Operation;
import dev.migrate.schema.SchemaDifference;
import dev.migrate.schema.SchemaObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Views and materialized views with their columns. */
final class Views implements ObjectStatements {

    private static final String DEFAULT = "default";
    private static final String OPTIONS = "options";
    private static final String CASCADED = "check_option=cascaded";

    private final Function<SchemaObject, List<SchemaObject>> before;
    private final Function<SchemaObject, List<SchemaObject>> after;

    /** The columns that a view has on either side. */
    Views(Function<SchemaObject, List<SchemaObject>> before, Function<SchemaObject, List<SchemaObject>> after) {
        this.before = before;
        this.after = after;
    }

    @Override
    public List<Operation> create(SchemaObject object) {
        List<Operation> operations = new ArrayList<>();
        operations.add(view(object, false, null));
        for (SchemaObject column : after.apply(object)) {
            operations.addAll(columnChanges(object, SchemaObject.of(column.kind(), column.path(), java.util.Map.of()), column));
        }
        return operations;
    }

    @Override
    public List<Operation> drop(SchemaObject object) {
        return List.of(new Drop(
                isMaterialized(object) ? ObjectKind.MATERIALIZED_VIEW : ObjectKind.VIEW,
                PostgresqlName.object(object.path()),
                null,
                null,
                false,
                false,
                view(object, false, null) instanceof CreateView was ? was : null));
    }

    @Override
    public Optional<List<Operation>> alter(SchemaDifference.Change change) {
        SchemaObject from = change.here();
        SchemaObject to = change.there();
        var properties = new TreeSet<>(change.properties());
        properties.remove("comment");
        boolean replace = properties.contains("definition");
        if (replace && (isMaterialized(to) || !canBeReplaced(from, to))) {
            return Optional.empty();
        }
        List<Operation> operations = new ArrayList<>();
        if (replace) {
            operations.add(view(to, true, view(from, false, null) instanceof CreateView was ? was : null));
        } else if (properties.contains(OPTIONS)) {
            operations.addAll(options(from, to));
        }
        properties.remove("definition");
        properties.remove(OPTIONS);
        if (properties.contains("tablespace")) {
            operations.add(execute("ALTER MATERIALIZED VIEW " + PostgresqlName.of(to) + " SET TABLESPACE "
                    + PostgresqlName.quote(to.properties().getOrDefault("tablespace", "pg_default"))));
            properties.remove("tablespace");
        }
        // what a stored view still has besides, such as its access method and the options of its overflow, is made with it
        return properties.isEmpty() ? Optional.of(columns(from, to, operations)) : Optional.empty();
    }

    private List<Operation> columns(SchemaObject from, SchemaObject to, List<Operation> operations) {
        for (SchemaObject column : after.apply(to)) {
            SchemaObject was = before.apply(from).stream()
                    .filter(other -> other.name().equals(column.name()))
                    .findFirst()
                    .orElse(SchemaObject.of(column.kind(), column.path(), java.util.Map.of()));
            operations.addAll(columnChanges(to, was, column));
        }
        return operations;
    }

    static String target(SchemaObject object) {
        return (isMaterialized(object) ? "MATERIALIZED VIEW " : "VIEW ") + PostgresqlName.of(object);
    }

    private static boolean isMaterialized(SchemaObject object) {
        return object.kind() == dev.migrate.schema.ObjectKind.MATERIALIZED_VIEW;
    }

    /** CREATE OR REPLACE VIEW keeps the columns that are there, in their order, and adds others behind them. */
    private boolean canBeReplaced(SchemaObject from, SchemaObject to) {
        List<SchemaObject> old = inOrder(before.apply(from));
        List<SchemaObject> now = inOrder(after.apply(to));
        if (now.size() < old.size()) {
            return false;
        }
        for (int i = 0; i < old.size(); i++) {
            SchemaObject a = old.get(i);
            SchemaObject b = now.get(i);
            if (!a.name().equals(b.name())
                    || !property(a, "type").equals(property(b, "type"))
                    || !property(a, "collation").equals(property(b, "collation"))) {
                return false;
            }
        }
        return true;
    }

    static List<SchemaObject> inOrder(List<SchemaObject> columns) {
        return columns.stream()
                .sorted(Comparator.comparingInt((SchemaObject column) ->
                        Integer.parseInt(column.properties().getOrDefault(SchemaObject.POSITION, "0"))))
                .toList();
    }

    /** As an operation where it says everything, else as a statement. */
    private static Operation view(SchemaObject object, boolean orReplace, @Nullable CreateView was) {
        String query = property(object, "definition").strip();
        query = query.endsWith(";") ? query.substring(0, query.length() - 1) : query;
        String options = property(object, OPTIONS);
        boolean known = options.isEmpty() || options.equals(CASCADED) && !isMaterialized(object);
        String method = property(object, "access method");
        boolean plainMethod = method.isEmpty() || method.equals("heap");
        if (known && plainMethod && !object.properties().containsKey("tablespace")) {
            return new CreateView(
                    PostgresqlName.object(object.path()),
                    query,
                    List.of(),
                    isMaterialized(object),
                    !options.isEmpty(),
                    false,
                    orReplace,
                    false,
                    was);
        }
        return execute("CREATE " + (orReplace ? "OR REPLACE " : "") + target(object)
                + (plainMethod ? "" : " USING " + PostgresqlName.quote(method))
                + (options.isEmpty() ? "" : " WITH (" + options + ")")
                + (object.properties().containsKey("tablespace")
                        ? " TABLESPACE " + PostgresqlName.quote(property(object, "tablespace"))
                        : "")
                + " AS\n" + query);
    }

    private static List<Operation> options(SchemaObject from, SchemaObject to) {
        List<String> old = list(property(from, OPTIONS));
        List<String> now = list(property(to, OPTIONS));
        List<Operation> operations = new ArrayList<>();
        List<String> gone = old.stream()
                .map(Views::optionName)
                .filter(name -> now.stream().noneMatch(option -> optionName(option).equals(name)))
                .toList();
        if (!gone.isEmpty()) {
            operations.add(execute("ALTER " + target(to) + " RESET (" + String.join(", ", gone) + ")"));
        }
        List<String> set = now.stream().filter(option -> !old.contains(option)).toList();
        if (!set.isEmpty()) {
            operations.add(execute("ALTER " + target(to) + " SET (" + String.join(", ", set) + ")"));
        }
        return operations;
    }

    private static List<String> list(String options) {
        return options.isEmpty() ? List.of() : List.of(options.split(", "));
    }

    private static String optionName(String option) {
        return option.substring(0, option.indexOf('='));
    }

    /** A view's column has a default and a comment of its own, a stored view's a way to be stored. */
    private static List<Operation> columnChanges(SchemaObject view, SchemaObject from, SchemaObject to) {
        List<Operation> operations = new ArrayList<>();
        String alter = "ALTER " + target(view) + " ALTER COLUMN " + PostgresqlName.quote(to.name());
        if (differs(from, to, DEFAULT)) {
            operations.add(execute(alter
                    + (to.properties().containsKey(DEFAULT)
                            ? " SET DEFAULT " + property(to, DEFAULT)
                            : " DROP DEFAULT")));
        }
        if (isMaterialized(view)) {
            if (differs(from, to, "statistics target")) {
                operations.add(execute(
                        alter + " SET STATISTICS " + to.properties().getOrDefault("statistics target", "-1")));
            }
            if (differs(from, to, "storage") && to.properties().containsKey("storage")) {
                operations.add(execute(alter + " SET STORAGE " + storage(property(to, "storage"))));
            }
            if (differs(from, to, "compression")) {
                operations.add(execute(alter + " SET COMPRESSION "
                        + switch (property(to, "compression")) {
                            case "p" -> "pglz";
                            case "l" -> "lz4";
                            default -> "DEFAULT";
                        }));
            }
        }
        if (differs(from, to, "comment")) {
            operations.add(execute("COMMENT ON COLUMN " + PostgresqlName.of(to) + " IS "
                    + PostgresqlName.literal(to.properties().get("comment"))));
        }
        return operations;
    }

    private static String storage(String letter) {
        return switch (letter) {
            case "p" -> "PLAIN";
            case "e" -> "EXTERNAL";
            case "m" -> "MAIN";
            default -> "EXTENDED";
        };
    }

    private static boolean differs(SchemaObject from, SchemaObject to, String property) {
        return !Objects.equals(
                from.properties().get(property), to.properties().get(property));
    }
}
