package dev.migrate.dialect.postgresql;

import static dev.migrate.dialect.postgresql.ObjectStatements.property;

import dev.migrate.dialect.Session;
import dev.migrate.schema.SchemaObject;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Has the server read its own wording once more: {@code CHECK (x IN ('a', 'b'))} on a varchar is worded in one way when it is first read and in another once that
 * wording is read again, which then stays. Each object is made again in a subtransaction, read, and rolled back.
 */
final class PostgresqlRestating {

    /** How often at most: two times were enough for everything seen. */
    private static final int TIMES = 3;

    private static final String NAME = "migrate_restated";

    private static final String FUNCTION = "CREATE FUNCTION pg_temp.migrate_restate(before text, made text, asked text)"
            + " RETURNS text[] LANGUAGE plpgsql AS $$DECLARE answer text[];\nBEGIN\n    IF before <> '' THEN EXECUTE before;"
            + " END IF;\n    EXECUTE made;\n    EXECUTE asked INTO answer;\n    RAISE EXCEPTION USING ERRCODE = 'MIG00';\n"
            + "EXCEPTION\n    WHEN SQLSTATE 'MIG00' THEN RETURN answer;\n    WHEN OTHERS THEN RETURN NULL;\nEND$$";

    private static final Pattern INDEX =
            Pattern.compile("(?s)^(CREATE (?:UNIQUE )?INDEX )(\"(?:[^\"]|\"\")+\"|[\\w$]+)( .*)$");

    private final Session session;

    PostgresqlRestating(Session session) {
        this.session = session;
    }

    /**
     * How an object is made again.
     *
     * @param before what must stand or go first; empty for nothing
     * @param made what makes it
     * @param asked a query for an array of its texts
     * @param properties the properties that these are
     */
    private record Way(String before, String made, String asked, List<String> properties) {}

    /** Each object that could be read, in its last wording. */
    Map<SchemaObject, SchemaObject> last(Collection<SchemaObject> objects) throws SQLException {
        Map<SchemaObject, SchemaObject> last = new HashMap<>();
        List<SchemaObject> open = List.copyOf(objects);
        try (Statement statement = session.connection().createStatement()) {
            statement.execute("BEGIN");
            try {
                statement.execute(PostgresqlCatalog.STABLE + "; SET LOCAL client_min_messages = error; " + FUNCTION);
                for (int i = 0; i < TIMES && !open.isEmpty(); i++) {
                    open = again(open, last);
                }
            } finally {
                statement.execute("ROLLBACK");
            }
        }
        return last;
    }

    /** Reads each once more, and gives those whose wording has changed by it. */
    private List<SchemaObject> again(List<SchemaObject> objects, Map<SchemaObject, SchemaObject> last)
            throws SQLException {
        List<SchemaObject> tried = new ArrayList<>();
        List<Way> ways = new ArrayList<>();
        for (SchemaObject object : objects) {
            for (Way way : ways(last.getOrDefault(object, object))) {
                tried.add(object);
                ways.add(way);
            }
        }
        List<SchemaObject> changed = new ArrayList<>();
        try (PreparedStatement query = session.connection()
                .prepareStatement("SELECT u.at, pg_temp.migrate_restate(u.before, u.made, u.asked)"
                        + " FROM ROWS FROM (pg_catalog.unnest(?::text[]), pg_catalog.unnest(?::text[]),"
                        + " pg_catalog.unnest(?::text[])) WITH ORDINALITY"
                        + " AS u(before, made, asked, at) ORDER BY u.at")) {
            query.setArray(1, texts(ways.stream().map(Way::before)));
            query.setArray(2, texts(ways.stream().map(Way::made)));
            query.setArray(3, texts(ways.stream().map(Way::asked)));
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    int at = rows.getInt(1) - 1;
                    Array answer = rows.getArray(2);
                    if (answer != null) {
                        SchemaObject object = tried.get(at);
                        SchemaObject before = last.getOrDefault(object, object);
                        SchemaObject after = with(before, ways.get(at).properties(), (String[]) answer.getArray());
                        last.put(object, after);
                        if (!after.equals(before)) {
                            changed.add(object);
                        }
                    }
                }
            }
        }
        return changed;
    }

    private Array texts(Stream<String> texts) throws SQLException {
        return session.connection().createArrayOf("text", texts.toArray());
    }

    private static SchemaObject with(SchemaObject object, List<String> names, @Nullable String[] texts) {
        Map<String, String> properties = new TreeMap<>(object.properties());
        for (int i = 0; i < names.size(); i++) {
            String text = texts[i];
            String was = properties.get(names.get(i));
            if (text != null && was != null) {
                properties.put(names.get(i), renamed(names.get(i), was, text));
            }
        }
        return SchemaObject.of(object.kind(), object.path(), properties);
    }

    /** An index was made by another name, a generated column is told by its sort. */
    private static String renamed(String property, String was, String text) {
        if (property.equals("generated")) {
            return was.substring(0, was.indexOf(' ') + 1) + text;
        }
        Matcher before = INDEX.matcher(was);
        Matcher after = INDEX.matcher(text);
        return before.matches() && after.matches() ? after.group(1) + before.group(2) + after.group(3) : text;
    }

    /** The ways to make an object again, of which one can work; none for what has no such texts. */
    private static List<Way> ways(SchemaObject object) {
        String name = PostgresqlName.of(object);
        String definition = property(object, "definition");
        List<String> defined = List.of("definition");
        return switch (object.kind()) {
            case CHECK, EXCLUSION -> constraint(object, definition);
            case INDEX -> index(definition);
            case VIEW, MATERIALIZED_VIEW ->
                List.of(new Way(
                        "",
                        "CREATE TEMPORARY VIEW " + NAME + " AS " + definition,
                        "SELECT ARRAY[pg_get_viewdef('pg_temp." + NAME + "'::regclass)]",
                        defined));
            case COLUMN -> column(object);
            case DOMAIN ->
                object.properties().containsKey("default")
                        ? List.of(new Way(
                                "",
                                "CREATE DOMAIN pg_temp." + NAME + " AS " + property(object, "type") + " DEFAULT "
                                        + property(object, "default"),
                                "SELECT ARRAY[COALESCE(pg_get_expr(typdefaultbin, 0), typdefault)] FROM pg_type"
                                        + " WHERE oid = 'pg_temp." + NAME + "'::regtype",
                                List.of("default")))
                        : List.of();
            case POLICY -> List.of(policy(object));
            case TRIGGER ->
                List.of(new Way(
                        "DROP TRIGGER IF EXISTS " + PostgresqlName.quote(object.name()) + " ON "
                                + PostgresqlName.owner(object),
                        definition,
                        "SELECT ARRAY[pg_get_triggerdef(oid)] FROM pg_trigger WHERE " + named(object, "tgname", "tgrelid"),
                        defined));
            case RULE ->
                List.of(new Way(
                        "",
                        definition.replaceFirst("^CREATE RULE ", "CREATE OR REPLACE RULE "),
                        "SELECT ARRAY[pg_get_ruledef(oid)] FROM pg_rewrite WHERE "
                                + named(object, "rulename", "ev_class"),
                        defined));
            case STATISTICS ->
                List.of(new Way(
                        "DROP STATISTICS IF EXISTS " + name,
                        definition,
                        "SELECT ARRAY[pg_get_statisticsobjdef(s.oid)] FROM pg_statistic_ext s JOIN pg_namespace n"
                                + " ON n.oid = s.stxnamespace WHERE n.nspname = "
                                + PostgresqlName.literal(object.path().get(0)) + " AND s.stxname = "
                                + PostgresqlName.literal(object.name()),
                        defined));
            case FUNCTION, PROCEDURE ->
                List.of(new Way(
                        "",
                        definition,
                        "SELECT ARRAY[pg_get_functiondef("
                                + PostgresqlName.literal(PostgresqlName.routine(object)) + "::regprocedure)]",
                        defined));
            default -> List.of();
        };
    }

    private static String named(SchemaObject object, String name, String owner) {
        return name + " = " + PostgresqlName.literal(object.name()) + " AND " + owner + " = "
                + PostgresqlName.literal(PostgresqlName.owner(object)) + "::regclass";
    }

    /** A check is a table's or a domain's, which its path does not tell. */
    private static List<Way> constraint(SchemaObject object, String definition) {
        String owner = PostgresqlName.owner(object);
        String asked = "SELECT ARRAY[pg_get_constraintdef(oid), pg_get_indexdef(NULLIF(conindid, 0))] FROM pg_constraint"
                + " WHERE conname = '" + NAME + "' AND ";
        String literal = PostgresqlName.literal(owner);
        List<String> properties = List.of("definition", "index");
        return List.of(
                new Way(
                        "",
                        "ALTER TABLE " + owner + " ADD CONSTRAINT " + NAME + " " + definition,
                        asked + "conrelid = " + literal + "::regclass",
                        properties),
                new Way(
                        "",
                        "ALTER DOMAIN " + owner + " ADD CONSTRAINT " + NAME + " " + definition,
                        asked + "contypid = " + literal + "::regtype",
                        properties));
    }

    private static List<Way> index(String definition) {
        Matcher matcher = INDEX.matcher(definition);
        return matcher.matches()
                ? List.of(new Way(
                        "",
                        matcher.group(1) + NAME + matcher.group(3),
                        "SELECT ARRAY[pg_get_indexdef(oid)] FROM pg_class WHERE relname = '" + NAME
                                + "' AND relkind IN ('i', 'I')",
                        List.of("definition")))
                : List.of();
    }

    /** A default needs no other column; a formula needs a table of the same ones. */
    private static List<Way> column(SchemaObject object) {
        String collation = property(object, "collation");
        String type = property(object, "type") + (collation.isEmpty() ? "" : " COLLATE " + collation);
        String asked = "SELECT ARRAY[pg_get_expr(d.adbin, d.adrelid)] FROM pg_attrdef d JOIN pg_attribute a"
                + " ON a.attrelid = d.adrelid AND a.attnum = d.adnum WHERE d.adrelid = 'pg_temp." + NAME
                + "'::regclass AND a.attname = '" + NAME + "'";
        String generated = property(object, "generated");
        if (!generated.isEmpty()) {
            return List.of(new Way(
                    "CREATE TEMPORARY TABLE " + NAME + " (LIKE " + PostgresqlName.owner(object) + ")",
                    "ALTER TABLE pg_temp." + NAME + " ADD COLUMN " + NAME + " " + type + " GENERATED ALWAYS AS ("
                            + generated.substring(generated.indexOf(' ') + 1)
                            + (generated.startsWith("stored") ? ") STORED" : ") VIRTUAL"),
                    asked,
                    List.of("generated")));
        }
        return object.properties().containsKey("default")
                ? List.of(new Way(
                        "",
                        "CREATE TEMPORARY TABLE " + NAME + " (" + NAME + " " + type + " DEFAULT "
                                + property(object, "default") + ")",
                        asked,
                        List.of("default")))
                : List.of();
    }

    private static Way policy(SchemaObject object) {
        String on = PostgresqlName.quote(object.name()) + " ON " + PostgresqlName.owner(object);
        String using = object.properties().get("using");
        String check = object.properties().get("with check");
        return new Way(
                "DROP POLICY IF EXISTS " + on,
                "CREATE POLICY " + on + " FOR " + property(object, "for")
                        + (using == null ? "" : " USING (" + using + ")")
                        + (check == null ? "" : " WITH CHECK (" + check + ")"),
                "SELECT ARRAY[pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid)] FROM pg_policy WHERE "
                        + named(object, "polname", "polrelid"),
                List.of("using", "with check"));
    }
}
