package dev.migrate.lint.grammar;

import dev.migrate.sql.DatabaseKind;
import dev.migrate.sql.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads types. */
final class TypeReader {

    /** Words that may follow another word of a type's name. */
    private static final Set<String> SECOND = Set.of(
            "double precision",
            "character varying",
            "char varying",
            "national character",
            "national char",
            "national varchar",
            "bit varying",
            "long varchar",
            "long varbinary");

    private static final Set<String> ENDS = Set.of(
            "not",
            "null",
            "default",
            "primary",
            "unique",
            "references",
            "check",
            "collate",
            "constraint",
            "generated",
            "as",
            "comment",
            "auto_increment",
            "autoincrement",
            "on",
            "first",
            "after",
            "using",
            "storage",
            "compression",
            "invisible",
            "visible",
            "key",
            "virtual",
            "stored",
            "srid",
            "column_format",
            "hidden",
            "persistent",
            "serial",
            "deferrable",
            "charset",
            "character",
            "unsigned",
            "signed",
            "zerofill",
            "binary",
            "ascii",
            "unicode",
            "with",
            "without",
            "array",
            "algorithm",
            "lock");

    private TypeReader() {}

    static TypeSpec read(Cursor in) {
        int from = in.mark();
        StringBuilder name = new StringBuilder();
        Token first = in.next();
        if (!first.isName()) {
            in.back(from);
            throw new Cursor.Unexpected(in.here());
        }
        name.append(first.name().toLowerCase(Locale.ROOT));
        while (in.accept(".")) {
            // a schema: pg_catalog.int4, public.mood
            name.setLength(0);
            name.append(in.simpleName().toLowerCase(Locale.ROOT));
        }
        Token second = in.peek(0);
        if (second != null && second.sort() == Token.Sort.WORD) {
            String both = name + " " + second.text().toLowerCase(Locale.ROOT);
            if (SECOND.contains(both)) {
                in.next();
                String short1 = both.startsWith("national ") ? both.substring(9) : both;
                name.setLength(0);
                name.append(short1);
                if (in.accept("VARYING")) {
                    name.append(" varying");
                }
            } else if (in.kind() == DatabaseKind.SQLITE) {
                while (second != null
                        && second.sort() == Token.Sort.WORD
                        && !ENDS.contains(second.text().toLowerCase(Locale.ROOT))) {
                    name.append(' ').append(in.word());
                    second = in.peek(0);
                }
            }
        }
        List<String> arguments = new ArrayList<>();
        if (in.follows("(")) {
            arguments = arguments(in);
        }
        if (name.toString().startsWith("time") && (in.follows("WITH") || in.follows("WITHOUT"))) {
            boolean with = in.accept("WITH");
            if (!with) {
                in.expect("WITHOUT");
            }
            if (in.accept("TIME", "ZONE")) {
                name.append(with ? " with time zone" : " without time zone");
            }
        }
        if (name.toString().equals("interval")) {
            while (in.acceptAny("YEAR", "MONTH", "DAY", "HOUR", "MINUTE", "SECOND", "TO")) {
                if (in.follows("(")) {
                    arguments = arguments(in);
                }
            }
        }
        boolean unsigned = false;
        while (in.isAny("UNSIGNED", "SIGNED", "ZEROFILL")) {
            unsigned |= !in.word().equals("signed");
        }
        boolean array = false;
        while (in.accept("[")) {
            array = true;
            while (!in.accept("]")) {
                in.next();
            }
        }
        if (in.accept("ARRAY")) {
            array = true;
            if (in.accept("[")) {
                while (!in.accept("]")) {
                    in.next();
                }
            }
        }
        return new TypeSpec(name.toString(), arguments, array, unsigned, in.textBetween(from, in.mark()));
    }

    private static List<String> arguments(Cursor in) {
        List<String> arguments = new ArrayList<>();
        in.expect("(");
        while (!in.accept(")")) {
            if (in.atEnd()) {
                throw new Cursor.Unexpected(in.here());
            }
            int from = in.mark();
            in.skipItem();
            arguments.add(in.textBetween(from, in.mark()));
            in.accept(",");
        }
        return arguments;
    }
}
