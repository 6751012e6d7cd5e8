package dev.migrate.diff;

import static dev.migrate.diff.JavaPiece.string;
import static dev.migrate.diff.JavaPiece.strings;

import dev.migrate.Column;
import dev.migrate.Constraint;
import dev.migrate.Default;
import dev.migrate.Generated;
import dev.migrate.Identity;
import dev.migrate.Index;
import dev.migrate.IndexKey;
import dev.migrate.ReferentialAction;
import dev.migrate.TableElement;
import dev.migrate.Type;
import dev.migrate.diff.JavaPiece.Chain;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Columns, constraints and indexes in the words of {@link dev.migrate.Columns}. */
final class JavaElement {

    private JavaElement() {}

    static Chain of(TableElement element) {
        if (element instanceof Column column) {
            return column(column);
        }
        return element instanceof Index index ? index(index) : constraint((Constraint) element);
    }

    /** A type; one that no call makes is written as the record that it is. */
    static JavaPiece type(Type type) {
        Integer length = type.length();
        String word =
                switch (type.kind()) {
                    case TIME_TZ -> "timeTz";
                    case TIMESTAMP_TZ -> "timestampTz";
                    case DOUBLE_PRECISION -> "doublePrecision";
                    case CHAR -> "character";
                    default -> type.kind().name().toLowerCase(java.util.Locale.ROOT);
                };
        boolean plain = type.scale() == null
                && type.name() == null
                && type.values().isEmpty()
                && type.element() == null;
        return switch (type.kind()) {
            case VARCHAR, CHAR -> plain && length != null ? Chain.of(word, number(length)) : record(type);
            case TIME, TIMESTAMP, TIMESTAMP_TZ ->
                !plain ? record(type) : length == null ? Chain.of(word) : Chain.of(word, number(length));
            case DECIMAL ->
                length == null || type.scale() == null
                        ? record(type)
                        : Chain.of(word, number(length), number(type.scale()));
            case ARRAY -> type.element() == null ? record(type) : Chain.of(word, type(type.element()));
            case ENUMERATION -> Chain.of(word, prepended(string(type.name()), strings(type.values())));
            case NATIVE -> Chain.of("nativeType", string(type.name()));
            default -> plain && length == null ? Chain.of(word) : record(type);
        };
    }

    private static JavaPiece record(Type type) {
        return Chain.of(
                "new dev.migrate.Type",
                JavaPiece.of("dev.migrate.Type.Kind." + type.kind()),
                number(type.length()),
                number(type.scale()),
                string(type.name()),
                Chain.of("java.util.List.of", strings(type.values())),
                type.element() == null ? JavaPiece.of("null") : type(type.element()));
    }

    private static JavaPiece number(@Nullable Integer number) {
        return JavaPiece.of(String.valueOf(number));
    }

    static List<JavaPiece> prepended(JavaPiece first, List<? extends JavaPiece> rest) {
        return Stream.concat(Stream.of(first), rest.stream()).toList();
    }

    static Chain column(Column column) {
        Chain chain = Chain.of("column", string(column.name()), type(column.type()));
        Identity counter = column.counter();
        if (counter != null) {
            chain = counter.equals(Identity.byDefault())
                    ? chain.then("identity")
                    : chain.then("identity", identity(counter));
        }
        chain = chain.thenIf(column.isPrimaryKey(), "primaryKey");
        boolean without = counter != null || column.isPrimaryKey();
        chain = chain.thenIf(without && column.isNullable(), "nullable")
                .thenIf(!without && !column.isNullable(), "notNull")
                .thenIf(column.isUnique(), "unique")
                .thenIf(column.collation(), "collate");
        chain = initial(chain, column.initial());
        if (column.formula() != null) {
            chain = generated(chain, column.formula());
        }
        chain = chain.thenIf(column.condition(), "check");
        Constraint.ForeignKey key = column.reference();
        if (key != null) {
            Constraint.ForeignKey plain = new Constraint.ForeignKey(
                    null,
                    List.of(column.name()),
                    key.table(),
                    key.targets(),
                    null,
                    null,
                    null,
                    Constraint.Timing.IMMEDIATE);
            chain = key.equals(plain)
                    ? chain.then("references", prepended(string(key.table()), strings(key.targets())))
                    : chain.then("references", constraint(key));
        }
        return chain.thenIf(column.remark(), "comment");
    }

    static Chain initial(Chain chain, @Nullable Default initial) {
        if (initial instanceof Default.Value value) {
            return chain.then("defaultValue", JavaValue.of(value.value()));
        }
        return initial instanceof Default.Expression expression
                ? chain.then("defaultExpression", string(expression.sql()))
                : chain;
    }

    static Chain generated(Chain chain, Generated formula) {
        return chain.then(formula.stored() ? "generatedStored" : "generatedVirtual", string(formula.expression()));
    }

    static Chain identity(Identity identity) {
        Chain chain = Chain.of("dev.migrate.Identity." + (identity.always() ? "alwaysGenerated" : "byDefault"));
        if (identity.start() != null) {
            chain = chain.then("startWith", JavaValue.of(identity.start()));
        }
        return identity.increment() == null ? chain : chain.then("incrementBy", JavaValue.of(identity.increment()));
    }

    static Chain constraint(Constraint constraint) {
        JavaPiece name = string(constraint.name());
        if (constraint instanceof Constraint.PrimaryKey key) {
            return timing(Chain.of("primaryKey", prepended(name, strings(key.columns()))), key.timing());
        }
        if (constraint instanceof Constraint.Unique key) {
            return timing(
                    Chain.of("unique", prepended(name, strings(key.columns())))
                            .thenIf(!key.areNullsDistinct(), "nullsNotDistinct"),
                    key.timing());
        }
        if (constraint instanceof Constraint.Check check) {
            return Chain.of("check", name, string(check.expression()));
        }
        if (constraint instanceof Constraint.ForeignKey key) {
            return foreignKey(Chain.of("foreignKey", prepended(name, strings(key.columns()))), key);
        }
        Constraint.Exclude exclude = (Constraint.Exclude) constraint;
        Chain chain = Chain.of("exclude", name);
        for (Constraint.Exclude.Element element : exclude.elements()) {
            chain = chain.then("with", string(element.expression()), string(element.operator()));
        }
        if (!exclude.method().equals("gist")) {
            chain = chain.then("using", string(exclude.method()));
        }
        return timing(chain.thenIf(exclude.condition(), "where"), exclude.timing());
    }

    /** Where a foreign key leads, behind the call that begins it. */
    static Chain foreignKey(Chain begun, Constraint.ForeignKey key) {
        Chain chain = begun.then("references", prepended(string(key.table()), strings(key.targets())));
        chain = action(chain, "onDelete", key.deletion());
        chain = action(chain, "onUpdate", key.update());
        return timing(chain.thenIf(key.matching(), "match"), key.timing());
    }

    private static Chain action(Chain chain, String name, @Nullable ReferentialAction action) {
        return action == null ? chain : chain.then(name, JavaPiece.of(action.name()));
    }

    static Chain timing(Chain chain, Constraint.Timing timing) {
        return switch (timing) {
            case IMMEDIATE -> chain;
            case DEFERRABLE -> chain.then("deferrable");
            case INITIALLY_DEFERRED -> chain.then("initiallyDeferred");
        };
    }

    static Chain index(Index index) {
        return indexOptions(Chain.of("index", prepended(string(index.name()), keys(index))), index);
    }

    /** What an index is over: names alone where nothing more is said of any. */
    static List<JavaPiece> keys(Index index) {
        boolean plain = index.keys().stream().allMatch(key -> key.equals(dev.migrate.Columns.key(key.text())));
        List<JavaPiece> keys = new ArrayList<>();
        index.keys().forEach(key -> keys.add(plain ? string(key.text()) : key(key)));
        return keys;
    }

    private static Chain key(IndexKey key) {
        Chain chain = Chain.of(key.isExpression() ? "expression" : "key", string(key.text()))
                .thenIf(key.collation(), "collate")
                .thenIf(key.operatorClass(), "opclass");
        if (key.length() != null) {
            chain = chain.then("prefix", number(key.length()));
        }
        chain = chain.thenIf(key.isDescending(), "desc");
        return key.nulls() == null ? chain : chain.then(key.nulls().equals("FIRST") ? "nullsFirst" : "nullsLast");
    }

    /** What more is said of an index. */
    static Chain indexOptions(Chain begun, Index index) {
        Chain chain = begun.thenIf(index.isUnique(), "unique").thenIf(index.method(), "using");
        if (!index.included().isEmpty()) {
            chain = chain.then("include", strings(index.included()));
        }
        chain = chain.thenIf(index.condition(), "where").thenIf(!index.areNullsDistinct(), "nullsNotDistinct");
        for (var parameter : index.parameters().entrySet()) {
            chain = chain.then("with", string(parameter.getKey()), string(parameter.getValue()));
        }
        return chain.thenIf(index.tablespace(), "tablespace");
    }
}
