package dev.migrate.lint;

import dev.migrate.lint.grammar.Name;
import dev.migrate.sql.DatabaseKind;
import dev.migrate.sql.Identifier;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Names as somebody would write them into a script: in quotes only where the database takes them for something else without. */
public final class WrittenName {

    private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_]*");
    private static final Pattern PLAIN_IN_ANY_CASE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /** Words that one database or another keeps for itself and that people take for names. */
    private static final Set<String> RESERVED = Set.of(
            "add",
            "all",
            "alter",
            "analyse",
            "analyze",
            "and",
            "any",
            "array",
            "as",
            "asc",
            "between",
            "both",
            "by",
            "call",
            "cascade",
            "case",
            "cast",
            "change",
            "character",
            "check",
            "collate",
            "column",
            "condition",
            "constraint",
            "create",
            "cross",
            "cube",
            "current_date",
            "current_time",
            "current_timestamp",
            "current_user",
            "database",
            "databases",
            "default",
            "deferrable",
            "delete",
            "desc",
            "describe",
            "distinct",
            "do",
            "drop",
            "else",
            "end",
            "except",
            "exists",
            "explain",
            "false",
            "fetch",
            "for",
            "foreign",
            "from",
            "full",
            "fulltext",
            "function",
            "generated",
            "grant",
            "group",
            "grouping",
            "groups",
            "having",
            "if",
            "ignore",
            "in",
            "index",
            "inner",
            "insert",
            "intersect",
            "interval",
            "into",
            "is",
            "join",
            "key",
            "keys",
            "kill",
            "lateral",
            "leading",
            "left",
            "like",
            "limit",
            "lines",
            "load",
            "localtime",
            "lock",
            "loop",
            "match",
            "mod",
            "natural",
            "not",
            "null",
            "of",
            "offset",
            "on",
            "only",
            "option",
            "or",
            "order",
            "outer",
            "over",
            "partition",
            "placing",
            "primary",
            "procedure",
            "range",
            "rank",
            "read",
            "recursive",
            "references",
            "release",
            "rename",
            "repeat",
            "replace",
            "require",
            "restrict",
            "return",
            "returning",
            "revoke",
            "right",
            "row",
            "rows",
            "schema",
            "schemas",
            "select",
            "session_user",
            "set",
            "show",
            "signal",
            "some",
            "sql",
            "starting",
            "stored",
            "system",
            "table",
            "then",
            "to",
            "trailing",
            "transaction",
            "trigger",
            "true",
            "union",
            "unique",
            "unlock",
            "update",
            "usage",
            "use",
            "user",
            "using",
            "values",
            "varying",
            "view",
            "virtual",
            "when",
            "where",
            "while",
            "window",
            "with",
            "write");

    private WrittenName() {}

    /** The name of one thing. */
    public static String of(DatabaseKind kind, String name) {
        Pattern plain = kind == DatabaseKind.POSTGRESQL ? PLAIN : PLAIN_IN_ANY_CASE;
        return plain.matcher(name).matches() && !RESERVED.contains(name.toLowerCase(Locale.ROOT))
                ? name
                : Identifier.quote(kind, name);
    }

    /** A name with its schema, where it has one. */
    public static String of(DatabaseKind kind, Name name) {
        return name.inSchema().map(schema -> of(kind, schema) + ".").orElse("") + of(kind, name.name());
    }

    /** Several names, a comma between. */
    public static String of(DatabaseKind kind, List<String> names) {
        return names.stream().map(name -> of(kind, name)).collect(Collectors.joining(", "));
    }
}
