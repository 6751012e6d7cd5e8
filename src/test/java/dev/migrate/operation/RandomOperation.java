package dev.migrate.operation;

import dev.migrate.Column;
import dev.migrate.Columns;
import dev.migrate.Constraint;
import dev.migrate.Default;
import dev.migrate.Generated;
import dev.migrate.Identity;
import dev.migrate.Index;
import dev.migrate.IndexKey;
import dev.migrate.ReferentialAction;
import dev.migrate.Row;
import dev.migrate.TableElement;
import dev.migrate.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Operations that calls can make, with every part that a call can say and texts that are hard to write. */
public final class RandomOperation {

    private static final List<String> TEXTS = List.of(
            "a",
            "it's",
            "say \"yes\"",
            "back\\slash \\u0041 \\n",
            "a line\nand another",
            "  far in\n    and farther",
            "with a blank \nat the end\t\nof a line ",
            "ends\nwith a line\n",
            "a tab\there",
            "three \"\"\" quotes\n\"\"\"\" and four",
            "ends with a quote\n\"",
            "große Öffnung",
            "\uD83D\uDE00 laughs",
            "bell \u0007 and escape \u001b and delete \u007f",
            "carriage\r\nreturn",
            "form feed\f\nat an end",
            "\n\n\nblank\n\n\nlines\n\n",
            " \n ",
            "\n",
            " ",
            "\uD83D\uDE00".repeat(90),
            "x".repeat(300),
            "SELECT a, b, c FROM some_table WHERE a > 1 AND b LIKE '%\"x\"%' ".repeat(5),
            "$" + "{name} $tag$ ; -- no comment /* either",
            "wide\u2003\nspace\u2003in the end");

    private static final List<String> NAMES =
            List.of("users", "Users", "a b", "a.b", "\"quoted\"", "we\"ird", "größe", "x".repeat(60), "select", "a\\b");

    private final Random random;

    /** Makes the same operations for the same numbers. */
    public RandomOperation(Random random) {
        this.random = random;
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private boolean yes() {
        return random.nextInt(3) == 0;
    }

    private <T> @Nullable T maybe(Supplier<T> value) {
        return yes() ? value.get() : null;
    }

    private <T> List<T> some(int least, Supplier<T> value) {
        return IntStream.range(0, least + random.nextInt(3))
                .mapToObj(i -> value.get())
                .toList();
    }

    private String text() {
        return one(TEXTS);
    }

    private String name() {
        return one(NAMES);
    }

    private ObjectName object() {
        return new ObjectName(maybe(this::name), name());
    }

    private Type type() {
        int length = 1 + random.nextInt(200);
        return one(List.<Supplier<Type>>of(
                        Columns::text,
                        () -> Columns.varchar(length),
                        () -> Columns.character(length),
                        Columns::integer,
                        Columns::bigint,
                        Columns::smallint,
                        Columns::bool,
                        Columns::date,
                        Columns::time,
                        () -> Columns.time(3),
                        Columns::timeTz,
                        Columns::timestamp,
                        () -> Columns.timestamp(6),
                        Columns::timestampTz,
                        () -> Columns.timestampTz(0),
                        () -> Columns.decimal(length, 2),
                        Columns::real,
                        Columns::doublePrecision,
                        Columns::uuid,
                        Columns::json,
                        Columns::jsonb,
                        Columns::bytes,
                        () -> Columns.array(type()),
                        () -> Columns.enumeration(name(), text(), text()),
                        Columns::interval,
                        () -> Columns.nativeType(text()),
                        () -> new Type(Type.Kind.INTEGER, 5, null, null, List.of(), null)))
                .get();
    }

    private @Nullable Object value() {
        return one(Arrays.<Object>asList(
                null,
                text(),
                1,
                -5,
                7_000_000_000L,
                (short) -3,
                (byte) 4,
                1.5,
                -2.5f,
                Double.NaN,
                Float.NEGATIVE_INFINITY,
                new BigDecimal("1.50"),
                new BigInteger("123456789012345678901234567890"),
                true,
                'c',
                '\'',
                '"',
                UUID.nameUUIDFromBytes(new byte[] {1}),
                LocalDate.of(2024, 1, 15),
                LocalDateTime.of(2024, 1, 15, 10, 30),
                Instant.ofEpochSecond(1_700_000_000L),
                OffsetDateTime.parse("2024-01-15T10:30:00+02:00"),
                Duration.ofMillis(50),
                java.sql.Timestamp.valueOf("2024-01-15 10:30:00"),
                List.of("a", 1),
                Arrays.asList("a", null),
                Map.of("key", List.of(1))));
    }

    private Default initial() {
        return random.nextBoolean() ? new Default.Value(value()) : new Default.Expression(text());
    }

    private Identity identity() {
        return new Identity(random.nextBoolean(), maybe(random::nextLong), maybe(random::nextLong));
    }

    private ReferentialAction action() {
        return one(List.of(ReferentialAction.values()));
    }

    private Constraint.Timing timing() {
        return one(List.of(Constraint.Timing.values()));
    }

    private Column column() {
        String name = name();
        return new Column(
                name,
                type(),
                random.nextBoolean(),
                maybe(this::initial),
                maybe(this::identity),
                yes(),
                yes(),
                maybe(this::text),
                maybe(this::name),
                maybe(() -> new Generated(text(), random.nextBoolean())),
                maybe(this::text),
                maybe(() -> random.nextBoolean()
                        ? foreignKey()
                        : Columns.foreignKey(null, name).references("users", "id")));
    }

    private Constraint.ForeignKey foreignKey() {
        return new Constraint.ForeignKey(
                maybe(this::name),
                some(1, this::name),
                one(List.of("users", "billing.users")),
                some(0, this::name),
                maybe(this::action),
                maybe(this::action),
                maybe(() -> "FULL"),
                timing());
    }

    private Constraint constraint() {
        return switch (random.nextInt(5)) {
            case 0 -> new Constraint.PrimaryKey(maybe(this::name), some(1, this::name), timing());
            case 1 ->
                new Constraint.Unique(maybe(this::name), some(1, this::name), random.nextBoolean(), timing());
            case 2 -> foreignKey();
            case 3 -> new Constraint.Check(maybe(this::name), "a > 1 AND " + text());
            default ->
                new Constraint.Exclude(
                        maybe(this::name),
                        some(1, () -> new Constraint.Exclude.Element(text(), "&&")),
                        one(List.of("gist", "btree")),
                        maybe(this::text),
                        timing());
        };
    }

    private Index index() {
        return new Index(
                name(),
                random.nextBoolean()
                        ? some(1, () -> Columns.key(name()))
                        : some(
                                1,
                                () -> new IndexKey(
                                        text(),
                                        random.nextBoolean(),
                                        random.nextBoolean(),
                                        maybe(() -> one(List.of("FIRST", "LAST"))),
                                        maybe(this::name),
                                        maybe(this::name),
                                        maybe(() -> 10))),
                random.nextBoolean(),
                maybe(() -> "gin"),
                yes() ? some(1, this::name) : List.of(),
                maybe(this::text),
                random.nextBoolean(),
                yes() ? options() : Map.of(),
                maybe(this::name));
    }

    private Map<String, String> options() {
        Map<String, String> options = new LinkedHashMap<>();
        some(1, () -> options.put(name(), text()));
        return options;
    }

    private TableProperties properties(boolean isNew) {
        return new TableProperties(
                isNew ? maybe(this::text) : null,
                maybe(this::name),
                maybe(this::name),
                maybe(this::name),
                options(),
                isNew ? maybe(this::text) : null,
                isNew ? maybe(this::name) : null,
                isNew && yes(),
                isNew && yes(),
                isNew && yes(),
                isNew && yes());
    }

    private CreateTable table(TableProperties properties) {
        List<TableElement> elements = new ArrayList<>(some(1, this::column));
        elements.addAll(some(0, this::constraint));
        elements.addAll(some(0, this::index));
        return new CreateTable(object(), elements, properties, properties != TableProperties.NONE && yes());
    }

    private ColumnChange change() {
        return new ColumnChange(
                name(),
                type(),
                maybe(this::text),
                maybe(random::nextBoolean),
                maybe(() -> new Change<>(maybe(this::initial))),
                maybe(() -> new Change<>(maybe(this::text))),
                maybe(() -> new Change<>(maybe(this::name))),
                maybe(() -> new Change<>(maybe(this::identity))),
                maybe(() -> new Change<>(maybe(() -> new Generated(text(), random.nextBoolean())))));
    }

    private Operation tableChange(ObjectName table) {
        return switch (random.nextInt(7)) {
            case 0 -> {
                boolean first = yes();
                yield new AddColumn(table, column(), yes(), first, first ? null : maybe(this::name));
            }
            case 1 -> {
                Column was = column();
                yield new DropColumn(
                        table,
                        was.name(),
                        yes(),
                        yes(),
                        maybe(() -> new AddColumn(table, was, false, false, null)));
            }
            case 2 -> new AlterColumn(table, name(), change(), maybe(this::column));
            case 3 -> new CreateIndex(table, index(), yes(), yes());
            case 4 -> {
                Index was = index();
                yield new DropIndex(table, was.name(), yes(), maybe(() -> was));
            }
            case 5 -> new AddConstraint(table, constraint(), yes());
            default -> {
                Constraint was = maybe(this::constraint);
                boolean key = was instanceof Constraint.PrimaryKey;
                yield new DropConstraint(
                        table,
                        name(),
                        key,
                        yes(),
                        yes(),
                        was == null ? null : new AddConstraint(table, was, false));
            }
        };
    }

    private Counting counting() {
        return new Counting(
                5L,
                maybe(random::nextLong),
                maybe(random::nextLong),
                maybe(random::nextLong),
                maybe(random::nextLong),
                maybe(random::nextBoolean),
                maybe(random::nextLong),
                maybe(this::text));
    }

    private CreateView view(boolean replaces) {
        return new CreateView(
                object(),
                text(),
                yes() ? some(1, this::name) : List.of(),
                yes(),
                yes(),
                yes(),
                replaces,
                !replaces && yes(),
                replaces ? maybe(() -> view(false)) : null);
    }

    private CreateRoutine routine(boolean replaces) {
        boolean function = random.nextBoolean();
        return new CreateRoutine(
                function ? ObjectKind.FUNCTION : ObjectKind.PROCEDURE,
                object(),
                text(),
                function ? text() : null,
                maybe(this::name),
                text(),
                some(0, this::text),
                replaces,
                replaces ? maybe(() -> routine(false)) : null);
    }

    private CreateTrigger trigger(boolean replaces) {
        Set<String> events = new LinkedHashSet<>(some(1, () -> one(List.of("INSERT", "UPDATE", "DELETE"))));
        return new CreateTrigger(
                name(),
                object(),
                one(List.of("BEFORE", "AFTER", "INSTEAD OF")),
                events,
                events.contains("UPDATE") && yes() ? some(1, this::name) : List.of(),
                random.nextBoolean(),
                maybe(this::text),
                text(),
                maybe(this::text),
                replaces,
                replaces ? maybe(() -> trigger(false)) : null);
    }

    private Drop drop() {
        ObjectKind kind = one(List.of(
                ObjectKind.SCHEMA,
                ObjectKind.SEQUENCE,
                ObjectKind.VIEW,
                ObjectKind.MATERIALIZED_VIEW,
                ObjectKind.FUNCTION,
                ObjectKind.PROCEDURE,
                ObjectKind.TRIGGER,
                ObjectKind.ENUM,
                ObjectKind.EXTENSION,
                ObjectKind.DOMAIN));
        boolean bare = List.of(ObjectKind.SCHEMA, ObjectKind.TRIGGER, ObjectKind.EXTENSION)
                .contains(kind);
        boolean routine = kind == ObjectKind.FUNCTION || kind == ObjectKind.PROCEDURE;
        return new Drop(
                kind,
                bare ? new ObjectName(null, name()) : object(),
                kind == ObjectKind.TRIGGER ? object() : null,
                routine ? text() : null,
                yes(),
                yes(),
                kind == ObjectKind.VIEW ? maybe(() -> view(yes())) : null);
    }

    private Rename rename() {
        ObjectKind kind = one(List.of(
                ObjectKind.TABLE,
                ObjectKind.INDEX,
                ObjectKind.CONSTRAINT,
                ObjectKind.SCHEMA,
                ObjectKind.SEQUENCE,
                ObjectKind.VIEW,
                ObjectKind.MATERIALIZED_VIEW,
                ObjectKind.ENUM,
                ObjectKind.DOMAIN));
        ObjectName table = object();
        return kind == ObjectKind.INDEX || kind == ObjectKind.CONSTRAINT
                ? new Rename(kind, table.sibling(name()), table, name())
                : new Rename(
                        kind, kind == ObjectKind.SCHEMA ? new ObjectName(null, name()) : table, null, name());
    }

    private Row row() {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        some(1, () -> values.put(name(), value()));
        return new Row(values);
    }

    /** One operation, of any kind but the statements of a file. */
    public Operation next() {
        boolean flag = yes();
        boolean table = random.nextBoolean();
        return switch (random.nextInt(25)) {
            case 0 -> table(properties(true));
            case 1 -> new DropTable(object(), yes(), yes(), null);
            case 2 -> {
                CreateTable was = table(TableProperties.NONE);
                yield new DropTable(was.table(), yes(), yes(), was);
            }
            case 3 ->
                new CommentOnTable(object(), maybe(this::text), maybe(() -> new Change<>(maybe(this::text))));
            case 4 -> new SetTableProperties(object(), properties(false));
            case 5 -> {
                ObjectName changed = object();
                yield new AlterTable(changed, some(1, () -> tableChange(changed)));
            }
            case 6, 7, 8, 9 -> tableChange(object());
            case 10 -> new ValidateConstraint(object(), name());
            case 11 -> rename();
            case 12 -> drop();
            case 13 -> new CreateSchema(name(), flag);
            case 14 ->
                flag
                        ? new CreateSequence(object(), counting(), yes())
                        : new AlterSequence(object(), counting());
            case 15 -> view(yes());
            case 16 -> new RefreshView(object(), flag);
            case 17 -> routine(yes());
            case 18 -> trigger(yes());
            case 19 ->
                flag
                        ? new CreateEnum(object(), some(0, this::text))
                        : new RenameEnumValue(object(), text(), text());
            case 20 -> {
                String before = maybe(this::text);
                yield new AddEnumValue(
                        object(), text(), before, before == null ? maybe(this::text) : null, flag);
            }
            case 21 ->
                flag
                        ? new CreateExtension(name(), maybe(this::name), maybe(this::text), yes(), yes())
                        : new CreateDomain(object(), type(), yes(), maybe(this::initial), maybe(this::text));
            case 22 ->
                new ChangePrivileges(
                        random.nextBoolean(),
                        text(),
                        table ? object() : null,
                        table ? null : text(),
                        some(1, this::name),
                        flag);
            case 23 ->
                flag
                        ? new BulkInsert(object(), some(0, this::row))
                        : new BackfillRows(
                                object(),
                                some(1, this::name),
                                maybe(this::text),
                                maybe(this::text),
                                1 + random.nextInt(10_000),
                                flag ? Duration.ZERO : Duration.ofMillis(1500));
            default -> {
                List<@Nullable Object> binds = new ArrayList<>();
                some(0, () -> binds.add(value()));
                yield new Execute(text(), binds);
            }
        };
    }
}
