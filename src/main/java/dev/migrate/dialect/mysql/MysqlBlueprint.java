package dev.migrate.dialect.mysql;

import dev.migrate.dialect.CatalogFailure;
import dev.migrate.dialect.Session;
import dev.migrate.diff.Blueprint;
import dev.migrate.operation.ObjectName;
import dev.migrate.schema.ObjectKind;
import dev.migrate.schema.Schema;
import dev.migrate.schema.SchemaObject;
import dev.migrate.sql.Token;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the statements that made the objects of a schema, many in one round trip. */
final class MysqlBlueprint {

    /** The settings under which the session makes programs, among the definitions. */
    static final List<String> SQL_MODE = List.of("@@sql_mode");

    static final List<String> TIME_ZONE = List.of("@@time_zone");

    private static final int AT_ONCE = 100;
    private static final Pattern COUNTER = Pattern.compile("(?<=\\n\\) ENGINE=\\w{1,40}) AUTO_INCREMENT=\\d+");

    private final Session session;
    private final Schema schema;
    private final Map<List<String>, String> definitions = new HashMap<>();

    MysqlBlueprint(Session session, Schema schema) {
        this.session = session;
        this.schema = schema;
    }

    /** Where an object's statement stands among the definitions: a table, a function and an event may have one name. */
    static List<String> key(SchemaObject object) {
        if (object.kind() == ObjectKind.TABLE || object.kind() == ObjectKind.VIEW) {
            return object.path();
        }
        List<String> key = new ArrayList<>(object.path());
        key.add(object.kind().label());
        return key;
    }

    Blueprint read(Predicate<SchemaObject> wanted) throws SQLException {
        List<@Nullable String> is = session.rows("SELECT @@SESSION.sql_mode, @@SESSION.time_zone, CURRENT_USER()")
                .get(0);
        definitions.put(SQL_MODE, String.valueOf(is.get(0)));
        definitions.put(TIME_ZONE, String.valueOf(is.get(1)));
        String own = definer(String.valueOf(is.get(2)));
        List<SchemaObject> shown = schema.objects().stream()
                .filter(object -> show(object) != null && wanted.test(object))
                .toList();
        MysqlCatalog.stably(session, () -> {
            for (int i = 0; i < shown.size(); i += AT_ONCE) {
                show(shown.subList(i, Math.min(shown.size(), i + AT_ONCE)), own);
            }
            if (schema.objects().stream().anyMatch(o -> o.kind() == ObjectKind.TRIGGER && wanted.test(o))) {
                triggers(own);
            }
        });
        return new Blueprint(schema, definitions, needs());
    }

    /** The statement that shows how an object was made; null where the schema tells everything of it. */
    private @Nullable String show(SchemaObject object) {
        String name = object.name();
        String what =
                switch (object.kind()) {
                    case TABLE -> "TABLE";
                    case VIEW -> "VIEW";
                    case EVENT -> "EVENT";
                    case PROCEDURE -> "PROCEDURE";
                    case FUNCTION ->
                        name.endsWith(" package body")
                                ? "PACKAGE BODY"
                                : name.endsWith(" package") ? "PACKAGE" : "FUNCTION";
                    default -> null;
                };
        if (what == null) {
            return null;
        }
        return "SHOW CREATE " + what + " " + quoted(object);
    }

    private String quoted(SchemaObject object) {
        List<String> path = object.path();
        String name = Programs.name(object);
        return (path.size() == 1 ? "" : session.dialect().quote(path.get(0)) + ".")
                + session.dialect().quote(name);
    }

    private void show(List<SchemaObject> objects, String own) throws SQLException {
        String all = String.join(";", objects.stream().map(this::show).toList());
        try (Statement statement = session.connection().createStatement()) {
            statement.setEscapeProcessing(false);
            boolean rows = statement.execute(all);
            int at = 0;
            while (rows || statement.getUpdateCount() != -1) {
                if (rows) {
                    try (ResultSet result = statement.getResultSet()) {
                        result.next();
                        take(objects.get(at++), result, own);
                    }
                }
                rows = statement.getMoreResults();
            }
        }
    }

    private void take(SchemaObject object, ResultSet row, String own) throws SQLException {
        int column =
                switch (object.kind()) {
                    case TABLE, VIEW -> 2;
                    case EVENT -> 4;
                    default -> 3;
                };
        String text = row.getString(column);
        if (text == null) {
            throw CatalogFailure.of(
                    new ObjectName(null, object.name()), new SQLException("the server does not show it to this user"));
        }
        if (object.kind() == ObjectKind.TABLE) {
            text = ForeignKeyLines.mended(session.kind(), COUNTER.matcher(text).replaceFirst(""));
            if (session.defaultSchema() != null) {
                text = MysqlCatalog.withoutDatabaseOfSequence(
                        text, session.dialect().quote(session.defaultSchema()) + ".");
            }
            if (object.path().size() > 1) {
                String quote = session.dialect().quote(object.name());
                text = text.replaceFirst(
                        Pattern.quote(quote), java.util.regex.Matcher.quoteReplacement(quoted(object)));
            }
        }
        definitions.put(key(object), text.replaceFirst(" " + Pattern.quote("DEFINER=" + own), ""));
    }

    /** {@code `app`@`%`} of {@code app@%}. */
    private String definer(String account) {
        int at = account.lastIndexOf('@');
        return session.dialect().quote(account.substring(0, at)) + "@"
                + (at == account.length() - 1 ? "``" : session.dialect().quote(account.substring(at + 1)));
    }

    /** Of a trigger, the schema has all but the user whose rights it has. */
    private void triggers(String own) throws SQLException {
        Set<String> databases = new TreeSet<>();
        for (SchemaObject object : schema.objects()) {
            if (object.kind() == ObjectKind.TRIGGER) {
                databases.add(
                        object.path().size() == 3 ? object.path().get(0) : String.valueOf(session.defaultSchema()));
            }
        }
        for (String database : databases) {
            for (List<@Nullable String> row :
                    session.rows("SELECT event_object_table, trigger_name, definer FROM information_schema.triggers"
                            + " WHERE trigger_schema = " + session.dialect().literal(database))) {
                String definer = definer(String.valueOf(row.get(2)));
                if (!definer.equals(own)) {
                    List<String> key = new ArrayList<>();
                    if (!database.equals(session.defaultSchema())) {
                        key.add(database);
                    }
                    key.add(String.valueOf(row.get(0)));
                    key.add(String.valueOf(row.get(1)));
                    key.add(ObjectKind.TRIGGER.label());
                    definitions.put(key, "DEFINER=" + definer);
                }
            }
        }
    }

    /** What the views' texts name. */
    private Map<List<String>, Set<List<String>>> needs() {
        Map<String, Set<List<String>>> named = new HashMap<>();
        for (SchemaObject object : schema.objects()) {
            switch (object.kind()) {
                case TABLE, VIEW, FUNCTION, SEQUENCE ->
                    named.computeIfAbsent(object.name(), n -> new TreeSet<>(SchemaObject::comparePaths))
                            .add(object.path());
                default -> {
                    // nothing that a view could name
                }
            }
        }
        Map<List<String>, Set<List<String>>> needs = new HashMap<>();
        for (SchemaObject view : schema.objects()) {
            String text = view.properties().get("definition");
            if (view.kind() != ObjectKind.VIEW || text == null) {
                continue;
            }
            Set<List<String>> of = new TreeSet<>(SchemaObject::comparePaths);
            for (Token token : Token.of(session.kind(), text)) {
                if (token.isName()) {
                    of.addAll(named.getOrDefault(token.name(), Set.of()));
                }
            }
            of.remove(view.path());
            needs.put(view.path(), of);
        }
        return needs;
    }
}
