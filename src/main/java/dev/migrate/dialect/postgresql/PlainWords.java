package dev.migrate.dialect.postgresql;

import dev.migrate.diff.Naming;
import dev.migrate.sql.DatabaseKind;
import dev.migrate.sql.Token;
import dev.migrate.sql.Tokens;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Writes statements as people do: without quotes and schemas that say nothing. */
final class PlainWords {

    private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_]*");

    /** The keywords of PostgreSQL 14 to 18 that are not free for every name, which quote_ident() puts in quotes too. */
    private static final Set<String> KEYWORDS = Set.of("""
        all analyse analyze and any array as asc asymmetric authorization between bigint binary bit boolean both case
        cast char character check coalesce collate collation column concurrently constraint create cross
        current_catalog current_date current_role current_schema current_time current_timestamp current_user dec
        decimal default deferrable desc distinct do else end except exists extract false fetch float for foreign
        freeze from full grant greatest group grouping having ilike in initially inner inout int integer intersect
        interval into is isnull join json json_array json_arrayagg json_exists json_object json_objectagg json_query
        json_scalar json_serialize json_table json_value lateral leading least left like limit localtime
        localtimestamp merge_action national natural nchar none normalize not notnull null nullif numeric offset on
        only or order out outer overlaps overlay placing position precision primary real references returning right
        row select session_user setof similar smallint some substring symmetric system_user table tablesample then
        time timestamp to trailing treat trim true union unique user using values varchar variadic verbose when where
        window with xmlattributes xmlconcat xmlelement xmlexists xmlforest xmlnamespaces xmlparse xmlpi xmlroot
        xmlserialize xmltable\
        """.split("\\s+"));

    private PlainWords() {}

    /** A statement with its names as people write them. */
    static String of(String sql, Naming naming) {
        if (sql.isBlank()) {
            return sql;
        }
        List<Token> tokens = Tokens.of(DatabaseKind.POSTGRESQL, sql);
        boolean goes = naming.home() != null && !isMentioned(tokens, naming.home());
        StringBuilder text = new StringBuilder(sql.length());
        for (int i = 0; i < tokens.size(); i++) {
            if (goes && isQualified(tokens, i) && naming.goesWithout(name(tokens, i), name(tokens, i + 2))) {
                i++;
                continue;
            }
            text.append(plain(tokens.get(i)));
        }
        return text.toString();
    }

    private static String name(List<Token> tokens, int at) {
        return tokens.get(at).name();
    }

    /** Whether a name stands here that begins a longer one. */
    private static boolean isQualified(List<Token> tokens, int at) {
        return at + 2 < tokens.size()
                && tokens.get(at).isName()
                && tokens.get(at + 1).is(".")
                && tokens.get(at + 2).isName()
                && (at == 0 || !tokens.get(at - 1).is("."));
    }

    /** Whether the schema's name stands alone, as that of a table in a query might. */
    private static boolean isMentioned(List<Token> tokens, String schema) {
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.get(i).isName()
                    && name(tokens, i).equals(schema)
                    && !(i + 1 < tokens.size() && tokens.get(i + 1).is("."))) {
                return true;
            }
        }
        return false;
    }

    private static String plain(Token token) {
        if (token.sort() != Token.Sort.IDENTIFIER || token.text().charAt(0) != '"') {
            return token.text();
        }
        String name = token.name();
        return PLAIN.matcher(name).matches() && !KEYWORDS.contains(name) ? name : token.text();
    }
}
