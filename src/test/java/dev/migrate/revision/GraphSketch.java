package dev.migrate.revision;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Revisions in a few letters: {@code "c1 < a1 b1 & x1 # label = old1"}. */
public final class GraphSketch {

    private GraphSketch() {}

    /**
     * The graph of lines such as {@code id < parents & dependencies # labels = replaced}; {@code a~b} is one replaced
     * place with two names.
     */
    public static RevisionGraph graph(String... lines) {
        return RevisionGraph.of(revisions(lines));
    }

    /** The revisions of such lines. */
    public static List<Revision> revisions(String... lines) {
        var revisions = new ArrayList<Revision>();
        for (String line : lines) {
            revisions.add(revision(line));
        }
        return revisions;
    }

    /** The revision of one such line. */
    public static Revision revision(String line) {
        String id = line.split("[<&#=]")[0].strip();
        return revision(id, part(line, '<'), part(line, '&'), part(line, '#'), part(line, '=').stream().map(place -> place.replace('~', '=')).toList());
    }

    /** A revision in a file of its own name that does not exist. */
    public static Revision revision(
            String id, List<String> parents, List<String> dependsOn, List<String> labels, List<String> replaces) {
        return new Revision(
                id,
                "about " + id,
                parents,
                labels,
                dependsOn,
                replaces,
                null,
                Path.of(id + ".sql"),
                new Revision.HeaderLines(3, 4, 5, 6, 7));
    }

    private static List<String> part(String line, char mark) {
        int at = line.indexOf(mark);
        if (at < 0) {
            return List.of();
        }
        String text = line.substring(at + 1).split("[<&#=]", -1)[0].strip();
        return text.isEmpty() ? List.of() : List.of(text.split("\\s+"));
    }
}
