package dev.migrate.dialect.mysql;

import dev.migrate.diff.Blueprint;
import dev.migrate.diff.Drafted;
import dev.migrate.operation.AlterSequence;
import dev.migrate.operation.Counting;
import dev.migrate.operation.CreateSequence;
import dev.migrate.operation.Drop;
import dev.migrate.operation.ObjectName;
import dev.migrate.schema.ObjectKind;
import dev.migrate.schema.SchemaObject;
import dev.migrate.sql.DatabaseKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How MariaDB's sequences become others. */
final class Sequences {

    private final Map<SchemaObject, SchemaObject> before;
    private final Map<SchemaObject, SchemaObject> after;

    Sequences(Blueprint from, Blueprint to) {
        this.before = Programs.of(from, DatabaseKind.MARIADB, List.of(ObjectKind.SEQUENCE));
        this.after = Programs.of(to, DatabaseKind.MARIADB, List.of(ObjectKind.SEQUENCE));
    }

    /** What comes, or changes. */
    List<Drafted> creations() {
        List<Drafted> drafted = new ArrayList<>();
        for (SchemaObject sequence : after.values()) {
            SchemaObject was = before.get(sequence);
            if (was == null) {
                drafted.add(create(sequence));
            } else if (!was.equals(sequence)) {
                drafted.add(Drafted.of(new AlterSequence(name(sequence), counting(sequence, was)), sequence));
            }
        }
        return drafted;
    }

    private static Drafted create(SchemaObject sequence) {
        return Drafted.of(new CreateSequence(name(sequence), counting(sequence, null), false), sequence);
    }

    /** What goes. */
    List<Drafted> drops() {
        return before.values().stream()
                .filter(sequence -> !after.containsKey(sequence))
                .map(sequence -> Drafted.of(
                                new Drop(
                                        dev.migrate.operation.ObjectKind.SEQUENCE,
                                        name(sequence),
                                        null,
                                        null,
                                        false,
                                        false,
                                        create(sequence).operation()),
                                sequence)
                        .losing("drops sequence " + String.join(".", sequence.path())
                                + " and the number that it has reached"))
                .toList();
    }

    private static ObjectName name(SchemaObject sequence) {
        return new ObjectName(sequence.path().size() == 1 ? null : sequence.path().get(0), sequence.name());
    }

    /** How a sequence counts, as far as it does so in another way than one before. */
    private static Counting counting(SchemaObject sequence, @Nullable SchemaObject was) {
        boolean cycles = sequence.properties().containsKey("cycle");
        boolean cycled = was != null && was.properties().containsKey("cycle");
        return new Counting(
                number(sequence, was, "start"),
                number(sequence, was, "increment"),
                number(sequence, was, "minimum"),
                number(sequence, was, "maximum"),
                number(sequence, was, "cache"),
                cycles == cycled ? null : Boolean.valueOf(cycles),
                null,
                null);
    }

    private static @Nullable Long number(SchemaObject sequence, @Nullable SchemaObject was, String property) {
        String is = sequence.properties().get(property);
        boolean same = was != null && Objects.equals(is, was.properties().get(property));
        return is == null || same ? null : Long.valueOf(is);
    }
}
