package dev.migrate.config;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import dev.migrate.diagnostic.Diagnostic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** Reads YAML; touched only where a file of that format is. */
final class YamlFormat {

    private YamlFormat() {}

    static Node.Table read(SourceText source, List<Diagnostic> faults) {
        try (var parser = new YAMLFactory().createParser(source.text())) {
            return new NodeBuilder(parser, source, new Places(parser, source, faults), faults).build();
        } catch (JsonProcessingException e) {
            faults.add(fault(source, e));
            return new Node.Table(List.of(), Place.NONE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Diagnostic fault(SourceText source, JsonProcessingException e) {
        // Jackson places the fault at the token before; SnakeYAML, below it, knows better
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof MarkedYAMLException marked && marked.getProblemMark() != null) {
                int line = marked.getProblemMark().getLine() + 1;
                var place = new Place(
                        line, column(source, line, marked.getProblemMark().getColumn() + 1), 1);
                return NodeBuilder.syntax(source, marked.getProblem(), place);
            }
        }
        JsonLocation location = e.getLocation();
        var place = location == null
                ? Place.NONE
                : new Place(location.getLineNr(), column(source, location.getLineNr(), location.getColumnNr()), 1);
        return NodeBuilder.syntax(source, "a key is a single word, and its value follows a \":\"", place);
    }

    /** SnakeYAML counts code points, editors count characters. */
    private static int column(SourceText source, int line, int codePoints) {
        String text = source.line(line);
        int count = Math.min(Math.max(0, codePoints - 1), text.codePointCount(0, text.length()));
        return text.offsetByCodePoints(0, count) + 1;
    }

    private record Places(YAMLParser parser, SourceText source, List<Diagnostic> faults)
            implements NodeBuilder.PlaceFinder {

        @Override
        public Place key(List<String> path) throws IOException {
            return here();
        }

        @Override
        public Place value(List<String> path) throws IOException {
            Place place = here();
            if (parser.isCurrentAlias()) {
                faults.add(source.locate(
                        Diagnostic.error(
                                        "config/yaml-alias",
                                        "\"*" + parser.getText() + "\" refers to another place of the file")
                                .help("write the value out; what all environments share stands in"
                                        + " environments/defaults.yaml"),
                        place));
            }
            return place;
        }

        private Place here() {
            var begin = parser.currentTokenLocation();
            var end = parser.currentLocation();
            int line = begin.getLineNr();
            int column = column(source, line, begin.getColumnNr());
            int length = end.getLineNr() == line
                    ? column(source, line, end.getColumnNr()) - column
                    : source.line(line).length() + 1 - column;
            return new Place(line, column, Math.max(1, length));
        }
    }
}
