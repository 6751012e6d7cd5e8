package dev.migrate.dialect.postgresql;

import static dev.migrate.dialect.postgresql.ObjectStatements.execute;
import static dev.migrate.dialect.postgresql.ObjectStatements.property;

import dev.migrate.operation.CreateExtension;
import dev.migrate.operation.CreateSchema;
import dev.migrate.operation.Drop;
import dev.migrate.operation.ObjectKind;
import dev.migrate.operation.ObjectName;
import dev.migrate.operation.Operation;
import dev.migrate.schema.SchemaDifference;
import dev.migrate.schema.SchemaObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;

/** Schemas, extensions, and what else stands in no schema, or in one without being a relation, a type or a routine. */
final class StandaloneObjects implements ObjectStatements {

    /** Settings whose text is a list of names in quotes already. */
    private static final Set<String> LISTS = Set.of(
            "local_preload_libraries",
            "search_path",
            "session_preload_libraries",
            "shared_preload_libraries",
            "temp_tablespaces",
            "unix_socket_directories");

    /** Whether one of the two sides has nothing at all, not even what every new database has. */
    private final boolean freshDatabase;

    StandaloneObjects(boolean freshDatabase) {
        this.freshDatabase = freshDatabase;
    }

    @Override
    public List<Operation> create(SchemaObject object) {
        return switch (object.kind()) {
            case DATABASE -> settings(Map.of(), settingsOf(object));
            case SCHEMA -> standard(object) && freshDatabase ? List.of() : List.of(schema(object));
            case EXTENSION -> standard(object) && freshDatabase ? List.of() : List.of(extension(object));
            case COLLATION ->
                List.of(execute("CREATE COLLATION " + PostgresqlName.of(object) + " (" + property(object, "definition")
                        + ")"));
            case CAST -> List.of(execute(cast(object)));
            case OPERATOR, OPERATOR_CLASS -> List.of(execute(property(object, "definition")));
            case TEXT_SEARCH -> textSearch(object);
            case EVENT_TRIGGER -> eventTrigger(object);
            case PUBLICATION -> List.of(execute(publication(object)));
            case FOREIGN_SERVER -> List.of(execute(server(object)));
            default -> throw new IllegalArgumentException(object.title());
        };
    }

    @Override
    public List<Operation> drop(SchemaObject object) {
        return switch (object.kind()) {
            case DATABASE -> settings(settingsOf(object), Map.of());
            case SCHEMA ->
                standard(object) && freshDatabase
                        ? List.of()
                        : List.of(gone(ObjectKind.SCHEMA, object, schema(object)));
            case EXTENSION ->
                standard(object) && freshDatabase
                        ? List.of()
                        : List.of(gone(ObjectKind.EXTENSION, object, extension(object)));
            // the class alone would leave the family behind that came with it
            case OPERATOR_CLASS ->
                List.of(execute(
                        property(object, "definition").contains(" FAMILY ")
                                ? "DROP OPERATOR CLASS " + operatorClass(object)
                                : "DROP OPERATOR FAMILY " + operatorClass(object)));
            default -> List.of(execute("DROP " + target(object)));
        };
    }

    private static Operation gone(ObjectKind kind, SchemaObject object, Operation was) {
        return new Drop(kind, new ObjectName(null, object.name()), null, null, false, false, was);
    }

    /** What every new database has. */
    private static boolean standard(SchemaObject object) {
        return object.kind() == dev.migrate.schema.ObjectKind.SCHEMA
                ? object.name().equals("public")
                : object.name().equals("plpgsql");
    }

    @Override
    public Optional<List<Operation>> alter(SchemaDifference.Change change) {
        SchemaObject to = change.there();
        SortedSet<String> properties = change.properties();
        properties.remove("comment");
        return switch (to.kind()) {
            case DATABASE -> Optional.of(settings(settingsOf(change.here()), settingsOf(to)));
            case EXTENSION -> Optional.of(extension(change, properties));
            case EVENT_TRIGGER ->
                properties.equals(Set.of("fires")) ? Optional.of(List.of(firing(to))) : Optional.empty();
            case TEXT_SEARCH -> textSearch(change, properties);
            case PUBLICATION -> publication(change, properties);
            case FOREIGN_SERVER -> server(change, properties);
            default -> properties.isEmpty() ? Optional.of(List.of()) : Optional.empty();
        };
    }

    /** What comments and DROP call it. */
    static String target(SchemaObject object) {
        return switch (object.kind()) {
            case SCHEMA -> "SCHEMA " + PostgresqlName.of(object);
            case EXTENSION -> "EXTENSION " + PostgresqlName.of(object);
            case COLLATION -> "COLLATION " + PostgresqlName.of(object);
            case CAST -> "CAST (" + castTypes(object) + ")";
            case OPERATOR -> "OPERATOR " + PostgresqlName.quote(object.path().get(0)) + "." + object.name();
            case OPERATOR_CLASS -> "OPERATOR CLASS " + operatorClass(object);
            case TEXT_SEARCH -> textSearchTarget(object);
            case EVENT_TRIGGER -> "EVENT TRIGGER " + PostgresqlName.of(object);
            case PUBLICATION -> "PUBLICATION " + PostgresqlName.of(object);
            case FOREIGN_SERVER -> "SERVER " + PostgresqlName.of(object);
            default -> throw new IllegalArgumentException(object.title());
        };
    }

    private static Operation schema(SchemaObject object) {
        return new CreateSchema(object.name(), standard(object));
    }

    private static Operation extension(SchemaObject object) {
        return new CreateExtension(
                object.name(),
                object.properties().get("schema"),
                object.properties().get("version"),
                false,
                standard(object));
    }

    private static List<Operation> extension(SchemaDifference.Change change, Set<String> properties) {
        List<Operation> operations = new ArrayList<>();
        String alter = "ALTER " + target(change.there());
        if (properties.contains("version")) {
            operations.add(execute(
                    alter + " UPDATE TO " + PostgresqlName.literal(property(change.there(), "version"))));
        }
        if (properties.contains("schema") && change.there().properties().containsKey("schema")) {
            operations.add(execute(alter + " SET SCHEMA " + PostgresqlName.quote(property(change.there(), "schema"))));
        }
        return operations;
    }

    private static Map<String, String> settingsOf(SchemaObject object) {
        Map<String, String> settings = new LinkedHashMap<>();
        property(object, "settings").lines().forEach(line -> {
            int at = line.indexOf('=');
            settings.put(line.substring(0, at), line.substring(at + 1));
        });
        return settings;
    }

    /** ALTER DATABASE needs the name, which is another in each environment. */
    private static List<Operation> settings(Map<String, String> from, Map<String, String> to) {
        List<Operation> operations = new ArrayList<>();
        for (String name : from.keySet()) {
            if (!to.containsKey(name)) {
                operations.add(setting("RESET " + settingName(name)));
            }
        }
        to.forEach((name, value) -> {
            if (!value.equals(from.get(name))) {
                boolean list = LISTS.contains(name) && !value.isEmpty();
                operations.add(
                        setting("SET " + settingName(name) + " TO " + (list ? value : PostgresqlName.literal(value))));
            }
        });
        return operations;
    }

    /** A setting of an extension has a dot in its name. */
    private static String settingName(String name) {
        int dot = name.indexOf('.');
        return dot < 0
                ? PostgresqlName.quote(name)
                : PostgresqlName.quote(name.substring(0, dot)) + "." + PostgresqlName.quote(name.substring(dot + 1));
    }

    private static Operation setting(String words) {
        return execute("DO " + PostgresqlTypes.dollarQuoted("\nBEGIN\n    EXECUTE pg_catalog.format('ALTER DATABASE %I "
                + words.replace("%", "%%").replace("'", "''") + "', pg_catalog.current_database());\nEND\n"));
    }

    private static String castTypes(SchemaObject object) {
        return object.name().replaceFirst(" as ", " AS ");
    }

    private static String cast(SchemaObject object) {
        String with = property(object, "with");
        String way = switch (with) {
            case "inout" -> "WITH INOUT";
            case "binary" -> "WITHOUT FUNCTION";
            default -> "WITH FUNCTION " + with;
        };
        String context = switch (property(object, "context")) {
            case "assignment" -> " AS ASSIGNMENT";
            case "implicit" -> " AS IMPLICIT";
            default -> "";
        };
        return "CREATE " + target(object) + " " + way + context;
    }

    private static String operatorClass(SchemaObject object) {
        int at = object.name().lastIndexOf(" using ");
        return PostgresqlName.quote(object.path().get(0)) + "."
                + PostgresqlName.quote(object.name().substring(0, at)) + " USING "
                + PostgresqlName.quote(object.name().substring(at + " using ".length()));
    }

    private static String textSearchTarget(SchemaObject object) {
        int at = object.name().indexOf(' ');
        return "TEXT SEARCH " + (isDictionary(object) ? "DICTIONARY " : "CONFIGURATION ")
                + PostgresqlName.quote(object.path().get(0)) + "."
                + PostgresqlName.quote(object.name().substring(at + 1));
    }

    private static boolean isDictionary(SchemaObject object) {
        return object.name().startsWith("dictionary ");
    }

    private static List<Operation> textSearch(SchemaObject object) {
        String target = textSearchTarget(object);
        if (isDictionary(object)) {
            String options = property(object, "options");
            return List.of(execute("CREATE " + target + " (TEMPLATE = " + property(object, "template")
                    + (options.isEmpty() ? "" : ", " + options) + ")"));
        }
        List<Operation> operations = new ArrayList<>();
        operations.add(execute("CREATE " + target + " (PARSER = " + property(object, "parser") + ")"));
        property(object, "mapping")
                .lines()
                .forEach(line -> operations.add(execute("ALTER " + target + " ADD MAPPING FOR " + line)));
        return operations;
    }

    private static Optional<List<Operation>> textSearch(SchemaDifference.Change change, Set<String> properties) {
        if (properties.isEmpty()) {
            return Optional.of(List.of());
        }
        if (isDictionary(change.there()) || !properties.equals(Set.of("mapping"))) {
            return Optional.empty();
        }
        List<String> before = property(change.here(), "mapping").lines().toList();
        List<String> after = property(change.there(), "mapping").lines().toList();
        String alter = "ALTER " + textSearchTarget(change.there());
        List<Operation> operations = new ArrayList<>();
        for (String line : before) {
            if (after.stream().noneMatch(other -> token(other).equals(token(line)))) {
                operations.add(execute(alter + " DROP MAPPING FOR " + token(line)));
            }
        }
        for (String line : after) {
            if (!before.contains(line)) {
                boolean there = before.stream().anyMatch(other -> token(other).equals(token(line)));
                operations.add(execute(alter + (there ? " ALTER" : " ADD") + " MAPPING FOR " + line));
            }
        }
        return Optional.of(operations);
    }

    private static String token(String mapping) {
        return mapping.substring(0, mapping.indexOf(" WITH "));
    }

    private static List<Operation> eventTrigger(SchemaObject object) {
        List<Operation> operations = new ArrayList<>();
        String tags = property(object, "tags");
        operations.add(execute("CREATE " + target(object) + " ON " + property(object, "event")
                + (tags.isEmpty()
                        ? ""
                        : " WHEN TAG IN (" + java.util.Arrays.stream(tags.split(", "))
                                .map(PostgresqlName::literal)
                                .collect(java.util.stream.Collectors.joining(", ")) + ")")
                + " EXECUTE FUNCTION " + property(object, "function")));
        if (object.properties().containsKey("fires")) {
            operations.add(firing(object));
        }
        return operations;
    }

    private static Operation firing(SchemaObject object) {
        return execute("ALTER " + target(object) + " " + fires(property(object, "fires")));
    }

    /** When a trigger or rule fires, as ALTER says it. */
    static String fires(String when) {
        return switch (when) {
            case "disabled" -> "DISABLE";
            case "on replica" -> "ENABLE REPLICA";
            case "always" -> "ENABLE ALWAYS";
            default -> "ENABLE";
        };
    }

    private static String publication(SchemaObject object) {
        String tables = property(object, "tables");
        return "CREATE " + target(object) + (tables.isEmpty() ? "" : " FOR " + tables) + " WITH ("
                + property(object, "options") + ")";
    }

    private static Optional<List<Operation>> publication(SchemaDifference.Change change, Set<String> properties) {
        List<Operation> operations = new ArrayList<>();
        String tables = property(change.there(), "tables");
        if (properties.contains("tables")) {
            if (tables.isEmpty()
                    || tables.equals("ALL TABLES")
                    || property(change.here(), "tables").equals("ALL TABLES")) {
                return Optional.empty();
            }
            operations.add(execute("ALTER " + target(change.there()) + " SET " + tables));
        }
        if (properties.contains("options")) {
            operations.add(
                    execute("ALTER " + target(change.there()) + " SET (" + property(change.there(), "options") + ")"));
        }
        return Optional.of(operations);
    }

    private static String server(SchemaObject object) {
        String options = property(object, "options");
        return "CREATE " + target(object)
                + literal(" TYPE ", object.properties().get("type"))
                + literal(" VERSION ", object.properties().get("version"))
                + " FOREIGN DATA WRAPPER " + PostgresqlName.quote(property(object, "wrapper"))
                + (options.isEmpty() ? "" : " OPTIONS (" + options + ")");
    }

    private static String literal(String words, @org.jspecify.annotations.Nullable String text) {
        return text == null ? "" : words + PostgresqlName.literal(text);
    }

    private static Optional<List<Operation>> server(SchemaDifference.Change change, Set<String> properties) {
        if (properties.contains("wrapper") || properties.contains("type")) {
            return Optional.empty();
        }
        String version = properties.contains("version")
                ? " VERSION " + PostgresqlName.literal(change.there().properties().get("version"))
                : "";
        String options = PostgresqlName.optionChange(
                        change.here().properties().get("options"),
                        change.there().properties().get("options"))
                .map(" "::concat)
                .orElse("");
        return Optional.of(
                version.isEmpty() && options.isEmpty()
                        ? List.of()
                        : List.of(execute("ALTER " + target(change.there()) + version + options)));
    }
}
