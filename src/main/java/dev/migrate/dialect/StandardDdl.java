package dev.migrate.dialect;

import dev.migrate.Column;
import dev.migrate.Constraint;
import dev.migrate.Default;
import dev.migrate.Index;
import dev.migrate.IndexKey;
import dev.migrate.Type;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.operation.AddColumn;
import dev.migrate.operation.AddConstraint;
import dev.migrate.operation.AlterColumn;
import dev.migrate.operation.AlterTable;
import dev.migrate.operation.BackfillRows;
import dev.migrate.operation.BulkInsert;
import dev.migrate.operation.CreateIndex;
import dev.migrate.operation.CreateTable;
import dev.migrate.operation.DropColumn;
import dev.migrate.operation.DropConstraint;
import dev.migrate.operation.DropTable;
import dev.migrate.operation.Execute;
import dev.migrate.operation.ObjectName;
import dev.migrate.operation.Operation;
import dev.migrate.operation.OperationVisitor;
import dev.migrate.operation.RunFile;
import dev.migrate.sql.DatabaseKind;
import dev.migrate.sql.Identifier;
import dev.migrate.sql.SqlScanner;
import dev.migrate.sql.Statement;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the databases write alike; each has its own form of the rest. One object renders one operation. */
public abstract class StandardDdl implements OperationVisitor<List<String>> {

    /** Rows of one INSERT: enough that round trips no longer count, few enough for every server's packet. */
    public static final int ROWS = 500;

    private static final int CHARACTERS = 1 << 18;

    /** The database. */
    protected final DatabaseKind kind;

    /** Its literals. */
    protected final Literals literals;

    /** What is known of the tables that are there. */
    protected final LiveCatalog catalog;

    /** For one operation. */
    protected StandardDdl(Dialect dialect, LiveCatalog catalog) {
        this.kind = dialect.kind();
        this.literals = new Literals(dialect);
        this.catalog = catalog;
    }

    /**
     * A part of what an operation on a table becomes.
     *
     * @param isAction whether it stands behind ALTER TABLE, beside others, or is a statement of its own
     * @param text its text
     */
    public record Part(boolean isAction, String text) {

        /** What stands behind ALTER TABLE. */
        public static Part action(String text) {
            return new Part(true, text);
        }

        /** A statement of its own. */
        public static Part statement(String text) {
            return new Part(false, text);
        }
    }

    /** A type as the database calls it. */
    protected abstract String type(Operation operation, Type type);

    /** A column as it stands in CREATE TABLE and behind ADD COLUMN. */
    protected abstract String column(Operation operation, Column column);

    /** The index of a table. */
    protected abstract String index(CreateIndex operation);

    /** What an operation on a table becomes. */
    protected abstract List<Part> parts(Operation operation);

    @Override
    public List<String> visit(AddColumn operation) {
        return together(operation.table(), parts(operation));
    }

    @Override
    public List<String> visit(DropColumn operation) {
        return together(operation.table(), parts(operation));
    }

    @Override
    public List<String> visit(AlterColumn operation) {
        return together(operation.table(), parts(operation));
    }

    @Override
    public List<String> visit(AddConstraint operation) {
        return together(operation.table(), parts(operation));
    }

    @Override
    public List<String> visit(DropConstraint operation) {
        return together(operation.table(), parts(operation));
    }

    @Override
    public List<String> visit(AlterTable operation) {
        List<Part> parts = new ArrayList<>();
        for (Operation change : operation.changes()) {
            parts.addAll(parts(change));
        }
        return together(operation.table(), parts);
    }

    /** Neighbouring actions in one ALTER TABLE. */
    private List<String> together(ObjectName table, List<Part> parts) {
        List<String> statements = new ArrayList<>();
        StringJoiner actions = null;
        for (Part part : parts) {
            if (part.isAction()) {
                if (actions == null) {
                    actions = new StringJoiner(",\n    ", "ALTER TABLE " + name(table) + " ", "");
                }
                actions.add(part.text());
                continue;
            }
            if (actions != null) {
                statements.add(actions.toString());
                actions = null;
            }
            statements.add(part.text());
        }
        if (actions != null) {
            statements.add(actions.toString());
        }
        return statements;
    }

    @Override
    public List<String> visit(CreateIndex operation) {
        return List.of(index(operation));
    }

    @Override
    public List<String> visit(DropTable operation) {
        return List.of("DROP TABLE " + (operation.ifExists() ? "IF EXISTS " : "") + name(operation.table())
                + cascade(operation, operation.cascade()));
    }

    /** PostgreSQL's CASCADE; MySQL and MariaDB read the word and do nothing, SQLite has none. */
    protected final String cascade(Operation operation, boolean wanted) {
        if (!wanted) {
            return "";
        }
        if (kind != DatabaseKind.POSTGRESQL) {
            throw unsupported(operation, "CASCADE", "drop what depends on it first, and leave cascade() out");
        }
        return " CASCADE";
    }

    @Override
    public List<String> visit(Execute operation) {
        return List.of(literals.fill(operation.sql(), operation.binds()));
    }

    @Override
    public List<String> visit(RunFile operation) {
        List<String> statements = new ArrayList<>();
        SqlScanner scanner = new SqlScanner(kind, new StringReader(operation.text()), operation.file(), 1);
        for (Statement next = scanner.next(); next != null; next = scanner.next()) {
            if (next.copyData() != null) {
                throw unsupported(
                        operation,
                        "COPY with its data in a file that Java names",
                        "put the file's text into a revision of its own, in SQL");
            }
            statements.add(next.text());
        }
        return statements;
    }

    @Override
    public List<String> visit(BulkInsert operation) {
        List<String> statements = new ArrayList<>();
        String into = "INSERT INTO " + name(operation.table());
        for (var run : operation.runs()) {
            Collection<String> columns = run.get(0).values().keySet();
            if (columns.isEmpty()) {
                run.forEach(row -> statements.add(into + (kind.isMysqlFamily() ? " () VALUES ()" : " DEFAULT VALUES")));
                continue;
            }
            String head = into + " " + names(columns) + " VALUES\n    ";
            StringBuilder statement = new StringBuilder();
            int rows = 0;
            for (var row : run) {
                if (rows == ROWS || statement.length() > CHARACTERS) {
                    statements.add(statement.toString());
                    statement.setLength(0);
                    rows = 0;
                }
                statement.append(rows++ == 0 ? head : ",\n    ").append('(');
                String separator = "";
                for (String column : columns) {
                    statement.append(separator).append(literals.of(row.values().get(column)));
                    separator = ", ";
                }
                statement.append(')');
            }
            statements.add(statement.toString());
        }
        return statements;
    }

    /** The change in one statement, as an offline script has it; online it is run in batches. */
    @Override
    public List<String> visit(BackfillRows operation) {
        String where = operation.condition() == null ? "" : "\nWHERE " + operation.condition();
        return List.of(
                operation.assignments() == null
                        ? "DELETE FROM " + name(operation.table()) + where
                        : "UPDATE " + name(operation.table()) + "\nSET " + operation.assignments() + where);
    }

    /** The lines in the parentheses of CREATE TABLE. */
    protected final String body(CreateTable operation) {
        StringJoiner lines = new StringJoiner(",\n    ", " (\n    ", "\n)");
        operation.columns().forEach(column -> lines.add(column(operation, column)));
        operation.constraints().forEach(constraint -> lines.add(constraint(operation, constraint)));
        return lines.toString();
    }

    /** The statements of the indexes that stand among a table's elements. */
    protected final List<String> indexes(CreateTable operation) {
        return operation.indexes().stream()
                .map(index -> index(new CreateIndex(operation.table(), index, false, operation.ifNotExists())))
                .toList();
    }

    /** A constraint as it stands in CREATE TABLE and behind ADD. */
    protected String constraint(Operation operation, Constraint constraint) {
        String name = constraint.name() == null ? "" : "CONSTRAINT " + quote(constraint.name()) + " ";
        if (constraint instanceof Constraint.PrimaryKey key) {
            return name + "PRIMARY KEY " + names(key.columns()) + timing(operation, key.timing());
        }
        if (constraint instanceof Constraint.Unique key) {
            return name + "UNIQUE " + nullsNotDistinct(operation, !key.areNullsDistinct()) + names(key.columns())
                    + timing(operation, key.timing());
        }
        if (constraint instanceof Constraint.ForeignKey key) {
            return name + "FOREIGN KEY " + names(key.columns()) + " " + references(operation, key);
        }
        if (constraint instanceof Constraint.Check check) {
            return name + "CHECK (" + check.expression() + ")";
        }
        return name + exclude(operation, (Constraint.Exclude) constraint);
    }

    private String exclude(Operation operation, Constraint.Exclude exclude) {
        if (kind != DatabaseKind.POSTGRESQL) {
            throw unsupported(operation, "exclusion constraints", Refusal.leaveOut(kind, ""));
        }
        return "EXCLUDE USING " + exclude.method() + " ("
                + exclude.elements().stream()
                        .map(element -> element.expression() + " WITH " + element.operator())
                        .collect(Collectors.joining(", "))
                + ")" + (exclude.condition() == null ? "" : " WHERE (" + exclude.condition() + ")")
                + timing(operation, exclude.timing());
    }

    /** Where a foreign key leads, and what happens then. */
    protected final String references(Operation operation, Constraint.ForeignKey key) {
        StringBuilder text = new StringBuilder("REFERENCES ").append(name(ObjectName.parse(key.table())));
        if (!key.targets().isEmpty()) {
            text.append(' ').append(names(key.targets()));
        }
        if (key.matching() != null) {
            text.append(" MATCH ").append(key.matching());
        }
        if (key.deletion() != null) {
            text.append(" ON DELETE ").append(key.deletion().sql());
        }
        if (key.update() != null) {
            text.append(" ON UPDATE ").append(key.update().sql());
        }
        return text + timing(operation, key.timing());
    }

    /** When a rule is checked. */
    protected String timing(Operation operation, Constraint.Timing timing) {
        return switch (timing) {
            case IMMEDIATE -> "";
            case DEFERRABLE -> " DEFERRABLE";
            case INITIALLY_DEFERRED -> " DEFERRABLE INITIALLY DEFERRED";
        };
    }

    /** PostgreSQL 15's NULLS NOT DISTINCT, which no other database has. */
    protected final String nullsNotDistinct(Operation operation, boolean wanted) {
        if (wanted && kind != DatabaseKind.POSTGRESQL) {
            throw unsupported(
                    operation, "NULLS NOT DISTINCT", "make the columns NOT NULL, or leave nullsNotDistinct() out");
        }
        return wanted ? "NULLS NOT DISTINCT " : "";
    }

    /** A default behind its word; nothing where there is none. */
    protected String initial(Operation operation, Column column) {
        Default initial = column.initial();
        return initial == null ? "" : " DEFAULT " + defaultText(column, initial);
    }

    /** What stands behind DEFAULT. */
    protected String defaultText(@Nullable Column column, Default initial) {
        return initial instanceof Default.Expression expression
                ? expression.sql()
                : literals.of(((Default.Value) initial).value());
    }

    /** The keys of an index in parentheses. */
    protected final String keys(Operation operation, Index index) {
        return index.keys().stream().map(key -> key(operation, key)).collect(Collectors.joining(", ", "(", ")"));
    }

    private String key(Operation operation, IndexKey key) {
        boolean postgresql = kind == DatabaseKind.POSTGRESQL;
        StringBuilder text = new StringBuilder(key.isExpression() ? "(" + key.text() + ")" : quote(key.text()));
        if (key.length() != null && kind.isMysqlFamily()) {
            text.append('(').append(key.length()).append(')');
        }
        if (key.collation() != null) {
            if (kind.isMysqlFamily()) {
                throw unsupported(operation, "collation of an index", "set the column's collation");
            }
            text.append(" COLLATE ").append(collation(key.collation()));
        }
        if (key.operatorClass() != null) {
            if (!postgresql) {
                throw unsupported(operation, "operator classes", Refusal.leaveOut(kind, ""));
            }
            text.append(' ').append(key.operatorClass());
        }
        if (key.isDescending()) {
            text.append(" DESC");
        }
        if (key.nulls() != null) {
            if (!postgresql) {
                throw unsupported(
                        operation, "NULLS " + key.nulls() + " in an index", "leave nullsFirst() and nullsLast() out");
            }
            text.append(" NULLS ").append(key.nulls());
        }
        return text.toString();
    }

    /** A collation's name. */
    protected String collation(String name) {
        return quote(name);
    }

    /** {@code key = value} pairs. */
    protected static String pairs(Map<String, String> options, String equals) {
        return options.entrySet().stream()
                .map(option -> option.getKey() + equals + option.getValue())
                .collect(Collectors.joining(", "));
    }

    /** A name in quotes. */
    public final String quote(String name) {
        return Identifier.quote(kind, name);
    }

    /** A name in quotes behind its schema. */
    public final String name(ObjectName name) {
        return Identifier.quote(kind, name.schema(), name.name());
    }

    /** Names in quotes, in parentheses. */
    public final String names(Collection<String> names) {
        return names.stream().map(this::quote).collect(Collectors.joining(", ", "(", ")"));
    }

    /** A text as a literal; NULL for none. */
    protected final String text(@Nullable String value) {
        return literals.of(value);
    }

    /** The database has nothing like it. */
    protected final MigrateException unsupported(Operation operation, String what, String help) {
        return Refusal.unsupported(kind, operation, what, help);
    }
}
