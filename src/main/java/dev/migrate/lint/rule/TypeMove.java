package dev.migrate.lint.rule;

import dev.migrate.lint.KnownSchema;
import dev.migrate.lint.grammar.TypeSpec;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What PostgreSQL does to the rows when a column gets another type: nothing where the bytes stay as they are and no
 * length gets shorter (documentation of ALTER TABLE, "Notes"; each case seen on 14 and 18 by the server's own message
 * "rewriting table").
 */
enum TypeMove {
    /** The catalog alone. */
    NOTHING,
    /** The rows stay, an index on the column is built again. */
    INDEXES,
    /** The rows stay where the session's time zone is UTC (PostgreSQL 12 and later), else they are written anew. */
    UTC,
    /** Every row is written anew. */
    ROWS;

    static TypeMove of(TypeSpec from, TypeSpec to, KnownSchema known) {
        Optional<KnownSchema.Domain> toDomain = known.domain(to.name());
        if (isSame(from, to)) {
            return NOTHING;
        }
        if (toDomain.isPresent()) {
            return toDomain.get().constrained() || to.array()
                    ? ROWS
                    : of(from, toDomain.get().base(), known);
        }
        Optional<KnownSchema.Domain> fromDomain = known.domain(from.name());
        if (fromDomain.isPresent() && !from.array()) {
            return of(fromDomain.get().base(), to, known);
        }
        if (from.array() || to.array()) {
            return ROWS;
        }
        return switch (to.name()) {
            case "text" -> from.is("text", "varchar") ? NOTHING : from.is("citext") ? INDEXES : ROWS;
            case "citext" -> from.is("text", "varchar") ? INDEXES : ROWS;
            case "varchar" ->
                to.arguments().isEmpty()
                        ? from.is("text", "varchar") ? NOTHING : from.is("citext") ? INDEXES : ROWS
                        : from.is("varchar") && fits(from, to) ? NOTHING : ROWS;
            case "varbit" -> from.is("varbit") && fits(from, to) ? NOTHING : ROWS;
            case "numeric" -> from.is("numeric") && fitsNumeric(from, to) ? NOTHING : ROWS;
            case "timestamp", "timestamptz" -> timestamps(from, to);
            case "time", "timetz" -> from.is(to.name()) && precision(to) >= precision(from) ? NOTHING : ROWS;
            case "interval" ->
                from.is("interval") && !hasFields(from) && !hasFields(to) && precision(to) >= precision(from)
                        ? NOTHING
                        : ROWS;
            case "inet" -> from.is("cidr") ? NOTHING : ROWS;
            default -> ROWS;
        };
    }

    private static boolean isSame(TypeSpec from, TypeSpec to) {
        boolean fields = from.is("interval") && (hasFields(from) || hasFields(to));
        return from.name().equals(to.name())
                && from.array() == to.array()
                && (fields
                        ? from.text().equalsIgnoreCase(to.text())
                        : from.arguments().equals(to.arguments()));
    }

    private static boolean fits(TypeSpec from, TypeSpec to) {
        OptionalInt before = from.number(0);
        OptionalInt after = to.number(0);
        return after.isEmpty() || before.isPresent() && before.getAsInt() <= after.getAsInt();
    }

    private static boolean fitsNumeric(TypeSpec from, TypeSpec to) {
        if (to.arguments().isEmpty()) {
            return true;
        }
        return from.number(0).isPresent()
                && to.number(0).isPresent()
                && from.number(0).getAsInt() <= to.number(0).getAsInt()
                && from.number(1).orElse(0) == to.number(1).orElse(0);
    }

    private static TypeMove timestamps(TypeSpec from, TypeSpec to) {
        if (!from.is("timestamp", "timestamptz") || precision(to) < precision(from)) {
            return ROWS;
        }
        return from.is(to.name()) ? NOTHING : UTC;
    }

    /** Of a time; six digits where none are said. */
    private static int precision(TypeSpec type) {
        return type.number(0).orElse(6);
    }

    private static boolean hasFields(TypeSpec type) {
        return type.text().toLowerCase(Locale.ROOT).matches("interval\\s+[a-z].*");
    }
}
