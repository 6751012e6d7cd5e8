package dev.migrate.diff;

import dev.migrate.operation.Operation;
import dev.migrate.schema.SchemaObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An operation of a script that is drafted.
 *
 * @param operation what to do: an operation of its own kind wherever it says all there is to say, so that it can be written in Java and
 *     changed by a customizer; else the statement itself, as an {@link dev.migrate.operation.Execute}
 * @param object what it makes, changes or drops
 * @param losses what is gone for good once it has run, a sentence each; empty where nothing is
 * @param remarks what the reader should know, a sentence each, such as why a thing is done the long way
 * @param apart whether it must stand in a revision of its own that runs outside a transaction
 */
public record Drafted(
        Operation operation, @Nullable SchemaObject object, List<String> losses, List<String> remarks, boolean apart) {

    /** Copies the lists. */
    public Drafted {
        losses = List.copyOf(losses);
        remarks = List.copyOf(remarks);
    }

    /** One that loses nothing. */
    public static Drafted of(Operation operation, @Nullable SchemaObject object) {
        return new Drafted(operation, object, List.of(), List.of(), false);
    }

    /** The same with what is gone for good once it has run. */
    public Drafted losing(String sentence) {
        return new Drafted(operation, object, append(losses, sentence), remarks, apart);
    }

    /** The same with something the reader should know. */
    public Drafted remark(String sentence) {
        return new Drafted(operation, object, losses, append(remarks, sentence), apart);
    }

    /** The same in a revision of its own, outside a transaction. */
    public Drafted alone() {
        return new Drafted(operation, object, losses, remarks, true);
    }

    /** The same with another operation in its place. */
    public Drafted with(Operation other) {
        return new Drafted(other, object, losses, remarks, apart);
    }

    /**
     * What a reader should see above it, as lines of a comment without its marks: losses first, then remarks.
     *
     * @param width how long a line may be
     */
    public List<String> comments(int width) {
        var lines = new ArrayList<String>();
        losses.forEach(loss -> wrap("loses: " + loss, width, lines));
        remarks.forEach(remark -> wrap(remark, width, lines));
        return lines;
    }

    private static void wrap(String sentence, int width, List<String> lines) {
        StringBuilder line = new StringBuilder();
        for (String word : sentence.strip().split("\\s+")) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
    }

    private static List<String> append(List<String> list, String sentence) {
        return java.util.stream.Stream.concat(list.stream(), java.util.stream.Stream.of(sentence))
                .toList();
    }
}
