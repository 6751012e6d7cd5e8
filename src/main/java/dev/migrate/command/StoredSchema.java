package dev.migrate.command;

import dev.migrate.diff.Blueprint;
import dev.migrate.schema.ObjectKind;
import dev.migrate.schema.Schema;
import dev.migrate.schema.SchemaObject;
import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.CRC32;

/**
 * Objects as bytes, each text once and numbers for the rest: a thousand tables are read back in the time in which a parser for JSON is loaded. In front
 * stands a sum over all that follows, so that half a file is none.
 */
final class StoredSchema {

    private static final int HEADER = 3 * Integer.BYTES;

    private StoredSchema() {}

    /** A blueprint that was read back; what stands behind the schema only when somebody asks. */
    static final class Kept {
        private final Schema schema;
        private final Reader rest;

        private Kept(Reader reader) {
            this.schema = new Schema(reader.objects());
            this.rest = reader;
        }

        /** What stood in the database. */
        Schema schema() {
            return schema;
        }

        /** The same with definitions and needs; once. */
        Blueprint blueprint() {
            Map<List<String>, String> definitions = new HashMap<>();
            for (int i = rest.number(); i > 0; i--) {
                definitions.put(rest.path(), rest.text());
            }
            Map<List<String>, Set<List<String>>> needs = new HashMap<>();
            for (int i = rest.number(); i > 0; i--) {
                List<String> path = rest.path();
                Set<List<String>> those = new HashSet<>();
                for (int j = rest.number(); j > 0; j--) {
                    those.add(rest.path());
                }
                needs.put(path, those);
            }
            return new Blueprint(schema, definitions, needs);
        }
    }

    static byte[] of(Blueprint blueprint) {
        var writer = new Writer();
        writer.objects(blueprint.schema().objects());
        writer.number(blueprint.definitions().size());
        blueprint.definitions().forEach((path, text) -> {
            writer.path(path);
            writer.text(text);
        });
        writer.number(blueprint.needs().size());
        blueprint.needs().forEach((path, needs) -> {
            writer.path(path);
            writer.number(needs.size());
            needs.forEach(writer::path);
        });
        return writer.bytes();
    }

    /** Empty where the bytes are none of these. */
    static Optional<Kept> blueprint(byte[] bytes) {
        return isWhole(bytes) ? Optional.of(new Kept(new Reader(bytes))) : Optional.empty();
    }

    static byte[] of(Map<SchemaObject, SchemaObject> wordings) {
        var writer = new Writer();
        writer.objects(wordings.keySet());
        writer.objects(wordings.values());
        return writer.bytes();
    }

    /** Empty where the bytes are none of these. */
    static Optional<Map<SchemaObject, SchemaObject>> wordings(byte[] bytes) {
        if (!isWhole(bytes)) {
            return Optional.empty();
        }
        var reader = new Reader(bytes);
        List<SchemaObject> read = reader.objects();
        List<SchemaObject> last = reader.objects();
        Map<SchemaObject, SchemaObject> wordings = new HashMap<>();
        for (int i = 0; i < read.size(); i++) {
            wordings.put(read.get(i), last.get(i));
        }
        return Optional.of(wordings);
    }

    static byte[] of(List<String> texts) {
        var writer = new Writer();
        writer.path(texts);
        return writer.bytes();
    }

    /** Empty where the bytes are none of these. */
    static Optional<List<String>> texts(byte[] bytes) {
        return isWhole(bytes) ? Optional.of(new Reader(bytes).path()) : Optional.empty();
    }

    private static boolean isWhole(byte[] bytes) {
        return bytes.length >= HEADER && ByteBuffer.wrap(bytes).getInt() == sum(bytes);
    }

    private static int sum(byte[] bytes) {
        var sum = new CRC32();
        sum.update(bytes, Integer.BYTES, bytes.length - Integer.BYTES);
        return (int) sum.getValue();
    }

    private static final class Writer {
        private final Map<String, Integer> texts = new HashMap<>();
        private final List<byte[]> encoded = new ArrayList<>();
        private int[] numbers = new int[1 << 12];
        private int count;

        void number(int number) {
            if (count == numbers.length) {
                numbers = Arrays.copyOf(numbers, 2 * count);
            }
            numbers[count++] = number;
        }

        void text(String text) {
            number(texts.computeIfAbsent(text, t -> {
                encoded.add(t.getBytes(StandardCharsets.UTF_8));
                return encoded.size() - 1;
            }));
        }

        void path(List<String> path) {
            number(path.size());
            path.forEach(this::text);
        }

        void objects(Iterable<SchemaObject> objects) {
            int at = count;
            number(0);
            for (SchemaObject object : objects) {
                numbers[at]++;
                text(object.kind().name());
                path(object.path());
                number(object.properties().size());
                object.properties().forEach((name, value) -> {
                    text(name);
                    text(value);
                });
            }
        }

        byte[] bytes() {
            int length = encoded.stream()
                    .mapToInt(text -> Integer.BYTES + text.length)
                    .sum();
            ByteBuffer bytes = ByteBuffer.allocate(HEADER + length + Integer.BYTES * count);
            bytes.putInt(0).putInt(encoded.size()).putInt(count);
            for (byte[] text : encoded) {
                bytes.putInt(text.length).put(text);
            }
            bytes.asIntBuffer().put(numbers, 0, count);
            return bytes.putInt(0, sum(bytes.array())).array();
        }
    }

    private static final class Reader {
        private final String[] texts;
        private final IntBuffer numbers;

        Reader(byte[] bytes) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            buffer.getInt();
            texts = new String[buffer.getInt()];
            buffer.getInt();
            for (int i = 0; i < texts.length; i++) {
                int length = buffer.getInt();
                texts[i] = new String(bytes, buffer.position(), length, StandardCharsets.UTF_8);
                buffer.position(buffer.position() + length);
            }
            numbers = buffer.asIntBuffer();
        }

        int number() {
            return numbers.get();
        }

        String text() {
            return texts[numbers.get()];
        }

        List<String> path() {
            String[] path = new String[number()];
            for (int i = 0; i < path.length; i++) {
                path[i] = text();
            }
            return List.of(path);
        }

        List<SchemaObject> objects() {
            List<SchemaObject> objects = new ArrayList<>();
            for (int i = number(); i > 0; i--) {
                ObjectKind kind = ObjectKind.valueOf(text());
                List<String> path = path();
                var properties = new TreeMap<String, String>();
                for (int j = number(); j > 0; j--) {
                    properties.put(text(), text());
                }
                objects.add(new SchemaObject(kind, path, properties));
            }
            return objects;
        }
    }
}
