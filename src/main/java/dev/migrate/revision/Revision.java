package dev.migrate.revision;

import dev.migrate.diagnostic.SourceSpan;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A node of the graph: what the header of one script says.
 *
 * @param id its identifier, of {@code [A-Za-z0-9_.]}, up to 255 characters
 * @param title the first line of the header; may be empty
 * @param parents the ids it revises as written (whole ids); none for a base, several for a merge
 * @param labels the branch labels that it carries itself
 * @param dependsOn ids or labels that must have been applied before it, as written
 * @param replaces what a squash stands for, oldest first and as written: ids, or {@code old=new} where one place has had
 *     several names
 * @param created the time in the header as written, null where there is none
 * @param file its script
 * @param lines where in the script each header key stands
 */
public record Revision(
        String id,
        String title,
        List<String> parents,
        List<String> labels,
        List<String> dependsOn,
        List<String> replaces,
        @Nullable String created,
        Path file,
        HeaderLines lines) {

    /** Copies the lists. */
    public Revision {
        parents = List.copyOf(parents);
        labels = List.copyOf(labels);
        dependsOn = List.copyOf(dependsOn);
        replaces = List.copyOf(replaces);
    }

    /** Whether it revises nothing. */
    public boolean isBase() {
        return parents.isEmpty();
    }

    /** The same behind other parents. */
    public Revision withParents(List<String> others) {
        return new Revision(id, title, others, labels, dependsOn, replaces, created, file, lines);
    }

    /** Whether it joins branches. */
    public boolean isMerge() {
        return parents.size() > 1;
    }

    /** Every id that a squash stands for, oldest first. */
    public List<String> replacedIds() {
        return replaces.stream().flatMap(Revision::names).toList();
    }

    /**
     * The newest place among those that a squash stands for, by every name that it has had: a database that stands there
     * has all of the squash's work. None where it replaces nothing.
     */
    public List<String> formerIds() {
        return replaces.isEmpty()
                ? List.of()
                : names(replaces.get(replaces.size() - 1)).toList();
    }

    /** The places behind one that a squash stands for, each by its oldest name. */
    public List<String> replacedBehind(String name) {
        for (int i = 0; i < replaces.size(); i++) {
            if (names(replaces.get(i)).anyMatch(name::equals)) {
                return replaces.subList(i + 1, replaces.size()).stream()
                        .map(place -> names(place).findFirst().orElseThrow())
                        .toList();
            }
        }
        return List.of();
    }

    private static Stream<String> names(String place) {
        return place.indexOf('=') < 0 ? Stream.of(place) : Arrays.stream(place.split("="));
    }

    /** The place of a value on a header line; {@code line} is one of {@link #lines()}. */
    public SourceSpan span(int line, String value) {
        SourceSpan whole = SourceSpan.of(file, line);
        String text = whole.lineText();
        int at = text == null || value.isEmpty() ? -1 : word(text, value, Math.max(0, text.indexOf(':')));
        return at < 0 ? whole : SourceSpan.of(file, line, at + 1, value.length());
    }

    /** Where a value stands by itself rather than as the beginning or end of a longer one; anywhere where it never does. */
    private static int word(String text, String value, int from) {
        for (int at = text.indexOf(value, from); at >= 0; at = text.indexOf(value, at + 1)) {
            int end = at + value.length();
            if (!isPart(text, at - 1) && !isPart(text, end)) {
                return at;
            }
        }
        return text.indexOf(value, from);
    }

    private static boolean isPart(String text, int at) {
        return at >= 0
                && at < text.length()
                && (Character.isLetterOrDigit(text.charAt(at)) || "_.".indexOf(text.charAt(at)) >= 0);
    }

    /**
     * The lines of the header keys, from 1; 0 for a key that is absent.
     *
     * @param revision of {@code revision:}
     * @param revises of {@code revises:}
     * @param labels of {@code labels:}
     * @param dependsOn of {@code depends-on:}
     * @param replaces of {@code replaces:}
     */
    public record HeaderLines(int revision, int revises, int labels, int dependsOn, int replaces) {}
}
