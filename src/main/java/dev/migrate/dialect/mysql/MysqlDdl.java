package dev.migrate.dialect.mysql;

import dev.migrate.Column;
import dev.migrate.Constraint;
import dev.migrate.Default;
import dev.migrate.Generated;
import dev.migrate.Identity;
import dev.migrate.Index;
import dev.migrate.ReferentialAction;
import dev.migrate.Type;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.LiveCatalog;
import dev.migrate.dialect.StandardDdl;
import dev.migrate.operation.AddColumn;
import dev.migrate.operation.AddConstraint;
import dev.migrate.operation.AddEnumValue;
import dev.migrate.operation.AlterColumn;
import dev.migrate.operation.AlterSequence;
import dev.migrate.operation.ChangePrivileges;
import dev.migrate.operation.CommentOnTable;
import dev.migrate.operation.Counting;
import dev.migrate.operation.CreateDomain;
import dev.migrate.operation.CreateEnum;
import dev.migrate.operation.CreateExtension;
import dev.migrate.operation.CreateIndex;
import dev.migrate.operation.CreateRoutine;
import dev.migrate.operation.CreateSchema;
import dev.migrate.operation.CreateSequence;
import dev.migrate.operation.CreateTable;
import dev.migrate.operation.CreateTrigger;
import dev.migrate.operation.CreateView;
import dev.migrate.operation.Drop;
import dev.migrate.operation.DropColumn;
import dev.migrate.operation.DropConstraint;
import dev.migrate.operation.DropIndex;
import dev.migrate.operation.ObjectKind;
import dev.migrate.operation.ObjectName;
import dev.migrate.operation.Operation;
import dev.migrate.operation.RefreshView;
import dev.migrate.operation.Rename;
import dev.migrate.operation.RenameEnumValue;
import dev.migrate.operation.SetTableProperties;
import dev.migrate.operation.TableProperties;
import dev.migrate.operation.ValidateConstraint;
import dev.migrate.sql.DatabaseKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Operations in the words of MySQL and MariaDB. */
final class MysqlDdl extends StandardDdl {

    private static final Pattern NOW =
            Pattern.compile("(?i)(CURRENT_TIMESTAMP|NOW|LOCALTIME|LOCALTIMESTAMP)(\\s*\\(\\s*\\))?");
    private static final Pattern DIGITS = Pattern.compile("(?i)(?:datetime|timestamp)\\s*\\((\\d)\\)");
    private static final Pattern NOW_DIGITS = Pattern.compile("(?i)(CURRENT_TIMESTAMP|NOW)\\s*\\(\\s*\\d\\s*\\)");

    private static final Pattern BITS = Pattern.compile("(?i)b'[01]*'");

    private final Dialect dialect;
    private final boolean mariadb;

    MysqlDdl(Dialect dialect, LiveCatalog catalog) {
        super(dialect, catalog);
        this.dialect = dialect;
        this.mariadb = kind == DatabaseKind.MARIADB;
    }

    @Override
    protected String type(Operation operation, Type type) {
        return MysqlTypes.name(dialect, operation, type);
    }

    @Override
    protected String column(Operation operation, Column column) {
        String type = type(operation, column.type());
        StringBuilder text = new StringBuilder(quote(column.name())).append(' ').append(type);
        if (column.collation() != null) {
            text.append(" COLLATE ").append(column.collation());
        }
        if (column.formula() != null) {
            text.append(' ').append(generated(column.formula()));
        }
        if (!column.isNullable()) {
            text.append(" NOT NULL");
        } else if (type.startsWith("TIMESTAMP")) {
            // without the word some settings of the servers make it NOT NULL with a default
            text.append(" NULL");
        }
        if (column.initial() != null) {
            text.append(" DEFAULT ").append(initialOf(column, type, column.initial()));
        }
        if (column.counter() != null) {
            requirePlain(operation, column.counter());
            text.append(" AUTO_INCREMENT");
        }
        if (column.isPrimaryKey()) {
            text.append(" PRIMARY KEY");
        }
        if (column.isUnique()) {
            text.append(" UNIQUE");
        }
        if (column.remark() != null) {
            text.append(" COMMENT ").append(MysqlTypes.string(dialect, column.remark()));
        }
        if (column.condition() != null) {
            text.append(" CHECK (").append(column.condition()).append(')');
        }
        return text.toString();
    }

    void requirePlain(Operation operation, Identity identity) {
        if (identity.always() || identity.increment() != null) {
            throw unsupported(
                    operation,
                    "numbering but AUTO_INCREMENT",
                    "use identity() without alwaysGenerated and incrementBy");
        }
    }

    /** The action behind the one that makes a column number rows; nothing where it begins as it likes. */
    static String firstNumber(@Nullable Identity identity) {
        return identity == null || identity.start() == null ? "" : ",\n    AUTO_INCREMENT = " + identity.start();
    }

    static String generated(Generated formula) {
        return "GENERATED ALWAYS AS (" + formula.expression() + (formula.stored() ? ") STORED" : ") VIRTUAL");
    }

    private String initialOf(Column column, String type, Default initial) {
        String text = initialText(type, initial);
        boolean isNull = initial instanceof Default.Value value && value.value() == null;
        return MysqlTypes.needsExpression(column.type()) && !isNull && !text.startsWith("(") ? "(" + text + ")" : text;
    }

    /** What stands behind DEFAULT: an expression other than the time stands in parentheses, and the time has the column's own digits. */
    String initialText(String type, Default initial) {
        if (initial instanceof Default.Value value) {
            String literal = literals.of(value.value());
            return literal.startsWith("CONVERT") ? "(" + literal + ")" : literal;
        }
        String sql = ((Default.Expression) initial).sql().strip();
        if (NOW.matcher(sql).matches()) {
            var digits = DIGITS.matcher(type);
            return digits.find() ? "CURRENT_TIMESTAMP(" + digits.group(1) + ")" : "CURRENT_TIMESTAMP";
        }
        return NOW_DIGITS.matcher(sql).matches() || BITS.matcher(sql).matches() || sql.equalsIgnoreCase("NULL")
                ? sql
                : "(" + sql + ")";
    }

    String inParentheses(Default initial) {
        String text = initialText("", initial);
        return text.startsWith("CURRENT_TIMESTAMP") ? "(" + text + ")" : text;
    }

    /** The servers read a column's own REFERENCES and do nothing (MySQL until 9.0), so it becomes a key of the table. */
    private List<Constraint> keysOf(List<Column> columns) {
        return columns.stream()
                .filter(column -> column.reference() != null)
                .map(column -> (Constraint) column.reference())
                .toList();
    }

    @Override
    protected String constraint(Operation operation, Constraint constraint) {
        if (constraint instanceof Constraint.PrimaryKey key) {
            // its name is always PRIMARY
            return "PRIMARY KEY " + names(key.columns()) + timing(operation, key.timing());
        }
        if (constraint instanceof Constraint.ForeignKey key) {
            if (key.targets().isEmpty()) {
                throw unsupported(
                        operation,
                        "foreign keys without the columns they lead to",
                        "….references(\"" + key.table() + "\", \"id\")");
            }
            if (key.matching() != null && !key.matching().equalsIgnoreCase("SIMPLE")) {
                throw unsupported(operation, "MATCH " + key.matching(), "leave match(…) out");
            }
            if (key.deletion() == ReferentialAction.SET_DEFAULT || key.update() == ReferentialAction.SET_DEFAULT) {
                throw unsupported(operation, "SET DEFAULT for foreign keys", "use SET_NULL, or a trigger");
            }
            return super.constraint(
                    operation,
                    new Constraint.ForeignKey(
                            key.name(),
                            key.columns(),
                            key.table(),
                            key.targets(),
                            key.deletion(),
                            key.update(),
                            null,
                            key.timing()));
        }
        return super.constraint(operation, constraint);
    }

    @Override
    protected String timing(Operation operation, Constraint.Timing timing) {
        if (timing != Constraint.Timing.IMMEDIATE) {
            throw unsupported(operation, "deferred constraints", "leave deferrable() and initiallyDeferred() out");
        }
        return "";
    }

    @Override
    public List<String> visit(CreateTable operation) {
        TableProperties properties = operation.properties();
        if (properties.isUnlogged()) {
            throw unsupported(operation, "UNLOGGED tables", "leave unlogged() out");
        }
        String body = body(operation);
        List<Constraint> keys = keysOf(operation.columns());
        if (!keys.isEmpty()) {
            StringBuilder more = new StringBuilder();
            keys.forEach(key -> more.append(",\n    ").append(constraint(operation, key)));
            body = body.substring(0, body.length() - 2) + more + "\n)";
        }
        List<String> statements = new ArrayList<>();
        statements.add("CREATE " + (properties.isTemporary() ? "TEMPORARY " : "") + "TABLE "
                + (operation.ifNotExists() ? "IF NOT EXISTS " : "") + name(operation.table()) + body
                + options(properties, operation.columns())
                + (properties.partitionBy() == null ? "" : "\nPARTITION BY " + properties.partitionBy()));
        statements.addAll(indexes(operation));
        return statements;
    }

    private String options(TableProperties properties, List<Column> columns) {
        StringJoiner options = new StringJoiner(" ", " ", "");
        options.setEmptyValue("");
        if (properties.engine() != null) {
            options.add("ENGINE = " + properties.engine());
        }
        for (Column column : columns) {
            if (column.counter() != null && column.counter().start() != null) {
                options.add("AUTO_INCREMENT = " + column.counter().start());
            }
        }
        if (properties.charset() != null) {
            options.add("DEFAULT CHARACTER SET = " + properties.charset());
        }
        if (properties.collation() != null) {
            options.add("COLLATE = " + properties.collation());
        }
        properties.options().forEach((key, value) -> options.add(key + " = " + value));
        if (properties.comment() != null) {
            options.add("COMMENT = " + MysqlTypes.string(dialect, properties.comment()));
        }
        return options.toString();
    }

    @Override
    public List<String> visit(CommentOnTable operation) {
        String comment = operation.comment() == null ? "" : operation.comment();
        return List.of("ALTER TABLE " + name(operation.table()) + " COMMENT = " + MysqlTypes.string(dialect, comment));
    }

    @Override
    public List<String> visit(SetTableProperties operation) {
        String options = options(operation.properties(), List.of());
        return options.isEmpty() ? List.of() : List.of("ALTER TABLE " + name(operation.table()) + options);
    }

    @Override
    protected List<Part> parts(Operation operation) {
        if (operation instanceof AddColumn add) {
            return addColumn(add);
        }
        if (operation instanceof DropColumn drop) {
            cascade(drop, drop.cascade());
            return guard(
                    drop.ifExists(),
                    true,
                    MysqlGuard.column(drop.table(), drop.column()),
                    drop.table(),
                    new MysqlConstraint(this, dialect, catalog).dropsOver(drop) + "DROP COLUMN "
                            + quote(drop.column()));
        }
        if (operation instanceof AlterColumn alter) {
            return new MysqlColumn(this, dialect, catalog, alter).parts();
        }
        if (operation instanceof AddConstraint add) {
            return List.of(Part.action("ADD " + constraint(add, add.constraint())));
        }
        if (operation instanceof DropConstraint drop) {
            cascade(drop, drop.cascade());
            return new MysqlConstraint(this, dialect, catalog).drop(drop);
        }
        if (operation instanceof CreateIndex create && !create.ifNotExists()) {
            return List.of(Part.action("ADD " + index(create, "")));
        }
        // an index that is gone already is no error, and IF EXISTS has MariaDB alone
        if (operation instanceof DropIndex drop
                && catalog.indexExists(drop.table(), drop.index()).orElse(false)) {
            return List.of(Part.action("DROP INDEX " + quote(drop.index())));
        }
        return operation.accept(this).stream().map(Part::statement).toList();
    }

    /** An action, under a condition where one is asked for. */
    List<Part> guard(boolean wanted, boolean mustExist, MysqlGuard guard, ObjectName table, String action) {
        return wanted
                ? guard.statements(dialect, mustExist, "ALTER TABLE " + name(table) + " " + action).stream()
                        .map(Part::statement)
                        .toList()
                : List.of(Part.action(action));
    }

    private List<Part> addColumn(AddColumn operation) {
        Column column = operation.column();
        String place =
                operation.first() ? " FIRST" : operation.after() == null ? "" : " AFTER " + quote(operation.after());
        StringBuilder action = new StringBuilder("ADD COLUMN " + column(operation, column) + place);
        keysOf(List.of(column)).forEach(key -> action.append(",\n    ADD ").append(constraint(operation, key)));
        action.append(firstNumber(column.counter()));
        return guard(
                operation.ifNotExists(),
                false,
                MysqlGuard.column(operation.table(), column.name()),
                operation.table(),
                action.toString());
    }

    /** The rows were looked at when the constraint was made. */
    @Override
    public List<String> visit(ValidateConstraint operation) {
        return List.of();
    }

    @Override
    protected String index(CreateIndex operation) {
        return "CREATE " + index(operation, " ON " + name(operation.table()));
    }

    /** An index as it stands behind CREATE, with its table, and behind ADD. */
    private String index(CreateIndex operation, String on) {
        Index index = operation.index();
        if (index.condition() != null) {
            throw unsupported(
                    operation,
                    "partial indexes",
                    "leave where(…) out, or index a generated column that is NULL for the other rows");
        }
        nullsNotDistinct(operation, !index.areNullsDistinct());
        if (mariadb && index.keys().stream().anyMatch(dev.migrate.IndexKey::isExpression)) {
            throw unsupported(
                    operation, "indexes over expressions", "add a column with generatedVirtual(…), and index that");
        }
        String method = index.method() == null ? "" : index.method().toUpperCase(Locale.ROOT);
        boolean word = method.equals("FULLTEXT") || method.equals("SPATIAL");
        if (!method.isEmpty() && !word && !method.equals("BTREE") && !method.equals("HASH")) {
            throw unsupported(
                    operation,
                    "index method \"" + index.method() + "\"",
                    "leave using(…) out, or guard it with op.on(…)");
        }
        return (word ? method + " " : index.isUnique() ? "UNIQUE " : "") + "INDEX " + quote(index.name())
                + (word || method.isEmpty() ? "" : " USING " + method) + on + " " + keys(operation, index);
    }

    @Override
    public List<String> visit(CreateIndex operation) {
        String statement = index(operation);
        return operation.ifNotExists()
                ? MysqlGuard.index(operation.table(), operation.index().name()).statements(dialect, false, statement)
                : List.of(statement);
    }

    @Override
    public List<String> visit(DropIndex operation) {
        String statement = "DROP INDEX " + quote(operation.index()) + " ON " + name(operation.table());
        var exists = catalog.indexExists(operation.table(), operation.index());
        if (exists.isPresent()) {
            return exists.get() ? List.of(statement) : List.of();
        }
        return MysqlGuard.index(operation.table(), operation.index()).statements(dialect, true, statement);
    }

    @Override
    public List<String> visit(Rename operation) {
        String to = quote(operation.to());
        return switch (operation.kind()) {
            case TABLE, VIEW ->
                List.of("RENAME TABLE " + name(operation.name()) + " TO "
                        + name(operation.name().sibling(operation.to())));
            case INDEX ->
                List.of("ALTER TABLE " + name(java.util.Objects.requireNonNull(operation.table())) + " RENAME INDEX "
                        + quote(operation.name().name()) + " TO " + to);
            case CONSTRAINT -> new MysqlConstraint(this, dialect, catalog).rename(operation);
            case SEQUENCE -> {
                requireMariadb(operation, "sequences", "use identity()");
                yield List.of("RENAME TABLE " + name(operation.name()) + " TO "
                        + name(operation.name().sibling(operation.to())));
            }
            // the columns have the words, and no type has a name
            case ENUM -> List.of();
            default ->
                throw unsupported(
                        operation,
                        "way to rename a " + operation.kind().sql().toLowerCase(Locale.ROOT),
                        "make it anew under the other name, and drop the old one");
        };
    }

    @Override
    public List<String> visit(Drop operation) {
        cascade(operation, operation.cascade());
        String ifExists = operation.ifExists() ? "IF EXISTS " : "";
        return switch (operation.kind()) {
            case ENUM -> List.of();
            case SCHEMA, VIEW, FUNCTION, PROCEDURE ->
                List.of("DROP " + operation.kind().sql() + " " + ifExists + name(operation.name()));
            case TRIGGER ->
                List.of("DROP TRIGGER " + ifExists
                        + name(java.util.Objects.requireNonNull(operation.table())
                                .sibling(operation.name().name())));
            case SEQUENCE -> {
                requireMariadb(operation, "sequences", "use identity()");
                yield List.of("DROP SEQUENCE " + ifExists + name(operation.name()));
            }
            default -> throw no(operation, operation.kind());
        };
    }

    private RuntimeException no(Operation operation, ObjectKind what) {
        return unsupported(
                operation, what.sql().toLowerCase(Locale.ROOT) + "s", dev.migrate.dialect.Refusal.leaveOut(kind, ""));
    }

    private void requireMariadb(Operation operation, String what, String help) {
        if (!mariadb) {
            throw unsupported(operation, what, help);
        }
    }

    @Override
    public List<String> visit(CreateSchema operation) {
        return List.of(
                "CREATE SCHEMA " + (operation.ifNotExists() ? "IF NOT EXISTS " : "") + quote(operation.schema()));
    }

    @Override
    public List<String> visit(CreateSequence operation) {
        requireMariadb(operation, "sequences", "use identity()");
        return List.of("CREATE SEQUENCE " + (operation.ifNotExists() ? "IF NOT EXISTS " : "")
                + name(operation.sequence()) + counting(operation, operation.counting()));
    }

    @Override
    public List<String> visit(AlterSequence operation) {
        requireMariadb(operation, "sequences", "use identity()");
        return List.of("ALTER SEQUENCE " + name(operation.sequence()) + counting(operation, operation.counting()));
    }

    private String counting(Operation operation, Counting counting) {
        if (counting.owner() != null) {
            throw unsupported(operation, "sequences that belong to a column", "leave ownedBy(…) out");
        }
        StringBuilder text = new StringBuilder();
        append(text, " START WITH ", counting.start());
        append(text, " MINVALUE ", counting.minimum());
        append(text, " MAXVALUE ", counting.maximum());
        append(text, " INCREMENT BY ", counting.increment());
        append(text, " CACHE ", counting.cache());
        if (counting.cycle() != null) {
            text.append(counting.cycle() ? " CYCLE" : " NOCYCLE");
        }
        append(text, " RESTART WITH ", counting.restart());
        return text.toString();
    }

    private static void append(StringBuilder text, String words, @Nullable Long number) {
        if (number != null) {
            text.append(words).append(number);
        }
    }

    @Override
    public List<String> visit(CreateView operation) {
        if (operation.isMaterialized()) {
            throw no(operation, ObjectKind.MATERIALIZED_VIEW);
        }
        if (operation.ifNotExists()) {
            throw unsupported(
                    operation,
                    "CREATE VIEW IF NOT EXISTS in every version",
                    "use orReplace() instead of ifNotExists()");
        }
        return List.of("CREATE " + (operation.orReplace() ? "OR REPLACE " : "") + "VIEW " + name(operation.view())
                + (operation.columns().isEmpty() ? "" : " " + names(operation.columns())) + " AS\n"
                + operation.query() + (operation.withCheckOption() ? "\nWITH CHECK OPTION" : ""));
    }

    @Override
    public List<String> visit(RefreshView operation) {
        throw no(operation, ObjectKind.MATERIALIZED_VIEW);
    }

    @Override
    public List<String> visit(CreateRoutine operation) {
        if (operation.language() != null && !operation.language().equalsIgnoreCase("sql")) {
            throw unsupported(
                    operation,
                    "language \"" + operation.language() + "\"",
                    "leave language(…) out, or guard it with op.on(…)");
        }
        String drop = "DROP " + operation.kind().sql() + " IF EXISTS " + name(operation.name());
        String create = "CREATE " + (operation.orReplace() && mariadb ? "OR REPLACE " : "")
                + operation.kind().sql() + " " + name(operation.name()) + "(" + operation.parameters() + ")"
                + (operation.returns() == null ? "" : " RETURNS " + operation.returns())
                + operation.options().stream().map(" "::concat).collect(Collectors.joining()) + "\n" + operation.body();
        return operation.orReplace() && !mariadb ? List.of(drop, create) : List.of(create);
    }

    @Override
    public List<String> visit(CreateTrigger operation) {
        if (operation.body() == null) {
            throw unsupported(operation, "triggers that call a function", "say what it does with .body(\"…;\")");
        }
        if (operation.events().size() != 1) {
            throw unsupported(
                    operation, "triggers for several events in every version", "make one trigger for each event");
        }
        if (!operation.isForEachRow() || operation.timing().equals("INSTEAD OF")) {
            throw unsupported(
                    operation,
                    "triggers but BEFORE and AFTER, for each row",
                    "leave forEachStatement() and insteadOf() out");
        }
        if (!operation.columns().isEmpty()) {
            throw unsupported(
                    operation, "triggers for some columns", "use update() and .when(\"NOT (NEW.a <=> OLD.a)\")");
        }
        ObjectName name = operation.table().sibling(operation.name());
        String body = operation.condition() == null
                ? operation.body()
                : "IF " + operation.condition() + " THEN\n" + operation.body() + "\nEND IF;";
        String create = "CREATE " + (operation.orReplace() && mariadb ? "OR REPLACE " : "") + "TRIGGER " + name(name)
                + " " + operation.timing() + " " + operation.events().iterator().next() + " ON "
                + name(operation.table()) + "\nFOR EACH ROW\nBEGIN\n" + body + "\nEND";
        return operation.orReplace() && !mariadb
                ? List.of("DROP TRIGGER IF EXISTS " + name(name), create)
                : List.of(create);
    }

    /** Each column has its own words. */
    @Override
    public List<String> visit(CreateEnum operation) {
        return List.of();
    }

    @Override
    public List<String> visit(AddEnumValue operation) {
        throw wordsOfColumns(operation);
    }

    @Override
    public List<String> visit(RenameEnumValue operation) {
        throw wordsOfColumns(operation);
    }

    private RuntimeException wordsOfColumns(Operation operation) {
        return unsupported(
                operation,
                "enumeration but in columns",
                "op.on(" + kind.name()
                        + ", o -> o.alterColumn(\"t\", \"c\").type(enumeration(\"e\", \"all\", \"its\", \"words\")))");
    }

    @Override
    public List<String> visit(CreateExtension operation) {
        throw no(operation, ObjectKind.EXTENSION);
    }

    @Override
    public List<String> visit(CreateDomain operation) {
        throw no(operation, ObjectKind.DOMAIN);
    }

    @Override
    public List<String> visit(ChangePrivileges operation) {
        String object = operation.table() == null ? operation.object() : name(operation.table());
        String users = operation.roles().stream().map(this::user).collect(Collectors.joining(", "));
        return List.of(
                operation.isGrant()
                        ? "GRANT " + operation.privileges() + " ON " + object + " TO " + users
                                + (operation.withGrantOption() ? " WITH GRANT OPTION" : "")
                        : "REVOKE " + operation.privileges() + " ON " + object + " FROM " + users);
    }

    /** {@code app} or {@code app@localhost}. */
    private String user(String role) {
        int at = role.lastIndexOf('@');
        return at < 0 ? text(role) : text(role.substring(0, at)) + "@" + text(role.substring(at + 1));
    }
}
