package dev.migrate.dialect.mysql;

import dev.migrate.Column;
import dev.migrate.Default;
import dev.migrate.Identity;
import dev.migrate.Type;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.KnownTables;
import dev.migrate.operation.AddColumn;
import dev.migrate.operation.AlterColumn;
import dev.migrate.operation.Change;
import dev.migrate.operation.ColumnChange;
import dev.migrate.operation.DropColumn;
import dev.migrate.schema.SchemaObject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What is done to the columns of a table that stays. */
final class ColumnClauses {

    private final MysqlTable from;
    private final MysqlTable to;
    private final Dialect dialect;
    private final Wording wording;
    private final boolean converts;
    private final Set<String> changed = new TreeSet<>();
    private final Set<String> remade = new TreeSet<>();

    /**
     * The differences of two tables.
     *
     * @param converts whether the whole table gets another collation anyway
     */
    ColumnClauses(MysqlTable from, MysqlTable to, Dialect dialect, Wording wording, boolean converts) {
        this.from = from;
        this.to = to;
        this.dialect = dialect;
        this.wording = wording;
        this.converts = converts;
        for (String column : to.columns().keySet()) {
            if (from.columns().containsKey(column) && !compared(from, column).equals(compared(to, column))) {
                changed.add(column);
            }
        }
        remake();
    }

    private List<@Nullable Object> compared(MysqlTable table, String column) {
        List<@Nullable Object> compared = new ArrayList<>(table.comparableColumn(column));
        if (converts && compared.get(0) instanceof SchemaObject object) {
            String collation = object.properties().get("collation");
            if (table.collation().equals(collation) || table == from) {
                compared.set(0, object.without(List.of("collation")));
            }
        }
        return compared;
    }

    /** No ALTER makes a virtual column of a real one, or a real one of a virtual (MySQL 8.0 Reference Manual, 13.1.9.2). */
    private void remake() {
        Deque<String> open = new ArrayDeque<>();
        for (String column : changed) {
            boolean was = isVirtual(from, column);
            boolean is = isVirtual(to, column);
            boolean computed = from.column(column).has(ColumnText.Kind.GENERATED)
                    || to.column(column).has(ColumnText.Kind.GENERATED);
            if (was != is || computed && dialect.kind() == dev.migrate.sql.DatabaseKind.MARIADB) {
                open.add(column);
            }
        }
        while (!open.isEmpty()) {
            String column = open.remove();
            if (remade.add(column)) {
                from.computedFrom(column).stream()
                        .filter(to.columns()::containsKey)
                        .forEach(open::add);
            }
        }
    }

    private static boolean isVirtual(MysqlTable table, String column) {
        return table.column(column).get(ColumnText.Kind.GENERATED).endsWith("VIRTUAL");
    }

    /** The columns that are dropped and made again. */
    Set<String> remade() {
        return remade;
    }

    /** The columns that go. */
    List<String> dropped() {
        return from.order().stream()
                .filter(column ->
                        !to.columns().containsKey(column) && from.columns().containsKey(column))
                .toList();
    }

    /** The columns whose values are stored or compared in another way, which no foreign key allows. */
    Set<String> stirred() {
        Set<String> stirred = new TreeSet<>(remade);
        for (String column : to.columns().keySet()) {
            if (from.columns().containsKey(column)) {
                var was = from.columns().get(column).properties();
                var is = to.columns().get(column).properties();
                if (!java.util.Objects.equals(was.get("type"), is.get("type"))
                        || !java.util.Objects.equals(was.get("collation"), is.get("collation"))
                        || counts(was) != counts(is)) {
                    stirred.add(column);
                }
            }
        }
        return stirred;
    }

    private static boolean counts(Map<String, String> column) {
        return column.getOrDefault("extra", "").contains("auto_increment");
    }

    /** The columns that take no NULL any more. */
    Set<String> tightened() {
        Set<String> tightened = new TreeSet<>(changed);
        tightened.removeIf(column -> from.columns().get(column).properties().containsKey("not null")
                || !to.columns().get(column).properties().containsKey("not null"));
        return tightened;
    }

    List<Clause> clauses() {
        List<Clause> clauses = new ArrayList<>();
        for (String column : from.order()) {
            if (dropped().contains(column) || remade.contains(column)) {
                clauses.add(drop(column));
            }
        }
        for (String column : to.order()) {
            if (changed.contains(column) && !remade.contains(column)) {
                clauses.add(modify(column));
            }
        }
        List<String> order =
                to.order().stream().filter(to.columns()::containsKey).toList();
        for (int i = 0; i < order.size(); i++) {
            String column = order.get(i);
            if (!from.columns().containsKey(column) || remade.contains(column)) {
                clauses.add(add(column, order, i));
            }
        }
        return clauses;
    }

    private Clause drop(String column) {
        DropColumn operation = new DropColumn(
                from.name(),
                column,
                false,
                false,
                wording.column(column, from.column(column))
                        .map(made -> new AddColumn(from.name(), made, false, false, null))
                        .orElse(null));
        Clause clause = Clause.of("DROP COLUMN " + quote(column), operation, Clause.Cost.INSTANT);
        boolean computed = from.column(column).has(ColumnText.Kind.GENERATED);
        return computed ? clause : clause.losing("drops column " + from.title() + "." + column + " and what is in it");
    }

    private Clause add(String column, List<String> order, int at) {
        boolean ordered = to.isOrdered();
        boolean last = order.subList(at, order.size()).stream()
                .allMatch(other -> !from.columns().containsKey(other) || remade.contains(other));
        boolean first = ordered && !last && at == 0;
        String after = ordered && !last && at > 0 ? order.get(at - 1) : null;
        ColumnText text = goal(column);
        AddColumn operation = wording.column(column, text)
                .map(made -> new AddColumn(to.name(), made, false, first, after))
                .orElse(null);
        boolean quick = !text.has(ColumnText.Kind.AUTO_INCREMENT)
                && !text.get(ColumnText.Kind.GENERATED).endsWith("STORED")
                && !text.get(ColumnText.Kind.DEFAULT).startsWith("DEFAULT (");
        Clause clause = Clause.of(
                "ADD COLUMN " + quote(column) + " " + text.text()
                        + (first ? " FIRST" : after == null ? "" : " AFTER " + quote(after)),
                operation,
                quick ? Clause.Cost.INSTANT : Clause.Cost.COPY);
        if (remade.contains(column)) {
            return clause.remark("column " + to.title() + "." + column
                    + " is dropped and made again, since no ALTER TABLE can change how it is computed");
        }
        boolean empty = Wording.isNotNull(text)
                && !text.has(ColumnText.Kind.DEFAULT)
                && !text.has(ColumnText.Kind.GENERATED)
                && !text.has(ColumnText.Kind.AUTO_INCREMENT);
        return empty
                ? clause.remark("the rows that are there get the empty value of its type in column " + to.title() + "."
                        + column + ", which is NOT NULL and has no default")
                : clause;
    }

    /** What a column is to be. */
    private ColumnText goal(String column) {
        ColumnText is = to.column(column);
        if (!from.collation().equals(to.collation())) {
            // which of the two a column without one gets would hang on the order of the clauses
            String collation = to.columns().get(column).properties().get("collation");
            if (collation != null && !is.get(ColumnText.Kind.TYPE).equals("json")) {
                is.set(ColumnText.Kind.COLLATE, "COLLATE " + collation);
            }
        }
        return is;
    }

    private Clause modify(String column) {
        ColumnText was = from.column(column);
        ColumnText is = goal(column);
        Clause clause = Clause.of(
                "MODIFY COLUMN " + quote(column) + " " + is.text(), operation(column, was, is), cost(was, is));
        if (Wording.isNotNull(is) && !Wording.isNotNull(was)) {
            clause = clause.remark("fails where " + to.title() + "." + column + " is NULL");
        }
        String refusal = Narrowing.refusal(was.get(ColumnText.Kind.TYPE), is.get(ColumnText.Kind.TYPE));
        if (refusal != null) {
            clause = clause.remark("fails where " + to.title() + "." + column + " " + refusal);
        }
        String loss = Narrowing.loss(was.get(ColumnText.Kind.TYPE), is.get(ColumnText.Kind.TYPE));
        return loss == null
                ? clause
                : clause.losing("changes " + from.title() + "." + column + " from " + was.get(ColumnText.Kind.TYPE)
                        + " to " + is.get(ColumnText.Kind.TYPE) + ", which " + loss);
    }

    /** The alteration as an operation, where it makes the very same column. */
    private @Nullable AlterColumn operation(String column, ColumnText was, ColumnText is) {
        if (differ(was, is, ColumnText.Kind.ON_UPDATE) || differ(was, is, ColumnText.Kind.OTHER)) {
            // an operation restates what stands there, and a type that says the new one would say it twice
            return null;
        }
        Column before = wording.column(column, was).orElse(null);
        Column after = wording.column(column, is).orElse(null);
        for (Type type : types(after, is)) {
            AlterColumn candidate = new AlterColumn(from.name(), column, change(was, is, type, before, after), before);
            if (isExact(candidate, is)) {
                return candidate;
            }
        }
        return null;
    }

    private static List<Type> types(@Nullable Column after, ColumnText is) {
        Type plain = Wording.nativeType(is.get(ColumnText.Kind.TYPE));
        boolean more = is.has(ColumnText.Kind.ON_UPDATE) || is.has(ColumnText.Kind.OTHER);
        return after == null || more || after.type().equals(plain) ? List.of(plain) : List.of(after.type(), plain);
    }

    private ColumnChange change(
            ColumnText was, ColumnText is, Type type, @Nullable Column before, @Nullable Column after) {
        Default initial = wording.initial(is);
        String comment = wording.string(Wording.behind(is.get(ColumnText.Kind.COMMENT), "COMMENT"));
        String collation = Wording.behind(is.get(ColumnText.Kind.COLLATE), "COLLATE");
        return new ColumnChange(
                null,
                differ(was, is, ColumnText.Kind.TYPE) ? type : null,
                null,
                Wording.isNotNull(was) == Wording.isNotNull(is) ? null : !Wording.isNotNull(is),
                differ(was, is, ColumnText.Kind.DEFAULT) ? new Change<>(initial) : null,
                differ(was, is, ColumnText.Kind.COMMENT) ? new Change<>(comment) : null,
                differ(was, is, ColumnText.Kind.COLLATE) ? new Change<>(collation.isEmpty() ? null : collation) : null,
                was.has(ColumnText.Kind.AUTO_INCREMENT) == is.has(ColumnText.Kind.AUTO_INCREMENT)
                        ? null
                        : new Change<>(is.has(ColumnText.Kind.AUTO_INCREMENT) ? Identity.byDefault() : null),
                differ(was, is, ColumnText.Kind.GENERATED) ? new Change<>(Wording.formula(is)) : null);
    }

    private boolean differ(ColumnText was, ColumnText is, ColumnText.Kind clause) {
        ColumnText only = new ColumnText();
        ColumnText other = new ColumnText();
        for (ColumnText.Kind each : List.of(ColumnText.Kind.TYPE, clause)) {
            if (was.has(each)) {
                only.set(each, was.get(each));
            }
            if (is.has(each)) {
                other.set(each, is.get(each));
            }
        }
        if (clause != ColumnText.Kind.TYPE) {
            only.set(ColumnText.Kind.TYPE, is.get(ColumnText.Kind.TYPE));
        }
        return !wording.same(only, other);
    }

    private boolean isExact(AlterColumn operation, ColumnText is) {
        try {
            var known = new KnownTables(dialect.kind());
            known.apply(from.definition());
            var parts = new MysqlColumn(new MysqlDdl(dialect, known), dialect, known, operation).parts();
            String written = parts.get(0).text();
            String head = "MODIFY COLUMN ";
            return parts.size() == 1
                    && written.startsWith(head)
                    && wording.same(
                            to.normal(
                                    wording.read(MysqlTable.plain(dialect.kind(), written.substring(head.length()))),
                                    operation.column(),
                                    from.collation()),
                            is);
        } catch (dev.migrate.diagnostic.MigrateException e) {
            return false;
        }
    }

    private Clause.Cost cost(ColumnText was, ColumnText is) {
        boolean type = differ(was, is, ColumnText.Kind.TYPE);
        if (!type && !differ(was, is, ColumnText.Kind.COLLATE) && !differ(was, is, ColumnText.Kind.GENERATED)) {
            boolean rebuilt = Wording.isNotNull(was) != Wording.isNotNull(is)
                    || was.has(ColumnText.Kind.AUTO_INCREMENT) != is.has(ColumnText.Kind.AUTO_INCREMENT);
            return rebuilt ? Clause.Cost.INPLACE : Clause.Cost.INSTANT;
        }
        return type && Narrowing.isAppended(was.get(ColumnText.Kind.TYPE), is.get(ColumnText.Kind.TYPE))
                ? Clause.Cost.INSTANT
                : Clause.Cost.COPY;
    }

    private String quote(String column) {
        return dialect.quote(column);
    }
}
