package dev.migrate.dialect.postgresql;

import static dev.migrate.dialect.postgresql.ObjectStatements.execute;
import static dev.migrate.dialect.postgresql.ObjectStatements.property;

import dev.migrate.Columns;
import dev.migrate.Default;
import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.operation.AddEnumValue;
import dev.migrate.operation.CreateDomain;
import dev.migrate.operation.CreateEnum;
import dev.migrate.operation.Drop;
import dev.migrate.operation.ObjectKind;
import dev.migrate.operation.Operation;
import dev.migrate.schema.SchemaDifference;
import dev.migrate.schema.SchemaObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Enumerations, domains, composite types and ranges. Where one cannot be changed in place, {@link TypeReplacement} can. */
final class UserTypes implements ObjectStatements {

    private static final String COMMENT = "comment";
    private static final String DEFAULT = "default";
    private static final String COLLATION = "collation";
    private static final String DEFINITION = "definition";
    private static final String VALUES = "values";
    private static final String TYPE = "type";
    private static final String NOT_NULL = "not null";
    private static final String NOT_VALID = " NOT VALID";

    private final Function<SchemaObject, List<SchemaObject>> before;
    private final Function<SchemaObject, List<SchemaObject>> after;

    /** The fields of a composite type and the checks of a domain on either side. */
    UserTypes(Function<SchemaObject, List<SchemaObject>> before, Function<SchemaObject, List<SchemaObject>> after) {
        this.before = before;
        this.after = after;
    }

    @Override
    public List<Operation> create(SchemaObject object) {
        return switch (object.kind()) {
            case ENUM -> List.of(enumeration(object));
            case DOMAIN -> domain(object);
            case COMPOSITE_TYPE -> composite(object);
            case RANGE_TYPE -> List.of(range(object));
            default -> throw byHand(object);
        };
    }

    @Override
    public List<Operation> drop(SchemaObject object) {
        return switch (object.kind()) {
            case ENUM -> List.of(drop(ObjectKind.ENUM, object, enumeration(object)));
            case DOMAIN ->
                List.of(drop(
                        ObjectKind.DOMAIN, object, simpleDomain(object, checks(object, before)).orElse(null)));
            // its functions need it, and it needs them
            case BASE_TYPE -> List.of(execute("DROP TYPE " + PostgresqlName.of(object) + " CASCADE"));
            default -> List.of(execute("DROP TYPE " + PostgresqlName.of(object)));
        };
    }

    private static Operation drop(ObjectKind kind, SchemaObject object, @Nullable Operation was) {
        return new Drop(kind, PostgresqlName.object(object.path()), null, null, false, false, was);
    }

    @Override
    public Optional<List<Operation>> alter(SchemaDifference.Change change) {
        SortedSet<String> properties = change.properties();
        properties.remove(COMMENT);
        return switch (change.there().kind()) {
            case ENUM ->
                properties.contains(VALUES) ? newValues(change.here(), change.there()) : Optional.of(List.of());
            case DOMAIN -> domain(change, properties);
            case COMPOSITE_TYPE -> composite(change);
            case BASE_TYPE -> {
                if (!properties.isEmpty()) {
                    throw byHand(change.there());
                }
                yield Optional.of(List.of());
            }
            default -> properties.isEmpty() ? Optional.of(List.of()) : Optional.empty();
        };
    }

    static String target(SchemaObject object) {
        return (object.kind() == dev.migrate.schema.ObjectKind.DOMAIN ? "DOMAIN " : "TYPE ")
                + PostgresqlName.of(object);
    }

    private static RuntimeException byHand(SchemaObject object) {
        return Diagnostic.error(
                        "draft/by-hand", "\"" + object.title() + "\" cannot be drafted: it and its functions need each other")
                .note("such a type is made in steps: the bare name, the functions of its input and output, the type")
                .help("write the revision by hand, or exclude the object: [autogenerate] exclude = [\""
                        + String.join(".", object.path()) + "\"]")
                .toException();
    }

    private static CreateEnum enumeration(SchemaObject object) {
        return new CreateEnum(
                PostgresqlName.object(object.path()), PostgresqlName.literals(property(object, VALUES)));
    }

    private static Operation range(SchemaObject object) {
        String range = property(object, "range");
        if (range.contains("CANONICAL = ")) {
            throw byHand(object);
        }
        return execute("CREATE TYPE " + PostgresqlName.of(object) + " AS RANGE (" + range + ")");
    }

    /** Each new value in its place; empty where one is gone, or the others have another order. */
    private static Optional<List<Operation>> newValues(SchemaObject from, SchemaObject to) {
        List<String> old = PostgresqlName.literals(property(from, VALUES));
        List<String> now = PostgresqlName.literals(property(to, VALUES));
        if (!now.stream().filter(old::contains).toList().equals(old)) {
            return Optional.empty();
        }
        List<Operation> operations = new ArrayList<>();
        for (int i = 0; i < now.size(); i++) {
            if (!old.contains(now.get(i))) {
                boolean last = now.subList(i, now.size()).stream().noneMatch(old::contains);
                String before = i == 0 && !last ? old.get(0) : null;
                String after = i == 0 || last ? null : now.get(i - 1);
                operations.add(
                        new AddEnumValue(PostgresqlName.object(to.path()), now.get(i), before, after, false));
            }
        }
        return Optional.of(operations);
    }

    private static List<SchemaObject> checks(
            SchemaObject domain, Function<SchemaObject, List<SchemaObject>> parts) {
        return parts.apply(domain);
    }

    /** A domain as an operation: one check at most, by the name that the server gives it. */
    private static Optional<Operation> simpleDomain(SchemaObject object, List<SchemaObject> checks) {
        if (object.properties().containsKey(COLLATION) || checks.size() > 1) {
            return Optional.empty();
        }
        String condition = null;
        if (!checks.isEmpty()) {
            SchemaObject check = checks.get(0);
            String definition = property(check, DEFINITION);
            if (!check.name().equals(object.name() + "_check")
                    || !definition.startsWith("CHECK (")
                    || !definition.endsWith(")")) {
                return Optional.empty();
            }
            condition = definition.substring("CHECK (".length(), definition.length() - 1);
        }
        String initial = object.properties().get(DEFAULT);
        return Optional.of(new CreateDomain(
                PostgresqlName.object(object.path()),
                Columns.nativeType(property(object, TYPE)),
                !object.properties().containsKey(NOT_NULL),
                initial == null ? null : new Default.Expression(initial),
                condition));
    }

    private List<Operation> domain(SchemaObject object) {
        List<SchemaObject> checks = checks(object, after);
        List<Operation> operations = new ArrayList<>();
        List<SchemaObject> later = new ArrayList<>();
        Optional<Operation> simple = simpleDomain(object, checks);
        if (simple.isPresent()) {
            operations.add(simple.get());
        } else {
            StringBuilder text = new StringBuilder("CREATE DOMAIN ")
                    .append(PostgresqlName.of(object))
                    .append(" AS ")
                    .append(property(object, TYPE));
            if (object.properties().containsKey(COLLATION)) {
                text.append(" COLLATE ").append(property(object, COLLATION));
            }
            if (object.properties().containsKey(DEFAULT)) {
                text.append(" DEFAULT ").append(property(object, DEFAULT));
            }
            if (object.properties().containsKey(NOT_NULL)) {
                text.append(" NOT NULL");
            }
            for (SchemaObject check : checks) {
                if (property(check, DEFINITION).endsWith(NOT_VALID)) {
                    later.add(check);
                } else {
                    text.append("\n    ").append(constraint(check));
                }
            }
            operations.add(execute(text.toString()));
        }
        later.forEach(check -> operations.add(execute("ALTER " + target(object) + " ADD " + constraint(check))));
        checks.stream()
                .filter(check -> check.properties().containsKey(COMMENT))
                .forEach(check -> operations.add(comment(object, check)));
        return operations;
    }

    private static String constraint(SchemaObject check) {
        return "CONSTRAINT " + PostgresqlName.quote(check.name()) + " " + property(check, DEFINITION);
    }

    private static Operation comment(SchemaObject domain, SchemaObject check) {
        return execute("COMMENT ON CONSTRAINT " + PostgresqlName.quote(check.name()) + " ON " + target(domain) + " IS "
                + PostgresqlName.literal(check.properties().get(COMMENT)));
    }

    private Optional<List<Operation>> domain(SchemaDifference.Change change, Set<String> properties) {
        if (properties.contains(TYPE) || properties.contains(COLLATION)) {
            return Optional.empty();
        }
        SchemaObject to = change.there();
        String alter = "ALTER " + target(to) + " ";
        List<Operation> operations = new ArrayList<>();
        Map<String, SchemaObject> old = byName(checks(change.here(), before));
        Map<String, SchemaObject> now = byName(checks(to, after));
        for (SchemaObject check : old.values()) {
            SchemaObject other = now.get(check.name());
            if (other == null || !definition(check).equals(definition(other)) && !validates(check, other)) {
                operations.add(execute(alter + "DROP CONSTRAINT " + PostgresqlName.quote(check.name())));
            }
        }
        if (properties.contains(DEFAULT)) {
            operations.add(execute(alter
                    + (to.properties().containsKey(DEFAULT)
                            ? "SET DEFAULT " + property(to, DEFAULT)
                            : "DROP DEFAULT")));
        }
        if (properties.contains(NOT_NULL)) {
            operations.add(
                    execute(alter + (to.properties().containsKey(NOT_NULL) ? "SET NOT NULL" : "DROP NOT NULL")));
        }
        for (SchemaObject check : now.values()) {
            SchemaObject was = old.get(check.name());
            boolean same = was != null && definition(was).equals(definition(check));
            boolean validated = was != null && !same && validates(was, check);
            if (validated) {
                operations.add(execute(alter + "VALIDATE CONSTRAINT " + PostgresqlName.quote(check.name())));
            } else if (!same) {
                operations.add(execute(alter + "ADD " + constraint(check)));
            }
            String comment = was == null || !same && !validated ? null : was.properties().get(COMMENT);
            if (!Objects.equals(comment, check.properties().get(COMMENT))) {
                operations.add(comment(to, check));
            }
        }
        return Optional.of(operations);
    }

    private static String definition(SchemaObject check) {
        return property(PostgresqlSpelling.comparable(check), DEFINITION);
    }

    private static boolean validates(SchemaObject from, SchemaObject to) {
        return definition(from).equals(definition(to) + NOT_VALID);
    }

    private static Map<String, SchemaObject> byName(List<SchemaObject> objects) {
        Map<String, SchemaObject> names = new java.util.LinkedHashMap<>();
        objects.forEach(object -> names.put(object.name(), object));
        return names;
    }

    private List<Operation> composite(SchemaObject object) {
        List<SchemaObject> fields = Views.inOrder(after.apply(object));
        List<Operation> operations = new ArrayList<>();
        operations.add(execute("CREATE TYPE " + PostgresqlName.of(object) + " AS ("
                + fields.stream().map(UserTypes::field).collect(java.util.stream.Collectors.joining(", ")) + ")"));
        fields.stream()
                .filter(field -> field.properties().containsKey(COMMENT))
                .forEach(field -> operations.add(comment(field)));
        return operations;
    }

    static String field(SchemaObject field) {
        return PostgresqlName.quote(field.name()) + " " + property(field, TYPE)
                + (field.properties().containsKey(COLLATION) ? " COLLATE " + property(field, COLLATION) : "");
    }

    private static Operation comment(SchemaObject field) {
        return execute("COMMENT ON COLUMN " + PostgresqlName.of(field) + " IS "
                + PostgresqlName.literal(field.properties().get(COMMENT)));
    }

    private Optional<List<Operation>> composite(SchemaDifference.Change change) {
        Map<String, SchemaObject> old = byName(Views.inOrder(before.apply(change.here())));
        Map<String, SchemaObject> now = byName(Views.inOrder(after.apply(change.there())));
        String alter = "ALTER TYPE " + PostgresqlName.of(change.there()) + " ";
        List<Operation> operations = new ArrayList<>();
        for (SchemaObject field : old.values()) {
            if (!now.containsKey(field.name())) {
                operations.add(execute(alter + "DROP ATTRIBUTE " + PostgresqlName.quote(field.name())));
            }
        }
        for (SchemaObject field : now.values()) {
            SchemaObject was = old.get(field.name());
            if (was == null) {
                operations.add(execute(alter + "ADD ATTRIBUTE " + field(field)));
            } else if (!field(PostgresqlSpelling.comparable(was)).equals(field(PostgresqlSpelling.comparable(field)))) {
                operations.add(execute(alter + "ALTER ATTRIBUTE " + PostgresqlName.quote(field.name()) + " TYPE"
                        + field(field).substring(PostgresqlName.quote(field.name()).length())));
            }
            if (!Objects.equals(
                    was == null ? null : was.properties().get(COMMENT),
                    field.properties().get(COMMENT))) {
                operations.add(comment(field));
            }
        }
        return Optional.of(operations);
    }

    /** Whether a field has another type on the other side, which only the type of no column may get in place. */
    boolean fieldTypesDiffer(SchemaDifference.Change change) {
        Map<String, SchemaObject> now = byName(after.apply(change.there()));
        return before.apply(change.here()).stream().anyMatch(field -> {
            SchemaObject other = now.get(field.name());
            return other != null
                    && !field(PostgresqlSpelling.comparable(field))
                            .equals(field(PostgresqlSpelling.comparable(other)));
        });
    }
}
