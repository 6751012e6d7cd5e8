package dev.migrate.dialect.postgresql;

import dev.migrate.Index;
import dev.migrate.IndexKey;
import dev.migrate.diff.Drafted;
import dev.migrate.operation.CreateIndex;
import dev.migrate.operation.DropIndex;
import dev.migrate.operation.Operation;
import dev.migrate.schema.SchemaDifference;
import dev.migrate.schema.SchemaObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** Indexes, as they are made, changed and dropped. */
final class IndexDraft {

    private final Wording words;
    private final boolean safe;

    IndexDraft(Wording words, boolean safe) {
        this.words = words;
        this.safe = safe;
    }

    /** A new index. */
    List<Drafted> make(SchemaObject object, boolean tableIsNew, boolean tableIsPartitioned) {
        List<Drafted> drafted = new ArrayList<>();
        // CONCURRENTLY is refused for partitioned tables
        boolean gently = safe && !tableIsNew && !tableIsPartitioned;
        Optional<Index> index = read(object);
        Operation create = index.isPresent()
                ? new CreateIndex(words.table(object), index.get(), gently, false)
                : Wording.statement(text(object, gently));
        drafted.add(gently ? Drafted.of(create, object).alone() : Drafted.of(create, object));
        drafted.addAll(settings(words, object, Map.of(), "comment"));
        return drafted;
    }

    private String text(SchemaObject object, boolean gently) {
        String definition = Inventory.text(object, "definition");
        if (Inventory.is(object, "tablespace")) {
            var reader = new PieceReader(definition);
            String head = reader.before("WHERE");
            definition = (head + " TABLESPACE " + words.quote(Inventory.text(object, "tablespace")) + " "
                            + reader.rest())
                    .strip();
        }
        // of a partitioned table the catalog says ONLY, which would leave the partitions out
        definition = definition.replaceFirst(" ON ONLY ", " ON ");
        return gently ? definition.replaceFirst(" INDEX ", " INDEX CONCURRENTLY ") : definition;
    }

    /** An index as operations say it; empty where they cannot. */
    static Optional<Index> read(SchemaObject object) {
        var reader = new PieceReader(Inventory.text(object, "definition"));
        boolean head = reader.take("CREATE");
        boolean unique = reader.take("UNIQUE");
        head = head && reader.take("INDEX") && reader.name().isPresent() && reader.take("ON");
        reader.take("ONLY");
        head = head && reader.qualifiedName().isPresent() && reader.take("USING");
        Optional<String> method = head ? reader.name() : Optional.empty();
        Optional<String> list = head ? reader.group() : Optional.empty();
        if (method.isEmpty() || list.isEmpty()) {
            return Optional.empty();
        }
        List<IndexKey> keys = new ArrayList<>();
        for (String part : PieceReader.split(list.get())) {
            Optional<IndexKey> key = key(part);
            if (key.isEmpty()) {
                return Optional.empty();
            }
            keys.add(key.get());
        }
        List<String> included = reader.take("INCLUDE") ? reader.names().orElse(List.of()) : List.of();
        boolean distinct = !reader.take("NULLS", "NOT", "DISTINCT");
        Map<String, String> options = Map.of();
        if (reader.take("WITH")) {
            options = Options.of(reader.group().orElse("").replaceAll("='([^']*)'", "=$1"), "");
        }
        String condition = reader.take("WHERE") ? PieceReader.bare(reader.rest()) : null;
        if (!reader.isDone()) {
            return Optional.empty();
        }
        return Optional.of(new Index(
                object.name(),
                keys,
                unique,
                method.get().equals("btree") ? null : method.get(),
                included,
                condition,
                distinct,
                options,
                object.properties().get("tablespace")));
    }

    private static Optional<IndexKey> key(String part) {
        var reader = new PieceReader(part);
        String text;
        boolean expression = part.startsWith("(");
        if (expression) {
            text = reader.group().map(PieceReader::bare).orElse("");
        } else {
            Optional<String> column = reader.name();
            if (column.isEmpty()) {
                return Optional.empty();
            }
            text = column.get();
            var again = new PieceReader(part);
            Optional<String> function = again.qualifiedName();
            Optional<String> arguments = again.group();
            if (function.isPresent() && arguments.isPresent()) {
                expression = true;
                text = function.get() + "(" + arguments.get() + ")";
                reader = again;
            }
        }
        String collation = null;
        if (reader.take("COLLATE")) {
            Optional<List<String>> path = reader.qualifiedName().flatMap(Inventory::path);
            if (path.isEmpty() || !path.get().get(0).equals("pg_catalog")) {
                return Optional.empty();
            }
            collation = path.get().get(1);
        }
        boolean descends = reader.take("DESC");
        String operators = null;
        if (!descends && !reader.take("ASC") && !atNulls(reader)) {
            operators = reader.qualifiedName().orElse(null);
            if (operators != null) {
                Optional<String> parameters = reader.group();
                operators += parameters.map(p -> "(" + p + ")").orElse("");
            }
            descends = reader.take("DESC");
        }
        String nulls = reader.take("NULLS", "FIRST") ? "FIRST" : reader.take("NULLS", "LAST") ? "LAST" : null;
        return reader.isDone() && !text.isEmpty()
                ? Optional.of(new IndexKey(text, expression, descends, nulls, operators, collation, null))
                : Optional.empty();
    }

    private static boolean atNulls(PieceReader reader) {
        return reader.isNext("NULLS", "FIRST") || reader.isNext("NULLS", "LAST");
    }

    /** An index that goes. */
    List<Drafted> drop(SchemaObject object, boolean tableIsPartitioned) {
        boolean gently = safe && !tableIsPartitioned;
        Drafted drop = Drafted.of(
                new DropIndex(words.table(object), object.name(), gently, read(object).orElse(null)), object);
        return List.of(gently ? drop.alone() : drop);
    }

    /** Whether an index can be changed where it stands. */
    static boolean isInPlace(SchemaDifference.Change change) {
        return !Inventory.is(change.here(), "valid")
                && ConstraintText.withoutWith(Inventory.text(change.here(), "definition"))
                        .equals(ConstraintText.withoutWith(Inventory.text(change.there(), "definition")));
    }

    /** What changes an index where it stands. */
    List<Drafted> change(SchemaDifference.Change change) {
        return settings(words, change.there(), change.here().properties(), "comment");
    }

    /** What is said of an index, or of a constraint's, besides its definition. */
    static List<Drafted> settings(Wording words, SchemaObject to, Map<String, String> from, String comment) {
        List<Drafted> drafted = new ArrayList<>();
        Map<String, String> is = to.properties();
        String index = "INDEX " + words.index(to);
        String text = comment.equals("comment") ? "definition" : "index";
        if (!from.isEmpty()) {
            Options.changes(
                            ConstraintText.withOf(from.getOrDefault(text, "")),
                            ConstraintText.withOf(is.getOrDefault(text, "")))
                    .forEach(action -> drafted.add(Drafted.of(Wording.statement("ALTER " + index + " " + action), to)));
            if (!Objects.equals(from.get("tablespace"), is.get("tablespace"))) {
                drafted.add(Drafted.of(
                        Wording.statement("ALTER " + index + " SET TABLESPACE "
                                + words.quote(is.getOrDefault("tablespace", "pg_default"))),
                        to));
            }
        }
        Map<String, String> targets = targets(is);
        Map<String, String> before = targets(from);
        before.keySet().forEach(column -> targets.putIfAbsent(column, "-1"));
        targets.forEach((column, target) -> {
            if (!target.equals(before.get(column))) {
                drafted.add(Drafted.of(
                        Wording.statement("ALTER " + index + " ALTER COLUMN " + column + " SET STATISTICS " + target),
                        to));
            }
        });
        if (!Objects.equals(from.get(comment), is.get(comment))) {
            drafted.add(Drafted.of(words.comment(index, is.get(comment)), to));
        }
        if (is.containsKey("clustered") && !from.containsKey("clustered")) {
            drafted.add(Drafted.of(words.alterTable(to, "CLUSTER ON " + words.quote(to.name())), to));
        } else if (!is.containsKey("clustered") && from.containsKey("clustered")) {
            drafted.add(Drafted.of(words.alterTable(to, "SET WITHOUT CLUSTER"), to));
        }
        if (is.containsKey("replica identity") && !from.containsKey("replica identity")) {
            drafted.add(
                    Drafted.of(words.alterTable(to, "REPLICA IDENTITY USING INDEX " + words.quote(to.name())), to));
        }
        return drafted;
    }

    private static Map<String, String> targets(Map<String, String> properties) {
        Map<String, String> targets = new TreeMap<>();
        String text = properties.get("statistics targets");
        if (text != null) {
            for (String one : text.split(", ")) {
                targets.put(one.substring(0, one.indexOf(' ')), one.substring(one.indexOf(' ') + 1));
            }
        }
        return targets;
    }
}
