package dev.migrate.config;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads settings as values: the strongest layer's, expanded now, else the built-in one. */
final class SettingsReader {

    private static final Source BUILT_IN = new PropertySource("default", "{value}");

    private final LayerStack layers;
    private final Expansion expansion;

    SettingsReader(LayerStack layers, Expansion expansion) {
        this.layers = layers;
        this.expansion = expansion;
    }

    LayerStack layers() {
        return layers;
    }

    /** The setting where somebody gave it, else its built-in value. */
    private Optional<FoundValue> find(SettingKey key) {
        return layers.find(key).or(() -> Optional.ofNullable(key.builtIn())
                .map(text -> new FoundValue(
                        key, new Node.Scalar(Node.Scalar.Sort.STRING, text, Place.NONE), BUILT_IN, Integer.MAX_VALUE)));
    }

    /** The expanded text of a value that somebody gave. */
    String text(FoundValue value) {
        // the check at loading left nothing but scalars where no list may stand
        return value.node() instanceof Node.Scalar scalar ? expansion.expand(value.key(), scalar, value.source()) : "";
    }

    @Nullable
    String text(SettingKey key) {
        return find(key).map(this::text).orElse(null);
    }

    /** A text that has a built-in value or is converted from one. */
    private <T> Optional<T> converted(SettingKey key, Converter<T> converter) {
        return find(key).map(value -> {
            String text = text(value);
            return located(value, () -> converter.convert(key, text, value.source()));
        });
    }

    /** Reads a text as a setting's value. */
    private interface Converter<T> {
        T convert(SettingKey key, String text, Source source);
    }

    /** Points what goes wrong with a value at where it stands. */
    static <T> T located(FoundValue value, Supplier<T> action) {
        try {
            return action.get();
        } catch (MigrateException e) {
            throw new MigrateException(
                    e.diagnostics().stream()
                            .map(fault ->
                                    value.source().locate(fault, value.node().place()))
                            .toList(),
                    null);
        }
    }

    /** A text that must not be empty, such as a table's name. */
    String name(SettingKey key) {
        return converted(key, (same, text, source) -> {
                    Conversion.check(same, text, source);
                    return text;
                })
                .orElse("");
    }

    boolean bool(SettingKey key) {
        return converted(key, Conversion::bool).orElse(false);
    }

    int count(SettingKey key) {
        return converted(key, Conversion::count).orElse(0);
    }

    @Nullable
    Duration duration(SettingKey key) {
        // "none" is null, which an Optional cannot hold
        return converted(key, (same, text, source) -> Optional.ofNullable(Conversion.duration(same, text, source)))
                .flatMap(duration -> duration)
                .orElse(null);
    }

    ZoneId zone(SettingKey key) {
        return converted(key, Conversion::zone).orElse(ZoneOffset.UTC);
    }

    @Nullable
    String choice(SettingKey key) {
        return converted(key, Conversion::choice).orElse(null);
    }

    /** The texts of a list; a single text is a list of one, or several where commas part them on the command line. */
    List<String> list(SettingKey key) {
        return list(key, (text, value) -> text);
    }

    /** Makes something of one entry of a list. */
    interface EntryReader<T> {
        T read(String text, FoundValue entry);
    }

    <T> List<T> list(SettingKey key, EntryReader<T> reader) {
        var found = find(key);
        if (found.isEmpty()) {
            return List.of();
        }
        FoundValue value = found.get();
        List<Node> nodes = value.node() instanceof Node.Items items ? items.values() : List.of(value.node());
        List<T> result = new ArrayList<>();
        var faults = new Faults();
        for (Node node : nodes) {
            var entry = new FoundValue(key, node, value.source(), value.rank());
            faults.attempt(() -> {
                String text = text(entry);
                for (String part : parts(entry, text)) {
                    result.add(located(entry, () -> reader.read(part, entry)));
                }
                return null;
            });
        }
        faults.raise();
        return result;
    }

    private static List<String> parts(FoundValue entry, String text) {
        if (entry.key().type() != SettingKey.Type.WORDS || entry.source().isTyped()) {
            return text.isEmpty() ? List.of() : List.of(text);
        }
        List<String> parts = new ArrayList<>();
        for (String part : text.split(",")) {
            if (!part.isBlank()) {
                parts.add(part.strip());
            }
        }
        return parts;
    }

    /** Collects what goes wrong, so that it is told at once. */
    static final class Faults {

        private final List<Diagnostic> diagnostics = new ArrayList<>();

        <T> @Nullable T attempt(Supplier<? extends @Nullable T> action) {
            try {
                return action.get();
            } catch (MigrateException e) {
                e.diagnostics().stream()
                        .filter(fault -> !diagnostics.contains(fault))
                        .forEach(diagnostics::add);
                return null;
            }
        }

        void raise() {
            if (!diagnostics.isEmpty()) {
                throw new MigrateException(diagnostics, null);
            }
        }
    }
}
