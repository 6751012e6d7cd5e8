package dev.migrate.operation;

import java.util.List;

/** What takes an operation back. */
public sealed interface Reversal {

    /**
     * Another operation.
     *
     * @param operation the reverse
     */
    record By(Operation operation) implements Reversal {}

    /** Nothing: the operation left nothing behind that would have to go. */
    record Nothing() implements Reversal {}

    /**
     * No operation can.
     *
     * @param reason why, as the end of a sentence
     * @param help what to write so that there is one
     */
    record Impossible(String reason, String help) implements Reversal {

        /** The reverse would take away what may have been there before. */
        static Impossible mayHaveBeenThere() {
            return new Impossible(
                    "it may have been there before, and would go",
                    "leave ifNotExists() out, or write the downgrade by hand");
        }

        /** What is dropped is not known. */
        static Impossible lost() {
            return new Impossible(
                    "what it dropped is not known", "say what it was with .was(…), or write the downgrade by hand");
        }

        /** More is dropped than is known. */
        static Impossible mayBeMissing() {
            return new Impossible(
                    "it is not known what it found to drop",
                    "leave ifExists() and cascade() out, or write the downgrade by hand");
        }
    }

    /** The reverse of several operations, last first: an operation, or nothing, or why there is none. */
    static List<Operation> ofAll(
            List<Operation> operations, java.util.function.BiConsumer<Operation, Impossible> refuse) {
        var reversed = new java.util.ArrayList<Operation>();
        for (int i = operations.size() - 1; i >= 0; i--) {
            Operation operation = operations.get(i);
            Reversal reversal = operation.reverse();
            if (reversal instanceof By by) {
                reversed.add(by.operation());
            } else if (reversal instanceof Impossible impossible) {
                refuse.accept(operation, impossible);
            }
        }
        return List.copyOf(reversed);
    }
}
