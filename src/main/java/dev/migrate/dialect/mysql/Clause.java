package dev.migrate.dialect.mysql;

import dev.migrate.operation.Operation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands behind ALTER TABLE, between two commas.
 *
 * @param text its text
 * @param operation the operation that says the same; null where none does
 * @param cost what it costs the table
 * @param losses what is gone for good once it has run, a sentence each
 * @param remarks what the reader should know, a sentence each
 */
record Clause(String text, @Nullable Operation operation, Cost cost, List<String> losses, List<String> remarks) {

    /** What an ALTER TABLE costs; the dearest clause counts. */
    enum Cost {
        /** The catalog alone is changed. */
        INSTANT,
        /** The table is read or rebuilt, while others write to it. */
        INPLACE,
        /** The table is copied, and nobody writes to it meanwhile. */
        COPY
    }

    Clause {
        losses = List.copyOf(losses);
        remarks = List.copyOf(remarks);
    }

    static Clause of(String text, @Nullable Operation operation, Cost cost) {
        return new Clause(text, operation, cost, List.of(), List.of());
    }

    Clause losing(String sentence) {
        var more = new ArrayList<>(losses);
        more.add(sentence);
        return new Clause(text, operation, cost, more, remarks);
    }

    Clause remark(String sentence) {
        var more = new ArrayList<>(remarks);
        more.add(sentence);
        return new Clause(text, operation, cost, losses, more);
    }
}
