package dev.migrate.model;

import dev.migrate.schema.SchemaObject;
import dev.migrate.sql.DatabaseKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The goal for the columns of a table: type, NOT NULL, identity and generation as the entities have them; defaults, comments and collations
 * where they have some; all else, and the order, as it stands in the database.
 */
final class ColumnGoal {

    private static final String DEFAULT = "default";
    private static final String IDENTITY = "identity";
    private static final String GENERATED = "generated";
    private static final String EXTRA = "extra";
    private static final String NOT_NULL = "not null";
    private static final String AUTO_INCREMENT = "auto_increment";

    private static final String DEFAULT_GENERATED = "DEFAULT_GENERATED";
    private static final Pattern PRECISION = Pattern.compile("(?:datetime|timestamp)(\\(\\d\\))");
    private static final Pattern NOW = Pattern.compile("(?i)current_timestamp(\\(\\d?\\))?");
    private static final Pattern LONG = Pattern.compile("text$|blob$|^json$");

    /** What the entities say also by saying nothing of it. */
    private static final List<String> OWNED = List.of("type", NOT_NULL, IDENTITY, GENERATED);

    /** What they say only by saying it. */
    private static final List<String> STATED = List.of(DEFAULT, "comment");

    private final DatabaseKind kind;
    private final List<SchemaObject> model;
    private final List<SchemaObject> live;

    ColumnGoal(DatabaseKind kind, List<SchemaObject> model, List<SchemaObject> live) {
        this.kind = kind;
        this.model = model.stream().sorted(Comparator.comparingInt(EntityGoal::position)).toList();
        this.live = live.stream().sorted(Comparator.comparingInt(EntityGoal::position)).toList();
    }

    /** The columns: those that stay in their order, then the new ones. */
    List<SchemaObject> objects() {
        Map<List<String>, SchemaObject> wanted = new TreeMap<>(SchemaObject::comparePaths);
        model.forEach(column -> wanted.put(column.path(), column));
        List<SchemaObject> goal = new ArrayList<>();
        int last = 0;
        for (SchemaObject here : live) {
            SchemaObject there = wanted.remove(here.path());
            last = Math.max(last, EntityGoal.position(here));
            if (there != null) {
                goal.add(merged(there, here));
            }
        }
        for (SchemaObject column : model) {
            if (wanted.containsKey(column.path())) {
                var properties = new TreeMap<>(column.properties());
                properties.put(SchemaObject.POSITION, String.valueOf(++last));
                goal.add(new SchemaObject(column.kind(), column.path(), properties));
            }
        }
        return goal;
    }

    private SchemaObject merged(SchemaObject wanted, SchemaObject here) {
        var properties = new TreeMap<>(here.properties());
        for (String name : OWNED) {
            set(properties, name, wanted.properties().get(name));
        }
        for (String name : STATED) {
            if (wanted.properties().containsKey(name)) {
                set(properties, name, wanted.properties().get(name));
            }
        }
        if (!properties.containsKey(NOT_NULL)) {
            properties.remove("not null constraint");
            properties.remove("not null comment");
        }
        numbers(properties, wanted, here);
        collation(properties, wanted, here);
        if (properties.containsKey(GENERATED) || properties.containsKey(IDENTITY)) {
            if (!wanted.properties().containsKey(DEFAULT)) {
                properties.remove(DEFAULT);
            }
        }
        if (here.properties().containsKey(EXTRA) || wanted.properties().containsKey(EXTRA)) {
            set(properties, EXTRA, extra(wanted, here));
        }
        if (kind.isMysqlFamily()) {
            fitted(properties, wanted, here);
        }
        return new SchemaObject(here.kind(), here.path(), properties);
    }

    /** MySQL and MariaDB take the time of now in the column's own precision alone, and MySQL an expression alone for a long text. */
    private void fitted(Map<String, String> properties, SchemaObject wanted, SchemaObject here) {
        String type = properties.getOrDefault("type", "");
        if (type.equals(here.properties().get("type"))) {
            return;
        }
        var precision = PRECISION.matcher(type);
        String now = "CURRENT_TIMESTAMP" + (precision.matches() ? precision.group(1) : "");
        for (String name : List.of(DEFAULT, EXTRA)) {
            properties.computeIfPresent(name, (n, value) -> NOW.matcher(value).replaceAll(now));
        }
        String initial = properties.get(DEFAULT);
        boolean expression = properties.getOrDefault(EXTRA, "").contains(DEFAULT_GENERATED);
        if (kind == DatabaseKind.MYSQL && initial != null && !expression && LONG.matcher(type).find()) {
            properties.put(DEFAULT, "'" + initial.replace("\\", "\\\\").replace("'", "''") + "'");
            properties.merge(EXTRA, DEFAULT_GENERATED, (was, more) -> was + " " + more);
        }
    }

    /** A column that numbers its rows stays as it is, be it an identity or a serial: to the entity they are one. */
    private static void numbers(Map<String, String> properties, SchemaObject wanted, SchemaObject here) {
        boolean numbered = here.properties().getOrDefault(DEFAULT, "").startsWith("nextval(");
        String identity = here.properties().get(IDENTITY);
        if (wanted.properties().containsKey(IDENTITY) && (numbered || identity != null)) {
            set(properties, IDENTITY, identity);
            set(properties, DEFAULT, here.properties().get(DEFAULT));
        }
    }

    /** MySQL and MariaDB tell the collation of every text; PostgreSQL and SQLite only one that was written. */
    private void collation(Map<String, String> properties, SchemaObject wanted, SchemaObject here) {
        String there = wanted.properties().get("collation");
        boolean stated = there != null && !kind.isMysqlFamily();
        boolean becomesText = there != null && here.properties().get("collation") == null;
        boolean noText = there == null && kind.isMysqlFamily();
        if (stated || becomesText || noText) {
            set(properties, "collation", there);
        }
    }

    /** MySQL's word for what has no column of its own in the catalog: {@code auto_increment}, {@code VIRTUAL GENERATED}. */
    private static @Nullable String extra(SchemaObject wanted, SchemaObject here) {
        String there = wanted.properties().getOrDefault(EXTRA, "");
        if (wanted.properties().containsKey(DEFAULT)
                || wanted.properties().containsKey(GENERATED)
                || here.properties().containsKey(GENERATED)) {
            return there.isEmpty() ? null : there;
        }
        List<String> words = new ArrayList<>();
        if (there.toLowerCase(Locale.ROOT).contains(AUTO_INCREMENT)) {
            words.add(AUTO_INCREMENT);
        }
        String rest = here.properties().getOrDefault(EXTRA, "").replaceFirst("(?i)auto_increment", "").strip();
        if (!rest.isEmpty()) {
            words.add(rest);
        }
        return words.isEmpty() ? null : String.join(" ", words);
    }

    private static void set(Map<String, String> properties, String name, @Nullable String value) {
        if (value == null) {
            properties.remove(name);
        } else {
            properties.put(name, value);
        }
    }
}
