package dev.migrate.dialect.sqlite;

import dev.migrate.diff.Blueprint;
import dev.migrate.schema.ObjectKind;
import dev.migrate.schema.SchemaObject;
import dev.migrate.sql.Token;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One of the two schemas between which is drafted, found by names in whatever case. */
final class SqliteSide {

    /**
     * What an object goes by.
     *
     * @param kind what it is
     * @param path its name behind that of its table, as SQLite compares them
     */
    record Key(ObjectKind kind, List<String> path) {

        static Key of(SchemaObject object) {
            return new Key(object.kind(), Spelling.path(object));
        }

        /** The name of the table, or its own where it stands in none. */
        String first() {
            return path.get(0);
        }
    }

    /** Behind the path of a trigger, where its definition is looked for. */
    static final String TRIGGER = "trigger";

    private final Map<Key, SchemaObject> objects = new LinkedHashMap<>();
    private final Map<List<String>, String> definitions = new HashMap<>();
    private final Map<String, TableText> texts = new HashMap<>();
    private final Map<Key, SchemaObject> written = new HashMap<>();

    // of a thousand tables each is asked for
    private final Map<String, Map<Key, SchemaObject>> byTable = new HashMap<>();
    private final Map<String, Map<Key, SchemaObject>> saidByTable = new HashMap<>();
    private final Map<String, Set<String>> targets = new HashMap<>();

    SqliteSide(Blueprint blueprint, CanonicalText canonical) {
        for (SchemaObject object : blueprint.schema().objects()) {
            Key key = Key.of(object);
            objects.put(key, object);
            if (!isApart(key.kind())) {
                byTable.computeIfAbsent(key.first(), table -> new LinkedHashMap<>())
                        .put(key, object);
            }
        }
        blueprint.definitions().forEach((path, sql) -> {
            definitions.put(path.stream().map(Spelling::fold).toList(), sql);
            if (path.size() == 1) {
                List<Token> tokens = Spelling.tokens(sql);
                if (tokens.size() > 2 && tokens.get(1).is("TABLE")) {
                    TableText text = new TableText(path.get(0), sql, canonical);
                    text.objects().forEach(object -> written.put(Key.of(object), object));
                    texts.put(Spelling.fold(path.get(0)), text);
                }
            }
        });
        written.forEach((key, object) -> saidByTable
                .computeIfAbsent(key.first(), table -> new LinkedHashMap<>())
                .put(key, object));
    }

    /** The names of all tables, columns and the like, in lower case. */
    static Set<String> names(Blueprint... blueprints) {
        Set<String> names = new HashSet<>();
        for (Blueprint blueprint : blueprints) {
            for (SchemaObject object : blueprint.schema().objects()) {
                switch (object.kind()) {
                    case TABLE, VIRTUAL_TABLE, COLUMN, VIEW, INDEX, TRIGGER ->
                        object.path().forEach(name -> names.add(name.toLowerCase(java.util.Locale.ROOT)));
                    default -> names.add(object.path().get(0).toLowerCase(java.util.Locale.ROOT));
                }
            }
        }
        return names;
    }

    Map<Key, SchemaObject> objects() {
        return objects;
    }

    /** The keys of a kind, in order. */
    List<Key> keys(ObjectKind kind) {
        return objects.keySet().stream().filter(key -> key.kind() == kind).toList();
    }

    /** A table with its columns and constraints. */
    Map<Key, SchemaObject> table(String table) {
        return Collections.unmodifiableMap(byTable.getOrDefault(table, Map.of()));
    }

    /** Whether an object has a statement of its own. */
    static boolean isApart(ObjectKind kind) {
        return switch (kind) {
            case INDEX, TRIGGER, VIEW, VIRTUAL_TABLE -> true;
            default -> false;
        };
    }

    Optional<String> definition(Key key) {
        return Optional.ofNullable(definitions.get(path(key.kind(), key.path())));
    }

    /** Where the definition of an object is looked for. */
    static List<String> path(ObjectKind kind, List<String> of) {
        if (kind != ObjectKind.TRIGGER) {
            return of;
        }
        List<String> path = new ArrayList<>(of);
        path.add(TRIGGER);
        return path;
    }

    /** What the statement of a table says of it, which may be other than the schema: a model need not own everything. */
    Map<Key, SchemaObject> said(String table) {
        return Collections.unmodifiableMap(saidByTable.getOrDefault(table, Map.of()));
    }

    /** An object with its name as it was written. */
    SchemaObject spelled(Key key) {
        SchemaObject object = written.get(key);
        return object == null ? objects.get(key) : object;
    }

    /** How an object was written; null where no statement says it. */
    @Nullable
    Map<TableText.Part, String> parts(Key key) {
        TableText text = texts.get(key.first());
        SchemaObject object = written.get(key);
        return text == null || object == null ? null : text.written(object);
    }

    /** The tables to which the foreign keys of a table lead. */
    Set<String> targets(String table) {
        return targets.computeIfAbsent(table, this::readTargets);
    }

    private Set<String> readTargets(String table) {
        Set<String> found = new HashSet<>();
        for (SchemaObject object : table(table).values()) {
            if (object.kind() == ObjectKind.FOREIGN_KEY) {
                List<Token> tokens = Spelling.tokens(object.properties().getOrDefault("references", ""));
                if (!tokens.isEmpty()) {
                    found.add(Spelling.fold(tokens.get(0).name()));
                }
            }
        }
        return found;
    }

    /** Whether a name stands in a definition. */
    boolean mentions(Key key, Set<String> names) {
        return definition(key).stream()
                .flatMap(sql -> Spelling.tokens(sql).stream())
                .anyMatch(token -> token.isName() && names.contains(Spelling.fold(token.name())));
    }

    /** The keys in an order in which each stands behind those that it mentions. */
    List<Key> sorted(List<Key> keys, java.util.function.BiPredicate<Key, Key> needs) {
        List<Key> sorted = new ArrayList<>();
        List<Key> left = new ArrayList<>(keys);
        while (!left.isEmpty()) {
            Key next = left.stream()
                    .filter(key -> left.stream().noneMatch(other -> other != key && needs.test(key, other)))
                    .findFirst()
                    .orElse(left.get(0));
            left.remove(next);
            sorted.add(next);
        }
        return sorted;
    }
}
