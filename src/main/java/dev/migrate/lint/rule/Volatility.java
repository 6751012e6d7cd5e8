package dev.migrate.lint.rule;

import dev.migrate.lint.KnownSchema;
import dev.migrate.sql.DatabaseKind;
import dev.migrate.sql.Token;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Whether PostgreSQL must compute an expression anew for each row: whether it calls a VOLATILE function (its
 * pg_proc.provolatile).
 */
final class Volatility {

    private static final Set<String> VOLATILE = Set.of(
            "random",
            "random_normal",
            "setseed",
            "clock_timestamp",
            "timeofday",
            "nextval",
            "currval",
            "lastval",
            "setval",
            "gen_random_uuid",
            "uuidv4",
            "uuidv7",
            "uuid_generate_v1",
            "uuid_generate_v1mc",
            "uuid_generate_v4",
            "gen_random_bytes",
            "gen_salt",
            "pg_sleep",
            "set_config",
            "txid_current_if_assigned",
            "pg_advisory_lock",
            "lo_create",
            "pg_notify");

    /** Functions and words before a parenthesis that give every row the same. */
    private static final Set<String> STEADY = Set.of(
            "now",
            "transaction_timestamp",
            "statement_timestamp",
            "current_setting",
            "txid_current",
            "pg_current_xact_id",
            "current_timestamp",
            "current_time",
            "localtime",
            "localtimestamp",
            "concat",
            "concat_ws",
            "format",
            "coalesce",
            "nullif",
            "greatest",
            "least",
            "lower",
            "upper",
            "initcap",
            "trim",
            "btrim",
            "ltrim",
            "rtrim",
            "lpad",
            "rpad",
            "left",
            "right",
            "repeat",
            "replace",
            "translate",
            "reverse",
            "substr",
            "substring",
            "length",
            "char_length",
            "octet_length",
            "position",
            "strpos",
            "split_part",
            "md5",
            "sha256",
            "sha512",
            "encode",
            "decode",
            "digest",
            "hmac",
            "chr",
            "ascii",
            "to_char",
            "to_date",
            "to_timestamp",
            "to_number",
            "to_json",
            "to_jsonb",
            "row_to_json",
            "json_build_object",
            "jsonb_build_object",
            "json_build_array",
            "jsonb_build_array",
            "json_object",
            "jsonb_object",
            "date_trunc",
            "date_part",
            "extract",
            "age",
            "date",
            "make_date",
            "make_time",
            "make_timestamp",
            "make_timestamptz",
            "make_interval",
            "timezone",
            "justify_days",
            "abs",
            "ceil",
            "ceiling",
            "floor",
            "round",
            "trunc",
            "mod",
            "power",
            "sqrt",
            "exp",
            "ln",
            "log",
            "sign",
            "pi",
            "cardinality",
            "array_length",
            "array_append",
            "array_cat",
            "array_fill",
            "string_to_array",
            "array_to_string",
            "to_tsvector",
            "to_tsquery",
            "setweight",
            "int4range",
            "int8range",
            "numrange",
            "tsrange",
            "tstzrange",
            "daterange",
            "inet_client_addr",
            "host",
            "point",
            "box",
            "circle",
            "hashtext",
            "cast",
            "array",
            "row",
            "case",
            "and",
            "or",
            "not",
            "in",
            "any",
            "all",
            "values",
            "interval",
            "timestamp",
            "timestamptz",
            "time",
            "timetz",
            "numeric",
            "decimal",
            "varchar",
            "char",
            "character",
            "varying",
            "bit",
            "varbit",
            "bpchar",
            "overlay",
            "normalize",
            "xmlparse",
            "version",
            "pg_backend_pid",
            "enum_first",
            "enum_last",
            "row_security_active",
            "current_schema",
            "current_database",
            "session_user",
            "uuid_nil",
            "uuid_generate_v3",
            "uuid_generate_v5");

    private Volatility() {}

    /** A function that gives another value for each row, or may; its name as written. */
    record Call(String function, boolean certain) {}

    /** The call that makes an expression another one for each row; a certain one before one that only may. */
    static Optional<Call> of(String expression, KnownSchema known) {
        List<Token> tokens = Token.of(DatabaseKind.POSTGRESQL, expression);
        Optional<Call> found = Optional.empty();
        for (int i = 0; i + 1 < tokens.size(); i++) {
            Token token = tokens.get(i);
            boolean type = i > 0 && tokens.get(i - 1).is(":");
            if (!token.isName() || type || !tokens.get(i + 1).is("(")) {
                continue;
            }
            String name = token.name().toLowerCase(Locale.ROOT);
            if (VOLATILE.contains(name)) {
                return Optional.of(new Call(name, true));
            }
            boolean steady = token.sort() == Token.Sort.WORD && STEADY.contains(name) || known.isSteadyFunction(name);
            if (!steady && found.isEmpty()) {
                found = Optional.of(new Call(name, false));
            }
        }
        return found;
    }
}
