package dev.migrate.dialect.postgresql;

import dev.migrate.Column;
import dev.migrate.Constraint;
import dev.migrate.Default;
import dev.migrate.Index;
import dev.migrate.Row;
import dev.migrate.Type;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.LiveCatalog;
import dev.migrate.dialect.Refusal;
import dev.migrate.dialect.StandardDdl;
import dev.migrate.operation.AddColumn;
import dev.migrate.operation.AddConstraint;
import dev.migrate.operation.AddEnumValue;
import dev.migrate.operation.AlterColumn;
import dev.migrate.operation.AlterSequence;
import dev.migrate.operation.BulkInsert;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Operations in PostgreSQL's words. */
final class PostgresqlDdl extends StandardDdl {

    PostgresqlDdl(Dialect dialect, LiveCatalog catalog) {
        super(dialect, catalog);
    }

    @Override
    protected String type(Operation operation, Type type) {
        return PostgresqlTypes.name(type);
    }

    @Override
    protected String column(Operation operation, Column column) {
        StringBuilder text =
                new StringBuilder(quote(column.name())).append(' ').append(PostgresqlTypes.name(column.type()));
        if (column.collation() != null) {
            text.append(" COLLATE ").append(collation(column.collation()));
        }
        if (!column.isNullable() && !column.isPrimaryKey() && column.counter() == null) {
            text.append(" NOT NULL");
        }
        text.append(initial(operation, column));
        if (column.counter() != null) {
            text.append(' ').append(PostgresqlTypes.identity(column.counter()));
        }
        if (column.formula() != null) {
            text.append(" GENERATED ALWAYS AS (")
                    .append(column.formula().expression())
                    .append(column.formula().stored() ? ") STORED" : ") VIRTUAL");
        }
        if (column.isPrimaryKey()) {
            text.append(" PRIMARY KEY");
        }
        if (column.isUnique()) {
            text.append(" UNIQUE");
        }
        if (column.condition() != null) {
            text.append(" CHECK (").append(column.condition()).append(')');
        }
        if (column.reference() != null) {
            text.append(named(column.reference().name())).append(references(operation, column.reference()));
        }
        return text.toString();
    }

    private String named(@Nullable String constraint) {
        return constraint == null ? " " : " CONSTRAINT " + quote(constraint) + " ";
    }

    @Override
    protected String index(CreateIndex operation) {
        Index index = operation.index();
        StringBuilder text = new StringBuilder("CREATE ")
                .append(index.isUnique() ? "UNIQUE INDEX " : "INDEX ")
                .append(operation.concurrently() ? "CONCURRENTLY " : "")
                .append(operation.ifNotExists() ? "IF NOT EXISTS " : "")
                .append(quote(index.name()))
                .append(" ON ")
                .append(name(operation.table()))
                .append(index.method() == null ? " " : " USING " + index.method() + " ")
                .append(keys(operation, index));
        if (!index.included().isEmpty()) {
            text.append(" INCLUDE ").append(names(index.included()));
        }
        if (!index.areNullsDistinct()) {
            text.append(" NULLS NOT DISTINCT");
        }
        if (!index.parameters().isEmpty()) {
            text.append(" WITH (").append(pairs(index.parameters(), " = ")).append(')');
        }
        if (index.tablespace() != null) {
            text.append(" TABLESPACE ").append(quote(index.tablespace()));
        }
        return text.append(index.condition() == null ? "" : " WHERE " + index.condition())
                .toString();
    }

    @Override
    public List<String> visit(CreateTable operation) {
        TableProperties properties = operation.properties();
        List<String> statements = new ArrayList<>();
        statements.add("CREATE " + (properties.isTemporary() ? "TEMPORARY " : "")
                + (properties.isUnlogged() ? "UNLOGGED " : "")
                + "TABLE " + (operation.ifNotExists() ? "IF NOT EXISTS " : "") + name(operation.table())
                + body(operation)
                + (properties.partitionBy() == null ? "" : " PARTITION BY " + properties.partitionBy())
                + (properties.options().isEmpty() ? "" : " WITH (" + pairs(properties.options(), " = ") + ")")
                + (properties.tablespace() == null ? "" : " TABLESPACE " + quote(properties.tablespace())));
        statements.addAll(indexes(operation));
        if (properties.comment() != null) {
            statements.add(comment("TABLE " + name(operation.table()), properties.comment()));
        }
        for (Column column : operation.columns()) {
            if (column.remark() != null) {
                statements.add(comment(columnOf(operation.table(), column.name()), column.remark()));
            }
        }
        return statements;
    }

    String rule(Operation operation, Constraint constraint) {
        return constraint(operation, constraint);
    }

    String columnOf(ObjectName table, String column) {
        return "COLUMN " + name(table) + "." + quote(column);
    }

    String comment(String what, @Nullable String comment) {
        return "COMMENT ON " + what + " IS " + text(comment);
    }

    @Override
    public List<String> visit(CommentOnTable operation) {
        return List.of(comment("TABLE " + name(operation.table()), operation.comment()));
    }

    @Override
    public List<String> visit(SetTableProperties operation) {
        TableProperties properties = operation.properties();
        return properties.options().isEmpty()
                ? List.of()
                : List.of(
                        "ALTER TABLE " + name(operation.table()) + " SET (" + pairs(properties.options(), " = ") + ")");
    }

    @Override
    protected List<Part> parts(Operation operation) {
        if (operation instanceof AddColumn add) {
            return addColumn(add);
        }
        if (operation instanceof DropColumn drop) {
            return List.of(Part.action("DROP COLUMN " + (drop.ifExists() ? "IF EXISTS " : "") + quote(drop.column())
                    + cascade(drop, drop.cascade())));
        }
        if (operation instanceof AlterColumn alter) {
            return new PostgresqlColumn(this, literals, catalog, alter).parts();
        }
        if (operation instanceof AddConstraint add) {
            return List.of(
                    Part.action("ADD " + constraint(add, add.constraint()) + (add.notValid() ? " NOT VALID" : "")));
        }
        if (operation instanceof DropConstraint drop) {
            return dropConstraint(drop);
        }
        return operation.accept(this).stream().map(Part::statement).toList();
    }

    private List<Part> addColumn(AddColumn operation) {
        if (operation.first() || operation.after() != null) {
            throw unsupported(
                    operation,
                    "place for a new column but the last",
                    "leave first() and after(…) out, or guard them with op.on(…)");
        }
        List<Part> parts = new ArrayList<>();
        parts.add(Part.action("ADD COLUMN " + (operation.ifNotExists() ? "IF NOT EXISTS " : "")
                + column(operation, operation.column())));
        if (operation.column().remark() != null) {
            parts.add(Part.statement(comment(
                    columnOf(operation.table(), operation.column().name()),
                    operation.column().remark())));
        }
        return parts;
    }

    /** A primary key's name is the user's or the server's own, so the server is asked where it is not known. */
    private List<Part> dropConstraint(DropConstraint operation) {
        if (!operation.constraint().isEmpty()) {
            return List.of(Part.action("DROP CONSTRAINT " + (operation.ifExists() ? "IF EXISTS " : "")
                    + quote(operation.constraint()) + cascade(operation, operation.cascade())));
        }
        String query =
                "SELECT pg_catalog.format('ALTER TABLE %s DROP CONSTRAINT %I" + cascade(operation, operation.cascade())
                        + "', conrelid::pg_catalog.regclass, conname) FROM pg_catalog.pg_constraint WHERE conrelid = "
                        + text(name(operation.table())) + "::pg_catalog.regclass AND contype = 'p'";
        return List.of(Part.statement("DO $migrate$\nBEGIN\n    EXECUTE ("
                + (operation.ifExists() ? "SELECT coalesce((" + query + "), 'SELECT 1')" : query)
                + ");\nEND\n$migrate$"));
    }

    @Override
    public List<String> visit(ValidateConstraint operation) {
        return List.of(
                "ALTER TABLE " + name(operation.table()) + " VALIDATE CONSTRAINT " + quote(operation.constraint()));
    }

    /** An index stands in the schema of its table. */
    @Override
    public List<String> visit(DropIndex operation) {
        return List.of("DROP INDEX " + (operation.concurrently() ? "CONCURRENTLY " : "") + "IF EXISTS "
                + name(operation.table().sibling(operation.index())));
    }

    @Override
    public List<String> visit(Rename operation) {
        if (operation.kind() == ObjectKind.CONSTRAINT && operation.table() != null) {
            return List.of("ALTER TABLE " + name(operation.table()) + " RENAME CONSTRAINT "
                    + quote(operation.name().name()) + " TO " + quote(operation.to()));
        }
        return List.of("ALTER " + operation.kind().sql() + " " + name(operation.name()) + " RENAME TO "
                + quote(operation.to()));
    }

    @Override
    public List<String> visit(Drop operation) {
        String parameters = operation.parameters();
        String end = parameters == null ? "" : "(" + RoutineText.withoutDefaults(parameters) + ")";
        if (operation.kind() == ObjectKind.TRIGGER && operation.table() != null) {
            end = " ON " + name(operation.table());
        }
        return List.of("DROP " + operation.kind().sql() + (operation.ifExists() ? " IF EXISTS " : " ")
                + name(operation.name()) + end + cascade(operation, operation.cascade()));
    }

    @Override
    public List<String> visit(CreateSchema operation) {
        return List.of(
                "CREATE SCHEMA " + (operation.ifNotExists() ? "IF NOT EXISTS " : "") + quote(operation.schema()));
    }

    @Override
    public List<String> visit(CreateSequence operation) {
        return List.of("CREATE SEQUENCE " + (operation.ifNotExists() ? "IF NOT EXISTS " : "")
                + name(operation.sequence()) + counting(operation.counting()));
    }

    @Override
    public List<String> visit(BulkInsert operation) {
        List<String> statements = new ArrayList<>();
        for (List<Row> run : operation.runs()) {
            if (CopyText.fits(run)) {
                statements.add(CopyText.of(
                        name(operation.table()), names(run.get(0).values().keySet()), run));
            } else {
                statements.addAll(super.visit(new BulkInsert(operation.table(), run)));
            }
        }
        return statements;
    }

    @Override
    public List<String> visit(AlterSequence operation) {
        return List.of("ALTER SEQUENCE " + name(operation.sequence()) + counting(operation.counting()));
    }

    private String counting(Counting counting) {
        String text = PostgresqlTypes.counting(counting);
        if (counting.owner() == null) {
            return text;
        }
        int dot = counting.owner().lastIndexOf('.');
        String table = dot < 0 ? counting.owner() : counting.owner().substring(0, dot);
        return text + " OWNED BY " + name(ObjectName.parse(table)) + "."
                + quote(counting.owner().substring(dot + 1));
    }

    @Override
    public List<String> visit(CreateView operation) {
        String view = operation.isMaterialized() ? "MATERIALIZED VIEW " : "VIEW ";
        if (operation.ifNotExists() && !operation.isMaterialized()) {
            throw unsupported(operation, "CREATE VIEW IF NOT EXISTS", "use orReplace() instead of ifNotExists()");
        }
        List<String> statements = new ArrayList<>();
        // only a plain view can take another's place
        boolean drop = operation.orReplace() && operation.isMaterialized();
        if (drop) {
            statements.add("DROP MATERIALIZED VIEW IF EXISTS " + name(operation.view()));
        }
        statements.add("CREATE " + (operation.orReplace() && !drop ? "OR REPLACE " : "") + view
                + (operation.ifNotExists() ? "IF NOT EXISTS " : "") + name(operation.view())
                + (operation.columns().isEmpty() ? "" : " " + names(operation.columns())) + " AS\n" + operation.query()
                + (operation.withCheckOption() ? "\nWITH CHECK OPTION" : "")
                + (operation.withNoData() ? "\nWITH NO DATA" : ""));
        return statements;
    }

    @Override
    public List<String> visit(RefreshView operation) {
        return List.of("REFRESH MATERIALIZED VIEW " + (operation.concurrently() ? "CONCURRENTLY " : "")
                + name(operation.view()));
    }

    @Override
    public List<String> visit(CreateRoutine operation) {
        return List.of("CREATE " + (operation.orReplace() ? "OR REPLACE " : "")
                + operation.kind().sql() + " " + name(operation.name()) + "(" + operation.parameters() + ")"
                + (operation.returns() == null ? "" : " RETURNS " + operation.returns())
                + " LANGUAGE " + (operation.language() == null ? "sql" : operation.language())
                + operation.options().stream().map(" "::concat).collect(Collectors.joining())
                + " AS " + PostgresqlTypes.dollarQuoted(operation.body()));
    }

    @Override
    public List<String> visit(CreateTrigger operation) {
        if (operation.function() == null) {
            throw unsupported(
                    operation,
                    "body for a trigger",
                    "make a function that RETURNS trigger with op.createFunction(…), and call it with"
                            + " .executes(\"f()\")");
        }
        String events = operation.events().stream()
                .map(event -> event.equals("UPDATE") && !operation.columns().isEmpty()
                        ? "UPDATE OF "
                                + operation.columns().stream().map(this::quote).collect(Collectors.joining(", "))
                        : event)
                .collect(Collectors.joining(" OR "));
        return List.of("CREATE " + (operation.orReplace() ? "OR REPLACE " : "") + "TRIGGER "
                + quote(operation.name()) + " " + operation.timing() + " " + events + " ON "
                + name(operation.table()) + "\n    FOR EACH " + (operation.isForEachRow() ? "ROW" : "STATEMENT")
                + (operation.condition() == null ? "" : "\n    WHEN (" + operation.condition() + ")")
                + "\n    EXECUTE FUNCTION " + operation.function());
    }

    @Override
    public List<String> visit(CreateEnum operation) {
        return List.of("CREATE TYPE " + name(operation.type()) + " AS ENUM "
                + operation.values().stream().map(this::text).collect(Collectors.joining(", ", "(", ")")));
    }

    @Override
    public List<String> visit(AddEnumValue operation) {
        String place = "";
        if (operation.before() != null) {
            place = " BEFORE " + text(operation.before());
        } else if (operation.after() != null) {
            place = " AFTER " + text(operation.after());
        }
        return List.of("ALTER TYPE " + name(operation.type()) + " ADD VALUE "
                + (operation.ifNotExists() ? "IF NOT EXISTS " : "") + text(operation.value()) + place);
    }

    @Override
    public List<String> visit(RenameEnumValue operation) {
        return List.of("ALTER TYPE " + name(operation.type()) + " RENAME VALUE " + text(operation.value()) + " TO "
                + text(operation.to()));
    }

    @Override
    public List<String> visit(CreateExtension operation) {
        return List.of("CREATE EXTENSION " + (operation.ifNotExists() ? "IF NOT EXISTS " : "")
                + quote(operation.extension())
                + (operation.schema() == null ? "" : " SCHEMA " + quote(operation.schema()))
                + (operation.version() == null ? "" : " VERSION " + text(operation.version()))
                + (operation.cascade() ? " CASCADE" : ""));
    }

    @Override
    public List<String> visit(CreateDomain operation) {
        return List.of("CREATE DOMAIN " + name(operation.domain()) + " AS " + PostgresqlTypes.name(operation.type())
                + (operation.initial() == null ? "" : " DEFAULT " + defaultText(null, operation.initial()))
                + (operation.isNullable() ? "" : " NOT NULL")
                + (operation.condition() == null ? "" : " CHECK (" + operation.condition() + ")"));
    }

    @Override
    public List<String> visit(ChangePrivileges operation) {
        String object = operation.table() == null ? operation.object() : "TABLE " + name(operation.table());
        String roles = operation.roles().stream()
                .map(role -> role.toUpperCase(Locale.ROOT).equals("PUBLIC") ? "PUBLIC" : quote(role))
                .collect(Collectors.joining(", "));
        return List.of(
                operation.isGrant()
                        ? "GRANT " + operation.privileges() + " ON " + object + " TO " + roles
                                + (operation.withGrantOption() ? " WITH GRANT OPTION" : "")
                        : "REVOKE " + operation.privileges() + " ON " + object + " FROM " + roles);
    }

    /** What a change of a collation alone needs. */
    static RuntimeException needsType(AlterColumn operation) {
        return Refusal.needsDefinition(
                operation, "the column's type to change its collation", "say the type too: .type(…).collate(…)");
    }

    String initialText(Default initial) {
        return defaultText(null, initial);
    }
}
