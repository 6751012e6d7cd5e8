package dev.migrate.dialect.postgresql;

import dev.migrate.Row;
import dev.migrate.dialect.StandardDdl;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Rows as the data of COPY, which PostgreSQL advises for many rows (postgresql.org/docs/18/populate.html). A value that INSERT would bring over in another way than
 * COPY reads it keeps its rows from going so.
 */
final class CopyText {

    /**
     * As many as one INSERT takes go so: that is one trip to the server where COPY makes two, which over a network is what counts
     * (docs/benchmarks.md has the figures). With a second INSERT COPY is ahead.
     */
    private static final int FEWEST_ROWS = StandardDdl.ROWS + 1;

    /** Beyond that the text of a date begins with a sign. */
    private static final int LAST_YEAR = 9999;

    private CopyText() {}

    /** Whether rows may go by COPY. */
    static boolean fits(List<Row> rows) {
        return rows.size() >= FEWEST_ROWS
                && !rows.get(0).values().isEmpty()
                && rows.stream().allMatch(row -> row.values().values().stream().allMatch(CopyText::fits));
    }

    private static boolean fits(@Nullable Object value) {
        if (value instanceof LocalDate date) {
            return isYear(date.getYear());
        }
        if (value instanceof LocalDateTime time) {
            return isYear(time.getYear());
        }
        if (value instanceof OffsetDateTime || value instanceof Instant) {
            // a column without a time zone takes the session's time from INSERT's literal; COPY would pass over the
            // offset
            return false;
        }
        if (value instanceof BigDecimal number) {
            // INSERT rounds a fraction for a column of integers; COPY refuses it there, even 1.0
            return number.scale() <= 0;
        }
        return value == null
                // INSERT tells of the zero character, which no text of PostgreSQL can hold
                || value instanceof String text && text.indexOf('\0') < 0
                || value instanceof Integer
                || value instanceof Long
                || value instanceof Short
                || value instanceof BigInteger
                || value instanceof Boolean
                || value instanceof UUID
                || value instanceof LocalTime
                || value instanceof byte[];
    }

    private static boolean isYear(int year) {
        return year > 0 && year <= LAST_YEAR;
    }

    /** The statement that copies into a table, with its data and the line that ends it. */
    static String of(String table, String columns, List<Row> rows) {
        Collection<String> names = rows.get(0).values().keySet();
        StringBuilder text = new StringBuilder("COPY ")
                .append(table)
                .append(' ')
                .append(columns)
                .append(" FROM stdin;\n");
        for (Row row : rows) {
            String separator = "";
            for (String name : names) {
                text.append(separator);
                add(text, row.values().get(name));
                separator = "\t";
            }
            text.append('\n');
        }
        return text.append("\\.\n").toString();
    }

    private static void add(StringBuilder text, @Nullable Object value) {
        if (value == null) {
            text.append("\\N");
        } else if (value instanceof byte[] bytes) {
            text.append("\\\\x").append(HexFormat.of().formatHex(bytes));
        } else if (value instanceof BigDecimal number) {
            text.append(number.toPlainString());
        } else {
            String plain = value.toString();
            for (int i = 0; i < plain.length(); i++) {
                char c = plain.charAt(i);
                switch (c) {
                    case '\\' -> text.append("\\\\");
                    case '\n' -> text.append("\\n");
                    case '\r' -> text.append("\\r");
                    case '\t' -> text.append("\\t");
                    default -> text.append(c);
                }
            }
        }
    }
}
