package dev.migrate.dialect.postgresql;

import static dev.migrate.dialect.postgresql.ObjectStatements.execute;
import static dev.migrate.dialect.postgresql.ObjectStatements.property;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diff.Blueprint;
import dev.migrate.operation.Operation;
import dev.migrate.schema.ObjectKind;
import dev.migrate.schema.SchemaObject;
import dev.migrate.sql.DatabaseKind;
import dev.migrate.sql.Token;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A new type in the place of one that cannot be changed: PostgreSQL takes no value out of an enumeration, and changes the type behind no domain. The old one and
 * those made of it get another name, new ones are made, each column is converted by way of its text, and the old ones go.
 */
final class TypeReplacement {

    private static final Set<ObjectKind> MADE_OF_TYPES =
            Set.of(ObjectKind.DOMAIN, ObjectKind.COMPOSITE_TYPE, ObjectKind.RANGE_TYPE);

    /** What stands in the way of another type for a column that it uses. */
    private static final Set<ObjectKind> HOLD_COLUMNS = Set.of(
            ObjectKind.VIEW,
            ObjectKind.MATERIALIZED_VIEW,
            ObjectKind.RULE,
            ObjectKind.POLICY,
            ObjectKind.TRIGGER,
            ObjectKind.FUNCTION,
            ObjectKind.PROCEDURE,
            ObjectKind.FOREIGN_KEY,
            ObjectKind.PUBLICATION);

    private static final String TYPE = "type";
    private static final String DEFAULT = "default";
    private static final String COLLATION = "collation";

    private final Blueprint from;
    private final Blueprint to;
    private final PostgresqlObjects objects;
    private final SchemaObject changed;
    private final Map<List<String>, SchemaObject> tables = new HashMap<>();
    private final Map<List<String>, SchemaObject> replaced = new LinkedHashMap<>();
    private final List<SchemaObject> columns = new ArrayList<>();

    TypeReplacement(Blueprint from, Blueprint to, PostgresqlObjects objects, SchemaObject changed) {
        this.from = from;
        this.to = to;
        this.objects = objects;
        this.changed = changed;
        from.schema().objects().stream()
                .filter(object -> object.kind() == ObjectKind.TABLE)
                .forEach(object -> tables.put(object.path(), object));
        collectTypes();
        from.schema().objects().stream().filter(this::isConverted).forEach(columns::add);
    }

    /** Whether anything is made of the type; if nothing is, it can be dropped and made again. */
    boolean isNeeded() {
        return replaced.size() > 1 || !columns.isEmpty();
    }

    /** Those made of the type, each behind those it is made of. */
    private void collectTypes() {
        Set<List<String>> paths = new LinkedHashSet<>(List.of(changed.path()));
        List<SchemaObject> types = from.schema().objects().stream()
                .filter(object -> MADE_OF_TYPES.contains(object.kind()))
                .toList();
        boolean grown = true;
        while (grown) {
            grown = false;
            for (SchemaObject type : types) {
                if (madeOf(type).stream().anyMatch(paths::contains) && paths.add(type.path())) {
                    grown = true;
                }
            }
        }
        replaced.put(changed.path(), changed);
        Set<List<String>> left = new LinkedHashSet<>(paths);
        left.remove(changed.path());
        while (!left.isEmpty()) {
            int before = left.size();
            for (SchemaObject type : types) {
                if (left.contains(type.path()) && madeOf(type).stream().noneMatch(left::contains)) {
                    replaced.put(type.path(), type);
                    left.remove(type.path());
                }
            }
            if (left.size() == before) {
                throw new IllegalStateException("types made of each other: " + left);
            }
        }
    }

    private Set<List<String>> madeOf(SchemaObject type) {
        Set<List<String>> paths = new HashSet<>(from.needs(type));
        from.schema().objects().stream()
                .filter(part -> part.kind() == ObjectKind.COLUMN && part.path().size() == 3)
                .filter(part -> part.isWithin(type.path()))
                .forEach(part -> paths.addAll(named(part)));
        paths.addAll(named(type));
        return paths;
    }

    /** The type and the collation that a column or a domain names. */
    private static Set<List<String>> named(SchemaObject object) {
        Set<List<String>> paths = new HashSet<>();
        PostgresqlName.typePath(object.properties().get(TYPE)).ifPresent(paths::add);
        PostgresqlName.typePath(object.properties().get(COLLATION)).ifPresent(paths::add);
        return paths;
    }

    /** A column of a table of one of these types that stays; one that a table inherits is converted with its parent's. */
    private boolean isConverted(SchemaObject object) {
        if (object.kind() != ObjectKind.COLUMN
                || object.path().size() != 3
                || object.properties().containsKey("inherited")
                || object.properties().containsKey("generated")
                || !tables.containsKey(object.path().subList(0, 2))
                || named(object).stream().noneMatch(replaced::containsKey)) {
            return false;
        }
        return to.schema().objects().stream()
                .anyMatch(other -> other.kind() == ObjectKind.COLUMN && other.path().equals(object.path()));
    }

    /** What must be out of the way meanwhile. */
    Set<List<String>> away() {
        Set<List<String>> away = new LinkedHashSet<>();
        Set<List<String>> converted = new HashSet<>();
        columns.forEach(column -> converted.add(column.path()));
        for (SchemaObject object : from.schema().objects()) {
            Set<List<String>> needs = from.needs(object);
            boolean ofType = needs.stream().anyMatch(replaced::containsKey);
            boolean ofColumn = needs.stream().anyMatch(converted::contains);
            boolean generated = object.kind() == ObjectKind.COLUMN
                    && object.properties().containsKey("generated");
            boolean column = object.kind() == ObjectKind.COLUMN && !generated;
            boolean part = object.path().size() == 3
                    && replaced.containsKey(object.path().subList(0, 2));
            boolean stays = column || part || object.kind() == ObjectKind.TABLE || replaced.containsKey(object.path());
            if (!stays && (ofType || ofColumn && (generated || HOLD_COLUMNS.contains(object.kind())))) {
                away.add(object.path());
            }
        }
        return away;
    }

    /** What the reader should know. */
    List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        String title = changed.title();
        remarks.add("PostgreSQL cannot change " + title + " in place: a new one is made, and "
                + (columns.size() == 1 ? "1 column is" : columns.size() + " columns are") + " converted");
        if (changed.kind() == ObjectKind.ENUM) {
            goal(changed).ifPresent(goal -> {
                List<String> gone = new ArrayList<>(PostgresqlName.literals(property(changed, "values")));
                gone.removeAll(PostgresqlName.literals(property(goal, "values")));
                if (!gone.isEmpty()) {
                    remarks.add("fails where a row still has "
                            + String.join(
                                    " or ",
                                    gone.stream().map(PostgresqlName::literal).toList())
                            + ": update such rows before");
                }
            });
        }
        return remarks;
    }

    /** The statements, in order. */
    List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        for (SchemaObject type : replaced.values()) {
            operations.add(rename(type, PostgresqlName.of(type), oldName(type.name())));
            multirange(type)
                    .ifPresent(path -> operations.add(execute("ALTER TYPE " + PostgresqlName.of(path) + " RENAME TO "
                            + PostgresqlName.quote(oldName(path.get(1))))));
        }
        for (SchemaObject type : replaced.values()) {
            goal(type).ifPresent(goal -> operations.addAll(objects.create(goal)));
        }
        Map<List<String>, List<SchemaObject>> byTable = new LinkedHashMap<>();
        columns.forEach(column -> byTable.computeIfAbsent(column.path().subList(0, 2), t -> new ArrayList<>())
                .add(column));
        byTable.forEach((table, those) -> operations.add(convert(table, those)));
        List<SchemaObject> old = new ArrayList<>(replaced.values());
        java.util.Collections.reverse(old);
        old.forEach(type -> operations.add(
                execute("DROP " + word(type) + " " + PostgresqlName.quote(type.path().get(0)) + "."
                        + PostgresqlName.quote(oldName(type.name())))));
        return operations;
    }

    private static Operation rename(SchemaObject type, String name, String to) {
        return execute("ALTER " + word(type) + " " + name + " RENAME TO " + PostgresqlName.quote(to));
    }

    private static String word(SchemaObject type) {
        return switch (type.kind()) {
            case DOMAIN -> "DOMAIN";
            case COLLATION -> "COLLATION";
            default -> "TYPE";
        };
    }

    /** Names have 63 bytes at most, the rest is cut off. */
    private static String oldName(String name) {
        return (name.length() > 40 ? name.substring(0, 40) : name) + "_before";
    }

    private static Optional<List<String>> multirange(SchemaObject type) {
        String definition = property(type, "range");
        int at = definition.indexOf("MULTIRANGE_TYPE_NAME = ");
        return type.kind() != ObjectKind.RANGE_TYPE || at < 0
                ? Optional.empty()
                : PostgresqlName.typePath(definition.substring(at + "MULTIRANGE_TYPE_NAME = ".length()));
    }

    private Optional<SchemaObject> goal(SchemaObject object) {
        return to.schema().objects().stream()
                .filter(other -> other.kind() == object.kind() && other.path().equals(object.path()))
                .findFirst();
    }

    private Operation convert(List<String> table, List<SchemaObject> those) {
        refusePartitionKeys(table, those);
        List<String> actions = new ArrayList<>();
        for (SchemaObject column : those) {
            String name = PostgresqlName.quote(column.name());
            String alter = "    ALTER COLUMN " + name + " ";
            String type = property(column, TYPE);
            String initial = property(column, DEFAULT);
            if (!initial.isEmpty()) {
                actions.add(alter + "DROP DEFAULT");
            }
            String collation = property(column, COLLATION);
            actions.add(alter + "TYPE " + type + (collation.isEmpty() ? "" : " COLLATE " + collation)
                    + (changed.kind() == ObjectKind.COLLATION ? "" : " USING " + converted(name, type)));
            // another default is a difference of its own
            boolean keeps = goal(column)
                    .map(goal -> initial.equals(property(goal, DEFAULT)))
                    .orElse(false);
            if (!initial.isEmpty() && keeps) {
                actions.add(alter + "SET DEFAULT " + initial);
            }
        }
        return execute("ALTER TABLE " + PostgresqlName.of(table) + "\n" + String.join(",\n", actions));
    }

    /** A composite value's text has its fields in order; where these are others now, each is taken by name. */
    private String converted(String column, String type) {
        boolean fields = changed.kind() == ObjectKind.COMPOSITE_TYPE
                && PostgresqlName.typePath(type).equals(Optional.of(changed.path()))
                && !type.endsWith("]");
        if (!fields) {
            return column + "::text::" + type;
        }
        List<SchemaObject> old = fields(from, changed.path());
        List<String> values = fields(to, changed.path()).stream()
                .map(field -> old.stream()
                                .anyMatch(other -> other.name().equals(field.name()))
                        ? "(" + column + ")." + PostgresqlName.quote(field.name()) + "::text::"
                                + property(field, TYPE)
                        : "NULL")
                .toList();
        return "CASE WHEN " + column + " IS NOT DISTINCT FROM NULL THEN NULL ELSE ROW(" + String.join(", ", values)
                + ")::" + type + " END";
    }

    private static List<SchemaObject> fields(Blueprint blueprint, List<String> type) {
        return Views.inOrder(blueprint.schema().objects().stream()
                .filter(object -> object.kind() == ObjectKind.COLUMN
                        && object.path().size() == 3
                        && object.isWithin(type))
                .toList());
    }

    private void refusePartitionKeys(List<String> table, List<SchemaObject> those) {
        SchemaObject owner = tables.get(table);
        String key = owner == null ? "" : property(owner, "partition by");
        if (key.isEmpty()) {
            return;
        }
        List<Token> tokens = Token.of(DatabaseKind.POSTGRESQL, key);
        for (SchemaObject column : those) {
            if (tokens.stream()
                    .anyMatch(token -> token.isName() && token.name().equals(column.name()))) {
                throw Diagnostic.error(
                                "draft/by-hand",
                                "\"" + changed.title() + "\" cannot be drafted: column \"" + String.join(".", column.path())
                                        + "\" is part of a partition key, whose type PostgreSQL never changes")
                        .note("the table must be made anew, and its rows copied")
                        .help("write the revision by hand, or leave the type as it is")
                        .toException();
            }
        }
    }
}
