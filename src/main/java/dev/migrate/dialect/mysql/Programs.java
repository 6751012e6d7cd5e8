package dev.migrate.dialect.mysql;

import dev.migrate.dialect.Dialect;
import dev.migrate.diff.Blueprint;
import dev.migrate.diff.Drafted;
import dev.migrate.operation.Drop;
import dev.migrate.operation.Execute;
import dev.migrate.operation.ObjectName;
import dev.migrate.schema.ObjectKind;
import dev.migrate.schema.SchemaObject;
import dev.migrate.sql.DatabaseKind;
import dev.migrate.sql.Token;
import dev.migrate.sql.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How routines, packages and events become others: neither server changes a body in place. */
final class Programs {

    private static final List<String> CHARACTERISTICS = List.of("comment", "security", "data access");

    private final Blueprint to;
    private final Dialect dialect;
    private final Map<SchemaObject, SchemaObject> before;
    private final Map<SchemaObject, SchemaObject> after;

    /**
     * The programs of two schemas.
     *
     * @param kinds which of them
     */
    Programs(Blueprint from, Blueprint to, Dialect dialect, List<ObjectKind> kinds) {
        this.to = to;
        this.dialect = dialect;
        this.before = of(from, dialect.kind(), kinds);
        this.after = of(to, dialect.kind(), kinds);
    }

    /** The objects of some kinds, by kind and path, as they are compared. */
    static Map<SchemaObject, SchemaObject> of(Blueprint blueprint, DatabaseKind kind, List<ObjectKind> kinds) {
        Map<SchemaObject, SchemaObject> objects = new TreeMap<>();
        for (SchemaObject object : blueprint.schema().objects()) {
            if (kinds.contains(object.kind())) {
                SchemaObject compared = Spelling.of(kind).comparable(object);
                objects.put(compared, compared);
            }
        }
        return objects;
    }

    /** The name in SQL: that of a package stands before the words that tell it from its body. */
    static String name(SchemaObject object) {
        String name = object.name();
        if (object.kind() == ObjectKind.FUNCTION) {
            for (String suffix : List.of(" package body", " package")) {
                if (name.endsWith(suffix)) {
                    return name.substring(0, name.length() - suffix.length());
                }
            }
        }
        return name;
    }

    private static String words(SchemaObject object) {
        if (object.kind() != ObjectKind.FUNCTION) {
            return object.kind().name();
        }
        return object.name().endsWith(" package body")
                ? "PACKAGE BODY"
                : object.name().endsWith(" package") ? "PACKAGE" : "FUNCTION";
    }

    /** What goes for good. */
    List<Drafted> drops() {
        return before.values().stream()
                .filter(object -> !after.containsKey(object))
                // a package takes its body along
                .filter(object -> !words(object).equals("PACKAGE BODY") || after.containsKey(specification(object)))
                .map(this::drop)
                .toList();
    }

    /** What comes, or takes another's place. */
    List<Drafted> creations() {
        List<Drafted> drafted = new ArrayList<>();
        for (SchemaObject object : after.values()) {
            SchemaObject was = before.get(object);
            if (object.equals(was) && !isBodyOfChanged(object)) {
                continue;
            }
            if (was != null && isRoutine(object) && onlyCharacteristics(was, object)) {
                drafted.add(alter(was, object));
                continue;
            }
            boolean replaces = was != null && dialect.kind() == DatabaseKind.MARIADB && !isBodyOfChanged(object);
            if (was != null && !replaces && !isBodyOfChanged(object)) {
                Drafted drop = drop(was);
                drafted.add(
                        isRoutine(object)
                                ? drop.remark("the rights that were granted on it go with it: "
                                        + "MySQL cannot replace a routine")
                                : drop);
            }
            drafted.addAll(create(object, replaces));
        }
        return drafted;
    }

    private static boolean isRoutine(SchemaObject object) {
        return List.of("FUNCTION", "PROCEDURE").contains(words(object));
    }

    private static SchemaObject specification(SchemaObject body) {
        List<String> path = new ArrayList<>(body.path());
        path.set(path.size() - 1, name(body) + " package");
        return SchemaObject.of(ObjectKind.FUNCTION, path, Map.of());
    }

    /** A package that takes another's place drops its body. */
    private boolean isBodyOfChanged(SchemaObject object) {
        if (!words(object).equals("PACKAGE BODY")) {
            return false;
        }
        SchemaObject specification = specification(object);
        return before.containsKey(specification)
                && !Objects.equals(before.get(specification), after.get(specification));
    }

    /** A comment that goes needs a new routine: MySQL's ALTER takes an empty one for none. */
    private static boolean onlyCharacteristics(SchemaObject was, SchemaObject is) {
        boolean loses = was.properties().containsKey("comment")
                && !is.properties().containsKey("comment");
        return !loses && was.without(CHARACTERISTICS).equals(is.without(CHARACTERISTICS));
    }

    private Drafted alter(SchemaObject was, SchemaObject is) {
        StringBuilder text = new StringBuilder("ALTER " + words(is) + " " + quoted(is));
        Map<String, String> properties = is.properties();
        if (!Objects.equals(was.properties().get("data access"), properties.get("data access"))) {
            text.append(' ').append(properties.get("data access"));
        }
        if (!Objects.equals(was.properties().get("security"), properties.get("security"))) {
            text.append(" SQL SECURITY ").append(properties.get("security"));
        }
        if (!Objects.equals(was.properties().get("comment"), properties.get("comment"))) {
            text.append(" COMMENT ").append(MysqlTypes.string(dialect, properties.getOrDefault("comment", "")));
        }
        return Drafted.of(new Execute(text.toString(), List.of()), is);
    }

    private String quoted(SchemaObject object) {
        List<String> path = object.path();
        return (path.size() == 1 ? "" : dialect.quote(path.get(0)) + ".") + dialect.quote(name(object));
    }

    private Drafted drop(SchemaObject object) {
        if (isRoutine(object)) {
            var kind = object.kind() == ObjectKind.FUNCTION
                    ? dev.migrate.operation.ObjectKind.FUNCTION
                    : dev.migrate.operation.ObjectKind.PROCEDURE;
            List<String> path = object.path();
            var name = new ObjectName(path.size() == 1 ? null : path.get(0), object.name());
            return Drafted.of(new Drop(kind, name, null, null, false, false, null), object);
        }
        return Drafted.of(new Execute("DROP " + words(object) + " " + quoted(object), List.of()), object);
    }

    private List<Drafted> create(SchemaObject object, boolean replaces) {
        String definition = to.definition(MysqlBlueprint.key(object))
                .orElseThrow(() -> new IllegalStateException("no definition of " + object.title()));
        StringBuilder text = new StringBuilder(replaces ? "CREATE OR REPLACE " : "CREATE ");
        List<Token> tokens = Tokens.of(dialect.kind(), definition);
        boolean named = false;
        for (int i = next(tokens, 0); i < tokens.size(); i++) {
            Token token = tokens.get(i);
            boolean word = !named && token.is("FUNCTION", "PROCEDURE", "EVENT", "PACKAGE");
            text.append(token.text());
            if (word) {
                named = true;
                int at = next(tokens, i);
                if (tokens.get(at).is("BODY")) {
                    text.append(" BODY");
                    at = next(tokens, at);
                }
                text.append(' ').append(quoted(object));
                i = at;
            }
        }
        String sql = object.kind() == ObjectKind.EVENT ? withoutStart(object, text.toString()) : text.toString();
        return under(to, object, Drafted.of(new Execute(sql, List.of()), object));
    }

    private static int next(List<Token> tokens, int at) {
        int next = at + 1;
        while (tokens.get(next).sort() == Token.Sort.BLANK) {
            next++;
        }
        return next;
    }

    /** One that began when it was made begins when it is made again. */
    private static String withoutStart(SchemaObject event, String text) {
        return event.properties().containsKey("starts")
                ? text
                : text.replaceFirst("( EVERY .*?) STARTS '[^']*'", "$1");
    }

    /** A program keeps the sql_mode, and an event the time zone, of the session that makes it. */
    static List<Drafted> under(Blueprint to, SchemaObject object, Drafted drafted) {
        List<String> sets = new ArrayList<>();
        List<String> keeps = new ArrayList<>();
        List<String> restores = new ArrayList<>();
        for (Map.Entry<String, List<String>> setting :
                Map.of("sql_mode", MysqlBlueprint.SQL_MODE, "time_zone", MysqlBlueprint.TIME_ZONE).entrySet()) {
            @Nullable String wanted = object.properties().get(setting.getKey().replace('_', ' '));
            @Nullable String is = to.definition(setting.getValue()).orElse(null);
            if (wanted != null && is != null && !wanted.equals(is)) {
                String name = setting.getKey();
                keeps.add("@" + name + "_before = @@SESSION." + name);
                sets.add("SESSION " + name + " = '" + wanted + "'");
                restores.add("SESSION " + name + " = @" + name + "_before");
            }
        }
        if (sets.isEmpty()) {
            return List.of(drafted);
        }
        keeps.addAll(sets);
        return List.of(
                Drafted.of(new Execute("SET " + String.join(", ", keeps), List.of()), object),
                drafted,
                Drafted.of(new Execute("SET " + String.join(", ", restores), List.of()), object));
    }
}
