package dev.migrate.config;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.migrate.diagnostic.Diagnostic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Reads JSON; touched only where a file of that format is. */
final class JsonFormat {

    private JsonFormat() {}

    static Node.Table read(SourceText source, List<Diagnostic> faults) {
        try (var parser = new JsonFactory().createParser(source.text())) {
            return new NodeBuilder(parser, source, new Places(parser, source), faults).build();
        } catch (JsonProcessingException e) {
            var location = e.getLocation();
            var place = new Place(location.getLineNr(), Math.max(1, location.getColumnNr()), 1);
            faults.add(NodeBuilder.syntax(source, reason(e), place));
            return new Node.Table(List.of(), Place.NONE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String reason(JsonProcessingException e) {
        String message = e.getOriginalMessage();
        if (message.startsWith("Unexpected end-of-input")) {
            return "the file ends too early";
        }
        int detail = message.indexOf(" (start marker at");
        return Character.toLowerCase(message.charAt(0)) + message.substring(1, detail < 0 ? message.length() : detail);
    }

    private record Places(JsonParser parser, SourceText source) implements NodeBuilder.PlaceFinder {

        @Override
        public Place key(List<String> path) {
            return here();
        }

        @Override
        public Place value(List<String> path) {
            return here();
        }

        private Place here() {
            var begin = parser.currentTokenLocation();
            int line = begin.getLineNr();
            int column = begin.getColumnNr();
            return new Place(line, column, source.tokenLength(line, column));
        }
    }
}
