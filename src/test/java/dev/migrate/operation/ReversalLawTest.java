package dev.migrate.operation;

import static dev.migrate.Columns.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.Column;
import dev.migrate.Constraint;
import dev.migrate.Default;
import dev.migrate.Identity;
import dev.migrate.Index;
import dev.migrate.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

@Label("the reverse of an operation's reverse")
class ReversalLawTest {

    @Property
    @Label("is the operation")
    void twiceIsNothing(@ForAll("operations") Operation operation) {
        if (operation.reverse() instanceof Reversal.By by) {
            assertThat(by.operation().reverse()).isEqualTo(new Reversal.By(operation));
        }
    }

    @Property
    @Label("is the whole batch, in its order")
    void ofABatch(@ForAll("changes") List<Operation> changes) {
        AlterTable batch = new AlterTable(new ObjectName(null, "t"), changes);
        if (batch.reverse() instanceof Reversal.By by) {
            assertThat(((AlterTable) by.operation()).changes()).hasSameSizeAs(changes);
            assertThat(by.operation().reverse()).isEqualTo(new Reversal.By(batch));
        } else {
            assertThat(changes).anyMatch(change -> change.reverse() instanceof Reversal.Impossible);
        }
    }

    @Property
    @Label("exists for all that is made where nothing was before")
    void whatIsMadeCanBeTakenAway(@ForAll("made") Operation operation) {
        assertThat(operation.reverse()).isInstanceOf(Reversal.By.class);
    }

    @Provide
    Arbitrary<Operation> operations() {
        return Arbitraries.oneOf(made(), tableChange(), replaced(), others());
    }

    @Provide
    Arbitrary<List<Operation>> changes() {
        return tableChange().list().ofMinSize(1).ofMaxSize(5);
    }

    @Provide
    Arbitrary<Operation> made() {
        Arbitrary<Operation> tables = Combinators.combine(
                        names(), columns().list().ofMinSize(1).ofMaxSize(4))
                .as((name, columns) -> new CreateTable(name, new ArrayList<>(columns), TableProperties.NONE, false));
        Arbitrary<Operation> views = Combinators.combine(names(), Arbitraries.of(true, false))
                .as((name, kept) ->
                        new CreateView(name, "SELECT 1", List.of(), kept, false, false, false, false, null));
        Arbitrary<Operation> rest = names().flatMap(name -> Arbitraries.of(
                new CreateSchema(name.name(), false),
                new CreateEnum(name, List.of("a")),
                new CreateSequence(name, new Counting(1L, null, null, null, null, true, null, null), false),
                new CreateDomain(name, integer(), true, null, "VALUE > 0"),
                new CreateExtension(name.name(), null, null, false, false),
                new RenameEnumValue(name, "a", "b"),
                new ChangePrivileges(true, "SELECT", name, null, List.of("app"), true),
                routine(name, "SELECT 1", false, null),
                trigger(name, "SELECT 1;", false, null)));
        return Arbitraries.oneOf(tables, views, rest);
    }

    private Arbitrary<Operation> replaced() {
        return names().flatMap(name -> Arbitraries.of(
                new CreateView(
                        name,
                        "SELECT 2",
                        List.of(),
                        false,
                        false,
                        false,
                        true,
                        false,
                        new CreateView(name, "SELECT 1", List.of(), false, true, false, true, true, null)),
                routine(name, "SELECT 2", true, routine(name, "SELECT 1", true, null)),
                trigger(name, "SELECT 2;", true, trigger(name, "SELECT 1;", false, null))));
    }

    private Arbitrary<Operation> others() {
        return Combinators.combine(
                        names(),
                        Arbitraries.of(ObjectKind.values()),
                        Arbitraries.strings().alpha().ofLength(3))
                .as((name, kind, to) -> new Rename(kind, name, kind == ObjectKind.INDEX ? name : null, to));
    }

    private static CreateRoutine routine(ObjectName name, String body, boolean replace, @Nullable CreateRoutine was) {
        return new CreateRoutine(ObjectKind.FUNCTION, name, "a int", "int", "sql", body, List.of(), replace, was);
    }

    private static CreateTrigger trigger(ObjectName table, String body, boolean replace, @Nullable CreateTrigger was) {
        return new CreateTrigger(
                "tr", table, "AFTER", Set.of("INSERT"), List.of(), true, null, body, null, replace, was);
    }

    private Arbitrary<Operation> tableChange() {
        ObjectName table = new ObjectName(null, "t");
        Arbitrary<Operation> add = Combinators.combine(
                        columns(), Arbitraries.of(true, false), Arbitraries.of(true, false))
                .as((column, first, known) -> {
                    AddColumn made = new AddColumn(table, column, false, first, first ? null : "x");
                    return known ? made : new DropColumn(table, column.name(), false, false, made);
                });
        Arbitrary<Operation> alter = Combinators.combine(
                        columns(), columns(), Arbitraries.integers().between(1, 127))
                .as((before, after, what) ->
                        new AlterColumn(table, before.name(), change(after, what), what % 5 == 0 ? null : before));
        Arbitrary<Operation> constraints = Combinators.combine(constraints(), Arbitraries.of(true, false))
                .as((constraint, notValid) -> new AddConstraint(table, constraint, notValid));
        Arbitrary<Operation> indexes = Arbitraries.of(true, false).flatMap(flag -> {
            Index index = index("ix", "a").unique().where("a > 1");
            return Arbitraries.of(new CreateIndex(table, index, flag, false), new DropIndex(table, "ix", flag, index));
        });
        return Arbitraries.oneOf(add, alter, constraints, indexes);
    }

    private static ColumnChange change(Column to, int what) {
        return new ColumnChange(
                (what & 1) == 0 ? null : to.name(),
                (what & 2) == 0 ? null : to.type(),
                null,
                (what & 4) == 0 ? null : to.isNullable(),
                (what & 8) == 0 ? null : new Change<>(to.initial()),
                (what & 16) == 0 ? null : new Change<>(to.remark()),
                (what & 32) == 0 ? null : new Change<>(to.collation()),
                (what & 64) == 0 ? null : new Change<>(to.counter()),
                null);
    }

    private static Arbitrary<Constraint> constraints() {
        return Arbitraries.of(
                primaryKey("pk", "a"),
                primaryKey(null, "a"),
                unique("uq", "a", "b").deferrable(),
                unique(null, "a"),
                foreignKey("fk", "a").references("u", "id").onDelete(CASCADE),
                check("ck", "a > 1"));
    }

    private static Arbitrary<Column> columns() {
        return Combinators.combine(
                        Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(4),
                        Arbitraries.of(integer(), text(), varchar(5), decimal(4, 2), enumeration("e", "x")),
                        Arbitraries.of(true, false),
                        Arbitraries.<@Nullable Default>of(
                                new Default.Value("x"), new Default.Expression("CURRENT_TIMESTAMP")),
                        Arbitraries.of("a comment", "b"),
                        Arbitraries.of(true, false))
                .as((name, type, nullable, initial, remark, numbers) ->
                        column(name, type, nullable, initial, remark, numbers));
    }

    private static Column column(
            String name, Type type, boolean nullable, @Nullable Default initial, String remark, boolean numbers) {
        return new Column(
                name,
                type,
                nullable,
                initial,
                numbers ? Identity.byDefault() : null,
                false,
                false,
                remark,
                numbers ? "c" : null,
                null,
                null,
                null);
    }

    private static Arbitrary<ObjectName> names() {
        return Combinators.combine(
                        Arbitraries.strings()
                                .alpha()
                                .ofMinLength(1)
                                .ofMaxLength(3)
                                .injectNull(0.5),
                        Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(5))
                .as(ObjectName::new);
    }
}
