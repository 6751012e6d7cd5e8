package dev.migrate.dialect.postgresql;

import dev.migrate.dialect.postgresql.Move.Verb;
import dev.migrate.schema.ObjectKind;
import dev.migrate.schema.SchemaDifference.Change;
import dev.migrate.schema.SchemaObject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What is to be done with which object, and what must be done before what. */
final class Moves {

    private static final Set<ObjectKind> KEYS =
            Set.of(ObjectKind.INDEX, ObjectKind.PRIMARY_KEY, ObjectKind.UNIQUE, ObjectKind.EXCLUSION);

    private static final Set<ObjectKind> RULES = Set.of(
            ObjectKind.PRIMARY_KEY, ObjectKind.UNIQUE, ObjectKind.EXCLUSION, ObjectKind.CHECK, ObjectKind.FOREIGN_KEY);

    /** What a routine's body may name. */
    private static final Set<ObjectKind> NAMED = Set.of(
            ObjectKind.TABLE,
            ObjectKind.FOREIGN_TABLE,
            ObjectKind.VIEW,
            ObjectKind.MATERIALIZED_VIEW,
            ObjectKind.SEQUENCE,
            ObjectKind.COLUMN,
            ObjectKind.ENUM,
            ObjectKind.DOMAIN,
            ObjectKind.COMPOSITE_TYPE,
            ObjectKind.RANGE_TYPE,
            ObjectKind.FUNCTION,
            ObjectKind.PROCEDURE,
            ObjectKind.AGGREGATE);

    private final Inventory from;
    private final Inventory to;
    private final Fates fates;
    private final List<Move> all = new ArrayList<>();
    private final Map<Verb, Map<SchemaObject, Move>> byVerb = new HashMap<>();
    private final Set<SchemaObject> serials = new TreeSet<>();
    private final Map<SchemaObject, Move> folded = new TreeMap<>();
    private final Set<SchemaObject> early = new TreeSet<>();

    Moves(Inventory from, Inventory to, Fates fates) {
        this.from = from;
        this.to = to;
        this.fates = fates;
        for (Verb verb : Verb.values()) {
            byVerb.put(verb, new TreeMap<>());
        }
        for (SchemaObject object : fates.objects()) {
            if (!fates.isWithinWhole(object)) {
                plan(object);
            }
        }
        absorb();
        for (SchemaObject object : fates.objects()) {
            order(object);
        }
        fates.away()
                .forEach((type, others) -> others.forEach(other -> {
                    behind(move(Verb.CHANGE, type), move(Verb.DROP, other));
                    behind(move(Verb.MAKE, other), move(Verb.CHANGE, type));
                }));
        names();
        partitions();
        bodies();
        tastes();
    }

    private void plan(SchemaObject object) {
        if (fates.isGone(object) && !goesAlong(object)) {
            add(Verb.DROP, object, Ranks.drop(object.kind(), fates.isComing(object)));
        }
        if (fates.isComing(object) && !comesAlong(object)) {
            add(Verb.MAKE, object, Ranks.make(object.kind()));
        }
        Optional<Change> change = fates.change(object);
        if (fates.loosened().contains(object)
                || change.filter(this::countsOtherwise).isPresent()) {
            add(Verb.LOOSEN, object, Ranks.LOOSEN);
            add(Verb.CHANGE, object, Ranks.change(object.kind()));
        } else if (change.isPresent()) {
            add(Verb.CHANGE, object, Ranks.change(object.kind()));
        }
        if (object.kind() == ObjectKind.TABLE
                && change.filter(TableDraft::moves).isPresent()) {
            add(Verb.LOOSEN, object, Ranks.LOOSEN);
            add(Verb.BIND, object, Ranks.JOIN);
        }
        if (object.kind() == ObjectKind.SEQUENCE) {
            sequence(object, change);
        }
    }

    /** One sequence takes another's place at the same column, and mostly its name. */
    private boolean countsOtherwise(Change change) {
        return change.here().kind() == ObjectKind.COLUMN
                && (Inventory.is(change.here(), "identity")
                                && to.sequenceOf(change.there()).isPresent()
                        || Inventory.is(change.there(), "identity")
                                && from.sequenceOf(change.here()).isPresent());
    }

    private void sequence(SchemaObject object, Optional<Change> change) {
        SchemaObject now = to.find(object);
        if (now == null) {
            return;
        }
        if (fates.isComing(object)) {
            Optional<SchemaObject> owner = to.owner(now);
            if (owner.isPresent() && isSerial(now, owner.get())) {
                serials.add(owner.get());
                remove(Verb.MAKE, object);
            } else if (Inventory.is(now, "owned by")) {
                add(Verb.BIND, object, Ranks.OWN);
            }
        } else if (change.filter(c -> c.properties().contains("owned by")).isPresent()) {
            add(Verb.BIND, object, Ranks.OWN);
        }
    }

    /** Whether the word serial makes both the column and the sequence, to the last detail. */
    private boolean isSerial(SchemaObject sequence, SchemaObject column) {
        String name = column.path().get(1) + "_" + column.name() + "_seq";
        String type = Inventory.text(sequence, "type");
        List<String> bounds = Counter.bounds(type, false);
        Optional<SchemaObject> table = to.table(column);
        boolean unlogged = table.isPresent() && Inventory.is(table.get(), "unlogged");
        return fates.isComing(column)
                && !Inventory.is(column, "inherited")
                && to.sequenceOf(column).filter(s -> s.compareTo(sequence) == 0).isPresent()
                && Inventory.text(column, "default").startsWith("nextval(")
                && Inventory.text(column, "default").endsWith("::regclass)")
                && Inventory.is(column, "not null")
                && !Inventory.is(column, "not null constraint")
                && Inventory.text(column, "type").equals(type)
                && sequence.path().equals(List.of(column.path().get(0), name))
                && name.length() < 64
                && Inventory.text(sequence, "start").equals("1")
                && Inventory.text(sequence, "increment").equals("1")
                && Inventory.text(sequence, "minimum").equals(bounds.get(0))
                && Inventory.text(sequence, "maximum").equals(bounds.get(1))
                && Inventory.text(sequence, "cache").equals("1")
                && !Inventory.is(sequence, "cycle")
                && !Inventory.is(sequence, "comment")
                && !unlogged
                && !Inventory.is(sequence, "unlogged");
    }

    /** Whether what it stands in, or what it is a part of, takes it along when it goes. */
    private boolean goesAlong(SchemaObject object) {
        SchemaObject table = from.table(object).orElse(null);
        if (object.kind() == ObjectKind.SEQUENCE) {
            return from.owner(object).filter(fates::isGone).isPresent();
        }
        if (table == null || !Inventory.isPart(object)) {
            return false;
        }
        if (object.kind() == ObjectKind.COLUMN && fates.isGone(table)) {
            return true;
        }
        return isTaken(object) && !moves(table);
    }

    private boolean moves(SchemaObject table) {
        return fates.change(table).filter(TableDraft::moves).isPresent();
    }

    /** Whether a part is there because a parent has it. */
    private static boolean isTaken(SchemaObject part) {
        return Inventory.text(part, "inherited").equals("yes") || Inventory.is(part, "part of");
    }

    private boolean comesAlong(SchemaObject object) {
        SchemaObject now = to.find(object);
        SchemaObject table = now == null ? null : to.table(now).orElse(null);
        if (now == null || table == null || !Inventory.isPart(now)) {
            return false;
        }
        if (now.kind() == ObjectKind.COLUMN && fates.isComing(table)) {
            return true;
        }
        if (!isTaken(now)) {
            return false;
        }
        if (now.kind() == ObjectKind.FOREIGN_KEY || now.kind() == ObjectKind.TRIGGER) {
            return true;
        }
        if (fates.isComing(table)) {
            // as a table of its own, which is attached behind that, it brings its keys along
            var partition = new Partition(to, table);
            return !partition.isOne() || partition.isPlain() || !RULES.contains(now.kind());
        }
        return !moves(table) && (!KEYS.contains(now.kind()) || Partition.hasUsualName(now));
    }

    private void add(Verb verb, SchemaObject object, int rank) {
        Map<SchemaObject, Move> moves = byVerb.get(verb);
        if (moves != null && !moves.containsKey(object)) {
            Move move = new Move(verb, object, rank);
            moves.put(object, move);
            all.add(move);
        }
    }

    private void remove(Verb verb, SchemaObject object) {
        Move move = move(verb, object);
        if (move != null) {
            byVerb.getOrDefault(verb, Map.of()).remove(object);
            all.remove(move);
        }
    }

    private @Nullable Move move(Verb verb, SchemaObject object) {
        return byVerb.getOrDefault(verb, Map.of()).get(object);
    }

    /** Columns come and go with their table, and sequences with their column. */
    private void absorb() {
        for (SchemaObject object : fates.objects()) {
            if (fates.isWithinWhole(object)) {
                for (Verb verb : List.of(Verb.DROP, Verb.MAKE, Verb.CHANGE)) {
                    to.table(object).or(() -> from.table(object)).ifPresent(whole -> share(verb, object, whole));
                }
                continue;
            }
            if (object.kind() == ObjectKind.COLUMN) {
                from.table(object).filter(fates::isGone).ifPresent(table -> share(Verb.DROP, object, table));
                to.table(object).filter(fates::isComing).ifPresent(table -> share(Verb.MAKE, object, table));
            }
        }
        for (SchemaObject object : fates.objects()) {
            if (object.kind() == ObjectKind.SEQUENCE) {
                SchemaObject was = from.find(object);
                SchemaObject is = to.find(object);
                if (was != null && fates.isGone(object)) {
                    from.owner(was).ifPresent(owner -> share(Verb.DROP, object, owner));
                }
                if (is != null && fates.isComing(object)) {
                    to.owner(is).filter(serials::contains).ifPresent(owner -> share(Verb.MAKE, object, owner));
                }
            } else if (Inventory.isPart(object)) {
                taken(object);
            }
        }
    }

    /** What a parent gives or takes away is done when that is done. */
    private void taken(SchemaObject object) {
        SchemaObject was = from.find(object);
        if (was != null && fates.isGone(object) && isTaken(was)) {
            above(from, was).ifPresent(parent -> share(Verb.DROP, object, parent));
        }
        SchemaObject is = to.find(object);
        if (is != null && fates.isComing(object) && isTaken(is)) {
            to.table(is).filter(fates::isComing).ifPresent(table -> share(Verb.MAKE, object, table));
            above(to, is).ifPresent(parent -> share(Verb.MAKE, object, parent));
        }
        if (is != null && isTaken(is)) {
            above(to, is).ifPresent(parent -> share(Verb.CHANGE, object, parent));
        }
    }

    /** The part of a parent from which a part comes. */
    Optional<SchemaObject> above(Inventory in, SchemaObject part) {
        return in.whole(part).or(() -> in.table(part).stream()
                .flatMap(table -> in.parents(table).stream())
                .flatMap(parent -> in.parts(parent.path()).stream())
                .filter(other -> other.kind() == part.kind() && other.name().equals(part.name()))
                .findFirst());
    }

    private void share(Verb verb, SchemaObject object, SchemaObject with) {
        Move move = move(verb, with);
        if (move != null) {
            byVerb.getOrDefault(verb, new TreeMap<>()).putIfAbsent(object, move);
        }
    }

    private static void behind(@Nullable Move move, @Nullable Move before) {
        if (move != null && before != null && move != before) {
            move.after.add(before);
        }
    }

    private void order(SchemaObject object) {
        Move drop = move(Verb.DROP, object);
        Move loosen = move(Verb.LOOSEN, object);
        Move change = move(Verb.CHANGE, object);
        Move make = move(Verb.MAKE, object);
        Move bind = move(Verb.BIND, object);
        behind(make, drop);
        behind(change, loosen);
        behind(bind, loosen);
        behind(bind, change);
        behind(bind, make);
        SchemaObject is = to.find(object);
        if (is != null) {
            for (SchemaObject needed : to.needs(is)) {
                for (Verb verb : List.of(Verb.MAKE, Verb.CHANGE)) {
                    Move before = move(verb, needed);
                    behind(make, before);
                    behind(bind, before);
                    if (!isContainer(needed)) {
                        behind(change, before);
                    }
                }
            }
        }
        SchemaObject was = from.find(object);
        if (was != null) {
            for (SchemaObject needed : from.needs(was)) {
                Move gone = move(Verb.DROP, needed);
                behind(gone, drop);
                behind(gone, loosen);
                if (loosen == null || object.kind() == ObjectKind.TABLE) {
                    behind(gone, change);
                }
                if (!isContainer(needed)) {
                    behind(change, move(Verb.CHANGE, needed));
                    behind(move(Verb.CHANGE, needed), drop);
                    behind(move(Verb.CHANGE, needed), loosen);
                }
            }
        }
        if (object.kind() == ObjectKind.SEQUENCE) {
            sequenceOrder(was, is, bind);
        }
    }

    private static boolean isContainer(SchemaObject object) {
        return object.kind() == ObjectKind.TABLE || object.kind() == ObjectKind.SCHEMA;
    }

    private void sequenceOrder(@Nullable SchemaObject was, @Nullable SchemaObject is, @Nullable Move bind) {
        if (is != null) {
            to.owner(is).ifPresent(owner -> behind(bind, move(Verb.MAKE, owner)));
        }
        if (was != null) {
            from.owner(was).ifPresent(owner -> {
                behind(move(Verb.DROP, owner), bind);
                if (fates.of(was) == Fates.Fate.DROPPED) {
                    // the new numbering may take the old one's name
                    behind(move(Verb.CHANGE, owner), move(Verb.DROP, was));
                }
            });
        }
        if (is != null && fates.isComing(is)) {
            to.owner(is).ifPresent(owner -> behind(move(Verb.MAKE, is), move(Verb.LOOSEN, owner)));
        }
    }

    /** What takes the name of something that goes comes behind that. */
    private void names() {
        Map<List<String>, List<SchemaObject>> gone = new HashMap<>();
        for (SchemaObject object : fates.objects()) {
            SchemaObject was = from.find(object);
            if (was != null && fates.isGone(object)) {
                for (List<String> name : names(was)) {
                    gone.computeIfAbsent(name, n -> new ArrayList<>()).add(object);
                }
            }
        }
        for (SchemaObject object : fates.objects()) {
            SchemaObject is = to.find(object);
            if (is != null && fates.isComing(object)) {
                for (List<String> name : names(is)) {
                    gone.getOrDefault(name, List.of())
                            .forEach(old -> behind(move(Verb.MAKE, object), move(Verb.DROP, old)));
                }
            }
        }
    }

    private static List<List<String>> names(SchemaObject object) {
        List<List<String>> names = new ArrayList<>(List.of(object.path()));
        if (object.kind() == ObjectKind.COLUMN && Inventory.is(object, "not null")) {
            // since 18 that is a constraint, whose name stays when its column gets another
            String name = NotNull.of(object).name();
            names.add(List.of(object.path().get(0), object.path().get(1), name));
        }
        if (KEYS.contains(object.kind())) {
            names.add(List.of(object.path().get(0), object.name()));
        }
        if (RoutineBody.has(object) || object.kind() == ObjectKind.AGGREGATE) {
            // a call might mean the one or the other as long as there are both
            names.add(List.of(object.path().get(0), RoutineBody.nameOf(object), "", "routine"));
        }
        if (object.kind() == ObjectKind.PRIMARY_KEY) {
            names.add(List.of(object.path().get(0), object.path().get(1), "", "primary key"));
        }
        return names;
    }

    /** A partition comes behind those that leave room for it, and a table joins its parents when its parts are as they must be. */
    private void partitions() {
        Map<List<String>, List<Move>> leaving = new HashMap<>();
        for (SchemaObject table : from.objects()) {
            if (Inventory.is(table, "partition bound")) {
                List<Move> moves =
                        leaving.computeIfAbsent(List.of(Inventory.text(table, "inherits")), name -> new ArrayList<>());
                for (Verb verb : List.of(Verb.DROP, Verb.LOOSEN)) {
                    Move move = move(verb, table);
                    if (move != null) {
                        moves.add(move);
                    }
                }
            }
        }
        for (SchemaObject table : to.objects()) {
            if (table.kind() != ObjectKind.TABLE) {
                continue;
            }
            Move bind = move(Verb.BIND, table);
            List<Move> room = leaving.getOrDefault(List.of(Inventory.text(table, "inherits")), List.of());
            for (Move move : room) {
                behind(bind, move);
                behind(move(Verb.MAKE, table), move);
            }
            if (bind != null) {
                // a table joins parents that have the columns that they are to have
                for (SchemaObject parent : to.parents(table)) {
                    to.columns(parent.path()).forEach(column -> {
                        behind(bind, move(Verb.MAKE, column));
                        behind(bind, move(Verb.CHANGE, column));
                    });
                    from.columns(parent.path()).forEach(column -> behind(bind, move(Verb.DROP, column)));
                }
            }
            if (bind != null || move(Verb.LOOSEN, table) != null) {
                for (SchemaObject part : to.parts(table.path())) {
                    behind(bind, move(Verb.MAKE, part));
                    behind(bind, move(Verb.CHANGE, part));
                    behind(move(Verb.MAKE, part), move(Verb.LOOSEN, table));
                }
                for (SchemaObject part : from.parts(table.path())) {
                    behind(move(Verb.DROP, part), move(Verb.LOOSEN, table));
                    behind(bind, move(Verb.DROP, part));
                }
            }
            for (SchemaObject part : to.parts(table.path())) {
                Move own = move(Verb.MAKE, part);
                // one that comes with its partition is made by the whole's, which must be there before
                if (own != null && own.object.compareTo(part) == 0 && Inventory.is(part, "part of")) {
                    // an index of the whole takes over those of the partitions that are like it
                    to.whole(part).map(whole -> move(Verb.MAKE, whole)).ifPresent(whole -> {
                        behind(whole, own);
                        own.after.remove(whole);
                    });
                }
            }
        }
    }

    /** A routine comes behind what its body names, unless that cannot be without the routine. */
    private void bodies() {
        Map<String, List<Move>> named = new HashMap<>();
        for (Move move : all) {
            if (move.verb == Verb.MAKE && NAMED.contains(move.object.kind())) {
                named.computeIfAbsent(RoutineBody.nameOf(move.object), name -> new ArrayList<>())
                        .add(move);
            }
        }
        for (Move move : all) {
            SchemaObject routine = to.find(move.object);
            if (routine == null || !RoutineBody.has(routine) || move.verb != Verb.MAKE && move.verb != Verb.CHANGE) {
                continue;
            }
            for (String name : new TreeSet<>(RoutineBody.names(routine))) {
                for (Move other : named.getOrDefault(name, List.of())) {
                    if (other == move) {
                        continue;
                    }
                    if (!isBehind(other, move)) {
                        move.after.add(other);
                    } else if (RoutineBody.isSql(routine)) {
                        early.add(routine);
                    }
                }
            }
        }
    }

    private static boolean isBehind(Move move, Move other) {
        Deque<Move> left = new ArrayDeque<>(List.of(move));
        Set<Move> seen = new HashSet<>();
        while (!left.isEmpty()) {
            for (Move before : left.pop().after) {
                if (before == other) {
                    return true;
                }
                if (seen.add(before)) {
                    left.push(before);
                }
            }
        }
        return false;
    }

    /** Whether a routine must be made before something that its body names. */
    boolean isEarly(SchemaObject routine) {
        return early.contains(routine);
    }

    /** A new table comes behind what its rules need, so that they can be said along with it; one that goes, before what its keys lead to. */
    private void tastes() {
        for (Move move : all) {
            if (!RULES.contains(move.object.kind())) {
                continue;
            }
            if (move.verb == Verb.MAKE) {
                Move table = to.table(move.object).map(t -> move(Verb.MAKE, t)).orElse(null);
                if (table != null) {
                    table.ratherAfter.addAll(move.after);
                    table.ratherAfter.remove(table);
                    table.ratherAfter.removeIf(before -> before.object.isWithin(table.object.path()));
                }
            } else if (move.verb == Verb.DROP && move.object.kind() == ObjectKind.FOREIGN_KEY) {
                Move table =
                        from.table(move.object).map(t -> move(Verb.DROP, t)).orElse(null);
                SchemaObject was = from.find(move.object);
                if (table != null && was != null) {
                    for (SchemaObject needed : from.needs(was)) {
                        Move target = move(Verb.DROP, needed);
                        if (target != null && target != table && target != move) {
                            target.ratherAfter.add(table);
                        }
                    }
                }
            }
        }
    }

    /** The moves in their order, without those that others make along the way. */
    List<Move> sorted() {
        List<Move> sorted = new MoveOrder(all).sorted();
        Map<Move, List<Move>> next = new java.util.IdentityHashMap<>();
        for (Move move : sorted) {
            move.after.forEach(before ->
                    next.computeIfAbsent(before, m -> new ArrayList<>()).add(move));
        }
        Set<Move> gone = java.util.Collections.newSetFromMap(new java.util.IdentityHashMap<>());
        for (Move move : sorted) {
            if (foldsIntoTable(move)) {
                gone.add(move);
            }
        }
        for (int i = sorted.size() - 1; i >= 0; i--) {
            Move move = sorted.get(i);
            if (move.verb == Verb.DROP && goesWith(move, next.getOrDefault(move, List.of()))) {
                gone.add(move);
            }
        }
        return sorted.stream().filter(move -> !gone.contains(move)).toList();
    }

    private boolean foldsIntoTable(Move move) {
        if (move.verb != Verb.MAKE || !RULES.contains(move.object.kind())) {
            return false;
        }
        SchemaObject rule = to.find(move.object);
        Move table = rule == null
                ? null
                : to.table(rule).map(t -> move(Verb.MAKE, t)).orElse(null);
        if (rule == null || table == null || table.object.kind() != ObjectKind.TABLE) {
            return false;
        }
        ConstraintText text = ConstraintText.of(rule);
        boolean early = move.after.stream()
                .allMatch(
                        before -> before == table || before.place < table.place || folded.get(before.object) == table);
        if (text.constraint() == null || text.notValid() || !early) {
            return false;
        }
        folded.put(move.object, table);
        move.place = table.place;
        return true;
    }

    private final Map<Move, Move> goesWith = new java.util.IdentityHashMap<>();

    private boolean goesWith(Move move, List<Move> next) {
        SchemaObject was = from.find(move.object);
        if (was == null || !Inventory.isPart(was) || was.kind() == ObjectKind.COLUMN) {
            return false;
        }
        List<Move> takers = new ArrayList<>();
        from.table(was)
                .map(table -> move(Verb.DROP, table))
                .filter(taker -> taker.object.kind() == ObjectKind.TABLE)
                .ifPresent(takers::add);
        if (takers.isEmpty()) {
            for (String column : columnsOf(was)) {
                from.get(
                                ObjectKind.COLUMN,
                                List.of(was.path().get(0), was.path().get(1), column))
                        .map(c -> move(Verb.DROP, c))
                        .ifPresent(takers::add);
            }
        }
        for (Move taker : takers) {
            boolean late = next.stream()
                    .allMatch(after -> after == taker || after.place > taker.place || goesWith.get(after) == taker);
            if (late) {
                goesWith.put(move, taker);
                move.place = taker.place;
                return true;
            }
        }
        return false;
    }

    /** The columns with which a key or an index goes for certain. */
    private static List<String> columnsOf(SchemaObject part) {
        return switch (part.kind()) {
            case PRIMARY_KEY, UNIQUE, FOREIGN_KEY -> {
                var reader = new PieceReader(Inventory.text(part, "definition"));
                reader.before("(");
                yield reader.names().orElse(List.of());
            }
            case INDEX ->
                IndexDraft.read(part)
                        .map(index -> index.keys().stream()
                                .filter(key -> !key.isExpression())
                                .map(key -> key.text())
                                .toList())
                        .orElse(List.of());
            default -> List.of();
        };
    }

    /** The rules that are said along with a new table. */
    List<SchemaObject> rules(SchemaObject table) {
        List<SchemaObject> rules = new ArrayList<>();
        folded.forEach((rule, move) -> {
            if (move.object.compareTo(table) == 0) {
                rules.add(rule);
            }
        });
        return rules.stream()
                .sorted(java.util.Comparator.comparing(SchemaObject::kind).thenComparing(o -> o))
                .toList();
    }

    /** Whether a column lets go of something before it changes. */
    boolean isLoosened(SchemaObject column) {
        return move(Verb.LOOSEN, column) != null;
    }

    /** Columns that count by a sequence made along with them. */
    Set<SchemaObject> serials() {
        return serials;
    }
}
