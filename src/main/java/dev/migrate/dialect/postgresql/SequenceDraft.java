package dev.migrate.dialect.postgresql;

import dev.migrate.diff.Drafted;
import dev.migrate.operation.AlterSequence;
import dev.migrate.operation.Counting;
import dev.migrate.operation.CreateSequence;
import dev.migrate.operation.Drop;
import dev.migrate.operation.ObjectKind;
import dev.migrate.operation.Operation;
import dev.migrate.schema.SchemaDifference;
import dev.migrate.schema.SchemaObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Sequences that are no identity column's, as they are made, changed and dropped. */
final class SequenceDraft {

    private final Wording words;

    SequenceDraft(Wording words) {
        this.words = words;
    }

    /** A new sequence; with which column it goes is said later. */
    List<Drafted> make(SchemaObject object) {
        List<Drafted> drafted = new ArrayList<>();
        drafted.add(Drafted.of(create(object), object));
        if (Inventory.is(object, "comment")) {
            drafted.add(comment(object));
        }
        return drafted;
    }

    private Operation create(SchemaObject object) {
        String type = Inventory.text(object, "type");
        boolean descends = Inventory.text(object, "increment").startsWith("-");
        List<String> bounds = Counter.bounds(type, descends);
        Map<String, String> usual = Map.of(
                "start", Inventory.text(object, descends ? "maximum" : "minimum"),
                "increment", "1",
                "minimum", bounds.get(0),
                "maximum", bounds.get(1),
                "cache", "1");
        Counting counting = counting(object, usual);
        boolean unlogged = Inventory.is(object, "unlogged");
        if (type.equals("bigint") && !unlogged) {
            return new CreateSequence(words.table(object), counting, false);
        }
        return Wording.statement("CREATE " + (unlogged ? "UNLOGGED " : "") + "SEQUENCE " + words.relation(object)
                + (type.equals("bigint") ? "" : " AS " + type) + PostgresqlTypes.counting(counting));
    }

    private static Counting counting(SchemaObject object, Map<String, String> usual) {
        String cycle = usual.get("cycle");
        boolean cycles = Inventory.is(object, "cycle");
        return new Counting(
                number(object, "start", usual),
                number(object, "increment", usual),
                number(object, "minimum", usual),
                number(object, "maximum", usual),
                number(object, "cache", usual),
                cycles == (cycle != null) ? null : cycles,
                null,
                null);
    }

    private static @Nullable Long number(SchemaObject object, String property, Map<String, String> usual) {
        String text = Inventory.text(object, property);
        return text.equals(usual.get(property)) ? null : Long.valueOf(text);
    }

    private Drafted comment(SchemaObject object) {
        return Drafted.of(
                words.comment(
                        "SEQUENCE " + words.relation(object),
                        object.properties().get("comment")),
                object);
    }

    /** With which column a sequence goes from now on. */
    Drafted own(SchemaObject object) {
        String owner = object.properties().get("owned by");
        return Drafted.of(
                Wording.statement("ALTER SEQUENCE " + words.relation(object) + " OWNED BY "
                        + (owner == null ? "NONE" : owner)),
                object);
    }

    /** A sequence that takes another numbering's place goes on behind the greatest number that is there. */
    Drafted goOn(SchemaObject object, SchemaObject owner) {
        return Drafted.of(
                Wording.statement("SELECT pg_catalog.setval(" + words.text(words.relation(object))
                        + ", (SELECT pg_catalog.max(" + words.quote(owner.name()) + ") FROM " + words.relation(owner)
                        + "))"),
                object);
    }

    /** What makes one sequence of another; with which column it goes aside. */
    List<Drafted> change(SchemaDifference.Change change) {
        SchemaObject from = change.here();
        SchemaObject to = change.there();
        List<Drafted> drafted = new ArrayList<>();
        if (Inventory.is(from, "unlogged") != Inventory.is(to, "unlogged")) {
            drafted.add(Drafted.of(
                    Wording.statement("ALTER SEQUENCE " + words.relation(to)
                            + (Inventory.is(to, "unlogged") ? " SET UNLOGGED" : " SET LOGGED")),
                    to));
        }
        String type = Inventory.text(to, "type");
        if (!type.equals(Inventory.text(from, "type"))) {
            // a change of the type moves bounds that were the old one's, so all are said
            Counting counting = counting(to, Inventory.is(from, "cycle") ? Map.of("cycle", "yes") : Map.of());
            drafted.add(Drafted.of(
                    Wording.statement("ALTER SEQUENCE " + words.relation(to) + " AS " + type
                            + PostgresqlTypes.counting(counting)),
                    to));
        } else {
            Counting counting = counting(to, from.properties());
            if (!counting.equals(new Counting(null, null, null, null, null, null, null, null))) {
                drafted.add(Drafted.of(new AlterSequence(words.table(to), counting), to));
            }
        }
        if (!Objects.equals(
                from.properties().get("comment"), to.properties().get("comment"))) {
            drafted.add(comment(to));
        }
        return drafted;
    }

    /** A sequence that goes. */
    Drafted drop(SchemaObject object) {
        Operation was = create(object);
        var drop = new Drop(ObjectKind.SEQUENCE, words.table(object), null, null, false, false, was);
        return Drafted.of(drop, object)
                .losing("drops sequence " + Wording.plain(object) + ", and the number that it has reached");
    }
}
