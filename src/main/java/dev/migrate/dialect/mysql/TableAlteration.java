package dev.migrate.dialect.mysql;

import dev.migrate.dialect.Dialect;
import dev.migrate.diff.Drafted;
import dev.migrate.operation.AlterTable;
import dev.migrate.operation.Change;
import dev.migrate.operation.CommentOnTable;
import dev.migrate.operation.Execute;
import dev.migrate.operation.Operation;
import dev.migrate.operation.SetTableProperties;
import dev.migrate.operation.TableProperties;
import dev.migrate.schema.SchemaObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How a table becomes another of its name, its foreign keys aside. What can stand in one ALTER TABLE does, for each of them may copy the whole table.
 */
final class TableAlteration {

    private static final String KEEP_HISTORY = "SET SESSION system_versioning_alter_history = KEEP";
    private static final String AS_BEFORE = "SET SESSION system_versioning_alter_history = DEFAULT";

    private final MysqlTable from;
    private final MysqlTable to;
    private final Dialect dialect;
    private final Wording wording;
    private final boolean safe;
    private final boolean converts;
    private final ColumnClauses columns;

    TableAlteration(MysqlTable from, MysqlTable to, Dialect dialect, Wording wording, boolean safe) {
        this.from = from;
        this.to = to;
        this.dialect = dialect;
        this.wording = wording;
        this.safe = safe;
        this.converts = converts();
        this.columns = new ColumnClauses(from, to, dialect, wording, converts);
    }

    /**
     * Whether all texts get the table's new collation, so that the table can be told so as a whole. CONVERT TO makes a TEXT a MEDIUMTEXT where its characters need
     * more bytes (MySQL 8.0 Reference Manual, 13.1.9), so that another character set is told column by column where there is one.
     */
    private boolean converts() {
        if (from.collation().equals(to.collation())) {
            return false;
        }
        boolean same = charset(from.collation()).equals(charset(to.collation()));
        boolean any = false;
        for (SchemaObject column : to.columns().values()) {
            String is = column.properties().get("collation");
            SchemaObject before = from.columns().get(column.name());
            if (is == null && (before == null || !before.properties().containsKey("collation"))) {
                continue;
            }
            if (is == null) {
                return false;
            }
            // the clause converts new columns too, whatever they say
            if (!is.equals(to.collation()) || !same && column.properties().getOrDefault("type", "").endsWith("text")) {
                return false;
            }
            List<String> collation = List.of("collation");
            // MySQL makes a TINYBLOB of a BLOB that is a short text until then
            if (before != null && !before.without(collation).equals(column.without(collation))) {
                return false;
            }
            any |= before != null && !is.equals(before.properties().get("collation"));
        }
        return any;
    }

    /** Whether a key or an index goes, which a foreign key may stand on. */
    boolean losesKeys() {
        return !to.keys().values().containsAll(from.keys().values());
    }

    /** The columns that change under a foreign key in a way that the servers refuse. */
    Set<String> stirred() {
        Set<String> stirred = new TreeSet<>(columns.stirred());
        Set<String> tightened = columns.tightened();
        if (!tightened.isEmpty()) {
            var keys = new KeyClauses(from, to, dialect, wording, columns.remade(), Set.of(), Set.of());
            List<Clause> clauses = new ArrayList<>(columns.clauses());
            clauses.addAll(keys.drops());
            clauses.addAll(keys.adds());
            clauses.addAll(options());
            // NOT NULL is set in place, but where the table is copied the servers look no further
            if (converts || clauses.stream().anyMatch(clause -> clause.cost() == Clause.Cost.COPY)) {
                stirred.addAll(tightened);
            }
        }
        return stirred;
    }

    static String charset(String collation) {
        int end = collation.indexOf('_');
        return end < 0 ? collation : collation.substring(0, end);
    }

    /**
     * The statements.
     *
     * @param gone indexes that have gone along with a foreign key
     * @param coming foreign keys that are made later
     */
    List<Drafted> drafted(Set<String> gone, Set<String> coming) {
        List<Drafted> drafted = new ArrayList<>();
        var keys = new KeyClauses(from, to, dialect, wording, columns.remade(), gone, coming);
        List<Clause> clauses = new ArrayList<>(keys.drops());
        clauses.addAll(columns.clauses());
        clauses.addAll(keys.adds());
        boolean repartitions = !Objects.equals(partitioning(from), partitioning(to));
        boolean appends = repartitions && appendedPartitions() != null;
        boolean engine = !from.tail().engine().equalsIgnoreCase(to.tail().engine());
        boolean unpartitions = repartitions
                && isPartitioned(from)
                && !appends
                && (!isPartitioned(to) || !clauses.isEmpty() || engine);
        if (from.tail().versioned() && !to.tail().versioned()) {
            drafted.add(execute("DROP SYSTEM VERSIONING")
                    .losing("drops the history of table " + from.title()));
        }
        if (unpartitions) {
            drafted.add(execute("REMOVE PARTITIONING").remark("rewrites table " + from.title()));
        }
        boolean forgotten = !drafted.isEmpty();
        for (Clause before : keys.dropsBefore()) {
            drafted.add(drafted(List.of(before), before.operation()));
        }
        drafted.addAll(main(clauses, forgotten));
        if (appends) {
            drafted.add(execute("ADD PARTITION (" + appendedPartitions() + ")"));
        } else if (repartitions && isPartitioned(to)) {
            drafted.add(execute("PARTITION BY " + to.tail().partitions())
                    .remark("rewrites table " + to.title() + ", and fails where a row has no partition"));
        }
        if (!from.tail().versioned() && to.tail().versioned()) {
            drafted.add(execute("ADD SYSTEM VERSIONING"));
        }
        if (!drafted.isEmpty() && from.tail().versioned() && to.tail().versioned()) {
            drafted.add(0, Drafted.of(new Execute(KEEP_HISTORY, List.of()), to.object()));
            drafted.add(Drafted.of(new Execute(AS_BEFORE, List.of()), to.object()));
        }
        return drafted;
    }

    private List<Drafted> main(List<Clause> clauses, boolean forgotten) {
        List<Clause> options = options();
        Clause collation = collation();
        Clause comment = comment();
        List<Clause> all = new ArrayList<>();
        if (collation != null) {
            all.add(collation);
        }
        all.addAll(options);
        all.addAll(clauses);
        if (comment != null) {
            all.add(comment);
        }
        if (all.isEmpty()) {
            return List.of();
        }
        boolean plain = !safe && !forgotten && clauses.stream().allMatch(clause -> clause.operation() != null);
        if (!plain || (!options.isEmpty() || collation != null) && all.size() > 1) {
            return List.of(together(all));
        }
        if (collation != null && collation.operation() == null) {
            return List.of(together(all));
        }
        // a comment touches no row, so that it may stand alone
        List<Drafted> drafted = new ArrayList<>();
        if (collation != null) {
            drafted.add(drafted(List.of(collation), collation.operation()));
        }
        options.forEach(option -> drafted.add(drafted(List.of(option), option.operation())));
        if (!clauses.isEmpty()) {
            List<Operation> operations =
                    clauses.stream().map(Clause::operation).map(Objects::requireNonNull).toList();
            drafted.add(drafted(
                    clauses, operations.size() == 1 ? operations.get(0) : new AlterTable(to.name(), operations)));
        }
        if (comment != null) {
            drafted.add(drafted(List.of(comment), comment.operation()));
        }
        return drafted;
    }

    private Drafted together(List<Clause> clauses) {
        String text = clauses.stream().map(Clause::text).collect(Collectors.joining(",\n    "));
        Drafted drafted = drafted(clauses, new Execute(alter() + text + algorithm(clauses), List.of()));
        boolean copies = safe && clauses.stream().anyMatch(clause -> clause.cost() == Clause.Cost.COPY);
        return copies
                ? drafted.remark("copies table " + to.title() + ", which nobody can write to meanwhile")
                : drafted;
    }

    /** What the server refuses to leave, rather than to copy the table under a lock. */
    private String algorithm(List<Clause> clauses) {
        if (!safe || clauses.stream().anyMatch(clause -> clause.cost() == Clause.Cost.COPY)) {
            return "";
        }
        boolean instant = clauses.size() == 1 && clauses.get(0).cost() == Clause.Cost.INSTANT;
        return instant ? ",\n    ALGORITHM = INSTANT" : ",\n    ALGORITHM = INPLACE, LOCK = NONE";
    }

    private Drafted drafted(List<Clause> clauses, @Nullable Operation operation) {
        Drafted drafted = Drafted.of(Objects.requireNonNull(operation), to.object());
        for (Clause clause : clauses) {
            for (String loss : clause.losses()) {
                drafted = drafted.losing(loss);
            }
            for (String remark : clause.remarks()) {
                drafted = drafted.remark(remark);
            }
        }
        return drafted;
    }

    private String alter() {
        return "ALTER TABLE " + to.quoted() + " ";
    }

    private Drafted execute(String action) {
        return Drafted.of(new Execute(alter() + action, List.of()), to.object());
    }

    private @Nullable Clause collation() {
        if (from.collation().equals(to.collation())) {
            return null;
        }
        if (converts) {
            return Clause.of(
                    "CONVERT TO CHARACTER SET " + charset(to.collation()) + " COLLATE " + to.collation(),
                    null,
                    Clause.Cost.COPY);
        }
        return Clause.of(
                "COLLATE = " + to.collation(),
                new SetTableProperties(to.name(), properties(null, to.collation(), Map.of())),
                Clause.Cost.INPLACE);
    }

    private static TableProperties properties(
            @Nullable String engine, @Nullable String collation, Map<String, String> options) {
        return new TableProperties(
                null, engine, null, collation, options, null, null, false, false, false, false);
    }

    private List<Clause> options() {
        Map<String, String> was = from.tail().others();
        Map<String, String> is = to.tail().others();
        Set<String> names = new TreeSet<>(was.keySet());
        names.addAll(is.keySet());
        Map<String, String> changed = new LinkedHashMap<>();
        for (String name : names) {
            if (!Objects.equals(was.get(name), is.get(name))) {
                changed.put(name, is.getOrDefault(name, TableTail.unset(name)));
            }
        }
        boolean engine = !from.tail().engine().equalsIgnoreCase(to.tail().engine());
        if (!engine && changed.isEmpty()) {
            return List.of();
        }
        String text = (engine ? "ENGINE = " + to.tail().engine() + " " : "")
                + changed.entrySet().stream()
                        .map(option -> option.getKey() + " = " + option.getValue())
                        .collect(Collectors.joining(" "));
        return List.of(Clause.of(
                text.strip(),
                new SetTableProperties(
                        to.name(), properties(engine ? to.tail().engine() : null, null, changed)),
                Clause.Cost.COPY));
    }

    private @Nullable Clause comment() {
        String was = from.tail().options().getOrDefault("COMMENT", "''");
        String is = to.tail().options().getOrDefault("COMMENT", "''");
        if (was.equals(is)) {
            return null;
        }
        String comment = wording.string(is);
        var operation = new CommentOnTable(
                to.name(), set(comment), new Change<>(set(wording.string(was))));
        boolean exact = is.equals("''") || comment != null && is.equals(MysqlTypes.string(dialect, comment));
        return Clause.of("COMMENT = " + is, exact ? operation : null, Clause.Cost.INPLACE);
    }

    private static @Nullable String set(@Nullable String comment) {
        return comment == null || comment.isEmpty() ? null : comment;
    }

    private static boolean isPartitioned(MysqlTable table) {
        return !table.tail().partitions().isEmpty();
    }

    private static List<String> partitioning(MysqlTable table) {
        Map<String, String> properties = table.object().properties();
        return List.of(
                properties.getOrDefault("partition by", ""), properties.getOrDefault("partitions", ""));
    }

    /** The partitions that come behind those that are there; null where that is not all there is to do. */
    private @Nullable String appendedPartitions() {
        Partitioning was = Partitioning.of(dialect.kind(), from.tail().partitions());
        Partitioning is = Partitioning.of(dialect.kind(), to.tail().partitions());
        boolean more = was.by().equals(is.by())
                && is.partitions().size() > was.partitions().size()
                && !was.partitions().isEmpty()
                && is.partitions().subList(0, was.partitions().size()).equals(was.partitions());
        return more
                ? String.join(
                        ", ",
                        is.partitions().subList(was.partitions().size(), is.partitions().size()))
                : null;
    }
}
