package dev.migrate.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One place that settings come from; a stack of them, strongest first, makes an environment. */
interface Layer {

    /** The node of that dotted name with its source. */
    Optional<Entry> find(String name);

    /** The user's own keys in {@code placeholders}. */
    List<String> placeholders();

    /** A node where it stands. */
    record Entry(Node node, Source source) {}

    /** A file, or the table of one of its targets. */
    record OfTable(SourceText source, Node.Table table) implements Layer {

        @Override
        public Optional<Entry> find(String name) {
            int dot = name.indexOf('.');
            var holder = dot < 0 ? table : table.table(name.substring(0, dot));
            return holder.find(name.substring(dot + 1)).map(field -> new Entry(field.value(), source));
        }

        @Override
        public List<String> placeholders() {
            return table.table(SettingKey.PLACEHOLDERS).fields().stream()
                    .map(Node.Field::name)
                    .toList();
        }
    }

    /** The command line or the POM: names as typed, by their dotted names. */
    record OfProperties(Map<String, Entry> entries) implements Layer {

        static final String USER_PREFIX = "migrate.";

        public OfProperties {
            entries = Map.copyOf(entries);
        }

        static OfProperties ofUser(Map<String, String> properties, List<Conflict> conflicts) {
            Map<String, Entry> entries = new TreeMap<>();
            Map<String, String> typed = new TreeMap<>();
            new TreeMap<>(properties).forEach((name, value) -> {
                if (name.startsWith(USER_PREFIX)) {
                    add(
                            entries,
                            typed,
                            conflicts,
                            canonical(name.substring(USER_PREFIX.length())),
                            name,
                            value,
                            PropertySource.userProperty(name));
                }
            });
            return new OfProperties(entries);
        }

        static OfProperties ofPom(Map<String, String> configuration, List<Conflict> conflicts) {
            Map<String, Entry> entries = new TreeMap<>();
            Map<String, String> typed = new TreeMap<>();
            new TreeMap<>(configuration)
                    .forEach((name, value) -> add(
                            entries, typed, conflicts, canonical(name), name, value, PropertySource.pomElement(name)));
            return new OfProperties(entries);
        }

        /** Two spellings of one setting that say different things. */
        record Conflict(Source one, Source other, String name) {}

        private static void add(
                Map<String, Entry> entries,
                Map<String, String> typed,
                List<Conflict> conflicts,
                String name,
                String asTyped,
                String value,
                Source source) {
            @Nullable String before = typed.put(name, value);
            Entry first = entries.putIfAbsent(
                    name, new Entry(new Node.Scalar(Node.Scalar.Sort.STRING, value, Place.NONE), source));
            if (first != null && before != null && !before.equals(value)) {
                conflicts.add(new Conflict(first.source(), source, name));
            }
        }

        /**
         * {@code hooks.beforeRun} as {@code hooks.before_run}; names of placeholders and targets are the user's own.
         */
        private static String canonical(String name) {
            List<String> parts = new ArrayList<>(List.of(name.split("\\.", -1)));
            int from = 0;
            if (parts.get(0).equals(SettingKey.TARGETS) && parts.size() > 2) {
                from = 2;
            }
            for (int i = from; i < parts.size() && !parts.get(from).equals(SettingKey.PLACEHOLDERS); i++) {
                parts.set(i, SettingKey.snakeCase(parts.get(i)));
            }
            return String.join(".", parts);
        }

        /** What is given for one target alone. */
        OfProperties target(String name) {
            String prefix = SettingKey.TARGETS + "." + name + ".";
            Map<String, Entry> own = new TreeMap<>();
            entries.forEach((key, entry) -> {
                if (key.startsWith(prefix)) {
                    own.put(key.substring(prefix.length()), entry);
                }
            });
            return new OfProperties(own);
        }

        @Override
        public Optional<Entry> find(String name) {
            return Optional.ofNullable(entries.get(name));
        }

        @Override
        public List<String> placeholders() {
            String prefix = SettingKey.PLACEHOLDERS + ".";
            return entries.keySet().stream()
                    .filter(name -> name.startsWith(prefix) && name.length() > prefix.length())
                    .map(name -> name.substring(prefix.length()))
                    .sorted()
                    .toList();
        }
    }
}
