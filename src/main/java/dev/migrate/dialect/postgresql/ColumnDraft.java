package dev.migrate.dialect.postgresql;

import dev.migrate.Column;
import dev.migrate.Columns;
import dev.migrate.Default;
import dev.migrate.diff.Drafted;
import dev.migrate.operation.AddColumn;
import dev.migrate.operation.AlterColumn;
import dev.migrate.operation.Change;
import dev.migrate.operation.ColumnChange;
import dev.migrate.operation.DropColumn;
import dev.migrate.schema.SchemaObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Columns of tables, as they are made, changed and dropped. */
final class ColumnDraft {

    private static final Pattern LITERAL = Pattern.compile("('(?:[^']|'')*')::(.+)");

    private static final Pattern WHOLE_NUMBER = Pattern.compile("'(-?\\d+)'");

    private final Wording words;

    ColumnDraft(Wording words) {
        this.words = words;
    }

    /** A column as it stands in CREATE TABLE. */
    Column column(SchemaObject object) {
        return column(object, Inventory.text(object, "type"));
    }

    /** The same for a column that counts by a sequence of its own: {@code bigserial}. */
    Column serial(SchemaObject object) {
        String type =
                switch (Inventory.text(object, "type")) {
                    case "smallint" -> "smallserial";
                    case "integer" -> "serial";
                    default -> "bigserial";
                };
        Map<String, String> rest = new TreeMap<>(object.properties());
        rest.remove("default");
        return column(SchemaObject.of(object.kind(), object.path(), rest), type);
    }

    private Column column(SchemaObject object, String typeName) {
        StringBuilder type = new StringBuilder(typeName);
        compression(object).ifPresent(method -> type.append(" COMPRESSION ").append(method));
        String collation = Inventory.text(object, "collation");
        boolean ownCollation = !collation.isEmpty() && pgCatalog(collation) == null;
        if (ownCollation) {
            type.append(" COLLATE ").append(collation);
        }
        boolean notNull = Inventory.is(object, "not null");
        NotNull rule = NotNull.of(object);
        if (notNull && rule.isSpecial()) {
            if (!rule.notValid()) {
                type.append(' ').append(rule.clause(words));
            }
            notNull = false;
        }
        Optional<Counter> counter = Counter.of(object);
        if (counter.isPresent() && counter.get().asIdentity(object).isEmpty()) {
            type.append(' ').append(counter.get().clause(object));
        }
        Column column = Columns.column(object.name(), Columns.nativeType(type.toString()));
        if (!collation.isEmpty() && !ownCollation) {
            column = column.collate(Objects.requireNonNull(pgCatalog(collation)));
        }
        if (notNull) {
            column = column.notNull();
        }
        if (Inventory.is(object, "default")) {
            column = column.defaultExpression(shown(object));
        }
        if (counter.isPresent() && counter.get().asIdentity(object).isPresent()) {
            column = column.identity(counter.get().asIdentity(object).get());
        }
        String generated = Inventory.text(object, "generated");
        if (generated.startsWith("stored: ")) {
            column = column.generatedStored(PieceReader.bare(generated.substring("stored: ".length())));
        } else if (generated.startsWith("virtual: ")) {
            column = column.generatedVirtual(PieceReader.bare(generated.substring("virtual: ".length())));
        }
        return Inventory.is(object, "comment")
                ? column.comment(object.properties().get("comment"))
                : column;
    }

    /** A collation that every search path has needs no schema. */
    private static @Nullable String pgCatalog(String collation) {
        return Inventory.path(collation)
                .filter(path -> path.get(0).equals("pg_catalog"))
                .map(path -> path.get(1))
                .orElse(null);
    }

    private static Optional<String> compression(SchemaObject object) {
        return switch (Inventory.text(object, "compression")) {
            case "" -> Optional.empty();
            case "l" -> Optional.of("lz4");
            default -> Optional.of("pglz");
        };
    }

    /** A default without the cast to the column's own type, which says nothing. */
    private static String shown(SchemaObject object) {
        String text = Inventory.text(object, "default");
        Matcher literal = LITERAL.matcher(text);
        String type = Conversion.plain(Inventory.text(object, "type"));
        if (!literal.matches() || !literal.group(2).equals(type) || type.equals("money")) {
            return text;
        }
        Matcher number = WHOLE_NUMBER.matcher(literal.group(1));
        return number.matches()
                        && List.of("smallint", "integer", "bigint", "numeric").contains(type)
                ? number.group(1)
                : literal.group(1);
    }

    /** What CREATE TABLE and ADD COLUMN cannot say of a column. */
    List<Drafted> finish(SchemaObject object) {
        List<Drafted> drafted = new ArrayList<>();
        NotNull rule = NotNull.of(object);
        if (Inventory.is(object, "not null") && rule.notValid()) {
            drafted.add(alterTable(object, "ADD " + rule.tableClause(words)));
        }
        if (rule.comment() != null) {
            drafted.add(Drafted.of(rule.commentOn(words), object));
        }
        Counter.of(object).ifPresent(counter -> {
            if (!counter.type().equals(Inventory.text(object, "type"))) {
                drafted.add(execute(object, "ALTER SEQUENCE " + counter.sequence() + " AS " + counter.type()));
            }
            persistence(object, null, counter).ifPresent(drafted::add);
        });
        settings(object, Map.of(), object.properties()).forEach(drafted::add);
        return drafted;
    }

    private Optional<Drafted> persistence(SchemaObject object, @Nullable Counter from, Counter to) {
        String was = from == null ? null : from.persistence();
        if (Objects.equals(was, to.persistence())) {
            return Optional.empty();
        }
        boolean unlogged = "u".equals(to.persistence()) || to.persistence() == null && "p".equals(was);
        return Optional.of(
                execute(object, "ALTER SEQUENCE " + to.sequence() + (unlogged ? " SET UNLOGGED" : " SET LOGGED")));
    }

    private Drafted execute(SchemaObject object, String sql) {
        return Drafted.of(Wording.statement(sql), object);
    }

    private Drafted alterTable(SchemaObject object, String action) {
        return Drafted.of(words.alterTable(object, action), object);
    }

    private Drafted alterColumn(SchemaObject object, String action) {
        return alterTable(object, "ALTER COLUMN " + words.quote(object.name()) + " " + action);
    }

    /** A new column of a table that is there. */
    List<Drafted> make(SchemaObject object, boolean serial) {
        Column column = serial ? serial(object) : column(object);
        Drafted add = Drafted.of(new AddColumn(words.table(object), column, false, false, null), object);
        boolean valued = Inventory.is(object, "default")
                || Inventory.is(object, "identity")
                || Inventory.is(object, "generated");
        if (Inventory.is(object, "not null") && !valued && !NotNull.of(object).notValid()) {
            add = add.remark("fails where table " + tableOf(object) + " has rows, for column " + object.name()
                    + " must have a value: give it a default, or add it without NOT NULL, fill it, and set NOT NULL"
                    + " afterwards");
        }
        List<Drafted> drafted = new ArrayList<>(List.of(add));
        drafted.addAll(finish(object));
        return drafted;
    }

    private static String tableOf(SchemaObject object) {
        return String.join(".", object.path().subList(0, 2));
    }

    /** A column that goes. */
    Drafted drop(SchemaObject object, boolean comesBack) {
        Drafted drop = Drafted.of(
                new DropColumn(
                        words.table(object),
                        object.name(),
                        false,
                        false,
                        new AddColumn(words.table(object), column(object), false, false, null)),
                object);
        if (Inventory.is(object, "generated")) {
            return drop;
        }
        return drop.losing((comesBack ? "drops and makes anew column " : "drops column ") + Wording.plain(object)
                + ", and what is in it");
    }

    /** What stands between a column and something that is dropped and made again: its default, and its type where that is it. */
    List<Drafted> loosen(SchemaObject object, boolean type, boolean numbering) {
        List<Drafted> drafted = new ArrayList<>();
        if (Inventory.is(object, "default")) {
            drafted.add(Drafted.of(
                    new AlterColumn(words.table(object), object.name(), initial(new Change<>(null)), column(object)),
                    object));
        }
        if (numbering) {
            drafted.add(alterColumn(object, "DROP IDENTITY"));
        }
        if (type) {
            drafted.add(alterColumn(object, "TYPE text USING " + words.quote(object.name()) + "::text")
                    .remark("its type is made anew, so column " + Wording.plain(object) + " is text meanwhile"));
        }
        return drafted;
    }

    private static ColumnChange initial(Change<Default> initial) {
        return new ColumnChange(null, null, null, null, initial, null, null, null, null);
    }

    /** A column as {@link #loosen} leaves it. */
    static SchemaObject loosened(SchemaObject object, boolean type, boolean numbering) {
        Map<String, String> rest = new TreeMap<>(object.properties());
        rest.remove("default");
        if (numbering) {
            rest.remove("identity");
        }
        if (type) {
            rest.put("type", "text");
            rest.remove("collation");
        }
        return SchemaObject.of(object.kind(), object.path(), rest);
    }

    /** What makes one column of another; what it is computed from aside, unless it is computed no longer. */
    List<Drafted> change(SchemaObject from, SchemaObject to, boolean safe) {
        List<Drafted> drafted = new ArrayList<>();
        Optional<Counter> counted = Counter.of(from);
        Optional<Counter> counts = Counter.of(to);
        boolean typed = differs(from, to, "type") || differs(from, to, "collation");
        Change<Default> initial = null;
        if (differs(from, to, "default") || typed && Inventory.is(to, "default")) {
            initial = new Change<>(Inventory.is(to, "default") ? new Default.Expression(shown(to)) : null);
        }
        Column was = column(from);
        Column is = column(to);
        Conversion conversion = new Conversion(Inventory.text(from, "type"), Inventory.text(to, "type"));
        Optional<String> using =
                Inventory.is(from, "generated") ? Optional.empty() : conversion.using(words.quote(to.name()));
        var change = new ColumnChange(
                null,
                typed ? bare(to) : null,
                typed ? using.orElse(null) : null,
                null,
                initial,
                null,
                typed && (was.collation() != null || is.collation() != null) ? new Change<>(is.collation()) : null,
                counted.isPresent() && counts.isEmpty() ? new Change<>(null) : null,
                Inventory.is(from, "generated") && !Inventory.is(to, "generated") ? new Change<>(null) : null);
        if (!change.definitionUnchanged()) {
            Drafted alter = Drafted.of(new AlterColumn(words.table(to), to.name(), change, was), to);
            drafted.add(typed ? told(alter, conversion, to, using.isPresent()) : alter);
        }
        drafted.addAll(new NotNullChange(words, from, to, safe).drafted());
        if (counts.isPresent()) {
            counter(from, to, counted.map(c -> c.over(typed ? Inventory.text(to, "type") : c.type())), counts.get())
                    .forEach(drafted::add);
        }
        settings(to, from.properties(), to.properties()).forEach(drafted::add);
        String compression = compression(to).orElse("default");
        if (differs(from, to, "compression")) {
            drafted.add(alterColumn(to, "SET COMPRESSION " + compression));
        }
        if (differs(from, to, "comment")) {
            drafted.add(comment(from, to));
        }
        return drafted;
    }

    /** Another comment of a column. */
    Drafted comment(SchemaObject from, SchemaObject to) {
        var comment = new Change<>(to.properties().get("comment"));
        var change = new ColumnChange(null, null, null, null, null, comment, null, null, null);
        return Drafted.of(new AlterColumn(words.table(to), to.name(), change, column(from)), to);
    }

    /** The type with its collation, and nothing else. */
    private static dev.migrate.Type bare(SchemaObject object) {
        String collation = Inventory.text(object, "collation");
        return Columns.nativeType(Inventory.text(object, "type")
                + (collation.isEmpty() || pgCatalog(collation) != null ? "" : " COLLATE " + collation));
    }

    private static Drafted told(Drafted alter, Conversion conversion, SchemaObject column, boolean using) {
        Drafted told = alter;
        String what = "column " + Wording.plain(column);
        if (conversion.losesSilently()) {
            told = told.losing("makes the values of " + what + " from " + conversion.from() + " into " + conversion.to()
                    + ", and what " + conversion.to() + " cannot hold of them is lost");
        }
        if (using || conversion.mayFail()) {
            told = told.remark("fails where a value of " + what + " is no " + conversion.to());
        }
        if (conversion.goesByTimeZone()) {
            told = told.remark(
                    "the values of " + what + " are taken for times in the time zone of the session that runs this");
        }
        return told;
    }

    private static boolean differs(SchemaObject from, SchemaObject to, String property) {
        return !Objects.equals(from.properties().get(property), to.properties().get(property));
    }

    private List<Drafted> counter(SchemaObject from, SchemaObject to, Optional<Counter> was, Counter is) {
        List<Drafted> drafted = new ArrayList<>();
        if (was.isEmpty()) {
            var identity = is.asIdentity(to);
            if (identity.isPresent()) {
                var change =
                        new ColumnChange(null, null, null, null, null, null, null, new Change<>(identity.get()), null);
                drafted.add(Drafted.of(new AlterColumn(words.table(to), to.name(), change, column(from)), to));
            } else {
                drafted.add(alterColumn(to, "ADD " + is.clause(to)));
                String column = words.quote(to.name());
                drafted.add(execute(
                        to,
                        "SELECT pg_catalog.setval(" + words.text(is.sequence()) + ", (SELECT pg_catalog.max(" + column
                                + ") FROM " + words.relation(to) + "))"));
                if (!is.type().equals(Inventory.text(to, "type"))) {
                    drafted.add(execute(to, "ALTER SEQUENCE " + is.sequence() + " AS " + is.type()));
                }
                persistence(to, null, is).ifPresent(drafted::add);
            }
            return drafted;
        }
        Counter before = was.get();
        renamed(before.sequence(), is.sequence()).forEach(sql -> drafted.add(execute(to, sql)));
        if (!before.type().equals(is.type())) {
            drafted.add(execute(to, "ALTER SEQUENCE " + is.sequence() + " AS " + is.type()));
            before = before.over(is.type());
        }
        List<String> changes = is.changesFrom(before);
        if (!changes.isEmpty()) {
            drafted.add(alterColumn(to, String.join(" ", changes)));
        }
        persistence(to, before, is).ifPresent(drafted::add);
        return drafted;
    }

    private List<String> renamed(String from, String to) {
        if (from.equals(to)) {
            return List.of();
        }
        List<String> was = Inventory.path(from).orElseThrow();
        List<String> is = Inventory.path(to).orElseThrow();
        List<String> statements = new ArrayList<>();
        if (!was.get(1).equals(is.get(1))) {
            statements.add("ALTER SEQUENCE " + from + " RENAME TO " + words.quote(is.get(1)));
        }
        if (!was.get(0).equals(is.get(0))) {
            statements.add(
                    "ALTER SEQUENCE " + words.name(was.get(0), is.get(1)) + " SET SCHEMA " + words.quote(is.get(0)));
        }
        return statements;
    }

    /** Storage, statistics and options. */
    List<Drafted> settings(SchemaObject object, Map<String, String> from, Map<String, String> to) {
        List<Drafted> drafted = new ArrayList<>();
        String storage = Objects.toString(to.get("storage"), "");
        boolean typed = from.containsKey("type") && !Objects.equals(from.get("type"), to.get("type"));
        // a column takes its new type's storage
        if (typed ? !storage.isEmpty() : !storage.equals(Objects.toString(from.get("storage"), ""))) {
            drafted.add(alterColumn(object, "SET STORAGE " + storage(storage, Objects.toString(to.get("type")))));
        }
        if (!Objects.equals(from.get("statistics target"), to.get("statistics target"))) {
            drafted.add(alterColumn(object, "SET STATISTICS " + to.getOrDefault("statistics target", "-1")));
        }
        Options.changes(from.get("options"), to.get("options"))
                .forEach(action -> drafted.add(alterColumn(object, action)));
        return drafted;
    }

    /** SET STORAGE DEFAULT came with version 16, so the type's own is named. */
    private static String storage(String letter, String type) {
        return switch (letter) {
            case "p" -> "PLAIN";
            case "e" -> "EXTERNAL";
            case "m" -> "MAIN";
            case "x" -> "EXTENDED";
            default -> List.of("numeric", "inet", "cidr").contains(Conversion.plain(type)) ? "MAIN" : "EXTENDED";
        };
    }
}
