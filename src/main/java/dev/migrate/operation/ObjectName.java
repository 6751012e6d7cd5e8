package dev.migrate.operation;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import org.jspecify.annotations.Nullable;

/**
 * The name of something in the database.
 *
 * @param schema its schema; null for the session's own
 * @param name its name there
 */
public record ObjectName(@Nullable String schema, String name) {

    /**
     * A name as a migration writes it: {@code users}, {@code billing.users}, {@code "a.b"} or {@code billing."a.b"}.
     *
     * @throws MigrateException when it is none
     */
    public static ObjectName parse(@Nullable String written) {
        checked(written, written);
        int[] at = {0};
        String first = part(written, at);
        if (at[0] == written.length()) {
            return new ObjectName(null, first);
        }
        at[0]++;
        String second = part(written, at);
        if (at[0] != written.length()) {
            throw refuse(written);
        }
        return new ObjectName(first, second);
    }

    /** Another thing in the same schema. */
    public ObjectName sibling(String other) {
        return new ObjectName(schema, other);
    }

    /** The name as it is read by people. */
    @Override
    public String toString() {
        return schema == null ? name : schema + "." + name;
    }

    private static String part(String written, int[] at) {
        int from = at[0];
        StringBuilder part = new StringBuilder();
        if (from < written.length() && written.charAt(from) == '"') {
            int i = from + 1;
            for (; i < written.length(); i++) {
                char c = written.charAt(i);
                if (c != '"') {
                    part.append(c);
                } else if (i + 1 < written.length() && written.charAt(i + 1) == '"') {
                    part.append('"');
                    i++;
                } else {
                    break;
                }
            }
            at[0] = i + 1;
            if (i >= written.length() || at[0] < written.length() && written.charAt(at[0]) != '.') {
                throw refuse(written);
            }
        } else {
            int dot = written.indexOf('.', from);
            int end = dot < 0 ? written.length() : dot;
            part.append(written, Math.min(from, end), end);
            at[0] = end;
        }
        return checked(part.toString(), written);
    }

    /** A name that a database can have; what was written is told where it is none. */
    static String checked(@Nullable String name, @Nullable String written) {
        if (name == null || written == null) {
            throw refuse("null", "is given where a name belongs");
        }
        if (name.isEmpty() || name.indexOf('\0') >= 0) {
            throw refuse(written);
        }
        return name;
    }

    private static MigrateException refuse(String written) {
        return refuse("\"" + written + "\"", "is no name");
    }

    private static MigrateException refuse(String what, String why) {
        return Diagnostic.error("operation/name", what + " " + why)
                .help("write \"users\" or \"billing.users\"; a name with a dot in it stands in double quotes:"
                        + " \"\\\"a.b\\\"\"")
                .toException();
    }
}
