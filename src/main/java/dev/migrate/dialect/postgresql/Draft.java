package dev.migrate.dialect.postgresql;

import dev.migrate.diff.Blueprint;
import dev.migrate.diff.Drafted;
import dev.migrate.diff.Drafter;
import dev.migrate.operation.Operation;
import dev.migrate.schema.ObjectKind;
import dev.migrate.schema.SchemaDifference.Change;
import dev.migrate.schema.SchemaObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Drafts one script. */
final class Draft {

    /** What a parent's change does to its children too (ATPrepCmd). */
    private static final Set<String> RECURSIVE = Set.of(
            "type",
            "collation",
            "not null",
            "not null constraint",
            "default",
            "generated",
            "storage",
            "statistics target");

    private final Blueprint here;
    private final Blueprint there;
    private final Inventory from;
    private final Inventory to;
    private final Fates fates;
    private final PostgresqlObjects others;
    private final Drafter.Style style;
    private final Wording words;
    private final TableDraft tables;
    private final ColumnDraft columns;
    private final ConstraintDraft constraints;
    private final IndexDraft indexes;
    private final SequenceDraft sequences;

    Draft(
            PostgresqlDialect dialect,
            Blueprint from,
            Blueprint to,
            Drafter.Style style,
            UnaryOperator<SchemaObject> comparable) {
        this.here = withUsual(from, to);
        this.there = withUsual(to, from);
        this.from = new Inventory(here);
        this.to = new Inventory(there);
        this.others = new PostgresqlObjects(here, there);
        this.fates = new Fates(this.from, this.to, others, comparable);
        this.style = style;
        this.words = new Wording(dialect);
        this.tables = new TableDraft(words, dialect, this.to);
        this.columns = new ColumnDraft(words);
        this.constraints = new ConstraintDraft(words, style.safe());
        this.indexes = new IndexDraft(words, style.safe());
        this.sequences = new SequenceDraft(words);
    }

    /** What stands in every new database stands in one of which nothing is known. */
    private static Blueprint withUsual(Blueprint blueprint, Blueprint other) {
        if (!blueprint.schema().isEmpty()) {
            return blueprint;
        }
        return other.with(other.schema()
                .filter(o -> o.path().size() == 1
                        && (o.kind() == ObjectKind.SCHEMA && o.name().equals("public")
                                || o.kind() == ObjectKind.EXTENSION && o.name().equals("plpgsql"))));
    }

    List<Drafted> drafted() {
        if (fates.isEmpty()) {
            return List.of();
        }
        var moves = new Moves(from, to, fates);
        var stages = new Stages();
        for (Move move : moves.sorted()) {
            stages.take(move, of(move, moves));
        }
        return NewWords.apart(stages.drafted(), here, there);
    }

    private List<Drafted> of(Move move, Moves moves) {
        return switch (move.verb) {
            case DROP -> drop(Objects.requireNonNull(from.find(move.object)));
            case LOOSEN -> loosen(Objects.requireNonNull(from.find(move.object)));
            case CHANGE -> change(move.object, moves);
            case MAKE -> make(Objects.requireNonNull(to.find(move.object)), moves);
            case BIND -> bind(Objects.requireNonNull(to.find(move.object)));
        };
    }

    private static List<Drafted> all(List<Operation> operations, SchemaObject object) {
        return operations.stream()
                .map(operation -> Drafted.of(operation, object))
                .toList();
    }

    /** What an object's first statement says for all of them. */
    private static List<Drafted> first(List<Drafted> drafted, List<String> losses, List<String> remarks) {
        if (drafted.isEmpty()) {
            return drafted;
        }
        Drafted told = drafted.get(0);
        for (String loss : losses) {
            told = told.losing(loss);
        }
        for (String remark : remarks) {
            told = told.remark(remark);
        }
        List<Drafted> all = new ArrayList<>(drafted);
        all.set(0, told);
        return all;
    }

    private boolean isPartitioned(Inventory in, SchemaObject part) {
        return in.table(part)
                .filter(table -> Inventory.is(table, "partition by"))
                .isPresent();
    }

    private boolean isOfNewTable(SchemaObject part) {
        return to.table(part).filter(fates::isComing).isPresent();
    }

    private List<Drafted> drop(SchemaObject object) {
        boolean comesBack = fates.isComing(object);
        return switch (object.kind()) {
            case TABLE -> List.of(tables.drop(object, comesBack));
            case COLUMN -> List.of(columns.drop(object, comesBack));
            case PRIMARY_KEY, UNIQUE, FOREIGN_KEY, CHECK, EXCLUSION -> constraints.drop(object);
            case INDEX -> indexes.drop(object, isPartitioned(from, object));
            case SEQUENCE -> List.of(sequences.drop(object));
            default -> told(first(all(others.drop(object), object), others.losses(object), List.of()), comesBack);
        };
    }

    /** A view that is made anew has none of the rights that were granted on it. */
    private static List<Drafted> told(List<Drafted> drafted, boolean comesBack) {
        List<Drafted> told = new ArrayList<>(drafted);
        if (comesBack && !told.isEmpty()) {
            SchemaObject object = told.get(0).object();
            if (object != null
                    && Set.of(
                                    ObjectKind.VIEW,
                                    ObjectKind.MATERIALIZED_VIEW,
                                    ObjectKind.FUNCTION,
                                    ObjectKind.PROCEDURE,
                                    ObjectKind.AGGREGATE)
                            .contains(object.kind())) {
                told.set(
                        0,
                        told.get(0)
                                .remark(object.kind().label() + " " + Wording.plain(object)
                                        + " is made anew, for what it needs changes: rights that were granted on it"
                                        + " must be granted again"));
            }
        }
        return told;
    }

    private List<Drafted> loosen(SchemaObject object) {
        if (object.kind() == ObjectKind.TABLE) {
            return tables.leave(fates.change(object).orElseThrow());
        }
        return columns.loosen(object, fates.isRetyped(object), stopsCounting(object));
    }

    /** Whether a column lets go of its own sequence before another is made. */
    private boolean stopsCounting(SchemaObject column) {
        SchemaObject now = to.find(column);
        return Inventory.is(column, "identity") && now != null && !Inventory.is(now, "identity");
    }

    private List<Drafted> make(SchemaObject object, Moves moves) {
        return switch (object.kind()) {
            case TABLE -> tables.make(object, found(moves.rules(object)), moves.serials());
            case COLUMN -> columns.make(object, moves.serials().contains(object));
            case PRIMARY_KEY, UNIQUE, FOREIGN_KEY, CHECK, EXCLUSION -> constraints.make(object, isOfNewTable(object));
            case INDEX -> indexes.make(object, isOfNewTable(object), isPartitioned(to, object));
            case SEQUENCE -> sequences.make(object);
            default -> moves.isEarly(object) ? unread(object) : all(others.create(object), object);
        };
    }

    /** A routine in SQL whose body names what is still to come. */
    private List<Drafted> unread(SchemaObject routine) {
        List<Operation> operations = new ArrayList<>();
        operations.add(Wording.statement("SET check_function_bodies = off"));
        operations.addAll(others.create(routine));
        operations.add(Wording.statement("RESET check_function_bodies"));
        return first(
                all(operations, routine),
                List.of(),
                List.of(routine.kind().label() + " " + Wording.plain(routine)
                        + " names in its body what comes behind it, so that the body is not read now"));
    }

    private List<SchemaObject> found(List<SchemaObject> rules) {
        return rules.stream().map(rule -> Objects.requireNonNull(to.find(rule))).toList();
    }

    private List<Drafted> bind(SchemaObject object) {
        if (object.kind() == ObjectKind.TABLE) {
            return tables.join(fates.change(object).orElseThrow());
        }
        List<Drafted> drafted = new ArrayList<>(List.of(sequences.own(object)));
        to.owner(object)
                .filter(owner -> fates.isComing(object) && !fates.isComing(owner) && !isOfNewTable(owner))
                .ifPresent(owner -> drafted.add(sequences.goOn(object, owner)));
        return drafted;
    }

    private List<Drafted> change(SchemaObject object, Moves moves) {
        SchemaObject here = Objects.requireNonNull(from.find(object));
        SchemaObject there = Objects.requireNonNull(to.find(object));
        Change change = fates.change(object).orElse(new Change(here, there));
        return switch (object.kind()) {
            case TABLE -> tables.change(change);
            case COLUMN -> column(change, moves);
            case PRIMARY_KEY, UNIQUE, FOREIGN_KEY, CHECK, EXCLUSION -> constraints.change(change);
            case INDEX -> indexes.change(change);
            case SEQUENCE -> sequences.change(change);
            default -> first(all(fates.alteration(object), there), others.losses(change), others.remarks(change));
        };
    }

    private List<Drafted> column(Change change, Moves moves) {
        SchemaObject here = change.here();
        if (moves.isLoosened(here)) {
            here = ColumnDraft.loosened(here, fates.isRetyped(here), stopsCounting(here));
        }
        boolean stays = to.table(change.there())
                .flatMap(fates::change)
                .filter(TableDraft::moves)
                .isEmpty();
        if (stays && Inventory.is(change.there(), "inherited")) {
            Optional<Change> above = moves.above(to, change.there()).flatMap(fates::change);
            here = above.isPresent() ? afterParent(here, above.get(), change.there()) : here;
        }
        return columns.change(here, change.there(), style.safe());
    }

    /** A column as the change of its parent's leaves it. */
    private static SchemaObject afterParent(SchemaObject column, Change above, SchemaObject goal) {
        Map<String, String> properties = new TreeMap<>(column.properties());
        for (String name : above.properties()) {
            if (RECURSIVE.contains(name)) {
                String value = above.there().properties().get(name);
                if (value == null) {
                    properties.remove(name);
                } else {
                    properties.put(name, value);
                }
            }
        }
        if (Fates.isRetyped(above) && Inventory.is(above.there(), "default")) {
            // which goes before its type changes, and is set again behind that
            properties.put("default", Inventory.text(above.there(), "default"));
        }
        if (above.properties().contains("not null") && Inventory.is(goal, "not null constraint")) {
            // since 18 the constraint is inherited under the name that it has at the parent
            properties.put("not null constraint", Inventory.text(goal, "not null constraint"));
        }
        return SchemaObject.of(column.kind(), column.path(), properties);
    }
}
