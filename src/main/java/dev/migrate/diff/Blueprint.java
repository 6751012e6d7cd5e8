package dev.migrate.diff;

import dev.migrate.schema.Schema;
import dev.migrate.schema.SchemaObject;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A schema with what the drafting of statements must know besides.
 *
 * @param schema what stands in the database
 * @param definitions the statements that made objects, as the database itself gives them, by path; on PostgreSQL none, whose schema tells
 *     everything; on MySQL and MariaDB those of the tables that were asked for; on SQLite every one
 * @param needs what an object cannot be without, by path: a view's columns and functions, a default's function
 */
public record Blueprint(
        Schema schema, Map<List<String>, String> definitions, Map<List<String>, Set<List<String>>> needs) {

    /** A database in which nothing stands. */
    public static final Blueprint EMPTY = new Blueprint(new Schema(List.of()), Map.of(), Map.of());

    /** Copies the maps. */
    public Blueprint {
        definitions = Map.copyOf(definitions);
        needs = Map.copyOf(needs);
    }

    /** A schema of which nothing else need be known. */
    public static Blueprint of(Schema schema) {
        return new Blueprint(schema, Map.of(), Map.of());
    }

    /** The statement that made an object. */
    public Optional<String> definition(List<String> path) {
        return Optional.ofNullable(definitions.get(path));
    }

    /** What an object cannot be without. */
    public Set<List<String>> needs(SchemaObject object) {
        return needs.getOrDefault(object.path(), Set.of());
    }

    /** The same of another schema, such as one without what the settings leave out. */
    public Blueprint with(Schema other) {
        return new Blueprint(other, definitions, needs);
    }

    /** The paths of all objects. */
    public Set<List<String>> paths() {
        Set<List<String>> paths = new HashSet<>();
        schema.objects().forEach(object -> paths.add(object.path()));
        return paths;
    }
}
