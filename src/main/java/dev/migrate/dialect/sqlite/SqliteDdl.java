package dev.migrate.dialect.sqlite;

import dev.migrate.Column;
import dev.migrate.Constraint;
import dev.migrate.Default;
import dev.migrate.Generated;
import dev.migrate.Index;
import dev.migrate.Type;
import dev.migrate.dialect.DefinitionText;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.LiveCatalog;
import dev.migrate.dialect.Refusal;
import dev.migrate.dialect.StandardDdl;
import dev.migrate.operation.AddColumn;
import dev.migrate.operation.AddConstraint;
import dev.migrate.operation.AddEnumValue;
import dev.migrate.operation.AlterColumn;
import dev.migrate.operation.AlterSequence;
import dev.migrate.operation.AlterTable;
import dev.migrate.operation.ChangePrivileges;
import dev.migrate.operation.CommentOnTable;
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
import dev.migrate.operation.Execute;
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
import dev.migrate.sql.SqlScanner;
import dev.migrate.sql.Statement;
import dev.migrate.sql.Token;
import dev.migrate.sql.Tokens;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Operations in SQLite's words: its own ALTER TABLE where it has one, else a rebuild. */
final class SqliteDdl extends StandardDdl {

    /** With this a statement of several parts begins that must run with foreign keys off. */
    static final String FOREIGN_KEYS_OFF = "PRAGMA foreign_keys = OFF";

    private final Dialect dialect;
    private boolean rebuilds;

    SqliteDdl(Dialect dialect, LiveCatalog catalog) {
        super(dialect, catalog);
        this.dialect = dialect;
    }

    /** Whether what was rendered rebuilds a table. */
    boolean rebuilds() {
        return rebuilds;
    }

    @Override
    protected String type(Operation operation, Type type) {
        return SqliteTypes.name(type, false);
    }

    @Override
    protected String column(Operation operation, Column column) {
        return columnText(
                operation,
                column,
                operation instanceof CreateTable table && table.properties().isStrict());
    }

    String columnText(Operation operation, Column column, boolean strict) {
        boolean numbers = column.counter() != null;
        if (numbers && !column.isPrimaryKey()) {
            throw numbersKeysOnly(operation);
        }
        if (numbers
                && (column.counter().start() != null
                        || column.counter().increment() != null
                        || column.counter().always())) {
            throw unsupported(
                    operation, "numbering but AUTOINCREMENT", "use identity() without start, step and always");
        }
        String type = numbers ? "INTEGER" : SqliteTypes.name(column.type(), strict);
        StringBuilder text = new StringBuilder(quote(column.name()));
        if (!type.isBlank()) {
            text.append(' ').append(type);
        }
        if (column.collation() != null) {
            text.append(" COLLATE ").append(collation(column.collation()));
        }
        if (column.isPrimaryKey()) {
            text.append(numbers ? " PRIMARY KEY AUTOINCREMENT" : " PRIMARY KEY");
        }
        // a primary key takes NULL unless it is the row id (sqlite.org/lang_createtable.html, 3.5)
        if (!column.isNullable() && !(column.isPrimaryKey() && type.equals("INTEGER"))) {
            text.append(" NOT NULL");
        }
        if (column.isUnique()) {
            text.append(" UNIQUE");
        }
        if (column.initial() != null) {
            text.append(" DEFAULT ").append(initialText(column.initial()));
        }
        if (column.type().kind() == Type.Kind.ENUMERATION) {
            text.append(' ').append(enumeration(column.name(), column.type()));
        }
        if (column.condition() != null) {
            text.append(" CHECK (").append(column.condition()).append(')');
        }
        if (column.reference() != null) {
            text.append(
                            column.reference().name() == null
                                    ? " "
                                    : " CONSTRAINT " + quote(column.reference().name()) + " ")
                    .append(references(operation, column.reference()));
        }
        if (column.formula() != null) {
            text.append(' ').append(generated(column.formula()));
        }
        return text.toString();
    }

    String enumeration(String column, Type type) {
        return "CHECK (" + quote(column) + " IN "
                + type.values().stream().map(this::text).collect(Collectors.joining(", ", "(", ")")) + ")";
    }

    static String generated(Generated formula) {
        return "GENERATED ALWAYS AS (" + formula.expression() + (formula.stored() ? ") STORED" : ") VIRTUAL");
    }

    RuntimeException numbersKeysOnly(Operation operation) {
        return unsupported(
                operation,
                "numbering but of the primary key",
                "make the column the primary key: column(\"id\", integer()).identity().primaryKey()");
    }

    /** An expression stands in parentheses, unless it is one of SQLite's three words. */
    String initialText(Default initial) {
        if (initial instanceof Default.Value value) {
            return literals.of(value.value());
        }
        String sql = ((Default.Expression) initial).sql().strip();
        return isNow(sql) ? sql : "(" + sql + ")";
    }

    private static boolean isNow(String sql) {
        return sql.matches("(?i)CURRENT_(TIMESTAMP|DATE|TIME)|NULL");
    }

    @Override
    protected String constraint(Operation operation, Constraint constraint) {
        if (constraint instanceof Constraint.Check || constraint instanceof Constraint.ForeignKey) {
            return super.constraint(operation, constraint);
        }
        boolean deferred = constraint instanceof Constraint.PrimaryKey key
                        && key.timing() != Constraint.Timing.IMMEDIATE
                || constraint instanceof Constraint.Unique unique && unique.timing() != Constraint.Timing.IMMEDIATE;
        if (deferred) {
            throw unsupported(
                    operation, "deferred keys but foreign ones", "leave deferrable() and initiallyDeferred() out");
        }
        return super.constraint(operation, constraint);
    }

    @Override
    public List<String> visit(CreateTable written) {
        CreateTable operation = keyWithColumn(written);
        TableProperties properties = operation.properties();
        if (properties.partitionBy() != null) {
            throw unsupported(operation, "partitioned tables", "leave partitionBy(…) out, or guard it with op.on(…)");
        }
        if (properties.isUnlogged()) {
            throw unsupported(operation, "UNLOGGED tables", "leave unlogged() out");
        }
        requireNoOptions(operation, properties);
        List<String> tail = new ArrayList<>();
        if (properties.isStrict()) {
            tail.add("STRICT");
        }
        if (properties.isWithoutRowid()) {
            tail.add("WITHOUT ROWID");
        }
        List<String> statements = new ArrayList<>();
        statements.add("CREATE " + (properties.isTemporary() ? "TEMPORARY " : "") + "TABLE "
                + (operation.ifNotExists() ? "IF NOT EXISTS " : "") + name(operation.table()) + body(operation)
                + (tail.isEmpty() ? "" : " " + String.join(", ", tail)));
        statements.addAll(indexes(operation));
        return statements;
    }

    private void requireNoOptions(Operation operation, TableProperties properties) {
        if (!properties.options().isEmpty()) {
            throw unsupported(
                    operation,
                    "table option \"" + properties.options().keySet().iterator().next() + "\"",
                    "leave option(…) out, or guard it with op.on(…)");
        }
    }

    /** A key over the one column that numbers rows stands with the column, else SQLite would not number. */
    private static CreateTable keyWithColumn(CreateTable operation) {
        for (Constraint constraint : operation.constraints()) {
            if (constraint instanceof Constraint.PrimaryKey key && key.columns().size() == 1) {
                String name = key.columns().get(0);
                boolean numbers = operation.columns().stream()
                        .anyMatch(column -> column.name().equals(name) && column.counter() != null);
                if (numbers) {
                    return new CreateTable(
                            operation.table(),
                            operation.elements().stream()
                                    .filter(element -> element != key)
                                    .map(element -> element instanceof Column column
                                                    && column.name().equals(name)
                                            ? column.primaryKey()
                                            : element)
                                    .toList(),
                            operation.properties(),
                            operation.ifNotExists());
                }
            }
        }
        return operation;
    }

    /** SQLite keeps no comments but those in the text of a statement, so it goes without. */
    @Override
    public List<String> visit(CommentOnTable operation) {
        return List.of();
    }

    @Override
    public List<String> visit(SetTableProperties operation) {
        requireNoOptions(operation, operation.properties());
        return List.of();
    }

    @Override
    protected List<Part> parts(Operation operation) {
        return change(operation, tableOf(operation), List.of(operation)).stream()
                .map(Part::statement)
                .toList();
    }

    @Override
    public List<String> visit(AlterTable operation) {
        return change(operation, operation.table(), operation.changes());
    }

    private static ObjectName tableOf(Operation operation) {
        if (operation instanceof AddColumn add) {
            return add.table();
        }
        if (operation instanceof DropColumn drop) {
            return drop.table();
        }
        if (operation instanceof AlterColumn alter) {
            return alter.table();
        }
        if (operation instanceof AddConstraint add) {
            return add.table();
        }
        if (operation instanceof DropConstraint drop) {
            return drop.table();
        }
        if (operation instanceof Rename rename) {
            return Objects.requireNonNull(rename.table());
        }
        throw new IllegalArgumentException(operation.call());
    }

    private List<String> change(Operation operation, ObjectName table, List<Operation> changes) {
        List<String> own = new ArrayList<>();
        for (Operation change : changes) {
            List<String> statements = ownAlter(change);
            if (statements == null) {
                rebuilds = true;
                SqliteRebuild rebuild = new SqliteRebuild(this, dialect, catalog, operation, table);
                changes.forEach(rebuild::change);
                return rebuild.statements();
            }
            own.addAll(statements);
        }
        return own;
    }

    /** SQLite's own statements for a change; null where it has none. */
    private @Nullable List<String> ownAlter(Operation change) {
        if (change instanceof CreateIndex || change instanceof DropIndex) {
            return change.accept(this);
        }
        if (change instanceof AddColumn add) {
            // said here, so that what SQLite cannot do at all is refused without a database too
            String text = columnText(add, add.column(), false);
            return canAdd(add) ? List.of("ALTER TABLE " + name(add.table()) + " ADD COLUMN " + text) : null;
        }
        if (change instanceof AddConstraint add) {
            constraint(add, add.constraint());
            return null;
        }
        if (change instanceof AlterColumn alter) {
            if (!alter.change().definitionUnchanged()) {
                return null;
            }
            return alter.change().name() == null
                    ? List.of()
                    : List.of("ALTER TABLE " + name(alter.table()) + " RENAME COLUMN " + quote(alter.column()) + " TO "
                            + quote(alter.change().name()));
        }
        if (change instanceof DropColumn drop) {
            cascade(drop, drop.cascade());
            return ownDrop(drop);
        }
        if (change instanceof DropConstraint drop) {
            cascade(drop, drop.cascade());
        }
        return null;
    }

    /** What ADD COLUMN takes (sqlite.org/lang_altertable.html, 4). */
    private boolean canAdd(AddColumn add) {
        Column column = add.column();
        Default initial = column.initial();
        boolean constant = initial == null || initial instanceof Default.Value;
        boolean isNull = initial == null || initial instanceof Default.Value value && value.value() == null;
        boolean strict = catalog.isKnown(add.table())
                && SqliteRebuild.definition(catalog, add, add.table()).tail().stream()
                        .anyMatch(token -> token.is("STRICT"));
        return !add.ifNotExists()
                && !add.first()
                && add.after() == null
                && !column.isPrimaryKey()
                && !column.isUnique()
                && constant
                && (column.isNullable() || !isNull || column.formula() != null)
                && (column.formula() == null || !column.formula().stored())
                && (column.reference() == null || isNull)
                && !strict;
    }

    /** SQLite drops a column that nothing else speaks of (sqlite.org/lang_altertable.html, 5); indexes over it go before. */
    private @Nullable List<String> ownDrop(DropColumn drop) {
        String statement = "ALTER TABLE " + name(drop.table()) + " DROP COLUMN " + quote(drop.column());
        if (!catalog.isKnown(drop.table())) {
            return drop.ifExists() ? null : List.of(statement);
        }
        DefinitionText table = SqliteRebuild.definition(catalog, drop, drop.table());
        DefinitionText.Element column = table.column(drop.column()).orElse(null);
        if (column == null) {
            return drop.ifExists() ? List.of() : null;
        }
        boolean own = column.words().stream()
                .noneMatch(word -> word.is("PRIMARY") || word.is("UNIQUE") || word.is("REFERENCES"));
        boolean others =
                table.elements().stream().anyMatch(element -> element != column && element.mentions(drop.column()));
        if (!own || others) {
            return null;
        }
        List<String> statements = new ArrayList<>();
        for (String sql : catalog.attached(drop.table())) {
            List<Token> tokens = Tokens.of(DatabaseKind.SQLITE, sql);
            boolean index = tokens.stream().filter(Token::isName).limit(3).anyMatch(token -> token.is("INDEX"));
            int open = 0;
            while (open < tokens.size() && !tokens.get(open).is("(")) {
                open++;
            }
            if (index && DefinitionText.mentions(tokens.subList(open, tokens.size()), drop.column())) {
                statements.add("DROP INDEX " + name(drop.table().sibling(SqliteRebuild.indexName(sql))));
            }
        }
        statements.add(statement);
        return statements;
    }

    /**
     * Where several statements begin with {@code PRAGMA foreign_keys = OFF}, which does nothing within a transaction, they ask for what stands around one that
     * rebuilds a table.
     */
    @Override
    public List<String> visit(Execute operation) {
        String text = super.visit(operation).get(0);
        if (!text.startsWith(FOREIGN_KEYS_OFF + ";")) {
            return List.of(text);
        }
        List<String> statements = new ArrayList<>();
        SqlScanner scanner = new SqlScanner(kind, text.substring(FOREIGN_KEYS_OFF.length() + 1), Path.of("sql"));
        for (Statement next = scanner.next(); next != null; next = scanner.next()) {
            statements.add(next.text());
        }
        rebuilds = !statements.isEmpty();
        return rebuilds ? statements : List.of(text);
    }

    /** The rows were looked at when the table was rebuilt. */
    @Override
    public List<String> visit(ValidateConstraint operation) {
        return List.of();
    }

    @Override
    protected String index(CreateIndex operation) {
        Index index = operation.index();
        nullsNotDistinct(operation, !index.areNullsDistinct());
        if (index.method() != null && !index.method().equalsIgnoreCase("btree")) {
            throw unsupported(
                    operation,
                    "index method \"" + index.method() + "\"",
                    "leave using(…) out, or guard it with op.on(…)");
        }
        // an index stands in the schema of its table, and names the table without it
        return "CREATE " + (index.isUnique() ? "UNIQUE " : "") + "INDEX "
                + (operation.ifNotExists() ? "IF NOT EXISTS " : "")
                + name(operation.table().sibling(index.name())) + " ON "
                + quote(operation.table().name()) + " "
                + keys(operation, index) + (index.condition() == null ? "" : " WHERE " + index.condition());
    }

    @Override
    public List<String> visit(DropIndex operation) {
        return List.of("DROP INDEX IF EXISTS " + name(operation.table().sibling(operation.index())));
    }

    @Override
    public List<String> visit(Rename operation) {
        return switch (operation.kind()) {
            case TABLE -> List.of("ALTER TABLE " + name(operation.name()) + " RENAME TO " + quote(operation.to()));
            case INDEX -> renameIndex(operation);
            case CONSTRAINT -> change(operation, tableOf(operation), List.of(operation));
            case ENUM -> List.of();
            default ->
                throw unsupported(
                        operation,
                        "way to rename a " + operation.kind().sql().toLowerCase(Locale.ROOT),
                        "make it anew under the other name, and drop the old one");
        };
    }

    private List<String> renameIndex(Rename operation) {
        ObjectName table = tableOf(operation);
        if (!catalog.isKnown(table)) {
            throw Refusal.needsDefinition(
                    operation,
                    "the index, which SQLite must make anew",
                    "op.dropIndex(…), and op.createIndex(…) under the other name");
        }
        String made = catalog.attached(table).stream()
                .filter(sql -> SqliteRebuild.indexName(sql)
                        .equalsIgnoreCase(operation.name().name()))
                .findFirst()
                .orElseThrow(() -> Refusal.missing(operation, "index \"" + operation.name() + "\""));
        List<Token> tokens = new ArrayList<>(Tokens.of(DatabaseKind.SQLITE, made));
        int name = -1;
        for (int i = 0; i < tokens.size() && !tokens.get(i).is("ON"); i++) {
            name = tokens.get(i).isName() ? i : name;
        }
        tokens.set(name, new Token(Token.Sort.IDENTIFIER, quote(operation.to())));
        return List.of("DROP INDEX " + name(operation.name()), Tokens.text(tokens));
    }

    @Override
    public List<String> visit(Drop operation) {
        cascade(operation, operation.cascade());
        String ifExists = operation.ifExists() ? "IF EXISTS " : "";
        return switch (operation.kind()) {
            case VIEW -> List.of("DROP VIEW " + ifExists + name(operation.name()));
            case TRIGGER ->
                List.of("DROP TRIGGER " + ifExists
                        + name(Objects.requireNonNull(operation.table())
                                .sibling(operation.name().name())));
            case ENUM -> List.of();
            default -> throw no(operation, operation.kind());
        };
    }

    private RuntimeException no(Operation operation, ObjectKind what) {
        return unsupported(operation, what.sql().toLowerCase(Locale.ROOT) + "s", Refusal.leaveOut(kind, ""));
    }

    @Override
    public List<String> visit(CreateSchema operation) {
        throw no(operation, ObjectKind.SCHEMA);
    }

    @Override
    public List<String> visit(CreateSequence operation) {
        throw no(operation, ObjectKind.SEQUENCE);
    }

    @Override
    public List<String> visit(AlterSequence operation) {
        throw no(operation, ObjectKind.SEQUENCE);
    }

    @Override
    public List<String> visit(CreateView operation) {
        if (operation.isMaterialized()) {
            throw no(operation, ObjectKind.MATERIALIZED_VIEW);
        }
        if (operation.withCheckOption()) {
            throw unsupported(operation, "WITH CHECK OPTION", "leave withCheckOption() out");
        }
        List<String> statements = new ArrayList<>();
        if (operation.orReplace()) {
            statements.add("DROP VIEW IF EXISTS " + name(operation.view()));
        }
        statements.add("CREATE VIEW " + (operation.ifNotExists() ? "IF NOT EXISTS " : "") + name(operation.view())
                + (operation.columns().isEmpty() ? "" : " " + names(operation.columns())) + " AS\n"
                + operation.query());
        return statements;
    }

    @Override
    public List<String> visit(RefreshView operation) {
        throw no(operation, ObjectKind.MATERIALIZED_VIEW);
    }

    @Override
    public List<String> visit(CreateRoutine operation) {
        throw no(operation, operation.kind());
    }

    @Override
    public List<String> visit(CreateTrigger operation) {
        if (operation.body() == null) {
            throw unsupported(operation, "triggers that call a function", "say what it does with .body(\"…;\")");
        }
        if (operation.events().size() != 1) {
            throw unsupported(operation, "triggers for several events", "make one trigger for each event");
        }
        if (!operation.isForEachRow()) {
            throw unsupported(operation, "triggers for each statement", "leave forEachStatement() out");
        }
        ObjectName name = operation.table().sibling(operation.name());
        List<String> statements = new ArrayList<>();
        if (operation.orReplace()) {
            statements.add("DROP TRIGGER IF EXISTS " + name(name));
        }
        String columns = operation.columns().isEmpty()
                ? ""
                : operation.columns().stream().map(this::quote).collect(Collectors.joining(", ", " OF ", ""));
        statements.add("CREATE TRIGGER " + name(name) + " " + operation.timing() + " "
                + operation.events().iterator().next() + columns + " ON "
                + quote(operation.table().name()) + "\nFOR EACH ROW"
                + (operation.condition() == null ? "" : "\nWHEN " + operation.condition()) + "\nBEGIN\n"
                + operation.body() + "\nEND");
        return statements;
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
                "op.on(SQLITE, o -> o.alterColumn(\"t\", \"c\").type(enumeration(\"e\", \"all\", \"its\","
                        + " \"words\")))");
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
        throw unsupported(operation, "privileges", Refusal.leaveOut(kind, ""));
    }
}
