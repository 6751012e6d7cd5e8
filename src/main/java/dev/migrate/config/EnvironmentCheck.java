package dev.migrate.config;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.diagnostic.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Holds a file, the command line and the POM against the settings there are; finds every fault, not the first. */
final class EnvironmentCheck {

    private final List<Diagnostic> faults;

    EnvironmentCheck(List<Diagnostic> faults) {
        this.faults = faults;
    }

    /** A whole file. */
    void file(SourceText source, Node.Table root) {
        table(source, root, "", true);
    }

    /** What is typed: names that are no settings are a goal's own parameters. */
    void userProperties(Layer.OfProperties layer) {
        layer.entries().forEach((name, entry) -> SettingKey.named(withoutTarget(name))
                .ifPresent(key -> value(entry.source(), key, entry.node())));
    }

    /** The POM's configuration, of which nothing is passed over. */
    void pom(Layer.OfProperties layer) {
        layer.entries().forEach((name, entry) -> SettingKey.named(withoutTarget(name))
                .ifPresentOrElse(
                        key -> value(entry.source(), key, entry.node()),
                        () -> unknown(entry.source(), name, Place.NONE, "", allNames())));
    }

    private static Set<String> allNames() {
        Set<String> names = new TreeSet<>();
        SettingKey.ALL.forEach(key -> names.add(key.name()));
        return names;
    }

    private static String withoutTarget(String name) {
        if (!name.startsWith(SettingKey.TARGETS + ".")) {
            return name;
        }
        int dot = name.indexOf('.', SettingKey.TARGETS.length() + 1);
        return dot < 0 ? name : name.substring(dot + 1);
    }

    private void table(SourceText source, Node.Table table, String group, boolean mayHaveTargets) {
        for (Node.Field field : table.fields()) {
            String name = field.name();
            String dotted = group.isEmpty() ? name : group + "." + name;
            if (group.isEmpty() && name.equals(SettingKey.TARGETS) && mayHaveTargets) {
                targets(source, field);
            } else if (group.isEmpty() && SettingKey.GROUPS.contains(name)) {
                if (field.value() instanceof Node.Table inner) {
                    table(source, inner, name, false);
                } else {
                    wrongType(source, field.keyPlace(), name, field.value(), "a table", null);
                }
            } else {
                SettingKey.named(dotted).ifPresentOrElse(key -> value(source, key, field.value()), () -> {
                    Set<String> known = new TreeSet<>(SettingKey.namesIn(group));
                    if (group.isEmpty()) {
                        known.addAll(SettingKey.GROUPS);
                        known.add(SettingKey.TARGETS);
                    }
                    unknown(source, name, field.keyPlace(), group, known);
                });
            }
        }
    }

    private void targets(SourceText source, Node.Field field) {
        if (!(field.value() instanceof Node.Table tables)) {
            wrongType(source, field.keyPlace(), field.name(), field.value(), "a table", null);
            return;
        }
        for (Node.Field target : tables.fields()) {
            if (!EnvironmentChoice.isSafe(target.name())) {
                faults.add(source.locate(
                        Diagnostic.error("config/target-name", "\"" + target.name() + "\" is no name for a target")
                                .note("a name is made of letters, digits, \".\", \"_\" and \"-\", and begins with a"
                                        + " letter or digit"),
                        target.keyPlace()));
            } else if (target.value() instanceof Node.Table table) {
                table(source, table, "", false);
            } else {
                wrongType(source, target.keyPlace(), "targets." + target.name(), target.value(), "a table", null);
            }
        }
    }

    private void unknown(Source source, String name, Place place, String group, Set<String> known) {
        var fault = Diagnostic.error(
                "config/unknown-key",
                "\"" + name + "\" is no setting" + (group.isEmpty() ? "" : " of [" + group + "]"));
        String snake = SettingKey.snakeCase(name);
        var nearest = known.contains(snake) ? Optional.of(snake) : Nearest.of(snake, known);
        String elsewhere = elsewhere(snake, group);
        if (nearest.isPresent()) {
            fault = fault.help("did you mean \"" + nearest.get() + "\"?");
        } else if (elsewhere != null) {
            fault = fault.help(elsewhere);
        } else {
            fault = fault.note("known here: " + String.join(", ", known));
        }
        faults.add(source.locate(fault, place));
    }

    /** In TOML a key below a table's title belongs to that table, which is easily overlooked. */
    private static @Nullable String elsewhere(String name, String group) {
        if (!group.isEmpty() && SettingKey.namesIn("").contains(name)) {
            return "\"" + name + "\" is a setting of the environment itself: write it above the first [table]";
        }
        List<String> groups = new ArrayList<>(SettingKey.GROUPS);
        groups.sort(null);
        for (String other : groups) {
            if (!other.equals(group) && SettingKey.namesIn(other).contains(name)) {
                return "\"" + name + "\" belongs into [" + other + "]";
            }
        }
        return null;
    }

    private void value(Source source, SettingKey key, Node node) {
        if (node instanceof Node.Items items && key.type().isList()) {
            for (Node item : items.values()) {
                if (!(item instanceof Node.Scalar scalar && scalar.sort() == Node.Scalar.Sort.STRING)) {
                    wrongType(source, item.place(), key.name(), item, "a list of strings", null);
                }
            }
        } else if (node instanceof Node.Scalar scalar && (!source.isTyped() || fits(key, scalar))) {
            if (!scalar.text().contains("${")) {
                try {
                    Conversion.check(key, scalar.text(), source);
                } catch (MigrateException e) {
                    e.diagnostics().forEach(fault -> faults.add(source.locate(fault, scalar.place())));
                }
            }
        } else {
            String example = node instanceof Node.Scalar scalar
                    ? example(key, scalar)
                    : key.type().example();
            wrongType(
                    source,
                    node.place(),
                    key.name(),
                    node,
                    key.type().wanted(),
                    source.assignment(key.name(), example));
        }
    }

    /** Whether a scalar of a file has the setting's type; a string with {@code ${…}} may become anything. */
    private static boolean fits(SettingKey key, Node.Scalar scalar) {
        return switch (scalar.sort()) {
            case STRING ->
                switch (key.type()) {
                    case BOOLEAN, COUNT -> scalar.text().contains("${");
                    default -> true;
                };
            case NUMBER ->
                switch (key.type()) {
                    // a bare 0 needs no unit; any other number is told that it does
                    case COUNT, DURATION, LIMIT -> true;
                    default -> false;
                };
            case BOOLEAN -> key.type() == SettingKey.Type.BOOLEAN;
            case NOTHING -> false;
        };
    }

    /** What the user most likely meant, in the type that belongs there; never a secret. */
    private static String example(SettingKey key, Node.Scalar scalar) {
        boolean showable = key.type() != SettingKey.Type.SECRET && !SourceText.soundsSecret(key.name());
        String text = scalar.text();
        return switch (key.type()) {
            case BOOLEAN -> text.equalsIgnoreCase("false") ? "false" : "true";
            case COUNT ->
                text.strip().matches("\\d{1,9}") ? text.strip() : key.type().example();
            case TEXT, CHOICE, WORDS, COMMANDS ->
                scalar.sort() == Node.Scalar.Sort.NOTHING ? "\"\"" : showable ? "\"" + text + "\"" : "\"…\"";
            default ->
                scalar.sort() == Node.Scalar.Sort.NOTHING ? "\"\"" : key.type().example();
        };
    }

    private void wrongType(Source source, Place place, String name, Node node, String wanted, @Nullable String help) {
        var fault =
                Diagnostic.error("config/wrong-type", "\"" + name + "\" is " + node.what() + ", but must be " + wanted);
        faults.add(source.locate(help == null ? fault : fault.help(help), place));
    }
}
