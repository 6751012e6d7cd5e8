package dev.migrate.config;

import dev.migrate.diagnostic.Diagnostic;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where each key and value of a TOML text stands. Jackson's TOML parser reads the whole text before it gives the first
 * token, and its tokens have no places, so the text is gone through once more. Whether it is TOML at all is Jackson's
 * to say: this walk expects nothing, and ends at what it does not understand.
 */
final class TomlPlaces implements NodeBuilder.PlaceFinder {

    private final String text;
    private final SourceText source;
    private final Map<List<String>, Place> keys = new HashMap<>();
    private final Map<List<String>, Place> values = new HashMap<>();
    private final Set<List<String>> headers = new HashSet<>();
    private final Map<List<String>, Integer> arrays = new HashMap<>();
    private final List<Diagnostic> duplicates = new ArrayList<>();
    private int at;
    private int line = 1;
    private int lineStart;

    TomlPlaces(SourceText source) {
        this.source = source;
        this.text = source.text();
        document();
    }

    /** The keys that are given twice; Jackson stops at the first. */
    List<Diagnostic> duplicates() {
        return duplicates;
    }

    @Override
    public Place key(List<String> path) throws IOException {
        return keys.getOrDefault(path, Place.NONE);
    }

    @Override
    public Place value(List<String> path) throws IOException {
        return values.getOrDefault(path, key(path));
    }

    private void document() {
        List<String> table = List.of();
        while (true) {
            skipBlank(true);
            if (at >= text.length()) {
                return;
            }
            if (peek() == '[') {
                boolean ofTables = text.startsWith("[[", at);
                at += ofTables ? 2 : 1;
                List<String> path = header(ofTables);
                if (path.isEmpty()) {
                    return;
                }
                table = path;
                skipLine();
            } else if (!assignment(table)) {
                return;
            }
        }
    }

    private List<String> header(boolean ofTables) {
        List<Key> dotted = dottedKey();
        if (dotted.isEmpty()) {
            return List.of();
        }
        List<String> path = new ArrayList<>();
        for (Key key : dotted) {
            path.add(key.name);
            keys.putIfAbsent(List.copyOf(path), key.place);
            Integer last = arrays.get(path);
            if (last != null && key != dotted.get(dotted.size() - 1)) {
                path.add("#" + last);
            }
        }
        Place place = dotted.get(dotted.size() - 1).place;
        if (ofTables) {
            int index = arrays.merge(List.copyOf(path), 0, (old, none) -> old + 1);
            path.add("#" + index);
            values.put(List.copyOf(path), place);
        } else if (!headers.add(List.copyOf(path))) {
            duplicates.add(NodeBuilder.twice(source, "[" + String.join(".", path) + "]", keys.get(path), place));
        }
        return path;
    }

    private boolean assignment(List<String> table) {
        List<Key> dotted = dottedKey();
        if (dotted.isEmpty()) {
            return false;
        }
        List<String> path = new ArrayList<>(table);
        for (int i = 0; i < dotted.size(); i++) {
            Key key = dotted.get(i);
            path.add(key.name);
            Place first = keys.putIfAbsent(List.copyOf(path), key.place);
            if (first != null && i == dotted.size() - 1) {
                duplicates.add(NodeBuilder.twice(source, key.name, first, key.place));
            }
        }
        skipBlank(false);
        if (peek() != '=') {
            return false;
        }
        at++;
        skipBlank(false);
        return assigned(path);
    }

    private boolean assigned(List<String> path) {
        int from = at;
        int fromLine = line;
        int column = at - lineStart + 1;
        char c = peek();
        boolean whole;
        if (c == '"' || c == '\'') {
            whole = string(c);
        } else if (c == '[') {
            whole = array(path);
        } else if (c == '{') {
            whole = inlineTable(path);
        } else {
            while (at < text.length() && ",]}#\r\n".indexOf(peek()) < 0) {
                at++;
            }
            whole = at > from;
        }
        int to = line == fromLine ? at : text.indexOf('\n', from);
        int length = text.substring(from, Math.max(from, to)).stripTrailing().length();
        values.putIfAbsent(List.copyOf(path), new Place(fromLine, column, Math.max(1, length)));
        return whole;
    }

    private boolean array(List<String> path) {
        at++;
        for (int index = 0; ; index++) {
            skipBlank(true);
            if (peek() == ']') {
                at++;
                return true;
            }
            List<String> inner = new ArrayList<>(path);
            inner.add("#" + index);
            if (at >= text.length() || !assigned(inner)) {
                return false;
            }
            skipBlank(true);
            if (peek() == ',') {
                at++;
            }
        }
    }

    private boolean inlineTable(List<String> path) {
        at++;
        while (true) {
            skipBlank(true);
            if (peek() == '}') {
                at++;
                return true;
            }
            if (at >= text.length() || !assignment(path)) {
                return false;
            }
            skipBlank(true);
            if (peek() == ',') {
                at++;
            }
        }
    }

    private boolean string(char quote) {
        String three = String.valueOf(quote).repeat(3);
        boolean multiline = text.startsWith(three, at);
        at += multiline ? 3 : 1;
        while (at < text.length()) {
            char c = peek();
            if (c == '\\' && quote == '"') {
                at++;
            } else if (multiline ? text.startsWith(three, at) : c == quote) {
                at += multiline ? 3 : 1;
                // up to two quotes may stand before the closing three
                while (multiline && peek() == quote) {
                    at++;
                }
                return true;
            } else if (c == '\n' && !multiline) {
                return false;
            }
            step();
        }
        return false;
    }

    private record Key(String name, Place place) {}

    private List<Key> dottedKey() {
        List<Key> found = new ArrayList<>();
        do {
            if (!found.isEmpty()) {
                at++;
            }
            skipBlank(false);
            int from = at;
            char c = peek();
            String name;
            if (c == '"' || c == '\'') {
                if (!string(c)) {
                    return List.of();
                }
                name = text.substring(from + 1, at - 1);
            } else {
                while (Character.isLetterOrDigit(peek()) || peek() == '_' || peek() == '-') {
                    at++;
                }
                name = text.substring(from, at);
            }
            if (at == from) {
                return List.of();
            }
            found.add(new Key(name, new Place(line, from - lineStart + 1, at - from)));
            skipBlank(false);
        } while (peek() == '.');
        return found;
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : '\0';
    }

    private void step() {
        if (at < text.length() && text.charAt(at++) == '\n') {
            line++;
            lineStart = at;
        }
    }

    private void skipLine() {
        while (at < text.length() && peek() != '\n') {
            at++;
        }
    }

    private void skipBlank(boolean lines) {
        while (at < text.length()) {
            char c = peek();
            if (c == '#' && lines) {
                skipLine();
            } else if (c == ' ' || c == '\t' || c == '\r' || lines && c == '\n') {
                step();
            } else {
                return;
            }
        }
    }
}
