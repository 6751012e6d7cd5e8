package dev.migrate.dialect.postgresql;

import dev.migrate.Constraint;
import dev.migrate.Index;
import dev.migrate.IndexKey;
import dev.migrate.diff.Drafted;
import dev.migrate.operation.AddConstraint;
import dev.migrate.operation.CreateIndex;
import dev.migrate.operation.DropConstraint;
import dev.migrate.operation.ValidateConstraint;
import dev.migrate.schema.ObjectKind;
import dev.migrate.schema.SchemaDifference;
import dev.migrate.schema.SchemaObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Constraints of tables, as they are made, changed and dropped. */
final class ConstraintDraft {

    private static final Set<ObjectKind> WITH_INDEX =
            Set.of(ObjectKind.PRIMARY_KEY, ObjectKind.UNIQUE, ObjectKind.EXCLUSION);

    private final Wording words;
    private final boolean safe;

    ConstraintDraft(Wording words, boolean safe) {
        this.words = words;
        this.safe = safe;
    }

    /** A new constraint of a table that is there. */
    List<Drafted> make(SchemaObject object, boolean tableIsNew) {
        List<Drafted> drafted = new ArrayList<>(added(object, safe && !tableIsNew));
        drafted.addAll(finish(object));
        return drafted;
    }

    private List<Drafted> added(SchemaObject object, boolean gently) {
        ConstraintText text = ConstraintText.of(object);
        Constraint constraint = text.constraint();
        if (gently && constraint instanceof Constraint.Unique unique && unique.timing() == Constraint.Timing.IMMEDIATE) {
            return byIndex(object, unique);
        }
        boolean later = gently
                && !text.notValid()
                && (object.kind() == ObjectKind.CHECK || object.kind() == ObjectKind.FOREIGN_KEY);
        Drafted add;
        if (constraint != null) {
            add = Drafted.of(new AddConstraint(words.table(object), constraint, later || text.notValid()), object);
        } else {
            add = Drafted.of(
                    words.alterTable(
                            object,
                            "ADD CONSTRAINT " + words.quote(object.name()) + " " + whole(object)
                                    + (later ? " NOT VALID" : "")),
                    object);
        }
        return later ? List.of(add, validate(object).alone()) : List.of(add);
    }

    private Drafted validate(SchemaObject object) {
        return Drafted.of(new ValidateConstraint(words.table(object), object.name()), object);
    }

    /** The index is built while writers go on, and takes its constraint's name. */
    private List<Drafted> byIndex(SchemaObject object, Constraint.Unique unique) {
        var index = new Index(
                object.name(),
                unique.columns().stream()
                        .map(column -> new IndexKey(column, false, false, null, null, null, null))
                        .toList(),
                true,
                null,
                List.of(),
                null,
                unique.areNullsDistinct(),
                Map.of(),
                null);
        return List.of(
                Drafted.of(new CreateIndex(words.table(object), index, true, false), object)
                        .alone(),
                Drafted.of(
                        words.alterTable(
                                object,
                                "ADD CONSTRAINT " + words.quote(object.name()) + " UNIQUE USING INDEX "
                                        + words.quote(object.name())),
                        object));
    }

    /** The definition with what the catalog tells of its index. */
    private String whole(SchemaObject object) {
        String definition = Inventory.text(object, "definition");
        if (object.kind() == ObjectKind.FOREIGN_KEY || object.kind() == ObjectKind.CHECK) {
            return definition;
        }
        Map<String, String> options = object.kind() == ObjectKind.EXCLUSION
                ? Map.of()
                : Options.of(ConstraintText.withOf(Inventory.text(object, "index")), "");
        String storage = options.isEmpty()
                ? ""
                : " WITH ("
                        + String.join(
                                ", ",
                                options.entrySet().stream()
                                        .map(o -> o.getKey() + " = " + o.getValue())
                                        .toList())
                        + ")";
        if (Inventory.is(object, "tablespace")) {
            storage += " USING INDEX TABLESPACE " + words.quote(Inventory.text(object, "tablespace"));
        }
        var reader = new PieceReader(definition);
        String head = reader.before("DEFERRABLE", "WHERE");
        return (head + storage + " " + reader.rest()).strip();
    }

    /** What neither CREATE TABLE nor ADD CONSTRAINT says. */
    List<Drafted> finish(SchemaObject object) {
        return settings(object, Map.of());
    }

    private List<Drafted> settings(SchemaObject to, Map<String, String> from) {
        List<Drafted> drafted = new ArrayList<>();
        if (differs(to, from, "comment")) {
            drafted.add(of(
                    words.comment(
                            "CONSTRAINT " + words.quote(to.name()) + " ON " + words.relation(to),
                            to.properties().get("comment")),
                    to));
        }
        if (WITH_INDEX.contains(to.kind())) {
            IndexDraft.settings(words, to, from, "index comment").forEach(drafted::add);
        }
        if (differs(to, from, "fires")) {
            drafted.add(of(Wording.statement(firing(to, from.get("fires"))), to));
        }
        return drafted;
    }

    private static boolean differs(SchemaObject to, Map<String, String> from, String property) {
        return !java.util.Objects.equals(from.get(property), to.properties().get(property));
    }

    /**
     * The triggers behind a foreign key have names of their own in every database. Where those of one table alone are switched, these are the
     * referring table's.
     */
    private String firing(SchemaObject key, @Nullable String before) {
        String to = Inventory.text(key, "fires");
        boolean both = to.length() < 2 && (before == null || before.length() < 2);
        String how =
                switch (to.replace("O", "")) {
                    case "D" -> "DISABLE";
                    case "A" -> "ENABLE ALWAYS";
                    case "R" -> "ENABLE REPLICA";
                    default -> "ENABLE";
                };
        return """
                DO $migrate$
                DECLARE
                    one record;
                BEGIN
                    FOR one IN SELECT t.tgrelid::pg_catalog.regclass AS relation, t.tgname FROM pg_catalog.pg_trigger t
                        JOIN pg_catalog.pg_constraint k ON k.oid = t.tgconstraint
                        WHERE k.conname = %s AND k.conrelid = %s::pg_catalog.regclass%s
                    LOOP
                        EXECUTE pg_catalog.format('ALTER TABLE %%s %s TRIGGER %%I', one.relation, one.tgname);
                    END LOOP;
                END
                $migrate$"""
                .formatted(
                        words.text(key.name()),
                        words.text(words.relation(key)),
                        both ? "" : " AND t.tgrelid = k.conrelid",
                        how);
    }

    private static Drafted of(dev.migrate.operation.Operation operation, SchemaObject object) {
        return Drafted.of(operation, object);
    }

    /** A constraint that goes. */
    List<Drafted> drop(SchemaObject object) {
        ConstraintText text = ConstraintText.of(object);
        AddConstraint was = text.constraint() == null
                ? null
                : new AddConstraint(words.table(object), text.constraint(), text.notValid());
        return List.of(Drafted.of(
                new DropConstraint(
                        words.table(object),
                        object.name(),
                        object.kind() == ObjectKind.PRIMARY_KEY,
                        false,
                        false,
                        was),
                object));
    }

    /** Whether a constraint can be changed where it stands. */
    static boolean isInPlace(SchemaDifference.Change change) {
        Set<String> differing = change.properties();
        if (differing.contains("index")
                && !ConstraintText.withoutWith(Inventory.text(change.here(), "index"))
                        .equals(ConstraintText.withoutWith(Inventory.text(change.there(), "index")))) {
            return false;
        }
        if (!differing.contains("definition")) {
            return true;
        }
        String here = Inventory.text(change.here(), "definition");
        String there = Inventory.text(change.there(), "definition");
        return switch (change.here().kind()) {
            case FOREIGN_KEY -> timeless(here).equals(timeless(there)) && !isLessValid(here, there);
            case CHECK -> here.equals(there + " NOT VALID");
            default -> false;
        };
    }

    private static boolean isLessValid(String here, String there) {
        return there.endsWith(" NOT VALID") && !here.endsWith(" NOT VALID");
    }

    private static String timeless(String definition) {
        return definition.replaceFirst("( DEFERRABLE)?( INITIALLY DEFERRED)?( NOT VALID)?$", "");
    }

    /** What changes a constraint where it stands. */
    List<Drafted> change(SchemaDifference.Change change) {
        List<Drafted> drafted = new ArrayList<>();
        String here = Inventory.text(change.here(), "definition");
        String there = Inventory.text(change.there(), "definition");
        SchemaObject to = change.there();
        if (to.kind() == ObjectKind.FOREIGN_KEY && !timing(here).equals(timing(there))) {
            drafted.add(of(
                    words.alterTable(to, "ALTER CONSTRAINT " + words.quote(to.name()) + " " + timing(there)), to));
        }
        if (here.endsWith(" NOT VALID") && !there.endsWith(" NOT VALID")) {
            drafted.add(safe ? validate(to).alone() : validate(to));
        }
        drafted.addAll(settings(to, change.here().properties()));
        return drafted;
    }

    private static String timing(String definition) {
        String text = definition.replaceFirst(" NOT VALID$", "");
        return text.endsWith(" DEFERRABLE INITIALLY DEFERRED")
                ? "DEFERRABLE INITIALLY DEFERRED"
                : text.endsWith(" DEFERRABLE") ? "DEFERRABLE INITIALLY IMMEDIATE" : "NOT DEFERRABLE";
    }
}
