package dev.migrate.dialect.postgresql;

import dev.migrate.Identity;
import dev.migrate.schema.SchemaObject;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How an identity column numbers its rows, as the catalog tells it.
 *
 * @param always whether a row may not bring a number of its own
 * @param type the type of its sequence
 * @param start the first number
 * @param increment the step
 * @param minimum the smallest number
 * @param maximum the greatest number
 * @param cache how many numbers a session takes at once
 * @param cycle whether it begins again behind the last
 * @param sequence the name of its sequence, as it is written
 * @param persistence how its sequence is kept where its table is kept otherwise; null where that is alike
 */
record Counter(
        boolean always,
        String type,
        String start,
        String increment,
        String minimum,
        String maximum,
        String cache,
        boolean cycle,
        String sequence,
        @Nullable String persistence) {

    private static final Pattern TEXT = Pattern.compile("(always|by default), (.+?) start (-?\\d+) increment (-?\\d+)"
            + " minimum (-?\\d+) maximum (-?\\d+) cache (\\d+)( cycle)? as (.+?)(?: of persistence (.))?");

    /** Reads a column's numbering. */
    static Optional<Counter> of(SchemaObject column) {
        Matcher text = TEXT.matcher(Inventory.text(column, "identity"));
        return text.matches()
                ? Optional.of(new Counter(
                        text.group(1).equals("always"),
                        text.group(2),
                        text.group(3),
                        text.group(4),
                        text.group(5),
                        text.group(6),
                        text.group(7),
                        text.group(8) != null,
                        text.group(9),
                        text.group(10)))
                : Optional.empty();
    }

    /** The smallest and the greatest number of a type, from 1 upwards or from -1 downwards. */
    static List<String> bounds(String type, boolean descends) {
        int bits = type.equals("smallint") ? 15 : type.equals("integer") ? 31 : 63;
        BigInteger limit = BigInteger.TWO.pow(bits);
        return descends
                ? List.of(limit.negate().toString(), "-1")
                : List.of("1", limit.subtract(BigInteger.ONE).toString());
    }

    /** The same over another type: bounds that were those of the old type become those of the new one (ALTER SEQUENCE … AS). */
    Counter over(String other) {
        if (other.equals(type) || !List.of("smallint", "integer", "bigint").contains(other)) {
            return this;
        }
        boolean descends = increment.startsWith("-");
        List<String> old = bounds(type, descends);
        List<String> now = bounds(other, descends);
        return new Counter(
                always,
                other,
                start,
                increment,
                minimum.equals(old.get(0)) ? now.get(0) : minimum,
                maximum.equals(old.get(1)) ? now.get(1) : maximum,
                cache,
                cycle,
                sequence,
                persistence);
    }

    /** The same as a migration says it; empty where it has more than a first number and a step. */
    Optional<Identity> asIdentity(SchemaObject column) {
        boolean descends = increment.startsWith("-");
        String first = descends ? "-1" : "1";
        boolean plain = List.of(minimum, maximum).equals(bounds(type, descends))
                && cache.equals("1")
                && !cycle
                && persistence == null
                && type.equals(Inventory.text(column, "type"))
                && hasUsualName(column);
        return plain
                ? Optional.of(new Identity(
                        always,
                        start.equals(first) ? null : Long.valueOf(start),
                        increment.equals("1") ? null : Long.valueOf(increment)))
                : Optional.empty();
    }

    private boolean hasUsualName(SchemaObject column) {
        String usual = column.path().get(1) + "_" + column.name() + "_seq";
        return usual.length() < 64
                && Inventory.path(sequence)
                        .filter(List.of(column.path().get(0), usual)::equals)
                        .isPresent();
    }

    /** Everything there is to say, behind a column's type. */
    String clause(SchemaObject column) {
        List<String> options = new ArrayList<>();
        if (!hasUsualName(column)) {
            options.add("SEQUENCE NAME " + sequence);
        }
        options.add("START WITH " + start);
        options.add("INCREMENT BY " + increment);
        options.add("MINVALUE " + minimum);
        options.add("MAXVALUE " + maximum);
        options.add("CACHE " + cache);
        if (cycle) {
            options.add("CYCLE");
        }
        return "GENERATED " + mode() + " AS IDENTITY (" + String.join(" ", options) + ")";
    }

    /** Whether a row may bring a number. */
    String mode() {
        return always ? "ALWAYS" : "BY DEFAULT";
    }

    /** What makes this of another numbering, behind ALTER COLUMN; its type and its sequence's name aside. */
    List<String> changesFrom(Counter other) {
        List<String> changes = new ArrayList<>();
        if (always != other.always) {
            changes.add("SET GENERATED " + mode());
        }
        change(changes, "SET INCREMENT BY ", other.increment, increment);
        change(changes, "SET MINVALUE ", other.minimum, minimum);
        change(changes, "SET MAXVALUE ", other.maximum, maximum);
        change(changes, "SET START WITH ", other.start, start);
        change(changes, "SET CACHE ", other.cache, cache);
        if (cycle != other.cycle) {
            changes.add(cycle ? "SET CYCLE" : "SET NO CYCLE");
        }
        return changes;
    }

    private static void change(List<String> changes, String words, String from, String to) {
        if (!Objects.equals(from, to)) {
            changes.add(words + to);
        }
    }
}
