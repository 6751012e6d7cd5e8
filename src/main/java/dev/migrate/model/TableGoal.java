package dev.migrate.model;

import dev.migrate.schema.ObjectKind;
import dev.migrate.schema.SchemaObject;
import dev.migrate.sql.DatabaseKind;
import dev.migrate.sql.Token;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The goal for a table that both the entities and the database have. */
final class TableGoal {

    private static final String DEFINITION = "definition";

    private final List<String> path;
    private final List<SchemaObject> model;
    private final List<SchemaObject> live;
    private final DatabaseKind kind;
    private final List<SchemaObject> goal = new ArrayList<>();
    private final Set<String> columns = new HashSet<>();
    private final Set<String> dropped = new HashSet<>();

    /**
     * The goal for a table.
     *
     * @param path the table's path
     * @param model the table and what stands in it, as the entities' statements made it
     * @param live the same as it stands in the database
     */
    TableGoal(List<String> path, List<SchemaObject> model, List<SchemaObject> live, DatabaseKind kind) {
        this.path = path;
        this.model = model;
        this.live = live;
        this.kind = kind;
    }

    /** The table and everything in it. */
    List<SchemaObject> objects() {
        table();
        new ColumnGoal(kind, of(model, ObjectKind.COLUMN), of(live, ObjectKind.COLUMN))
                .objects()
                .forEach(this::column);
        of(live, ObjectKind.COLUMN).stream()
                .map(SchemaObject::name)
                .filter(name -> !columns.contains(name))
                .forEach(dropped::add);
        keys();
        foreignKeys();
        indexes();
        checks();
        // triggers, policies, exclusion constraints and the like: nothing of the kind can be mapped
        for (SchemaObject object : live) {
            if (!isOwned(object.kind()) && !isAboutDropped(object)) {
                goal.add(object);
            }
        }
        return goal;
    }

    private static boolean isOwned(ObjectKind kind) {
        return switch (kind) {
            case TABLE, COLUMN, PRIMARY_KEY, UNIQUE, FOREIGN_KEY, INDEX, CHECK -> true;
            default -> false;
        };
    }

    private void column(SchemaObject column) {
        goal.add(column);
        columns.add(column.name());
    }

    /** How the table is stored is not the entities' matter; its comment is where they have one. */
    private void table() {
        SchemaObject here = of(live, ObjectKind.TABLE).get(0);
        String comment = of(model, ObjectKind.TABLE).get(0).properties().get("comment");
        var properties = new TreeMap<>(here.properties());
        if (comment != null) {
            properties.put("comment", comment);
        }
        goal.add(new SchemaObject(ObjectKind.TABLE, path, properties));
    }

    private void keys() {
        List<SchemaObject> wanted = of(model, ObjectKind.PRIMARY_KEY);
        for (SchemaObject there : of(live, ObjectKind.PRIMARY_KEY)) {
            Set<String> set = KeyShape.of(there, kind).set();
            // a collection's table has none that could be mapped; the order of its columns cannot be mapped either
            boolean same = wanted.isEmpty() || wanted.stream().anyMatch(w -> isSameKey(set, w));
            if (same && !isAboutDropped(there)) {
                goal.add(there);
                wanted = List.of();
            }
        }
        goal.addAll(wanted);
        uniques();
    }

    /** A partitioned table's keys must have the columns that part it, of which an entity knows nothing. */
    private boolean isSameKey(Set<String> there, SchemaObject wanted) {
        Set<String> set = KeyShape.of(wanted, kind).set();
        boolean partitioned = of(live, ObjectKind.TABLE).get(0).properties().containsKey("partition by");
        return there.equals(set) || partitioned && there.containsAll(set);
    }

    /** A unique constraint and a unique index of the same columns are one to an entity. */
    private void uniques() {
        List<SchemaObject> wanted = new ArrayList<>(uniquesOf(model));
        for (SchemaObject there : uniquesOf(live)) {
            KeyShape shape = KeyShape.of(there, kind);
            Optional<SchemaObject> same = wanted.stream()
                    .filter(w -> w.name().equals(there.name()))
                    .filter(w -> isSameKey(shape.set(), w))
                    .findFirst()
                    .or(() -> wanted.stream()
                            .filter(w -> isSameKey(shape.set(), w))
                            .findFirst());
            same.ifPresent(wanted::remove);
            boolean stays = same.isPresent() || !shape.plain() || kind == DatabaseKind.SQLITE;
            if (stays && !isAboutDropped(there)) {
                goal.add(there);
            }
        }
        wanted.forEach(this::addUnlessNamed);
    }

    private List<SchemaObject> uniquesOf(List<SchemaObject> objects) {
        return objects.stream()
                .filter(o -> o.kind() == ObjectKind.UNIQUE
                        || o.kind() == ObjectKind.INDEX
                                && KeyShape.of(o, kind).unique())
                .toList();
    }

    /** On SQLite no provider says foreign keys, so there they stay as they are. */
    private void foreignKeys() {
        List<SchemaObject> wanted = new ArrayList<>(of(model, ObjectKind.FOREIGN_KEY));
        for (SchemaObject there : of(live, ObjectKind.FOREIGN_KEY)) {
            ForeignKeyShape shape = ForeignKeyShape.of(there, kind);
            Optional<SchemaObject> same = wanted.stream()
                    .filter(w -> ForeignKeyShape.of(w, kind).isSame(shape))
                    .findFirst();
            same.ifPresent(wanted::remove);
            if (isAboutDropped(there)) {
                continue;
            }
            if (same.isPresent()) {
                String action = ForeignKeyShape.of(same.get(), kind).action();
                boolean asItIs = action.isEmpty() || action.equals(shape.action());
                goal.add(asItIs ? there : new SchemaObject(there.kind(), there.path(), same.get().properties()));
            } else if (kind == DatabaseKind.SQLITE) {
                goal.add(there);
            }
        }
        wanted.forEach(this::addUnlessNamed);
    }

    private void indexes() {
        List<SchemaObject> wanted = new ArrayList<>(plainIndexes(model));
        List<SchemaObject> left = new ArrayList<>();
        for (SchemaObject there : of(live, ObjectKind.INDEX)) {
            KeyShape shape = KeyShape.of(there, kind);
            if (shape.unique() || isAboutDropped(there)) {
                continue;
            }
            Optional<SchemaObject> same = wanted.stream()
                    .filter(w -> KeyShape.of(w, kind).columns().equals(shape.columns()))
                    .findFirst();
            if (!shape.plain()) {
                goal.add(there);
            } else if (same.isPresent()) {
                wanted.remove(same.get());
                goal.add(there);
            } else {
                left.add(there);
            }
        }
        if (kind.isMysqlFamily()) {
            forForeignKeys(wanted, left);
        }
        wanted.forEach(this::addUnlessNamed);
    }

    /** InnoDB makes an index for a foreign key that has none, and lets none go that is the last one to serve. */
    private void forForeignKeys(List<SchemaObject> wanted, List<SchemaObject> left) {
        for (SchemaObject key : of(goal, ObjectKind.FOREIGN_KEY)) {
            List<String> list = ForeignKeyShape.of(key, kind).columns();
            if (isServed(list)) {
                wanted.removeIf(index -> isImplied(index, list));
                continue;
            }
            left.stream()
                    .filter(index -> KeyShape.of(index, kind).leads(list))
                    .findFirst()
                    .ifPresent(index -> {
                        goal.add(index);
                        wanted.removeIf(other -> isImplied(other, list));
                    });
        }
    }

    private boolean isServed(List<String> list) {
        return goal.stream()
                .filter(o -> o.kind() == ObjectKind.INDEX
                        || o.kind() == ObjectKind.UNIQUE
                        || o.kind() == ObjectKind.PRIMARY_KEY)
                .anyMatch(o -> KeyShape.of(o, kind).leads(list));
    }

    /** Whether an index of the model has come with a foreign key. */
    private boolean isImplied(SchemaObject index, List<String> list) {
        return of(model, ObjectKind.FOREIGN_KEY).stream().anyMatch(key -> key.name().equals(index.name()))
                && KeyShape.of(index, kind).columns().equals(list);
    }

    private List<SchemaObject> plainIndexes(List<SchemaObject> objects) {
        return of(objects, ObjectKind.INDEX).stream()
                .filter(index -> !KeyShape.of(index, kind).unique())
                .toList();
    }

    /**
     * A check that the entities state takes the place of the one of its text, else of its name, else of one that the server has named
     * and that is about the same columns; every other stays.
     */
    private void checks() {
        List<SchemaObject> wanted = new ArrayList<>(of(model, ObjectKind.CHECK));
        List<SchemaObject> left = new ArrayList<>();
        for (SchemaObject there : of(live, ObjectKind.CHECK)) {
            Optional<SchemaObject> same = wanted.stream()
                    .filter(w -> text(w).equals(text(there)))
                    .findFirst();
            if (isAboutDropped(there)) {
                continue;
            }
            if (same.isPresent()) {
                wanted.remove(same.get());
                goal.add(there);
            } else {
                left.add(there);
            }
        }
        for (SchemaObject there : left) {
            Optional<SchemaObject> other = wanted.stream()
                    .filter(w -> w.path().equals(there.path()) || isNumbered(there))
                    .filter(w -> mentioned(text(w)).equals(mentioned(text(there))))
                    .findFirst();
            if (other.isPresent()) {
                wanted.remove(other.get());
                goal.add(new SchemaObject(there.kind(), there.path(), other.get().properties()));
            } else {
                goal.add(there);
            }
        }
        wanted.forEach(this::addUnlessNamed);
    }

    private static String text(SchemaObject check) {
        return check.properties().getOrDefault(DEFINITION, "");
    }

    /** Whether the name is one that MySQL or MariaDB gives; SQLite has a check's own text for one. */
    private boolean isNumbered(SchemaObject check) {
        String name = check.name();
        return name.matches("CONSTRAINT_\\d+") || name.startsWith(path.get(path.size() - 1) + "_chk_");
    }

    private Set<String> mentioned(String text) {
        Set<String> names = new HashSet<>();
        for (Token token : Token.of(kind, text)) {
            columns.stream()
                    .filter(column -> token.isName() && token.name().equalsIgnoreCase(column))
                    .forEach(names::add);
        }
        return names;
    }

    /** Adds an object of the entities; where the name is taken by one that stays, under another. */
    private void addUnlessNamed(SchemaObject object) {
        List<String> free = object.path();
        for (int i = 1; taken(object.kind(), free); i++) {
            free = new ArrayList<>(object.path());
            free.set(free.size() - 1, object.name() + "_" + i);
        }
        goal.add(new SchemaObject(object.kind(), free, object.properties()));
    }

    private boolean taken(ObjectKind sort, List<String> name) {
        return goal.stream().anyMatch(o -> o.kind() == sort && o.path().equals(name));
    }

    /** Whether something is about a column that is not to be there any more, and so goes with it. */
    private boolean isAboutDropped(SchemaObject object) {
        if (dropped.isEmpty()) {
            return false;
        }
        for (String property : List.of("columns", DEFINITION)) {
            String text = object.properties().get(property);
            if (text != null && object.kind() != ObjectKind.TRIGGER && names(text, object)) {
                return true;
            }
        }
        return false;
    }

    /** Behind REFERENCES stand another table's columns. */
    private boolean names(String text, SchemaObject object) {
        for (Token token : Token.of(kind, text)) {
            if (token.is("REFERENCES") && object.kind() == ObjectKind.FOREIGN_KEY) {
                return false;
            }
            if (token.isName() && dropped.stream().anyMatch(name -> sameName(name, token.name()))) {
                return true;
            }
        }
        return false;
    }

    private boolean sameName(String column, String name) {
        return kind == DatabaseKind.POSTGRESQL
                ? column.equals(name)
                : column.toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT));
    }

    private static List<SchemaObject> of(Collection<SchemaObject> objects, ObjectKind kind) {
        return objects.stream().filter(object -> object.kind() == kind).toList();
    }
}
