package dev.migrate.dialect.postgresql;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Storage parameters and the like, which the catalog has as {@code fillfactor=70, autovacuum_enabled=off}. */
final class Options {

    private static final Pattern BETWEEN = Pattern.compile(", (?=[a-z_0-9.]+=)");

    private static final Pattern PLAIN = Pattern.compile("-?[0-9]+(\\.[0-9]+)?|[a-z_]+");

    private Options() {}

    /** Their names and values as SQL writes them. */
    static Map<String, String> of(@Nullable String text, String prefix) {
        Map<String, String> options = new LinkedHashMap<>();
        if (text != null && !text.isEmpty()) {
            for (String option : BETWEEN.split(text)) {
                int equals = option.indexOf('=');
                String value = option.substring(equals + 1);
                options.put(
                        prefix + option.substring(0, equals),
                        PLAIN.matcher(value).matches() ? value : "'" + value.replace("'", "''") + "'");
            }
        }
        return options;
    }

    /** What makes some of others, behind ALTER TABLE and the like. */
    static List<String> changes(@Nullable String from, @Nullable String to) {
        return changes(of(from, ""), of(to, ""));
    }

    /** What makes some of others, behind ALTER TABLE and the like. */
    static List<String> changes(Map<String, String> from, Map<String, String> to) {
        List<String> changes = new ArrayList<>();
        String set = to.entrySet().stream()
                .filter(option -> !Objects.equals(from.get(option.getKey()), option.getValue()))
                .map(option -> option.getKey() + " = " + option.getValue())
                .collect(Collectors.joining(", "));
        if (!set.isEmpty()) {
            changes.add("SET (" + set + ")");
        }
        String reset = from.keySet().stream().filter(name -> !to.containsKey(name)).collect(Collectors.joining(", "));
        if (!reset.isEmpty()) {
            changes.add("RESET (" + reset + ")");
        }
        return changes;
    }
}
