package dev.migrate.diff;

import static dev.migrate.diff.JavaElement.prepended;
import static dev.migrate.diff.JavaPiece.string;
import static dev.migrate.diff.JavaPiece.strings;

import dev.migrate.Row;
import dev.migrate.diff.JavaPiece.Chain;
import dev.migrate.operation.AddColumn;
import dev.migrate.operation.AddConstraint;
import dev.migrate.operation.AddEnumValue;
import dev.migrate.operation.AlterColumn;
import dev.migrate.operation.AlterSequence;
import dev.migrate.operation.AlterTable;
import dev.migrate.operation.BackfillRows;
import dev.migrate.operation.BulkInsert;
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
import dev.migrate.operation.DropTable;
import dev.migrate.operation.Execute;
import dev.migrate.operation.ObjectKind;
import dev.migrate.operation.ObjectName;
import dev.migrate.operation.Operation;
import dev.migrate.operation.OperationVisitor;
import dev.migrate.operation.RefreshView;
import dev.migrate.operation.Rename;
import dev.migrate.operation.RenameEnumValue;
import dev.migrate.operation.RunFile;
import dev.migrate.operation.SetTableProperties;
import dev.migrate.operation.TableProperties;
import dev.migrate.operation.ValidateConstraint;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The call that makes an operation. What it was before is left out where a call could not say it exactly. */
final class JavaCalls implements OperationVisitor<Chain> {

    /** What the calls are made on. */
    private final String on;

    private JavaCalls(String on) {
        this.on = on;
    }

    static Chain of(Operation operation) {
        return operation.accept(new JavaCalls("op"));
    }

    private Chain call(String name, JavaPiece... arguments) {
        return Chain.of(on + "." + name, arguments);
    }

    private Chain call(String name, JavaPiece first, List<? extends JavaPiece> rest) {
        return Chain.of(on + "." + name, prepended(first, rest));
    }

    private static JavaPiece name(ObjectName name) {
        return string(name.schema() == null ? part(name.name()) : part(name.schema()) + "." + part(name.name()));
    }

    private static String part(String name) {
        return name.indexOf('.') >= 0 || name.startsWith("\"") ? "\"" + name.replace("\"", "\"\"") + "\"" : name;
    }

    private JavaPiece made(Operation was) {
        // a parameter has another name than those around it
        String inner = on.equals("op") ? "o" : on + "o";
        return new JavaPiece.Lambda(inner, was.accept(new JavaCalls(inner)));
    }

    @Override
    public Chain visit(CreateTable operation) {
        Chain chain = call("createTable", name(operation.table()), elements(operation))
                .thenIf(operation.ifNotExists(), "ifNotExists");
        TableProperties properties = operation.properties();
        return options(chain.thenIf(properties.comment(), "comment"), properties)
                .thenIf(properties.partitionBy(), "partitionBy")
                .thenIf(properties.tablespace(), "tablespace")
                .thenIf(properties.isTemporary(), "temporary")
                .thenIf(properties.isUnlogged(), "unlogged")
                .thenIf(properties.isStrict(), "strict")
                .thenIf(properties.isWithoutRowid(), "withoutRowid");
    }

    private static List<JavaPiece> elements(CreateTable table) {
        return table.elements().stream()
                .map(element -> (JavaPiece) JavaElement.of(element))
                .toList();
    }

    private static Chain options(Chain begun, TableProperties properties) {
        Chain chain = begun.thenIf(properties.engine(), "engine")
                .thenIf(properties.charset(), "charset")
                .thenIf(properties.collation(), "collate");
        for (var option : properties.options().entrySet()) {
            chain = chain.then("option", string(option.getKey()), string(option.getValue()));
        }
        return chain;
    }

    @Override
    public Chain visit(DropTable operation) {
        Chain chain = call("dropTable", name(operation.table()))
                .thenIf(operation.ifExists(), "ifExists")
                .thenIf(operation.cascade(), "cascade");
        CreateTable was = operation.was();
        boolean exact = was != null && was.properties().equals(TableProperties.NONE) && !was.ifNotExists();
        return exact ? chain.then("was", elements(was)) : chain;
    }

    @Override
    public Chain visit(CommentOnTable operation) {
        Chain chain = call("commentOnTable", name(operation.table()), string(operation.comment()));
        return operation.was() == null
                ? chain
                : chain.then("was", string(operation.was().to()));
    }

    @Override
    public Chain visit(SetTableProperties operation) {
        return options(call("alterTable", name(operation.table())), operation.properties());
    }

    @Override
    public Chain visit(AlterTable operation) {
        JavaTableCalls calls = new JavaTableCalls("table", null);
        return call(
                "batchAlterTable",
                name(operation.table()),
                new JavaPiece.Block(
                        "table", operation.changes().stream().map(calls::of).toList()));
    }

    /** The calls for what changes of one table. */
    private JavaTableCalls changes(ObjectName table) {
        return new JavaTableCalls(on, name(table));
    }

    @Override
    public Chain visit(AddColumn operation) {
        return changes(operation.table()).of(operation);
    }

    @Override
    public Chain visit(DropColumn operation) {
        return changes(operation.table()).of(operation);
    }

    @Override
    public Chain visit(AlterColumn operation) {
        return changes(operation.table()).of(operation);
    }

    @Override
    public Chain visit(CreateIndex operation) {
        return changes(operation.table()).of(operation);
    }

    @Override
    public Chain visit(DropIndex operation) {
        return changes(operation.table()).of(operation);
    }

    @Override
    public Chain visit(AddConstraint operation) {
        return changes(operation.table()).of(operation);
    }

    @Override
    public Chain visit(DropConstraint operation) {
        return changes(operation.table()).of(operation);
    }

    @Override
    public Chain visit(ValidateConstraint operation) {
        return call("validateConstraint", string(operation.constraint()), name(operation.table()));
    }

    @Override
    public Chain visit(Rename operation) {
        String call = "rename" + operation.kind().word();
        JavaPiece to = string(operation.to());
        return switch (operation.kind()) {
            case INDEX, CONSTRAINT ->
                call(call, name(table(operation)), string(operation.name().name()), to);
            case SCHEMA -> call(call, string(operation.name().name()), to);
            case TABLE, SEQUENCE, VIEW, MATERIALIZED_VIEW, ENUM, DOMAIN -> call(call, name(operation.name()), to);
            case FUNCTION, PROCEDURE, TRIGGER, EXTENSION ->
                throw new IllegalArgumentException("no call is made for " + operation.call());
        };
    }

    private static ObjectName table(Rename operation) {
        ObjectName table = operation.table();
        if (table == null) {
            throw new IllegalArgumentException(operation.call() + " does not say of which table");
        }
        return table;
    }

    @Override
    public Chain visit(Drop operation) {
        String call = "drop" + operation.kind().word();
        JavaPiece plain = string(operation.name().name());
        Chain chain =
                switch (operation.kind()) {
                    case SCHEMA, EXTENSION -> call(call, plain);
                    case TRIGGER ->
                        call(call, plain, name(operation.table() == null ? operation.name() : operation.table()));
                    case FUNCTION, PROCEDURE ->
                        call(
                                call,
                                name(operation.name()),
                                string(operation.parameters() == null ? "" : operation.parameters()));
                    case SEQUENCE, VIEW, MATERIALIZED_VIEW, ENUM, DOMAIN -> call(call, name(operation.name()));
                    case TABLE, INDEX, CONSTRAINT ->
                        throw new IllegalArgumentException("another operation makes " + operation.call());
                };
        chain = chain.thenIf(operation.ifExists(), "ifExists").thenIf(operation.cascade(), "cascade");
        return operation.was() == null ? chain : chain.then("was", made(operation.was()));
    }

    @Override
    public Chain visit(CreateSchema operation) {
        return call("createSchema", string(operation.schema())).thenIf(operation.ifNotExists(), "ifNotExists");
    }

    @Override
    public Chain visit(CreateSequence operation) {
        return JavaTableCalls.counting(
                        call("createSequence", name(operation.sequence())), operation.counting())
                .thenIf(operation.ifNotExists(), "ifNotExists");
    }

    @Override
    public Chain visit(AlterSequence operation) {
        return JavaTableCalls.counting(call("alterSequence", name(operation.sequence())), operation.counting());
    }

    @Override
    public Chain visit(CreateView operation) {
        Chain chain = call(
                operation.isMaterialized() ? "createMaterializedView" : "createView",
                name(operation.view()),
                string(operation.query()));
        if (!operation.columns().isEmpty()) {
            chain = chain.then("columns", strings(operation.columns()));
        }
        chain = chain.thenIf(operation.withCheckOption(), "withCheckOption")
                .thenIf(operation.withNoData(), "withNoData")
                .thenIf(operation.ifNotExists(), "ifNotExists");
        return replacing(chain, operation.orReplace(), operation.was());
    }

    /** What is replaced is said by {@code was}, and without it by {@code orReplace}. */
    private Chain replacing(Chain chain, boolean replaces, @Nullable Operation was) {
        return replaces && was != null ? chain.then("was", made(was)) : chain.thenIf(replaces, "orReplace");
    }

    @Override
    public Chain visit(RefreshView operation) {
        return call("refreshMaterializedView", name(operation.view()))
                .thenIf(operation.concurrently(), "concurrently");
    }

    @Override
    public Chain visit(CreateRoutine operation) {
        JavaPiece name = name(operation.name());
        JavaPiece parameters = string(operation.parameters());
        Chain chain = operation.kind() == ObjectKind.PROCEDURE
                ? call("createProcedure", name, parameters)
                : call("createFunction", name, parameters, string(operation.returns()));
        chain = chain.thenIf(operation.language(), "language");
        for (String option : operation.options()) {
            chain = chain.then("option", string(option));
        }
        return replacing(chain.then("body", string(operation.body())), operation.orReplace(), operation.was());
    }

    @Override
    public Chain visit(CreateTrigger operation) {
        Chain chain = call("createTrigger", string(operation.name()), name(operation.table()))
                .then(operation.timing().equals("INSTEAD OF") ? "insteadOf" : lower(operation.timing()));
        for (String event : operation.events()) {
            chain = event.equals("UPDATE")
                    ? chain.then("update", strings(operation.columns()))
                    : chain.then(lower(event));
        }
        chain = chain.thenIf(!operation.isForEachRow(), "forEachStatement")
                .thenIf(operation.condition(), "when")
                .thenIf(operation.body(), "body")
                .thenIf(operation.function(), "executes");
        return replacing(chain, operation.orReplace(), operation.was());
    }

    private static String lower(String word) {
        return word.toLowerCase(Locale.ROOT);
    }

    @Override
    public Chain visit(CreateEnum operation) {
        return call("createEnum", name(operation.type()), strings(operation.values()));
    }

    @Override
    public Chain visit(AddEnumValue operation) {
        return call("addEnumValue", name(operation.type()), string(operation.value()))
                .thenIf(operation.before(), "before")
                .thenIf(operation.after(), "after")
                .thenIf(operation.ifNotExists(), "ifNotExists");
    }

    @Override
    public Chain visit(RenameEnumValue operation) {
        return call("renameEnumValue", name(operation.type()), string(operation.value()), string(operation.to()));
    }

    @Override
    public Chain visit(CreateExtension operation) {
        return call("createExtension", string(operation.extension()))
                .thenIf(operation.schema(), "schema")
                .thenIf(operation.version(), "version")
                .thenIf(operation.cascade(), "cascade")
                .thenIf(operation.ifNotExists(), "ifNotExists");
    }

    @Override
    public Chain visit(CreateDomain operation) {
        Chain chain = call("createDomain", name(operation.domain()), JavaElement.type(operation.type()))
                .thenIf(!operation.isNullable(), "notNull");
        return JavaElement.initial(chain, operation.initial()).thenIf(operation.condition(), "check");
    }

    @Override
    public Chain visit(ChangePrivileges operation) {
        Chain chain = call(operation.isGrant() ? "grant" : "revoke", string(operation.privileges()));
        chain = operation.table() == null
                ? chain.then("onObject", string(operation.object()))
                : chain.then("on", name(operation.table()));
        return chain.then(operation.isGrant() ? "to" : "from", strings(operation.roles()))
                .thenIf(operation.withGrantOption(), "withGrantOption");
    }

    @Override
    public Chain visit(Execute operation) {
        return call("execute", string(operation.sql()), JavaValue.all(operation.binds()));
    }

    /** The file is looked for where the script stands. */
    @Override
    public Chain visit(RunFile operation) {
        return call("sqlFile", string(String.valueOf(operation.file().getFileName())));
    }

    @Override
    public Chain visit(BulkInsert operation) {
        return call(
                "bulkInsert",
                name(operation.table()),
                operation.rows().stream().map(JavaCalls::row).toList());
    }

    private static Chain row(Row row) {
        var arguments = new ArrayList<JavaPiece>();
        row.values().forEach((column, value) -> {
            arguments.add(string(column));
            arguments.add(JavaValue.of(value));
        });
        return Chain.of("row", arguments);
    }

    @Override
    public Chain visit(BackfillRows operation) {
        Chain chain = call("backfill", name(operation.table())).then("key", strings(operation.key()));
        chain = operation.assignments() == null
                ? chain.then("delete")
                : chain.then("set", string(operation.assignments()));
        chain = chain.thenIf(operation.condition(), "where")
                .then("batchSize", JavaPiece.of(String.valueOf(operation.batchSize())));
        return operation.pause().isZero() ? chain : chain.then("pause", JavaValue.of(operation.pause()));
    }
}
