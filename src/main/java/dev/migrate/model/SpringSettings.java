package dev.migrate.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What Spring Boot's {@code application.properties} or {@code application.yml} says of JPA. Documents for a profile are left out: which
 * profiles are active is known only when the application runs.
 *
 * @param values the values below {@code spring.jpa}, as written but for defaults of variables
 * @param notes what could not be taken, a sentence each
 */
record SpringSettings(Map<String, String> values, List<String> notes) {

    private static final String JPA = "spring.jpa.";
    private static final List<String> FILES = List.of(
            "application.yml",
            "application.yaml",
            "application.properties",
            "config/application.yml",
            "config/application.yaml",
            "config/application.properties");
    private static final Pattern DEFAULT = Pattern.compile("\\$\\{[^${}:]+:([^${}]*)}");
    private static final Pattern DOCUMENT = Pattern.compile("(?m)^[#!]---\\s*$");

    /** The settings of a project, from the folder of its classes; properties win over YAML, as in Spring. */
    static SpringSettings in(Path classes) {
        Map<String, String> all = new LinkedHashMap<>();
        List<String> notes = new ArrayList<>();
        for (String name : FILES) {
            Path file = classes.resolve(name);
            if (Files.isRegularFile(file)) {
                try {
                    all.putAll(name.endsWith(".properties") ? properties(file) : yaml(file));
                } catch (IOException | IllegalArgumentException e) {
                    notes.add(name + " is left out, since it cannot be read: " + firstLine(e));
                }
            }
        }
        Map<String, String> values = new LinkedHashMap<>();
        all.forEach((key, value) -> {
            if (key.startsWith(JPA)) {
                String known = DEFAULT.matcher(value).replaceAll("$1");
                if (known.contains("${")) {
                    notes.add(key + " is left out, since its variable is known only to the application");
                } else {
                    values.put(key.substring(JPA.length()), known);
                }
            }
        });
        return new SpringSettings(values, notes);
    }

    /** A setting, whichever way it is spelt: {@code mapping-resources}, {@code mappingResources}, {@code mapping_resources}. */
    String get(String name) {
        String wanted = canonical(name);
        return values.entrySet().stream()
                .filter(entry -> canonical(entry.getKey()).equals(wanted))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }

    /** The texts of a list: {@code mapping-resources[0]}, or parted by commas. */
    List<String> list(String name) {
        String wanted = canonical(name);
        return values.entrySet().stream()
                .filter(entry -> canonical(entry.getKey()).replaceFirst("\\[\\d+]$", "").equals(wanted))
                .flatMap(entry -> Pattern.compile(",").splitAsStream(entry.getValue()))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .toList();
    }

    /** The properties that are handed to the provider. */
    Map<String, String> properties() {
        Map<String, String> properties = new LinkedHashMap<>();
        values.forEach((key, value) -> {
            if (key.startsWith("properties.")) {
                // a YAML key of several words may be quoted so: "[hibernate.default_schema]"
                properties.put(key.substring("properties.".length()).replaceAll("[\\[\\]]", ""), value);
            }
        });
        return properties;
    }

    private static String canonical(String name) {
        return name.replaceAll("[-_]", "").toLowerCase(Locale.ROOT);
    }

    private static Map<String, String> properties(Path file) throws IOException {
        Map<String, String> values = new LinkedHashMap<>();
        for (String document : DOCUMENT.split(Files.readString(file))) {
            var properties = new Properties();
            properties.load(new StringReader(document));
            if (isForAll(properties.keySet())) {
                properties.forEach((key, value) -> values.put(key.toString(), value.toString()));
            }
        }
        return values;
    }

    private static Map<String, String> yaml(Path file) throws IOException {
        Map<String, String> values = new LinkedHashMap<>();
        var mapper = new YAMLMapper();
        try (var documents = mapper.readerFor(JsonNode.class).<JsonNode>readValues(file.toFile())) {
            while (documents.hasNext()) {
                Map<String, String> document = new LinkedHashMap<>();
                flatten("", documents.next(), document);
                if (isForAll(document.keySet())) {
                    values.putAll(document);
                }
            }
        }
        return values;
    }

    private static boolean isForAll(Set<?> keys) {
        return keys.stream()
                .map(Object::toString)
                .noneMatch(key -> key.startsWith("spring.config.activate.") || key.equals("spring.profiles"));
    }

    private static void flatten(String path, JsonNode node, Map<String, String> values) {
        if (node.isObject()) {
            node.properties()
                    .forEach(entry -> flatten(
                            path.isEmpty() ? entry.getKey() : path + "." + entry.getKey(), entry.getValue(), values));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                flatten(path + "[" + i + "]", node.get(i), values);
            }
        } else if (!node.isNull()) {
            values.put(path, node.asText());
        }
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
