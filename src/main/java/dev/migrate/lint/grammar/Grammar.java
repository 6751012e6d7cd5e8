package dev.migrate.lint.grammar;

import dev.migrate.diagnostic.MigrateException;
import dev.migrate.sql.DatabaseKind;
import dev.migrate.sql.Statement;
import dev.migrate.sql.Token;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Understands a statement as far as the review needs it. What it does not know, it says so: a statement that might change the schema
 * and cannot be read is {@link Change.Opaque}, never taken for harmless.
 */
public final class Grammar {

    /** A statement with more characters than that is read for its first words alone: it carries data. */
    private static final int LONG = 20_000;

    private static final Set<String> HARMLESS = Set.of(
            "VALUES",
            "TABLE",
            "SHOW",
            "EXPLAIN",
            "DESCRIBE",
            "DESC",
            "HELP",
            "COMMENT",
            "ANALYZE",
            "ANALYSE",
            "NOTIFY",
            "LISTEN",
            "UNLISTEN",
            "CHECKPOINT",
            "USE",
            "DISCARD",
            "UNLOCK",
            "(",
            "SECURITY",
            "ATTACH",
            "DETACH",
            "FLUSH",
            "CHECK",
            "SIGNAL",
            "DECLARE",
            "FETCH",
            "CLOSE",
            "MOVE",
            "DEALLOCATE",
            "IMPORT");

    /** What a SELECT without a table may call, and nothing of the schema changes; functions and what looks like one. */
    private static final Set<String> KNOWN_FUNCTIONS = Set.of(
            "current_setting",
            "setval",
            "nextval",
            "currval",
            "lastval",
            "exists",
            "count",
            "coalesce",
            "nullif",
            "now",
            "version",
            "cast",
            "array",
            "row",
            "not",
            "lower",
            "upper",
            "length",
            "random",
            "setseed",
            "gen_random_uuid",
            "to_regclass",
            "format",
            "txid_current",
            "current_database",
            "current_schema");

    /** Kinds of objects whose names have more words, or no letters. */
    private static final Set<String> MANY_WORDS = Set.of(
            "operator",
            "text",
            "foreign",
            "event",
            "large",
            "access",
            "procedural",
            "trusted",
            "language",
            "cast",
            "user",
            "transform");

    private static final Set<String> TRANSACTION =
            Set.of("BEGIN", "START", "COMMIT", "ROLLBACK", "END", "ABORT", "SAVEPOINT", "RELEASE", "XA");

    private final Cursor in;
    private final boolean mysql;

    private Grammar(Cursor in) {
        this.in = in;
        this.mysql = in.kind().isMysqlFamily();
    }

    /** What a statement does: one change, but for MySQL's RENAME TABLE of several tables. */
    public static List<Change> read(DatabaseKind kind, Statement statement) {
        List<String> words = statement.keywords();
        if (words.isEmpty()) {
            return List.of(new Change.Harmless());
        }
        if (statement.copyData() != null || statement.text().length() > LONG && isData(words)) {
            return List.of(ofFirstWords(words));
        }
        return read(kind, statement.text());
    }

    /** What a statement does, told from its text. */
    public static List<Change> read(DatabaseKind kind, String text) {
        Cursor in = null;
        try {
            in = new Cursor(kind, text);
            Grammar grammar = new Grammar(in);
            return grammar.changes();
        } catch (Cursor.Unexpected e) {
            return List.of(new Change.Opaque("the grammar stops at " + (in == null ? "the end" : in.here())));
        } catch (MigrateException e) {
            return List.of(new Change.Opaque("a quote that does not end"));
        }
    }

    private static boolean isData(List<String> words) {
        return List.of("INSERT", "REPLACE", "COPY", "VALUES", "SELECT", "UPDATE")
                .contains(words.get(0));
    }

    /** A statement that carries data: the table is among its first words. */
    private static Change ofFirstWords(List<String> words) {
        String verb = words.get(0).toLowerCase(Locale.ROOT);
        int at = 1;
        while (at < words.size()
                && Set.of("INTO", "IGNORE", "LOW_PRIORITY", "DELAYED", "HIGH_PRIORITY", "OR", "REPLACE")
                        .contains(words.get(at))) {
            at++;
        }
        if (at >= words.size()) {
            return new Change.Harmless();
        }
        String name = words.get(at).toLowerCase(Locale.ROOT);
        boolean qualified = at + 2 < words.size() && words.get(at + 1).equals(".");
        Name table = qualified ? new Name(name, words.get(at + 2).toLowerCase(Locale.ROOT)) : Name.of(name);
        return switch (verb) {
            case "copy" -> new Change.Rows("copy", table, true, List.of(), false);
            case "update" -> new Change.Rows("update", table, true, List.of(), false);
            case "insert", "replace" -> new Change.Rows("insert", table, true, List.of(), false);
            default -> new Change.Harmless();
        };
    }

    private List<Change> changes() {
        if (mysql && in.follows("RENAME", "TABLE") || mysql && in.follows("RENAME", "TABLES")) {
            in.next();
            in.next();
            return renameTables();
        }
        if (mysql && in.accept("SET")) {
            return settings();
        }
        return in.follows("WITH") ? with() : List.of(change());
    }

    /** MySQL's SET of one variable or several; of user variables nothing is told. */
    private List<Change> settings() {
        List<Change> all = new ArrayList<>();
        do {
            boolean user = in.follows("@") && !in.follows("@", "@");
            in.acceptAny("SESSION", "GLOBAL", "PERSIST", "LOCAL");
            while (in.acceptAny("@", ".", "SESSION", "GLOBAL", "PERSIST", "LOCAL")) {
                continue;
            }
            if (in.atEnd()) {
                break;
            }
            String name = in.word();
            if (!user
                    && (name.equals("names")
                            || name.equals("transaction")
                            || name.equals("password")
                            || name.equals("role")
                            || name.equals("character")
                            || name.equals("default"))) {
                in.toEnd();
                break;
            }
            in.acceptAny(":");
            in.accept("=");
            int from = in.mark();
            in.skipItem();
            if (!user) {
                all.add(new Change.Setting(name, in.textBetween(from, in.mark()), false));
            }
        } while (in.accept(","));
        return all.isEmpty() ? List.of(new Change.Harmless()) : all;
    }

    private List<Change> renameTables() {
        List<Change> all = new ArrayList<>();
        do {
            int from = in.mark();
            in.accept("IF", "EXISTS");
            Name table = in.name();
            in.expect("TO");
            Name to = in.name();
            all.add(new Change.AlterTable(
                    table, false, false, List.of(new Action.RenameTable(to, in.spanFrom(from))), null, null));
        } while (in.accept(","));
        return all;
    }

    private Change change() {
        Token first = in.peek(0);
        if (first == null) {
            return new Change.Harmless();
        }
        String word = first.text().toUpperCase(Locale.ROOT);
        switch (word) {
            case "CREATE":
                in.next();
                return create();
            case "ALTER":
                in.next();
                return alter();
            case "DROP":
                in.next();
                return drop();
            case "TRUNCATE":
                in.next();
                return truncate();
            case "REINDEX":
                in.next();
                return reindex();
            case "REFRESH":
                in.next();
                return refresh();
            case "GRANT", "REVOKE":
                return new Change.Privilege(word.toLowerCase(Locale.ROOT));
            case "VACUUM":
                in.next();
                return vacuum();
            case "CLUSTER", "REPACK":
                in.next();
                return rewrite(word.toLowerCase(Locale.ROOT));
            case "OPTIMIZE":
                in.next();
                in.acceptAny("LOCAL", "NO_WRITE_TO_BINLOG");
                in.acceptAny("TABLE", "TABLES");
                return new Change.Rewrite("optimize", in.name(), false);
            case "LOCK":
                in.next();
                return lock();
            case "SET":
                in.next();
                return set();
            case "PRAGMA":
                in.next();
                return pragma();
            case "RESET":
                in.next();
                return in.atEnd() ? new Change.Harmless() : new Change.Setting(in.word(), "default", false);
            case "SELECT":
                return select();
            case "UPDATE", "DELETE", "INSERT", "REPLACE", "MERGE":
                return rows();
            case "COPY":
                in.next();
                return in.follows("(")
                        ? new Change.Harmless()
                        : new Change.Rows("copy", in.name(), true, List.of(), false);
            case "REASSIGN":
                in.next();
                in.expect("OWNED");
                return new Change.ReassignOwned(roles());
            case "LOAD":
                return load();
            case "DO":
                return mysql ? new Change.Harmless() : new Change.Opaque("a DO block");
            case "CALL":
                return new Change.Opaque("a call of a procedure");
            case "EXECUTE":
                return new Change.Opaque("a prepared statement");
            case "PREPARE":
                return in.follows("PREPARE", "TRANSACTION")
                        ? new Change.Transaction("prepare")
                        : new Change.Opaque("a prepared statement");
            default:
                if (mysql && word.equals("BEGIN") && in.follows("BEGIN", "NOT", "ATOMIC")) {
                    return new Change.Opaque("a block");
                }
                if (TRANSACTION.contains(word)) {
                    return new Change.Transaction(word.toLowerCase(Locale.ROOT));
                }
                return HARMLESS.contains(word)
                        ? new Change.Harmless()
                        : new Change.Opaque(
                                "\"" + first.text() + "\", which begins no statement that the review knows");
        }
    }

    private Change create() {
        boolean orReplace = in.accept("OR", "REPLACE");
        String definer = null;
        if (in.accept("DEFINER")) {
            in.expect("=");
            definer = in.word();
            while (!in.atEnd()
                    && !in.isAny("VIEW", "TRIGGER", "FUNCTION", "PROCEDURE", "EVENT", "SQL", "AGGREGATE", "OR")) {
                in.next();
            }
        }
        if (in.accept("ALGORITHM")) {
            in.accept("=");
            in.next();
        }
        if (in.accept("SQL", "SECURITY")) {
            in.next();
        }
        in.acceptAny("GLOBAL", "LOCAL", "RECURSIVE", "TRUSTED");
        in.acceptAny("CONSTRAINT");
        boolean temporary = in.acceptAny("TEMP", "TEMPORARY");
        boolean event = in.isAny("EVENT");
        boolean aggregate = in.isAny("AGGREGATE") && !mysql;
        in.acceptAny("UNLOGGED", "FOREIGN", "AGGREGATE", "EVENT");
        if (in.accept("TABLE")) {
            return createTable(temporary, orReplace);
        }
        if (in.follows("MATERIALIZED", "VIEW") || in.isAny("VIEW")) {
            boolean materialized = in.accept("MATERIALIZED");
            in.next();
            in.accept("IF", "NOT", "EXISTS");
            Name view = in.name();
            return new Change.CreateView(view, materialized, orReplace, in.later("WITH", "NO", "DATA"));
        }
        boolean unique = in.accept("UNIQUE");
        String kind = in.isAny("FULLTEXT", "SPATIAL", "VECTOR") ? in.word() : null;
        if (in.accept("INDEX")) {
            return createIndex(unique, kind);
        }
        if (in.acceptAny("SCHEMA", "DATABASE")) {
            in.accept("IF", "NOT", "EXISTS");
            return in.isAny("AUTHORIZATION") ? new Change.Harmless() : new Change.CreateSchema(in.name());
        }
        if (in.accept("TYPE")) {
            Name type = in.name();
            if (in.accept("AS", "ENUM")) {
                return new Change.CreateEnum(type, strings());
            }
            return new Change.CreateOther("type", type);
        }
        if (in.accept("DOMAIN")) {
            Name domain = in.name();
            in.accept("AS");
            TypeSpec base = TypeReader.read(in);
            return new Change.CreateDomain(domain, base, in.later("CHECK") || in.later("NOT", "NULL"));
        }
        if (in.accept("TRIGGER")) {
            // PostgreSQL's event triggers are on no table
            return event ? new Change.CreateTrigger(in.name(), null) : createTrigger();
        }
        if (in.accept("POLICY")) {
            String name = in.simpleName();
            in.expect("ON");
            return new Change.CreatePolicy(name, in.name());
        }
        if (in.acceptAny("FUNCTION", "PROCEDURE")) {
            in.accept("IF", "NOT", "EXISTS");
            Name name = in.name();
            boolean invoker = in.later("SQL", "SECURITY", "INVOKER");
            boolean security = in.later("SECURITY", "DEFINER") || mysql && !invoker && definer != null;
            boolean steady = in.later("IMMUTABLE") || in.later("STABLE");
            return new Change.CreateRoutine(name, security, in.later("SET", "search_path"), definer, steady);
        }
        if (in.accept("EXTENSION")) {
            in.accept("IF", "NOT", "EXISTS");
            return new Change.Extension("create", in.simpleName());
        }
        if (in.kind() != DatabaseKind.POSTGRESQL) {
            return new Change.Harmless();
        }
        return aggregate ? new Change.CreateOther("aggregate", in.name()) : createOther();
    }

    private Change createOther() {
        if (in.atEnd()) {
            return new Change.Harmless();
        }
        String kind = in.word();
        in.accept("IF", "NOT", "EXISTS");
        boolean plain =
                !MANY_WORDS.contains(kind) && in.peek(0) != null && in.peek(0).isName();
        return new Change.CreateOther(kind, plain ? in.name() : null);
    }

    private Change createTable(boolean temporary, boolean orReplace) {
        boolean ifNotExists = in.accept("IF", "NOT", "EXISTS");
        Name table = in.name();
        List<ColumnSpec> columns = new ArrayList<>();
        List<ConstraintSpec> constraints = new ArrayList<>();
        List<IndexSpec> indexes = new ArrayList<>();
        Name partitionOf = in.accept("PARTITION", "OF") ? in.name() : null;
        if (in.accept("LIKE") || in.follows("(", "LIKE") && mysql) {
            in.toEnd();
            return new Change.CreateTable(
                    table,
                    ifNotExists,
                    temporary,
                    columns,
                    constraints,
                    indexes,
                    Map.of("like", "true"),
                    false,
                    false,
                    null);
        }
        boolean query = in.follows("(", "SELECT") || in.follows("(", "WITH");
        boolean like = false;
        if (in.follows("(") && !query && partitionOf == null) {
            in.expect("(");
            while (!in.accept(")")) {
                int mark = in.mark();
                if (in.accept("LIKE")) {
                    like = true;
                    in.skipItem();
                } else if (Definitions.atConstraint(in)) {
                    constraints.add(Definitions.constraint(in));
                } else if (Definitions.atIndex(in)) {
                    indexes.add(Definitions.index(in));
                } else if (mysql && in.follows("PERIOD", "FOR")) {
                    in.skipItem();
                } else if (in.isAny(",")) {
                    in.next();
                } else {
                    columns.add(Definitions.column(in));
                }
                if (in.mark() == mark || !in.isAny(",", ")")) {
                    throw new Cursor.Unexpected(in.here());
                }
                in.accept(",");
            }
        } else if (in.follows("(") && !query) {
            in.skipParentheses();
        }
        Map<String, String> options = new HashMap<>();
        if (like) {
            options.put("like", "true");
        }
        if (orReplace) {
            options.put("or replace", "true");
        }
        boolean partitioned = in.later("PARTITION", "BY");
        partitionKey().ifPresent(key -> options.put("partition by", key));
        boolean asSelect = query || in.later("AS") || in.later("SELECT");
        while (!in.atEnd() && !in.isAny("AS", "SELECT", "PARTITION")) {
            option(options);
        }
        return new Change.CreateTable(
                table,
                ifNotExists,
                temporary,
                columns,
                constraints,
                indexes,
                options,
                asSelect,
                partitioned,
                partitionOf);
    }

    /** What PostgreSQL's PARTITION BY says: {@code RANGE (day)}. */
    private Optional<String> partitionKey() {
        int mark = in.mark();
        while (!in.atEnd() && !in.accept("PARTITION", "BY")) {
            in.skipOne();
        }
        int from = in.mark();
        if (!in.atEnd()) {
            in.next();
        }
        if (in.follows("(")) {
            in.skipParentheses();
        }
        String key = in.textBetween(from, in.mark());
        in.back(mark);
        return key.isEmpty() || mysql ? Optional.empty() : Optional.of(key);
    }

    private void option(Map<String, String> options) {
        in.accept(",");
        in.accept("DEFAULT");
        if (in.accept("CHARACTER", "SET") || in.accept("CHARSET")) {
            in.accept("=");
            options.put("charset", in.word());
            return;
        }
        if (in.follows("(") || in.peek(0) == null || !in.peek(0).isName()) {
            if (!in.atEnd()) {
                in.skipOne();
            }
            return;
        }
        String name = in.word();
        if (name.equals("without") && in.accept("ROWID")) {
            options.put("without rowid", "true");
            return;
        }
        boolean assigned = in.accept("=");
        boolean takes = assigned || mysql && !in.atEnd() && !in.isAny(",");
        options.put(name, takes && !in.atEnd() ? in.next().name() : "true");
    }

    private Change createIndex(boolean unique, @Nullable String kind) {
        int from = in.mark();
        boolean concurrently = in.accept("CONCURRENTLY");
        boolean ifNotExists = in.accept("IF", "NOT", "EXISTS");
        String name = in.isAny("ON") ? null : in.name().name();
        String method = null;
        if (in.accept("USING")) {
            method = in.word();
        }
        in.expect("ON");
        boolean only = in.accept("ONLY");
        Name table = in.name();
        IndexSpec index = Definitions.rest(in, from, name, unique, kind == null ? other(method) : kind);
        @Nullable String[] mode = online();
        return new Change.CreateIndex(index, table, concurrently, ifNotExists, only, mode[0], mode[1]);
    }

    private static @Nullable String other(@Nullable String method) {
        return "btree".equals(method) ? null : method;
    }

    /** MySQL's ALGORITHM and LOCK, wherever they stand in what is left. */
    private @Nullable String[] online() {
        @Nullable String[] found = new @Nullable String[2];
        while (!in.atEnd()) {
            if (in.accept("ALGORITHM")) {
                in.accept("=");
                found[0] = in.word();
            } else if (in.accept("LOCK")) {
                in.accept("=");
                found[1] = in.word();
            } else {
                in.next();
            }
        }
        return found;
    }

    private Change createTrigger() {
        in.accept("IF", "NOT", "EXISTS");
        Name name = in.name();
        while (!in.atEnd() && !in.isAny("ON")) {
            if (in.accept("UPDATE", "OF")) {
                in.simpleName();
                while (in.accept(",")) {
                    in.simpleName();
                }
            } else {
                in.next();
            }
        }
        return new Change.CreateTrigger(name, in.accept("ON") ? in.name() : null);
    }

    private List<String> strings() {
        List<String> values = new ArrayList<>();
        in.expect("(");
        while (!in.accept(")")) {
            values.add(in.next().name());
            in.accept(",");
        }
        return values;
    }

    private Change alter() {
        in.acceptAny("ONLINE", "OFFLINE", "IGNORE", "FOREIGN");
        if (in.accept("TABLE")) {
            in.acceptAny("WAIT", "NOWAIT");
            boolean ifExists = in.accept("IF", "EXISTS");
            if (in.accept("ALL", "IN", "TABLESPACE")) {
                return new Change.Rewrite("set tablespace", null, false);
            }
            boolean only = in.accept("ONLY");
            Name table = in.name();
            in.accept("*");
            if (in.kind() == DatabaseKind.MARIADB && in.acceptAny("WAIT", "NOWAIT")) {
                if (in.peek(0) != null && in.peek(0).sort() == Token.Sort.NUMBER) {
                    in.next();
                }
            }
            return AlterActions.read(in, table, ifExists, only);
        }
        if (in.accept("TYPE")) {
            return alterType();
        }
        if (in.accept("DOMAIN")) {
            Name domain = in.name();
            boolean adds = in.follows("ADD") || in.follows("SET", "NOT");
            return new Change.AlterDomain(domain, adds, in.later("NOT", "VALID"));
        }
        if (in.accept("EXTENSION")) {
            String name = in.simpleName();
            return in.accept("UPDATE") ? new Change.Extension("update", name) : new Change.Harmless();
        }
        if (in.follows("DEFAULT", "PRIVILEGES")) {
            return new Change.Privilege("alter default privileges");
        }
        boolean materialized = in.accept("MATERIALIZED");
        String kind = materialized ? "materialized " + in.word() : in.word();
        in.accept("IF", "EXISTS");
        if (in.atEnd()) {
            return new Change.Harmless();
        }
        if (MANY_WORDS.contains(kind)) {
            return in.later("OWNER", "TO") ? new Change.ChangeOwner(kind, null) : new Change.Harmless();
        }
        if (kind.equals("index") && in.follows("ALL")) {
            return new Change.Harmless();
        }
        Name name = in.name();
        if (in.follows("(")) {
            in.skipParentheses();
        }
        if (in.accept("OWNER", "TO")) {
            return new Change.ChangeOwner(kind, name);
        }
        if (in.accept("RENAME", "TO")) {
            return new Change.Rename(kind, name, in.name());
        }
        if (kind.equals("index") && in.follows("SET", "TABLESPACE")) {
            return new Change.Rewrite("set tablespace", null, false);
        }
        return new Change.Harmless();
    }

    private Change alterType() {
        Name type = in.name();
        if (in.accept("ADD", "VALUE")) {
            boolean ifNotExists = in.accept("IF", "NOT", "EXISTS");
            String value = in.next().name();
            return new Change.AddEnumValue(type, value, in.isAny("BEFORE", "AFTER"), ifNotExists);
        }
        if (in.accept("RENAME", "VALUE")) {
            String from = in.next().name();
            in.expect("TO");
            return new Change.RenameEnumValue(type, from, in.next().name());
        }
        if (in.accept("RENAME", "TO")) {
            return new Change.Rename("type", type, in.name());
        }
        return in.follows("OWNER", "TO") ? new Change.ChangeOwner("type", type) : new Change.Harmless();
    }

    private Change drop() {
        if (in.acceptAny("INDEX")) {
            return dropIndex();
        }
        if (in.accept("TEMPORARY")) {
            return new Change.Harmless();
        }
        in.acceptAny("FOREIGN");
        String kind = in.word();
        if (kind.equals("materialized")
                || kind.equals("event") && in.follows("TRIGGER")
                || kind.equals("text") && in.follows("SEARCH")
                || kind.equals("access")
                || kind.equals("user") && in.follows("MAPPING")) {
            kind += " " + in.word();
        }
        boolean ifExists = in.accept("IF", "EXISTS");
        if (in.atEnd()) {
            return new Change.Harmless();
        }
        if (kind.equals("prepare")
                || kind.equals("operator")
                || kind.equals("cast")
                || kind.equals("owned")
                || kind.equals("transform")
                || kind.startsWith("text")
                || kind.equals("routine")) {
            boolean cascade = in.later("CASCADE");
            return new Change.Drop(kind, kind.equals("owned") ? roles() : List.of(), ifExists, cascade);
        }
        List<Name> names = new ArrayList<>();
        do {
            names.add(in.name());
            if (in.follows("(")) {
                in.skipParentheses();
            }
        } while (in.accept(","));
        return new Change.Drop(kind.equals("tables") ? "table" : kind, names, ifExists, in.later("CASCADE"));
    }

    /** The roles behind BY, of DROP OWNED and REASSIGN OWNED. */
    private List<Name> roles() {
        in.expect("BY");
        return in.names();
    }

    private Change dropIndex() {
        boolean concurrently = in.accept("CONCURRENTLY");
        boolean ifExists = in.accept("IF", "EXISTS");
        List<Name> names = new ArrayList<>();
        do {
            names.add(in.name());
        } while (in.accept(","));
        Name table = in.accept("ON") ? in.name() : null;
        boolean cascade = in.later("CASCADE");
        @Nullable String[] mode = online();
        return new Change.DropIndex(names, table, concurrently, ifExists, cascade, mode[0], mode[1]);
    }

    private Change truncate() {
        in.accept("TABLE");
        List<Name> tables = in.names();
        return new Change.Truncate(tables, in.later("CASCADE"));
    }

    private Change reindex() {
        boolean concurrently = false;
        if (in.follows("(")) {
            concurrently =
                    in.parenthesised().toLowerCase(Locale.ROOT).matches(".*\\bconcurrently\\b(?! *(off|false)).*");
        }
        if (in.kind() == DatabaseKind.SQLITE) {
            return new Change.Harmless();
        }
        String what = in.word();
        concurrently |= in.accept("CONCURRENTLY");
        return new Change.Reindex(what, in.atEnd() ? null : in.name(), concurrently);
    }

    private Change refresh() {
        in.expect("MATERIALIZED", "VIEW");
        boolean concurrently = in.accept("CONCURRENTLY");
        Name view = in.name();
        return new Change.Refresh(view, concurrently, in.later("WITH", "NO", "DATA"));
    }

    private Change vacuum() {
        boolean full = false;
        if (in.follows("(")) {
            full = in.parenthesised().toLowerCase(Locale.ROOT).matches(".*\\bfull\\b(?! *(off|false)).*");
        }
        full |= in.accept("FULL");
        while (in.acceptAny("FREEZE", "VERBOSE", "ANALYZE")) {
            continue;
        }
        return new Change.Vacuum(in.atEnd() || in.isAny("INTO") ? null : in.name(), full);
    }

    private Change rewrite(String verb) {
        boolean concurrently = in.accept("CONCURRENTLY");
        if (in.follows("(")) {
            concurrently |= in.parenthesised().toLowerCase(Locale.ROOT).contains("concurrently");
        }
        in.accept("VERBOSE");
        return new Change.Rewrite(verb, in.atEnd() ? null : in.name(), concurrently);
    }

    private Change lock() {
        in.acceptAny("TABLE", "TABLES");
        List<Name> tables = new ArrayList<>();
        String mode = "access exclusive";
        if (mysql) {
            do {
                tables.add(in.name());
                int from = in.mark();
                in.skipItem();
                mode = in.textBetween(from, in.mark()).toLowerCase(Locale.ROOT);
            } while (in.accept(","));
        } else {
            tables.addAll(in.names());
            if (in.accept("IN")) {
                int from = in.mark();
                while (!in.atEnd() && !in.isAny("MODE")) {
                    in.next();
                }
                mode = in.textBetween(from, in.mark()).toLowerCase(Locale.ROOT);
            }
        }
        return new Change.LockTable(tables, mode);
    }

    private Change set() {
        boolean local = in.accept("LOCAL");
        in.acceptAny("SESSION", "GLOBAL", "PERSIST");
        while (in.accept("@")) {
            if (in.peek(1) != null && in.peek(1).is(".")) {
                in.next();
                in.next();
            }
        }
        if (in.atEnd()) {
            return new Change.Harmless();
        }
        if (in.accept("TIME", "ZONE")) {
            int from = in.mark();
            in.toEnd();
            return new Change.Setting("timezone", in.textBetween(from, in.mark()), local);
        }
        String name = in.word();
        while (in.accept(".")) {
            name += "." + in.word();
        }
        if (name.equals("transaction") || name.equals("constraints")) {
            return new Change.Harmless();
        }
        in.acceptAny("=", "TO", ":");
        in.accept("=");
        int from = in.mark();
        in.toEnd();
        return new Change.Setting(name, in.textBetween(from, in.mark()), local);
    }

    /** SQLite's PRAGMA, which asks for something or sets it. */
    private Change pragma() {
        String name = in.name().name().toLowerCase(Locale.ROOT);
        if (in.follows("(")) {
            return new Change.Setting(name, in.parenthesised(), false);
        }
        if (!in.accept("=")) {
            return new Change.Harmless();
        }
        int from = in.mark();
        in.toEnd();
        return new Change.Setting(name, in.textBetween(from, in.mark()), false);
    }

    /** A query; PostgreSQL's SELECT … INTO makes a table. */
    private Change select() {
        if (in.kind() != DatabaseKind.POSTGRESQL || !in.later("INTO")) {
            return in.kind() == DatabaseKind.POSTGRESQL && !in.later("FROM") ? call() : new Change.Harmless();
        }
        while (!in.accept("INTO")) {
            in.skipOne();
        }
        in.acceptAny("UNLOGGED");
        boolean temporary = in.acceptAny("TEMP", "TEMPORARY");
        in.accept("TABLE");
        return new Change.CreateTable(
                in.name(), false, temporary, List.of(), List.of(), List.of(), Map.of(), true, false, null);
    }

    /** PostgreSQL's SELECT of a function and of no table, which is there for what the function does. */
    private Change call() {
        in.next();
        if (in.peek(0) == null || !in.peek(0).isName()) {
            return new Change.Harmless();
        }
        Name function = in.name();
        String name = function.name();
        if (name.equals("set_config") && in.accept("(")) {
            return setConfig();
        }
        boolean known =
                "pg_catalog".equals(function.schema()) || name.startsWith("pg_") || KNOWN_FUNCTIONS.contains(name);
        return in.follows("(") && !known
                ? new Change.Opaque("a call of the function \"" + function + "\"")
                : new Change.Harmless();
    }

    /** {@code set_config('lock_timeout', '0', false)} is a SET. */
    private Change setConfig() {
        Token name = in.next();
        if (name.sort() != Token.Sort.STRING || !in.accept(",")) {
            return new Change.Harmless();
        }
        int from = in.mark();
        in.skipItem();
        String value = in.textBetween(from, in.mark());
        boolean local = in.accept(",") && in.isAny("true", "'true'", "'t'");
        return new Change.Setting(name.name().toLowerCase(Locale.ROOT), value, local);
    }

    private Change load() {
        in.next();
        if (!in.isAny("DATA", "XML")) {
            return new Change.Harmless();
        }
        while (!in.atEnd() && !in.accept("INTO", "TABLE")) {
            in.next();
        }
        return new Change.Rows("load", in.name(), true, List.of(), false);
    }

    /** What a WITH does: the changes of rows in its parentheses, and the statement behind them. */
    private List<Change> with() {
        List<Change> all = new ArrayList<>();
        in.next();
        in.accept("RECURSIVE");
        while (!in.atEnd()) {
            if (in.isAny("UPDATE", "DELETE", "INSERT", "MERGE", "REPLACE")) {
                all.add(rows());
                return all;
            }
            if (in.isAny("SELECT", "VALUES", "TABLE")) {
                break;
            }
            if (in.follows("(")) {
                read(in.kind(), in.parenthesisedAhead()).stream()
                        .filter(Change.Rows.class::isInstance)
                        .forEach(all::add);
            }
            in.skipOne();
        }
        return all.isEmpty() ? List.of(new Change.Harmless()) : all;
    }

    private Change rows() {
        String verb = in.word();
        while (in.acceptAny("LOW_PRIORITY", "QUICK", "IGNORE", "DELAYED", "HIGH_PRIORITY")) {
            continue;
        }
        if (in.accept("OR")) {
            in.next();
        }
        switch (verb) {
            case "insert", "replace":
                in.accept("INTO");
                Name into = in.name();
                return new Change.Rows("insert", into, true, List.of(), in.later("SELECT") || in.later("TABLE"));
            case "merge":
                in.accept("INTO");
                in.accept("ONLY");
                return new Change.Rows("merge", in.name(), false, List.of(), true);
            case "delete":
                if (!in.accept("FROM") && mysql) {
                    Name several = in.name();
                    return new Change.Rows("delete", several, bounded() || in.later("JOIN"), List.of(), false);
                }
                in.accept("ONLY");
                Name from = in.name();
                return new Change.Rows("delete", from, bounded(), List.of(), false);
            default:
                in.accept("ONLY");
                Name table = in.name();
                while (!in.atEnd() && !in.follows("SET")) {
                    in.skipOne();
                }
                in.expect("SET");
                return new Change.Rows("update", table, bounded(), assigned(), false);
        }
    }

    private boolean bounded() {
        int mark = in.mark();
        boolean limited = in.later("LIMIT");
        boolean where = false;
        while (!in.atEnd()) {
            if (in.accept("WHERE")) {
                where = !(in.follows("TRUE") && in.peek(1) == null
                        || in.follows("1", "=", "1") && in.peek(3) == null
                        || in.peek(0) != null && in.peek(0).text().equals("1") && in.peek(1) == null);
                break;
            }
            in.skipOne();
        }
        in.back(mark);
        return where || limited;
    }

    private List<String> assigned() {
        List<String> columns = new ArrayList<>();
        do {
            if (in.follows("(")) {
                columns.addAll(in.columns());
            } else {
                int from = in.mark();
                Name column = in.name();
                boolean plain = in.follows("=") && column.schema() == null;
                while (!in.atEnd() && !in.follows("=")) {
                    // an element of an array, a field of a composite, a column of one of MySQL's several tables
                    in.next();
                }
                columns.add(plain ? column.name() : in.textBetween(from, in.mark()));
            }
            while (!in.atEnd() && !in.isAny(",") && !in.isAny("WHERE", "FROM", "RETURNING", "LIMIT")) {
                in.skipOne();
            }
        } while (in.accept(","));
        return columns;
    }
}
