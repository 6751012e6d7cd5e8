package dev.migrate.dialect.postgresql;

import dev.migrate.Constraint;
import dev.migrate.Constraint.Timing;
import dev.migrate.ReferentialAction;
import dev.migrate.schema.ObjectKind;
import dev.migrate.schema.SchemaObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A constraint's definition, read as far as operations can say it.
 *
 * @param constraint what operations can say; null where the definition has more than that
 * @param notValid whether the rows that were there have not been looked at
 */
record ConstraintText(@Nullable Constraint constraint, boolean notValid) {

    private static final String NOT_VALID = " NOT VALID";

    private static final ConstraintText UNREAD = new ConstraintText(null, false);

    /** Reads a definition. */
    static ConstraintText of(SchemaObject object) {
        String definition = Inventory.text(object, "definition");
        boolean notValid = definition.endsWith(NOT_VALID);
        String text = notValid ? definition.substring(0, definition.length() - NOT_VALID.length()) : definition;
        boolean stored = !Options.of(withOf(Inventory.text(object, "index")), "").isEmpty()
                || Inventory.is(object, "tablespace");
        if (stored && object.kind() != ObjectKind.FOREIGN_KEY && object.kind() != ObjectKind.CHECK) {
            return UNREAD;
        }
        return read(object.name(), new PieceReader(text))
                .map(constraint -> new ConstraintText(constraint, notValid))
                .orElse(UNREAD);
    }

    /** The storage parameters in an index's definition, as the catalog lists those of tables. */
    static String withOf(String index) {
        var reader = new PieceReader(index);
        reader.before("WITH");
        if (!reader.take("WITH")) {
            return "";
        }
        return reader.group().orElse("").replaceAll("='([^']*)'", "=$1");
    }

    /** The same definition without its storage parameters. */
    static String withoutWith(String index) {
        var reader = new PieceReader(index);
        String head = reader.before("WITH");
        if (!reader.take("WITH")) {
            return head;
        }
        reader.group();
        return (head + " " + reader.rest()).strip();
    }

    private static Optional<Constraint> read(String name, PieceReader reader) {
        if (reader.take("PRIMARY", "KEY")) {
            return reader.names().flatMap(columns -> timing(reader)
                    .map(timing -> new Constraint.PrimaryKey(name, columns, timing)));
        }
        if (reader.take("UNIQUE")) {
            boolean distinct = !reader.take("NULLS", "NOT", "DISTINCT");
            return reader.names().flatMap(columns -> timing(reader)
                    .map(timing -> new Constraint.Unique(name, columns, distinct, timing)));
        }
        if (reader.take("FOREIGN", "KEY")) {
            return foreignKey(name, reader);
        }
        if (reader.take("CHECK")) {
            Optional<String> condition = reader.group();
            return condition.isPresent() && reader.isDone()
                    ? Optional.of(new Constraint.Check(name, PieceReader.bare(condition.get())))
                    : Optional.empty();
        }
        return reader.take("EXCLUDE") ? exclude(name, reader) : Optional.empty();
    }

    /** What is left must be when it is checked. */
    private static Optional<Timing> timing(PieceReader reader) {
        Timing timing = Timing.IMMEDIATE;
        if (reader.take("DEFERRABLE")) {
            timing = reader.take("INITIALLY", "DEFERRED") ? Timing.INITIALLY_DEFERRED : Timing.DEFERRABLE;
        }
        return reader.isDone() ? Optional.of(timing) : Optional.empty();
    }

    private static Optional<Constraint> foreignKey(String name, PieceReader reader) {
        Optional<List<String>> columns = reader.names();
        if (columns.isEmpty() || !reader.take("REFERENCES")) {
            return Optional.empty();
        }
        Optional<String> table = reader.qualifiedName();
        Optional<List<String>> targets = reader.names();
        if (table.isEmpty() || targets.isEmpty()) {
            return Optional.empty();
        }
        String match = reader.take("MATCH", "FULL") ? "FULL" : null;
        ReferentialAction update = reader.take("ON", "UPDATE") ? action(reader) : null;
        ReferentialAction deletion = reader.take("ON", "DELETE") ? action(reader) : null;
        return timing(reader)
                .map(timing -> new Constraint.ForeignKey(
                        name, columns.get(), table.get(), targets.get(), deletion, update, match, timing));
    }

    private static @Nullable ReferentialAction action(PieceReader reader) {
        for (ReferentialAction action : ReferentialAction.values()) {
            if (reader.take(action.sql().split(" "))) {
                return action;
            }
        }
        return null;
    }

    private static Optional<Constraint> exclude(String name, PieceReader reader) {
        Optional<String> method = reader.take("USING") ? reader.name() : Optional.empty();
        Optional<String> list = reader.group();
        if (method.isEmpty() || list.isEmpty()) {
            return Optional.empty();
        }
        List<Constraint.Exclude.Element> elements = new ArrayList<>();
        for (String part : PieceReader.split(list.get())) {
            int with = part.lastIndexOf(" WITH ");
            if (with < 0) {
                return Optional.empty();
            }
            elements.add(new Constraint.Exclude.Element(
                    part.substring(0, with), part.substring(with + " WITH ".length())));
        }
        String condition = reader.take("WHERE") ? reader.group().orElse(null) : null;
        return timing(reader)
                .map(timing -> new Constraint.Exclude(
                        name, elements, method.get(), condition == null ? null : PieceReader.bare(condition), timing));
    }
}
