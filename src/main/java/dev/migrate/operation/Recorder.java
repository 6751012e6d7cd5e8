package dev.migrate.operation;

import dev.migrate.Backfill;
import dev.migrate.Column;
import dev.migrate.ColumnAddition;
import dev.migrate.ColumnAlteration;
import dev.migrate.ColumnDrop;
import dev.migrate.Columns;
import dev.migrate.CommentChange;
import dev.migrate.Constraint;
import dev.migrate.ConstraintCreation;
import dev.migrate.ConstraintDrop;
import dev.migrate.ForeignKeyCreation;
import dev.migrate.IndexCreation;
import dev.migrate.IndexDrop;
import dev.migrate.IndexKey;
import dev.migrate.Migration;
import dev.migrate.Operations;
import dev.migrate.Row;
import dev.migrate.TableChanges;
import dev.migrate.TableCreation;
import dev.migrate.TableDrop;
import dev.migrate.TableElement;
import dev.migrate.TableOptions;
import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.diagnostic.SourceSpan;
import dev.migrate.sql.DatabaseKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Takes down what a migration says, each operation with its line in the script. Nothing is run, unless the migration reads. */
public final class Recorder extends ObjectRecorder {

    private final DatabaseKind database;
    private final Path file;
    private final CallSite calls;
    private final @Nullable LiveSession live;
    private final Dictation dictation;
    private @Nullable NeedsDatabase needed;

    private Recorder(DatabaseKind database, Path file, CallSite calls, @Nullable LiveSession live) {
        this.database = database;
        this.file = file;
        this.calls = calls;
        this.live = live;
        this.dictation = new Dictation(file, calls);
    }

    /**
     * What one method of a migration says.
     *
     * @param migration the migration, for the places of its calls
     * @param method its upgrade or its downgrade
     * @param database the database it is for
     * @param file its script
     * @param live the database itself, which runs what is said before the migration reads; null where nothing is to be run
     * @return what has not been run yet
     * @throws NeedsDatabase when the migration reads and there is no database
     * @throws MigrateException when an operation lacks something, or has no reverse and needs one
     */
    public static List<Recorded> record(
            Migration migration,
            BiConsumer<Migration, Operations> method,
            DatabaseKind database,
            Path file,
            @Nullable LiveSession live) {
        Recorder recorder = new Recorder(database, file, new CallSite(file, migration), live);
        try {
            recorder.dictation.located(() -> method.accept(migration, recorder));
        } catch (RuntimeException | Error e) {
            if (recorder.needed != null) {
                throw recorder.needed;
            }
            throw e;
        }
        if (recorder.needed != null) {
            // The author's code has caught it, and gone on without what it wanted to read.
            throw recorder.needed;
        }
        return recorder.dictation.take();
    }

    @Override
    List<Recorded> aside(Consumer<Operations> operations) {
        Recorder aside = new Recorder(database, file, calls, null);
        operations.accept(aside);
        return aside.dictation.take();
    }

    @Override
    <D extends Draft> D begin(D next) {
        return dictation.begin(next);
    }

    @Override
    void add(Operation operation) {
        dictation.begin(Draft.of(operation));
    }

    /** The values as written; a lone {@code null} is one value, not none. */
    private static List<@Nullable Object> values(@Nullable Object[] binds) {
        return binds == null ? java.util.Collections.singletonList(null) : Arrays.asList(binds);
    }

    @Override
    public TableCreation createTable(String table, TableElement... elements) {
        return begin(new TableDraft(
                name(table),
                Checked.table(new CreateTable(name(table), List.of(elements), TableProperties.NONE, false))
                        .elements()));
    }

    @Override
    public TableDrop dropTable(String table) {
        return begin(new TableDropDraft(name(table)));
    }

    @Override
    public void renameTable(String table, String to) {
        add(new Rename(ObjectKind.TABLE, name(table), null, Checked.name(to)));
    }

    @Override
    public CommentChange commentOnTable(String table, @Nullable String comment) {
        return begin(new CommentDraft(name(table), comment));
    }

    @Override
    public TableOptions alterTable(String table) {
        return begin(new TableDraft(name(table), null));
    }

    @Override
    public void batchAlterTable(String table, Consumer<TableChanges> changes) {
        SourceSpan place = calls.now();
        dictation.settle();
        TableChangesRecorder recorder = new TableChangesRecorder(name(table));
        changes.accept(recorder);
        dictation.add(new Recorded(recorder.end(), place));
    }

    @Override
    public ColumnAddition addColumn(String table, Column column) {
        return begin(new ColumnAdditionDraft(name(table), column));
    }

    @Override
    public ColumnDrop dropColumn(String table, String column) {
        return begin(new ColumnDropDraft(name(table), Checked.name(column)));
    }

    @Override
    public ColumnAlteration alterColumn(String table, String column) {
        return begin(new ColumnAlterationDraft(name(table), Checked.name(column)));
    }

    @Override
    public IndexCreation createIndex(String index, String table, String... columns) {
        return begin(new IndexDraft(name(table), Columns.index(index, columns)));
    }

    @Override
    public IndexCreation createIndex(String index, String table, IndexKey... keys) {
        return begin(new IndexDraft(name(table), Columns.index(index, keys)));
    }

    @Override
    public IndexDrop dropIndex(String index, String table) {
        return begin(new IndexDropDraft(name(table), Checked.name(index)));
    }

    @Override
    public void renameIndex(String table, String index, String to) {
        add(new Rename(ObjectKind.INDEX, name(table).sibling(Checked.name(index)), name(table), Checked.name(to)));
    }

    @Override
    public ConstraintCreation createPrimaryKey(@Nullable String name, String table, String... columns) {
        return addConstraint(table, Columns.primaryKey(name, columns));
    }

    @Override
    public ConstraintCreation createUniqueConstraint(@Nullable String name, String table, String... columns) {
        return addConstraint(table, Columns.unique(name, columns));
    }

    @Override
    public ForeignKeyCreation createForeignKey(@Nullable String name, String table, String... columns) {
        return begin(new ForeignKeyDraft(name(table), Columns.foreignKey(name, columns)));
    }

    @Override
    public ConstraintCreation createCheckConstraint(@Nullable String name, String table, String condition) {
        return addConstraint(table, Columns.check(name, condition));
    }

    @Override
    public ConstraintCreation createExcludeConstraint(String table, Constraint.Exclude constraint) {
        return addConstraint(table, constraint);
    }

    @Override
    public ConstraintCreation addConstraint(String table, Constraint constraint) {
        return begin(new ConstraintDraft(name(table), constraint));
    }

    @Override
    public ConstraintDrop dropConstraint(String name, String table) {
        return begin(new ConstraintDropDraft(name(table), Checked.name(name), false));
    }

    @Override
    public ConstraintDrop dropPrimaryKey(String table) {
        return begin(new ConstraintDropDraft(name(table), "", true));
    }

    @Override
    public void validateConstraint(String name, String table) {
        add(new ValidateConstraint(name(table), Checked.name(name)));
    }

    @Override
    public void renameConstraint(String table, String name, String to) {
        add(new Rename(ObjectKind.CONSTRAINT, name(table).sibling(Checked.name(name)), name(table), Checked.name(to)));
    }

    @Override
    public void execute(String sql, @Nullable Object... binds) {
        add(new Execute(sql, values(binds)));
    }

    @Override
    public void bulkInsert(String table, Row... rows) {
        bulkInsert(table, List.of(rows));
    }

    @Override
    public void bulkInsert(String table, List<Row> rows) {
        add(new BulkInsert(name(table), rows));
    }

    @Override
    public Backfill backfill(String table) {
        return begin(new BackfillDraft(name(table)));
    }

    @Override
    public void reverse(Consumer<Operations> operations) {
        SourceSpan here = calls.now();
        dictation.settle();
        List<Recorded> forward;
        try {
            forward = aside(operations);
        } catch (NeedsDatabase e) {
            throw Diagnostic.error(
                            "operation/no-reverse",
                            e.getMessage() + " makes the rest depend on what it reads, so there is no reverse")
                    .at(e.diagnostic().span())
                    .help("write the downgrade by hand")
                    .toException();
        }
        for (Recorded each : ReverseOrder.of(forward, database)) {
            Reversal reversal = each.operation().reverse();
            if (reversal instanceof Reversal.By by) {
                dictation.add(new Recorded(by.operation(), each.place()));
            } else if (reversal instanceof Reversal.Impossible impossible) {
                throw Diagnostic.error(
                                "operation/no-reverse",
                                each.operation().call() + " has no reverse: " + impossible.reason())
                        .at(each.place().line() > 0 ? each.place() : here)
                        .help(impossible.help())
                        .toException();
            }
        }
    }

    @Override
    public List<Row> query(String sql, @Nullable Object... binds) {
        SourceSpan place = calls.now();
        if (live == null) {
            throw needs("query(…)", place);
        }
        List<Recorded> before = dictation.take();
        if (!before.isEmpty()) {
            live.run(before);
        }
        return live.query(new Recorded(new Execute(sql, values(binds)), place));
    }

    @Override
    public Connection connection() {
        SourceSpan place = calls.now();
        if (live == null) {
            throw needs("connection()", place);
        }
        List<Recorded> before = dictation.take();
        if (!before.isEmpty()) {
            live.run(before);
        }
        return live.connection();
    }

    private NeedsDatabase needs(String call, SourceSpan place) {
        NeedsDatabase first = needed == null ? new NeedsDatabase(call, place) : needed;
        needed = first;
        return first;
    }

    @Override
    public DatabaseKind dialect() {
        return database;
    }

    @Override
    public void sqlFile(String path) {
        Path script;
        String text;
        try {
            script = file.resolveSibling(path);
            text = Files.readString(script);
        } catch (IOException | InvalidPathException e) {
            throw Diagnostic.error("operation/no-file", "\"" + path + "\" cannot be read: " + e.getMessage())
                    .help("the path starts at the folder of this script")
                    .toException(e);
        }
        add(new RunFile(script, text));
    }
}
