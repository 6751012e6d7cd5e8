package dev.migrate.dialect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.sql.DatabaseKind;
import dev.migrate.sql.Token;
import dev.migrate.sql.Tokens;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Values as the text of one database. */
public final class Literals {

    private static final DateTimeFormatter DATE_TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss[.SSSSSS]");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss[.SSSSSS]");
    private static final DateTimeFormatter OFFSET = DateTimeFormatter.ofPattern("xxx");

    private final Dialect dialect;
    private final DatabaseKind kind;

    /** Literals of a dialect. */
    public Literals(Dialect dialect) {
        this.dialect = dialect;
        this.kind = dialect.kind();
    }

    /** A value as a literal. */
    public String of(@Nullable Object value) {
        if (value == null) {
            return "NULL";
        }
        if (value instanceof Boolean flag) {
            return kind == DatabaseKind.SQLITE ? flag ? "1" : "0" : flag ? "TRUE" : "FALSE";
        }
        if (value instanceof Number number) {
            return number(number);
        }
        if (value instanceof CharSequence || value instanceof Character) {
            return text(value.toString());
        }
        if (value instanceof Enum<?> word) {
            return text(word.name());
        }
        if (value instanceof UUID) {
            return text(value.toString());
        }
        if (value instanceof byte[] bytes) {
            String hex = HexFormat.of().formatHex(bytes);
            return kind == DatabaseKind.POSTGRESQL ? "'\\x" + hex + "'::bytea" : "X'" + hex + "'";
        }
        if (value instanceof Map<?, ?>) {
            return text(json(value));
        }
        if (value instanceof Collection<?> || value.getClass().isArray()) {
            return text(kind == DatabaseKind.POSTGRESQL ? array(elements(value)) : json(value));
        }
        String moment = moment(value);
        if (moment != null) {
            return moment;
        }
        throw unknown(value);
    }

    private String text(String value) {
        if (value.indexOf('\0') >= 0) {
            throw Diagnostic.error("operation/value", "a text with a zero character has no literal")
                    .help("use a byte array")
                    .toException();
        }
        return dialect.literal(value);
    }

    private String number(Number number) {
        if (number instanceof Double || number instanceof Float) {
            double value = number.doubleValue();
            if (Double.isNaN(value) || Double.isInfinite(value)) {
                if (kind == DatabaseKind.POSTGRESQL) {
                    return "'" + (Double.isNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity")
                            + "'::double precision";
                }
                if (kind == DatabaseKind.SQLITE && !Double.isNaN(value)) {
                    return value > 0 ? "9e999" : "-9e999";
                }
                throw unknown(number);
            }
            return number.toString();
        }
        if (number instanceof BigDecimal decimal) {
            return decimal.toPlainString();
        }
        if (number instanceof Long
                || number instanceof Integer
                || number instanceof Short
                || number instanceof Byte
                || number instanceof BigInteger
                || number instanceof java.util.concurrent.atomic.AtomicLong
                || number instanceof java.util.concurrent.atomic.AtomicInteger) {
            return number.toString();
        }
        throw unknown(number);
    }

    private @Nullable String moment(Object value) {
        if (value instanceof java.sql.Timestamp timestamp) {
            return moment(timestamp.toLocalDateTime());
        }
        if (value instanceof java.sql.Date date) {
            return moment(date.toLocalDate());
        }
        if (value instanceof java.sql.Time time) {
            return moment(time.toLocalTime());
        }
        if (value instanceof java.util.Date date) {
            return moment(date.toInstant());
        }
        if (value instanceof LocalDate date) {
            return typed("DATE", date.toString());
        }
        if (value instanceof LocalTime time) {
            return typed("TIME", digits(TIME.format(time)));
        }
        if (value instanceof LocalDateTime time) {
            return typed("TIMESTAMP", digits(DATE_TIME.format(time)));
        }
        if (value instanceof OffsetTime time) {
            return typed("TIME WITH TIME ZONE", digits(TIME.format(time)) + OFFSET.format(time));
        }
        if (value instanceof Instant instant) {
            return offset(instant.atOffset(ZoneOffset.UTC));
        }
        if (value instanceof ZonedDateTime time) {
            return offset(time.toOffsetDateTime());
        }
        if (value instanceof OffsetDateTime time) {
            return offset(time);
        }
        if (value instanceof Duration || value instanceof Period) {
            return typed("INTERVAL", value.toString());
        }
        return null;
    }

    /** MariaDB reads no offset in a literal, and MySQL does so from 8.0.19 on, so both get the moment in the session's own zone. */
    private String offset(OffsetDateTime time) {
        if (kind.isMysqlFamily()) {
            String utc = digits(DATE_TIME.format(time.withOffsetSameInstant(ZoneOffset.UTC)));
            return "CONVERT_TZ('" + utc + "', '+00:00', @@SESSION.time_zone)";
        }
        return typed("TIMESTAMP WITH TIME ZONE", digits(DATE_TIME.format(time)) + OFFSET.format(time));
    }

    /** Without a fraction that says nothing. */
    private static String digits(String time) {
        return time.endsWith(".000000") ? time.substring(0, time.length() - 7) : time;
    }

    private String typed(String type, String text) {
        return kind == DatabaseKind.POSTGRESQL ? type + " '" + text + "'" : "'" + text + "'";
    }

    /** PostgreSQL's array as a text, which fits a column of any array type. */
    private String array(List<@Nullable Object> elements) {
        StringJoiner joiner = new StringJoiner(",", "{", "}");
        for (Object element : elements) {
            if (element == null) {
                joiner.add("NULL");
            } else if (element instanceof Collection<?>
                    || element.getClass().isArray() && !(element instanceof byte[])) {
                joiner.add(array(elements(element)));
            } else if (element instanceof byte[] bytes) {
                joiner.add("\"\\\\x" + HexFormat.of().formatHex(bytes) + "\"");
            } else {
                joiner.add("\"" + element.toString().replace("\\", "\\\\").replace("\"", "\\\"") + "\"");
            }
        }
        return joiner.toString();
    }

    private static List<@Nullable Object> elements(Object value) {
        if (value instanceof Collection<?> collection) {
            return new ArrayList<>(collection);
        }
        List<@Nullable Object> elements = new ArrayList<>();
        for (int i = 0; i < Array.getLength(value); i++) {
            elements.add(Array.get(value, i));
        }
        return elements;
    }

    private static String json(Object value) {
        try {
            return new ObjectMapper().writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw Diagnostic.error("operation/value", "a value cannot be written as JSON: " + e.getOriginalMessage())
                    .help("give the JSON as a string")
                    .toException(e);
        }
    }

    private MigrateException unknown(Object value) {
        return Diagnostic.error(
                        "operation/value",
                        "a value of " + value.getClass().getName() + " has no literal on " + kind.displayName())
                .help("give a string, a number, a boolean, a date or time, a UUID, a byte array, a list or a map")
                .toException();
    }

    /** A statement with a literal for each of its question marks; without values it stays as it is. */
    public String fill(String sql, List<@Nullable Object> binds) {
        if (binds.isEmpty()) {
            return sql;
        }
        StringBuilder filled = new StringBuilder();
        List<Token> tokens = Tokens.of(kind, sql);
        int next = 0;
        int marks = 0;
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (!token.is("?")) {
                filled.append(token.text());
            } else if (i + 1 < tokens.size() && tokens.get(i + 1).is("?")) {
                filled.append('?');
                i++;
            } else {
                marks++;
                if (next < binds.size()) {
                    filled.append(of(binds.get(next++)));
                }
            }
        }
        if (marks != binds.size()) {
            throw Diagnostic.error(
                            "operation/binds",
                            "the statement has " + marks + " question marks, but " + binds.size() + " values are given")
                    .help("give one value for each; a question mark of the statement's own is written ??")
                    .toException();
        }
        return filled.toString();
    }
}
