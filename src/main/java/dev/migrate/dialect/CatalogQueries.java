package dev.migrate.dialect;

import dev.migrate.schema.ObjectKind;
import dev.migrate.schema.Schema;
import dev.migrate.schema.SchemaObject;
import dev.migrate.sql.DatabaseKind;
import dev.migrate.sql.SqlScanner;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * A schema as it comes together from queries over a catalog. Each row is an object, or more of one that another row
 * has: column {@code kind}, the path in {@code path1} and so on, and behind these the properties, each under its own
 * name. NULL is no property.
 */
public final class CatalogQueries {

    private static final String PATH = "path";

    private final Map<Key, SortedMap<String, String>> objects = new TreeMap<>();

    /** Names and types come again and again: one string of each is smaller, and found equal at a glance. */
    private final Map<String, String> texts = new HashMap<>();

    private record Key(ObjectKind kind, List<String> path) implements Comparable<Key> {

        @Override
        public int compareTo(Key other) {
            int order = SchemaObject.comparePaths(path, other.path);
            return order == 0 ? kind.compareTo(other.kind) : order;
        }
    }

    /**
     * The queries of a resource beside a class.
     *
     * @param beside the class
     * @param resource the resource's name
     * @param kind by whose rules it is split
     */
    public static List<String> of(Class<?> beside, String resource, DatabaseKind kind) {
        try (InputStream in = beside.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("no resource " + resource);
            }
            Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8);
            var scanner = new SqlScanner(kind, reader, Path.of(resource), 1);
            List<String> queries = new ArrayList<>();
            for (var statement = scanner.next(); statement != null; statement = scanner.next()) {
                queries.add(statement.text());
            }
            return List.copyOf(queries);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Runs a query and takes its rows in.
     *
     * @param session where
     * @param query the query
     * @param within what stands before each path
     */
    public void read(Session session, String query, List<String> within) throws SQLException {
        try (Statement statement = session.connection().createStatement()) {
            // braces and question marks are operators here
            statement.setEscapeProcessing(false);
            try (ResultSet rows = statement.executeQuery(query)) {
                ResultSetMetaData columns = rows.getMetaData();
                String[] labels = new String[columns.getColumnCount()];
                for (int i = 0; i < labels.length; i++) {
                    labels[i] = columns.getColumnLabel(i + 1);
                }
                while (rows.next()) {
                    take(rows, labels, within);
                }
            }
        }
    }

    private void take(ResultSet row, String[] labels, List<String> within) throws SQLException {
        ObjectKind kind = ObjectKind.valueOf(row.getString(1));
        List<String> path = new ArrayList<>(within);
        SortedMap<String, String> properties = new TreeMap<>();
        for (int i = 1; i < labels.length; i++) {
            String read = row.getString(i + 1);
            if (read == null) {
                continue;
            }
            String value = texts.computeIfAbsent(read, text -> text);
            if (labels[i].startsWith(PATH)) {
                path.add(value);
            } else {
                properties.put(labels[i], value);
            }
        }
        take(kind, path, properties);
    }

    private void take(ObjectKind kind, List<String> path, SortedMap<String, String> properties) {
        SortedMap<String, String> known = objects.putIfAbsent(new Key(kind, List.copyOf(path)), properties);
        if (known != null) {
            known.putAll(properties);
        }
    }

    /** Takes in what another has, or more of the same. */
    public void add(CatalogQueries other) {
        other.objects.forEach((key, properties) -> take(key.kind(), key.path(), properties));
    }

    /** Takes in an object, or more of one. */
    public void put(SchemaObject object) {
        take(object.kind(), object.path(), new TreeMap<>(object.properties()));
    }

    /** Whether there is an object of that kind and path. */
    public boolean has(ObjectKind kind, List<String> path) {
        return objects.containsKey(new Key(kind, path));
    }

    /** What has come together, but for the objects that are not wanted. */
    public Schema schema(Predicate<SchemaObject> unwanted) {
        return new Schema(objects.entrySet().stream()
                .map(e -> new SchemaObject(e.getKey().kind(), e.getKey().path(), e.getValue()))
                .filter(unwanted.negate())
                .toList());
    }
}
