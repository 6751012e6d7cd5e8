package dev.migrate.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.migrate.diagnostic.Diagnostic;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Builds the tree of a file from Jackson's tokens, with the place of each, and reports keys given twice. */
final class NodeBuilder {

    private static final int DEEPEST = 50;

    private final JsonParser parser;
    private final SourceText source;
    private final PlaceFinder places;
    private final List<Diagnostic> faults;

    NodeBuilder(JsonParser parser, SourceText source, PlaceFinder places, List<Diagnostic> faults) {
        this.parser = parser;
        this.source = source;
        this.places = places;
        this.faults = faults;
    }

    /**
     * Tells places: from the parser where it knows them, by the path of keys (and {@code #0} for a list's first) where
     * it does not.
     */
    interface PlaceFinder {
        Place key(List<String> path) throws IOException;

        Place value(List<String> path) throws IOException;
    }

    /** The whole file; an empty one is an empty table. */
    Node.Table build() throws IOException {
        JsonToken first = parser.nextToken();
        if (first == null) {
            return new Node.Table(List.of(), Place.NONE);
        }
        Node root = value(first, List.of());
        if (root instanceof Node.Table table) {
            if (parser.nextToken() != null) {
                faults.add(source.locate(
                        Diagnostic.error("config/syntax", "\"" + source.shown() + "\" holds more than one document")
                                .help("an environment is one document; put another environment into a file of its own"),
                        places.value(List.of())));
            }
            return table;
        }
        if (!(root instanceof Node.Scalar scalar && scalar.sort() == Node.Scalar.Sort.NOTHING)) {
            faults.add(source.locate(
                    Diagnostic.error("config/wrong-type", "\"" + source.shown() + "\" is not a table of settings"),
                    root.place()));
        }
        return new Node.Table(List.of(), Place.NONE);
    }

    private Node value(JsonToken token, List<String> path) throws IOException {
        Place place = path.size() > DEEPEST ? Place.NONE : places.value(path);
        return switch (token) {
            case START_OBJECT -> table(path, place);
            case START_ARRAY -> items(path, place);
            case VALUE_TRUE, VALUE_FALSE -> new Node.Scalar(Node.Scalar.Sort.BOOLEAN, token.asString(), place);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
                new Node.Scalar(Node.Scalar.Sort.NUMBER, parser.getText(), place);
            case VALUE_NULL -> new Node.Scalar(Node.Scalar.Sort.NOTHING, "", place);
            default -> new Node.Scalar(Node.Scalar.Sort.STRING, parser.getText(), place);
        };
    }

    private Node.Table table(List<String> path, Place place) throws IOException {
        List<Node.Field> fields = new ArrayList<>();
        Map<String, Place> seen = new HashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            List<String> inner = append(path, name);
            Place keyPlace = places.key(inner);
            Node value = value(parser.nextToken(), inner);
            Place first = seen.putIfAbsent(name, keyPlace);
            if (first == null) {
                fields.add(new Node.Field(name, keyPlace, value));
            } else {
                faults.add(twice(source, name, first, keyPlace));
            }
        }
        return new Node.Table(fields, place);
    }

    private Node.Items items(List<String> path, Place place) throws IOException {
        List<Node> values = new ArrayList<>();
        JsonToken token;
        while ((token = parser.nextToken()) != JsonToken.END_ARRAY && token != null) {
            values.add(value(token, append(path, "#" + values.size())));
        }
        return new Node.Items(values, place);
    }

    /** A key that stands twice in its table, pointed at where it stands again. */
    static Diagnostic twice(SourceText source, String name, Place first, Place second) {
        return source.locate(
                Diagnostic.error("config/duplicate-key", "\"" + name + "\" is given twice")
                        .note("first given at " + source.shown() + ":" + first.line() + ":" + first.column())
                        .help("remove one of them"),
                second);
    }

    /**
     * A file that its format's parser cannot read; the parser's own words may quote the line, so they go where it may
     * be shown.
     */
    static Diagnostic syntax(SourceText source, String reason, Place place) {
        boolean shown = place.line() == 0 || !source.holdsSecret(place.line());
        String format =
                source.shown().substring(source.shown().lastIndexOf('.') + 1).toUpperCase(java.util.Locale.ROOT);
        return source.locate(
                Diagnostic.error(
                        "config/syntax",
                        "\"" + source.shown() + "\" is not " + (format.equals("YML") ? "YAML" : format) + " here"
                                + (shown ? ": " + reason : "")),
                place);
    }

    private static List<String> append(List<String> path, String name) {
        List<String> longer = new ArrayList<>(path.size() + 1);
        longer.addAll(path);
        longer.add(name);
        return longer;
    }
}
