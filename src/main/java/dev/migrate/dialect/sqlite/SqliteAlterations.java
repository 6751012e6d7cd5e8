package dev.migrate.dialect.sqlite;

import static dev.migrate.dialect.sqlite.SqliteSide.Key;

import dev.migrate.diff.Drafted;
import dev.migrate.operation.AddColumn;
import dev.migrate.operation.DropColumn;
import dev.migrate.operation.Operation;
import dev.migrate.schema.ObjectKind;
import dev.migrate.schema.SchemaObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What is to be said of the changes of a table. */
final class SqliteAlterations {

    private final SqliteSide from;
    private final SqliteSide to;
    private final String table;
    private final String name;

    SqliteAlterations(SqliteSide from, SqliteSide to, String table) {
        this.from = from;
        this.to = to;
        this.table = table;
        this.name = from.spelled(new Key(ObjectKind.TABLE, List.of(table))).name();
    }

    /** The operations that change the table, with what is lost, and what may stand against them. */
    List<Drafted> drafted(SqliteTableDraft draft) {
        List<Operation> operations = draft.alteration();
        List<Drafted> drafted = new ArrayList<>();
        boolean inPlace = operations.stream().allMatch(o -> o instanceof AddColumn || o instanceof DropColumn)
                && draft.inPlace(operations);
        for (Operation operation : operations) {
            if (!inPlace) {
                Drafted one = Drafted.of(operation, to.objects().get(key(ObjectKind.TABLE)))
                        .remark("makes table " + name + " anew, with its rows, for SQLite cannot change it in place");
                for (String loss : losses().values()) {
                    one = one.losing(loss);
                }
                for (String remark : remarks()) {
                    one = one.remark(remark);
                }
                drafted.add(one);
            } else if (operation instanceof DropColumn drop) {
                Key column = key(ObjectKind.COLUMN, drop.column());
                String loss = losses().get(column);
                Drafted one = Drafted.of(operation, from.objects().get(column));
                drafted.add(loss == null ? one : one.losing(loss));
            } else {
                AddColumn add = (AddColumn) operation;
                drafted.add(Drafted.of(
                        operation, to.objects().get(key(ObjectKind.COLUMN, add.column().name()))));
            }
        }
        return drafted;
    }

    private Key key(ObjectKind kind, String... rest) {
        List<String> path = new ArrayList<>(List.of(table));
        for (String part : rest) {
            path.add(Spelling.fold(part));
        }
        return new Key(kind, path);
    }

    private Map<Key, String> losses() {
        Map<Key, String> losses = new LinkedHashMap<>();
        from.table(table).forEach((key, object) -> {
            if (key.kind() != ObjectKind.COLUMN || object.properties().containsKey("generated")) {
                return;
            }
            SchemaObject now = to.objects().get(key);
            String column = name + "." + object.name();
            if (now == null) {
                losses.put(key, "drops column " + column + " and what is in it");
            } else if (now.properties().containsKey("generated")) {
                losses.put(key, "column " + column + " is computed from now on, and what is in it goes");
            }
        });
        return losses;
    }

    private List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        to.table(table).forEach((key, object) -> {
            SchemaObject was = from.objects().get(key);
            String title = name + "." + object.name();
            switch (key.kind()) {
                case COLUMN -> {
                    boolean fills = was == null && object.properties().containsKey("default");
                    boolean before = was != null && was.properties().containsKey("not null");
                    if (object.properties().containsKey("not null")
                            && !before
                            && !fills
                            && !object.properties().containsKey("generated")) {
                        remarks.add("fails where a row has no value for " + title);
                    }
                }
                case CHECK -> {
                    if (!same(was, object)) {
                        remarks.add("fails where a row does not fulfil " + title);
                    }
                }
                case UNIQUE, PRIMARY_KEY -> {
                    if (!same(was, object)) {
                        remarks.add("fails where two rows are alike in " + title);
                    }
                }
                case FOREIGN_KEY -> {
                    if (!same(was, object)) {
                        remarks.add("fails where " + title + " of a row leads nowhere");
                    }
                }
                default -> {}
            }
        });
        return remarks;
    }

    private static boolean same(@org.jspecify.annotations.Nullable SchemaObject was, SchemaObject now) {
        return was != null
                && Objects.equals(
                        was.properties().get("columns"), now.properties().get("columns"))
                && Objects.equals(
                        was.properties().get("references"), now.properties().get("references"))
                && Objects.equals(
                        was.properties().get("definition"), now.properties().get("definition"));
    }
}
