package dev.migrate.lint.grammar;

import dev.migrate.sql.DatabaseKind;
import dev.migrate.sql.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads the actions of ALTER TABLE. */
final class AlterActions {

    private final Cursor in;
    private final List<Action> actions = new ArrayList<>();
    private @Nullable String algorithm;
    private @Nullable String lock;

    private AlterActions(Cursor in) {
        this.in = in;
    }

    /** Reads from behind the table's name. */
    static Change.AlterTable read(Cursor in, Name table, boolean ifExists, boolean only) {
        AlterActions reader = new AlterActions(in);
        while (!in.atEnd()) {
            int from = in.mark();
            reader.action(from);
            if (in.mark() == from) {
                in.next();
            }
            in.accept(",");
        }
        return new Change.AlterTable(table, ifExists, only, reader.actions, reader.algorithm, reader.lock);
    }

    private void action(int from) {
        if (in.follows("ALGORITHM")) {
            in.next();
            in.accept("=");
            algorithm = in.word();
        } else if (in.follows("LOCK")) {
            in.next();
            in.accept("=");
            lock = in.word();
        } else if (in.accept("ADD")) {
            add(from);
        } else if (in.accept("DROP")) {
            drop(from);
        } else if (in.accept("ALTER")) {
            alter(from);
        } else if (in.kind().isMysqlFamily() && in.accept("MODIFY")) {
            column();
            in.accept("IF", "EXISTS");
            ColumnSpec column = Definitions.column(in);
            actions.add(new Action.Redefine(column.name(), column, column.position() != null, in.spanFrom(from)));
        } else if (in.kind().isMysqlFamily() && in.accept("CHANGE")) {
            column();
            in.accept("IF", "EXISTS");
            String old = in.simpleName();
            ColumnSpec column = Definitions.column(in);
            actions.add(new Action.Redefine(old, column, column.position() != null, in.spanFrom(from)));
        } else if (in.accept("RENAME")) {
            rename(from);
        } else if (in.accept("VALIDATE", "CONSTRAINT")) {
            String name = in.simpleName();
            actions.add(new Action.ValidateConstraint(name, in.spanFrom(from)));
        } else if (in.accept("ATTACH", "PARTITION")) {
            Name partition = in.name();
            boolean isDefault = in.follows("DEFAULT");
            in.skipItem();
            actions.add(new Action.AttachPartition(partition, isDefault, in.spanFrom(from)));
        } else if (in.accept("DETACH", "PARTITION")) {
            Name partition = in.name();
            boolean concurrently = in.accept("CONCURRENTLY");
            boolean finishes = in.accept("FINALIZE");
            actions.add(new Action.DetachPartition(partition, concurrently, finishes, in.spanFrom(from)));
        } else if (in.accept("SET")) {
            set(from);
        } else if (in.isAny("ENABLE", "DISABLE") || in.follows("FORCE", "ROW") || in.follows("NO", "FORCE")) {
            boolean on = !in.follows("DISABLE") && !in.follows("NO");
            int words = in.mark();
            in.skipItem();
            String text = in.textBetween(words, in.mark()).toLowerCase(Locale.ROOT);
            actions.add(new Action.Switch(text.replaceFirst("^(enable|disable) ", ""), on, in.spanFrom(from)));
        } else if (in.accept("OWNER", "TO")) {
            String owner = in.simpleName();
            actions.add(new Action.SetOwner(owner, in.spanFrom(from)));
        } else if (in.kind().isMysqlFamily()) {
            option(from);
        } else {
            in.skipItem();
            actions.add(new Action.Other(in.textBetween(from, in.mark()), in.spanFrom(from)));
        }
    }

    /** MariaDB's SYSTEM VERSIONING and PERIOD FOR, which stand where a column may stand. */
    private boolean isVersioning() {
        return in.follows("SYSTEM", "VERSIONING") || in.follows("PERIOD", "FOR");
    }

    private void other(int from) {
        while (!in.atEnd() && !in.follows(",")) {
            in.skipOne();
        }
        actions.add(new Action.Other(in.textBetween(from, in.mark()), in.spanFrom(from)));
    }

    private void column() {
        in.accept("COLUMN");
    }

    private void add(int from) {
        if (Definitions.atConstraint(in)) {
            ConstraintSpec constraint = Definitions.constraint(in);
            actions.add(new Action.AddConstraint(constraint, in.spanFrom(from)));
        } else if (Definitions.atIndex(in)) {
            IndexSpec index = Definitions.index(in);
            actions.add(new Action.AddIndex(index, in.spanFrom(from)));
        } else if (in.kind().isMysqlFamily() && in.follows("PARTITION")) {
            partition(from, "add partition");
        } else if (in.kind() == DatabaseKind.MARIADB && isVersioning()) {
            other(from);
        } else {
            column();
            boolean ifNotExists = in.accept("IF", "NOT", "EXISTS");
            if (in.accept("(")) {
                do {
                    int begin = in.mark();
                    ColumnSpec column = Definitions.column(in);
                    actions.add(new Action.AddColumn(column, ifNotExists, in.spanFrom(begin)));
                } while (in.accept(","));
                in.accept(")");
            } else {
                ColumnSpec column = Definitions.column(in);
                actions.add(new Action.AddColumn(column, ifNotExists, in.spanFrom(from)));
            }
        }
    }

    private void drop(int from) {
        boolean mysql = in.kind().isMysqlFamily();
        if (in.accept("CONSTRAINT")) {
            dropConstraint(from, null);
        } else if (mysql && in.accept("PRIMARY", "KEY")) {
            actions.add(
                    new Action.DropConstraint(ConstraintSpec.Kind.PRIMARY_KEY, null, false, false, in.spanFrom(from)));
        } else if (mysql && in.accept("FOREIGN", "KEY")) {
            dropConstraint(from, ConstraintSpec.Kind.FOREIGN_KEY);
        } else if (mysql && in.accept("CHECK")) {
            dropConstraint(from, ConstraintSpec.Kind.CHECK);
        } else if (mysql && in.isAny("INDEX", "KEY")) {
            in.next();
            in.accept("IF", "EXISTS");
            String name = in.simpleName();
            actions.add(new Action.RemoveIndex(name, in.spanFrom(from)));
        } else if (mysql && in.follows("PARTITION")) {
            partition(from, "drop partition");
        } else if (in.kind() == DatabaseKind.MARIADB && isVersioning()) {
            other(from);
        } else {
            column();
            boolean ifExists = in.accept("IF", "EXISTS");
            String name = in.simpleName();
            boolean cascade = in.accept("CASCADE");
            in.accept("RESTRICT");
            actions.add(new Action.DropColumn(name, ifExists, cascade, in.spanFrom(from)));
        }
    }

    private void dropConstraint(int from, ConstraintSpec.@Nullable Kind kind) {
        boolean ifExists = in.accept("IF", "EXISTS");
        String name = in.simpleName();
        boolean cascade = in.accept("CASCADE");
        in.accept("RESTRICT");
        actions.add(new Action.DropConstraint(kind, name, ifExists, cascade, in.spanFrom(from)));
    }

    private void alter(int from) {
        if (in.kind().isMysqlFamily() && in.isAny("INDEX", "KEY")) {
            in.next();
            String index = in.simpleName();
            boolean not = in.accept("NOT");
            boolean hidden = in.acceptAny("INVISIBLE", "IGNORED");
            in.accept("VISIBLE");
            actions.add(new Action.ShowIndex(index, not || !hidden, in.spanFrom(from)));
            return;
        }
        if (in.isAny("CONSTRAINT", "CHECK")) {
            in.skipItem();
            actions.add(new Action.Other(in.textBetween(from, in.mark()), in.spanFrom(from)));
            return;
        }
        column();
        String column = in.simpleName();
        if (in.accept("TYPE") || in.accept("SET", "DATA", "TYPE")) {
            TypeSpec type = TypeReader.read(in);
            String collation = in.accept("COLLATE") ? in.name().name() : null;
            String using = null;
            if (in.accept("USING")) {
                int begin = in.mark();
                in.skipItem();
                using = in.textBetween(begin, in.mark());
            }
            actions.add(new Action.SetType(column, type, using, collation, in.spanFrom(from)));
        } else if (in.accept("SET", "NOT", "NULL")) {
            actions.add(new Action.SetNotNull(column, in.spanFrom(from)));
        } else if (in.accept("DROP", "NOT", "NULL")) {
            actions.add(new Action.DropNotNull(column, in.spanFrom(from)));
        } else if (in.accept("SET", "DEFAULT")) {
            int begin = in.mark();
            in.skipItem();
            actions.add(new Action.SetDefault(column, in.textBetween(begin, in.mark()), in.spanFrom(from)));
        } else if (in.accept("DROP", "DEFAULT")) {
            actions.add(new Action.DropDefault(column, in.spanFrom(from)));
        } else if (in.follows("ADD", "GENERATED")) {
            in.skipItem();
            actions.add(new Action.AddIdentity(column, in.spanFrom(from)));
        } else {
            in.skipItem();
            actions.add(new Action.Other(in.textBetween(from, in.mark()), in.spanFrom(from)));
        }
    }

    private void rename(int from) {
        if (in.accept("CONSTRAINT")) {
            String old = in.simpleName();
            in.expect("TO");
            actions.add(new Action.RenameConstraint(old, in.simpleName(), in.spanFrom(from)));
        } else if (in.kind().isMysqlFamily() && in.isAny("INDEX", "KEY")) {
            in.next();
            String old = in.simpleName();
            in.expect("TO");
            actions.add(new Action.RenameIndex(old, in.simpleName(), in.spanFrom(from)));
        } else if (in.acceptAny("TO", "AS", "=")) {
            actions.add(new Action.RenameTable(in.name(), in.spanFrom(from)));
        } else {
            column();
            Name old = in.name();
            if (in.accept("TO")) {
                actions.add(new Action.RenameColumn(old.name(), in.simpleName(), in.spanFrom(from)));
            } else {
                // MySQL's RENAME new_name
                actions.add(new Action.RenameTable(old, in.spanFrom(from)));
            }
        }
    }

    private void set(int from) {
        int words = in.mark();
        if (in.accept("SCHEMA")) {
            String schema = in.simpleName();
            actions.add(new Action.SetSchema(schema, in.spanFrom(from)));
            return;
        }
        boolean moves = in.kind() == DatabaseKind.POSTGRESQL
                && (in.isAny("LOGGED", "UNLOGGED", "TABLESPACE") || in.follows("ACCESS", "METHOD"));
        in.skipItem();
        String text = in.textBetween(words, in.mark());
        actions.add(
                moves
                        ? new Action.Move(text.toLowerCase(Locale.ROOT), in.spanFrom(from))
                        : new Action.Other("SET " + text, in.spanFrom(from)));
    }

    private void partition(int from, String what) {
        List<String> names = new ArrayList<>();
        in.expect("PARTITION");
        in.accept("IF", "EXISTS");
        // COALESCE and OPTIMIZE may give a number
        if (in.peek(0) != null && in.peek(0).isName()) {
            do {
                names.add(in.simpleName());
            } while (in.accept(",") && !in.atEnd());
        }
        in.skipItem();
        actions.add(new Action.Repartition(what, names, in.spanFrom(from)));
    }

    /** MySQL's options of a table, and what else it may say. */
    private void option(int from) {
        if (in.accept("CONVERT", "TO")) {
            in.acceptAny("CHARSET");
            in.accept("CHARACTER", "SET");
            String charset = in.word();
            String collation = null;
            if (in.accept("COLLATE")) {
                in.accept("=");
                collation = in.word();
            }
            actions.add(new Action.ConvertCharset(charset, collation, in.spanFrom(from)));
        } else if (in.accept("FORCE")) {
            actions.add(new Action.Force(in.spanFrom(from)));
        } else if (in.accept("ENGINE")) {
            in.accept("=");
            actions.add(new Action.SetEngine(in.simpleName(), in.spanFrom(from)));
        } else if (in.accept("PARTITION", "BY")) {
            in.toEnd();
            actions.add(new Action.Repartition("partition by", List.of(), in.spanFrom(from)));
        } else if (in.accept("REMOVE", "PARTITIONING")) {
            actions.add(new Action.Repartition("remove partitioning", List.of(), in.spanFrom(from)));
        } else if (in.isAny("REORGANIZE", "TRUNCATE", "COALESCE", "EXCHANGE", "REBUILD", "OPTIMIZE")
                && in.peek(1) != null
                && in.peek(1).is("PARTITION")) {
            partition(from, in.word() + " partition");
        } else {
            in.accept("DEFAULT");
            String name;
            if (in.accept("CHARACTER", "SET") || in.accept("CHARSET")) {
                name = "charset";
            } else {
                Token first = in.peek(0);
                if (first == null || first.sort() != Token.Sort.WORD) {
                    throw new Cursor.Unexpected(in.here());
                }
                name = in.word();
            }
            in.accept("=");
            String value = in.atEnd() || in.follows(",") ? "" : in.next().name();
            actions.add(new Action.SetOption(name, value, in.spanFrom(from)));
        }
    }
}
