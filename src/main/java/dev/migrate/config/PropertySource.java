package dev.migrate.config;

import dev.migrate.diagnostic.Diagnostic;

/**
 * A value that stands in no file of ours.
 *
 * @param description {@code -Dmigrate.url} or {@code pom.xml <url>}
 * @param pattern how to write it, {@code {value}} standing for the value
 */
record PropertySource(String description, String pattern) implements Source {

    static PropertySource userProperty(String name) {
        return new PropertySource("-D" + name, "-D" + name + "={value}");
    }

    static PropertySource pomElement(String name) {
        return new PropertySource("pom.xml <" + name + ">", "<" + name + ">{value}</" + name + ">");
    }

    @Override
    public Origin origin(Place place) {
        return new Origin(description, null);
    }

    @Override
    public Diagnostic locate(Diagnostic diagnostic, Place place) {
        return diagnostic.note("given by " + description);
    }

    @Override
    public Place placeWithin(Place value, String expression) {
        return value;
    }

    @Override
    public String assignment(String key, String value) {
        String bare = value.startsWith("\"") && value.endsWith("\"") && value.length() > 1
                ? value.substring(1, value.length() - 1)
                : value;
        return pattern.replace("{value}", bare);
    }

    @Override
    public boolean isTyped() {
        return false;
    }
}
