package dev.migrate.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.toml.TomlFactory;
import dev.migrate.diagnostic.Diagnostic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Reads TOML; touched only where a file of that format is. */
final class TomlFormat {

    private TomlFormat() {}

    static Node.Table read(SourceText source, List<Diagnostic> faults) {
        var places = new TomlPlaces(source);
        try (var parser = new TomlFactory().createParser(source.text())) {
            return new NodeBuilder(parser, source, places, faults).build();
        } catch (JsonProcessingException e) {
            if (places.duplicates().isEmpty()) {
                faults.add(NodeBuilder.syntax(source, reason(e), place(source, e)));
            } else {
                faults.addAll(places.duplicates());
            }
            return new Node.Table(List.of(), Place.NONE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String reason(JsonProcessingException e) {
        return switch (e.getOriginalMessage()) {
            case "Newline not permitted here" -> "the line ends too early";
            case "Premature end of file" -> "the file ends too early";
            case "Table redefined" -> "the table is given above already";
            case "Unknown token" -> "a string needs quotes, and a key a \"=\"";
            case "Unknown escape sequence" -> "\"\\\" begins an escape; write \"\\\\\", or the string in single quotes";
            default -> {
                if (e.getOriginalMessage().startsWith("More data after value")) {
                    yield "more follows after the value";
                }
                yield Character.toLowerCase(e.getOriginalMessage().charAt(0))
                        + e.getOriginalMessage().substring(1);
            }
        };
    }

    private static Place place(SourceText source, JsonProcessingException e) {
        var location = e.getLocation();
        if (location == null || location.getLineNr() < 1) {
            return Place.NONE;
        }
        return new Place(location.getLineNr(), Math.max(1, location.getColumnNr()), 1);
    }
}
