package dev.migrate.lint.grammar;

import dev.migrate.lint.grammar.ColumnSpec.Generated;
import dev.migrate.sql.DatabaseKind;
import dev.migrate.sql.Token;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what CREATE TABLE and ALTER TABLE share: columns, constraints and indexes. */
final class Definitions {

    /** What ends an expression that stands without parentheses. */
    private static final String[] ATTRIBUTES = {
        "NOT",
        "NULL",
        "CONSTRAINT",
        "CHECK",
        "PRIMARY",
        "UNIQUE",
        "REFERENCES",
        "GENERATED",
        "COLLATE",
        "DEFERRABLE",
        "INITIALLY",
        "ON",
        "COMMENT",
        "AUTO_INCREMENT",
        "AUTOINCREMENT",
        "FIRST",
        "AFTER",
        "INVISIBLE",
        "VISIBLE",
        "COLUMN_FORMAT",
        "STORAGE",
        "DEFAULT",
        "KEY",
        "AS",
        "COMPRESSION"
    };

    private Definitions() {}

    /** Whether a constraint follows, and not a column. */
    static boolean atConstraint(Cursor in) {
        if (in.isAny("CONSTRAINT", "EXCLUDE")) {
            return !in.follows("EXCLUDE") || in.kind() == DatabaseKind.POSTGRESQL;
        }
        Token second = in.peek(1);
        return in.follows("PRIMARY", "KEY")
                || in.follows("FOREIGN", "KEY")
                || in.follows("CHECK", "(")
                || in.follows("UNIQUE")
                        && second != null
                        && (second.is("(", "KEY", "INDEX", "USING", "NULLS")
                                || in.kind().isMysqlFamily())
                || in.kind() == DatabaseKind.POSTGRESQL && in.follows("NOT", "NULL");
    }

    /** Whether one of MySQL's indexes follows. */
    static boolean atIndex(Cursor in) {
        return in.kind().isMysqlFamily() && in.isAny("INDEX", "KEY", "FULLTEXT", "SPATIAL", "VECTOR");
    }

    static ColumnSpec column(Cursor in) {
        int from = in.mark();
        return column(in, from, in.simpleName());
    }

    /** A column whose name has been read. */
    static ColumnSpec column(Cursor in, int from, String name) {
        TypeSpec type =
                in.atEnd() || in.isAny(",", ")") || in.isAny("PRIMARY", "NOT", "DEFAULT", "CHECK", "UNIQUE", "AS")
                        ? null
                        : TypeReader.read(in);
        boolean notNull = type != null && type.isSerial();
        String defaultValue = null;
        Generated generated = notNull ? Generated.SERIAL : Generated.NO;
        boolean primaryKey = false;
        boolean unique = false;
        Name references = null;
        List<String> checks = new ArrayList<>();
        String collation = null;
        String charset = null;
        String position = null;
        String computed = null;
        boolean comment = false;
        while (!in.atEnd() && !in.isAny(",", ")")) {
            if (in.accept("CONSTRAINT")) {
                if (!in.follows("CHECK")) {
                    in.simpleName();
                }
            } else if (in.accept("NOT", "NULL")) {
                notNull = true;
                in.accept("NOT", "VALID");
            } else if (in.accept("NULL")) {
                continue;
            } else if (in.accept("DEFAULT")) {
                defaultValue = expression(in);
            } else if (in.accept("GENERATED")) {
                in.accept("ALWAYS");
                in.accept("BY", "DEFAULT");
                in.accept("ON", "NULL");
                in.expect("AS");
                if (in.accept("IDENTITY")) {
                    generated = Generated.IDENTITY;
                    notNull = true;
                    if (in.follows("(")) {
                        in.skipParentheses();
                    }
                } else if (in.accept("ROW")) {
                    // MariaDB's START and END of a row's time
                    in.next();
                } else {
                    computed = in.parenthesisedAhead();
                    generated = computed(in);
                }
            } else if (in.follows("AS", "(")) {
                in.accept("AS");
                computed = in.parenthesisedAhead();
                generated = computed(in);
            } else if (in.accept("PRIMARY", "KEY")) {
                primaryKey = true;
                notNull = true;
                in.acceptAny("ASC", "DESC");
            } else if (in.accept("UNIQUE")) {
                unique = true;
                in.accept("KEY");
                if (in.accept("NULLS")) {
                    in.accept("NOT");
                    in.accept("DISTINCT");
                }
            } else if (in.accept("REFERENCES")) {
                references = in.name();
                if (in.follows("(")) {
                    in.skipParentheses();
                }
                referentialOptions(in);
            } else if (in.accept("CHECK")) {
                checks.add(in.parenthesised());
                in.accept("NOT", "ENFORCED");
                in.accept("NO", "INHERIT");
            } else if (in.accept("COLLATE")) {
                in.accept("=");
                collation = in.name().name();
            } else if (in.accept("CHARACTER", "SET") || in.accept("CHARSET")) {
                in.accept("=");
                charset = in.word();
            } else if (in.acceptAny("AUTO_INCREMENT", "AUTOINCREMENT")) {
                generated = Generated.AUTO_INCREMENT;
                notNull = true;
            } else if (in.accept("COMMENT")) {
                comment = true;
                in.skipOne();
            } else if (in.accept("ON", "UPDATE")) {
                expression(in);
            } else if (in.accept("FIRST")) {
                position = "first";
            } else if (in.accept("AFTER")) {
                position = in.simpleName();
            } else {
                in.skipOne();
            }
        }
        return new ColumnSpec(
                name,
                type,
                notNull,
                defaultValue,
                generated,
                primaryKey,
                unique,
                references,
                checks,
                collation,
                charset,
                position,
                computed,
                comment,
                in.spanFrom(from));
    }

    private static Generated computed(Cursor in) {
        in.skipParentheses();
        if (in.acceptAny("STORED", "PERSISTENT")) {
            return Generated.STORED;
        }
        in.accept("VIRTUAL");
        return Generated.VIRTUAL;
    }

    /** The expression of DEFAULT, which ends where the next attribute begins. */
    static String expression(Cursor in) {
        int from = in.mark();
        in.skipOne();
        while (!in.atEnd() && !in.isAny(",", ")") && !in.isAny(ATTRIBUTES)) {
            in.skipOne();
        }
        return in.textBetween(from, in.mark());
    }

    private static void referentialOptions(Cursor in) {
        while (true) {
            if (in.accept("ON", "DELETE") || in.accept("ON", "UPDATE")) {
                if (in.accept("SET")) {
                    in.acceptAny("NULL", "DEFAULT");
                    if (in.follows("(")) {
                        in.skipParentheses();
                    }
                } else if (!in.accept("NO", "ACTION")) {
                    in.acceptAny("CASCADE", "RESTRICT");
                }
            } else if (in.accept("MATCH")) {
                in.next();
            } else {
                return;
            }
        }
    }

    static ConstraintSpec constraint(Cursor in) {
        int from = in.mark();
        String name = null;
        if (in.accept("CONSTRAINT") && !in.isAny("PRIMARY", "UNIQUE", "FOREIGN", "CHECK")) {
            name = in.simpleName();
        }
        ConstraintSpec.Kind kind;
        List<String> columns = List.of();
        String expression = null;
        String usingIndex = null;
        Name references = null;
        List<String> referenced = List.of();
        if (in.accept("PRIMARY", "KEY")) {
            kind = ConstraintSpec.Kind.PRIMARY_KEY;
        } else if (in.accept("UNIQUE")) {
            kind = ConstraintSpec.Kind.UNIQUE;
            in.acceptAny("KEY", "INDEX");
            if (in.accept("NULLS")) {
                in.accept("NOT");
                in.accept("DISTINCT");
            }
        } else if (in.accept("FOREIGN", "KEY")) {
            kind = ConstraintSpec.Kind.FOREIGN_KEY;
        } else if (in.accept("CHECK")) {
            kind = ConstraintSpec.Kind.CHECK;
            expression = in.parenthesised();
        } else if (in.accept("EXCLUDE")) {
            kind = ConstraintSpec.Kind.EXCLUDE;
            in.skipItem();
        } else if (in.accept("NOT", "NULL")) {
            kind = ConstraintSpec.Kind.NOT_NULL;
            columns = List.of(in.simpleName());
        } else {
            throw new Cursor.Unexpected(in.here());
        }
        if (kind == ConstraintSpec.Kind.PRIMARY_KEY
                || kind == ConstraintSpec.Kind.UNIQUE
                || kind == ConstraintSpec.Kind.FOREIGN_KEY) {
            if (in.accept("USING", "INDEX")) {
                usingIndex = in.simpleName();
            } else {
                if (!in.isAny("(", "USING")) {
                    String index = in.simpleName();
                    name = name == null ? index : name;
                }
                if (in.accept("USING")) {
                    in.next();
                }
                columns = in.columns();
            }
        }
        if (in.accept("REFERENCES")) {
            references = in.name();
            if (in.follows("(")) {
                referenced = in.columns();
            }
        }
        boolean notValid = false;
        boolean notEnforced = false;
        while (!in.atEnd() && !in.isAny(",", ")")) {
            if (in.accept("NOT", "VALID")) {
                notValid = true;
            } else if (in.accept("NOT", "ENFORCED")) {
                notEnforced = true;
            } else {
                in.skipOne();
            }
        }
        return new ConstraintSpec(
                kind,
                name,
                columns,
                expression,
                references,
                referenced,
                notValid,
                notEnforced,
                usingIndex,
                in.spanFrom(from));
    }

    /** One of MySQL's indexes within CREATE TABLE or ALTER TABLE. */
    static IndexSpec index(Cursor in) {
        int from = in.mark();
        String kind = in.isAny("FULLTEXT", "SPATIAL", "VECTOR") ? in.word() : null;
        in.acceptAny("INDEX", "KEY");
        in.accept("IF", "NOT", "EXISTS");
        String name = in.isAny("(", "USING") ? null : in.simpleName();
        return rest(in, from, name, false, kind);
    }

    /** What follows the name of an index, or of the table that it is on. */
    static IndexSpec rest(Cursor in, int from, @Nullable String name, boolean unique, @Nullable String kind) {
        String sort = kind;
        if (in.accept("USING")) {
            String method = in.word();
            sort = method.equals("btree") ? kind : method;
        }
        List<String> columns = in.columns();
        String where = null;
        while (!in.atEnd() && !in.isAny(",", ")") && !in.isAny("ALGORITHM", "LOCK")) {
            if (in.accept("WHERE")) {
                int condition = in.mark();
                while (!in.atEnd()) {
                    in.next();
                }
                where = in.textBetween(condition, in.mark());
            } else {
                in.skipOne();
            }
        }
        return new IndexSpec(name, unique, sort, columns, where, in.spanFrom(from));
    }
}
