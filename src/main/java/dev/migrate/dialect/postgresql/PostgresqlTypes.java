package dev.migrate.dialect.postgresql;

import dev.migrate.Identity;
import dev.migrate.Type;
import dev.migrate.operation.Counting;
import dev.migrate.operation.ObjectName;
import dev.migrate.sql.DatabaseKind;
import dev.migrate.sql.Identifier;
import org.jspecify.annotations.Nullable;

/** Types, numbering and quoted bodies in PostgreSQL's words. */
final class PostgresqlTypes {

    private PostgresqlTypes() {}

    static String name(Type type) {
        String digits = type.length() == null ? "" : "(" + type.length() + ")";
        return switch (type.kind()) {
            case TEXT -> "text";
            case VARCHAR -> "varchar" + digits;
            case CHAR -> "char" + digits;
            case INTEGER -> "integer";
            case BIGINT, IDENTITY -> "bigint";
            case SMALLINT -> "smallint";
            case BOOL -> "boolean";
            case DATE -> "date";
            case TIME -> "time" + digits;
            case TIME_TZ -> "time" + digits + " with time zone";
            case TIMESTAMP -> "timestamp" + digits;
            case TIMESTAMP_TZ -> "timestamp" + digits + " with time zone";
            case DECIMAL -> "numeric(" + type.length() + ", " + type.scale() + ")";
            case REAL -> "real";
            case DOUBLE_PRECISION -> "double precision";
            case UUID -> "uuid";
            case JSON -> "json";
            case JSONB -> "jsonb";
            case BYTES -> "bytea";
            case ARRAY -> (type.element() == null ? "text" : name(type.element())) + "[]";
            case ENUMERATION -> enumeration(type.name());
            case INTERVAL -> "interval";
            case NATIVE -> String.valueOf(type.name());
        };
    }

    private static String enumeration(@Nullable String written) {
        ObjectName name = ObjectName.parse(String.valueOf(written));
        return Identifier.quote(DatabaseKind.POSTGRESQL, name.schema(), name.name());
    }

    static String identity(Identity identity) {
        String options = (identity.start() == null ? "" : " START WITH " + identity.start())
                + (identity.increment() == null ? "" : " INCREMENT BY " + identity.increment());
        return "GENERATED " + (identity.always() ? "ALWAYS" : "BY DEFAULT") + " AS IDENTITY"
                + (options.isEmpty() ? "" : " (" + options.strip() + ")");
    }

    /** The clauses behind ALTER COLUMN … SET that make a column that numbers rows do so in another way. */
    static String numbering(Identity identity) {
        return "GENERATED " + (identity.always() ? "ALWAYS" : "BY DEFAULT")
                + (identity.start() == null ? "" : " SET START WITH " + identity.start())
                + (identity.increment() == null ? "" : " SET INCREMENT BY " + identity.increment());
    }

    /** Whether values of the type have an order of letters. */
    static boolean isText(Type type) {
        return switch (type.kind()) {
            case TEXT, VARCHAR, CHAR -> true;
            case NATIVE ->
                String.valueOf(type.name())
                        .matches("(?i)(varchar|character( varying)?|char|bpchar|text|citext)\\s*(\\(\\s*\\d+\\s*\\))?");
            default -> false;
        };
    }

    static String counting(Counting counting) {
        StringBuilder text = new StringBuilder();
        append(text, " INCREMENT BY ", counting.increment());
        append(text, " MINVALUE ", counting.minimum());
        append(text, " MAXVALUE ", counting.maximum());
        append(text, " START WITH ", counting.start());
        append(text, " RESTART WITH ", counting.restart());
        append(text, " CACHE ", counting.cache());
        if (counting.cycle() != null) {
            text.append(counting.cycle() ? " CYCLE" : " NO CYCLE");
        }
        return text.toString();
    }

    private static void append(StringBuilder text, String words, @Nullable Long number) {
        if (number != null) {
            text.append(words).append(number);
        }
    }

    /** A text between dollars that do not stand in it. */
    static String dollarQuoted(String body) {
        String tag = "$$";
        for (int i = 0; body.contains(tag) || body.endsWith("$"); i++) {
            tag = "$migrate" + (i == 0 ? "" : i) + "$";
            if (!body.contains(tag)) {
                break;
            }
        }
        return tag + body + tag;
    }
}
