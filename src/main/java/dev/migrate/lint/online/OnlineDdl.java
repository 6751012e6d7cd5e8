package dev.migrate.lint.online;

import dev.migrate.lint.KnownTable;
import dev.migrate.lint.ServerVersion;
import dev.migrate.lint.grammar.Action;
import dev.migrate.lint.grammar.Change;
import dev.migrate.lint.grammar.ColumnSpec;
import dev.migrate.lint.grammar.ColumnSpec.Generated;
import dev.migrate.lint.grammar.ConstraintSpec;
import dev.migrate.lint.grammar.IndexSpec;
import dev.migrate.lint.grammar.Name;
import dev.migrate.sql.DatabaseKind;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The cheapest algorithm that MySQL and MariaDB accept for what an ALTER TABLE does. Measured on MySQL 8.0.31 and MariaDB 11.4, which a test asks again; what
 * older versions of MySQL do is told by its manual (15.12.1 "Online DDL Operations").
 */
public final class OnlineDdl {

    private static final Pattern REFUSED = Pattern.compile(
            "(?i).*\\b(uuid|uuid_short|rand|sys_guid|random_bytes|user|current_user|session_user|"
                + "system_user|connection_id|found_rows|row_count|last_insert_id|version|load_file|sysdate)\\s*\\(.*");
    /** What MariaDB works out for each row; else all get one value. */
    private static final Set<String> BY_ROW = Set.of("uuid", "sys_guid", "nextval", "next");

    private static final Set<String> ROW_ALONE = Set.of("uuid", "sys_guid");

    private final DatabaseKind kind;
    private final @Nullable ServerVersion version;
    private final boolean checks;

    /**
     * A server.
     *
     * @param version its version; null where it is not known, and taken for a late one
     * @param checksForeignKeys whether {@code foreign_key_checks} is on
     */
    public OnlineDdl(DatabaseKind kind, @Nullable ServerVersion version, boolean checksForeignKeys) {
        this.kind = kind;
        this.version = version;
        this.checks = checksForeignKeys;
    }

    /** Whether the server copies a table while others write: MariaDB since 11.2 (documentation, "Online Schema Change"). */
    public boolean copiesOnline() {
        return mariaDb() && version != null && version.isAtLeast(11, 2, 0);
    }

    /** Whether MySQL refuses a default that is no constant: its value might not be the same on a replica (error 1674). */
    public boolean refusesDefault(@Nullable String value) {
        return !mariaDb()
                && value != null
                && isExpression(value)
                && REFUSED.matcher(value).matches();
    }

    private boolean mariaDb() {
        return kind == DatabaseKind.MARIADB;
    }

    private boolean isBefore(int major, int minor, int patch) {
        return version != null && !mariaDb() && !version.isAtLeast(major, minor, patch);
    }

    private Way copied(Cause cause) {
        return new Way(Algorithm.COPY, !copiesOnline(), true, cause);
    }

    private Way online(Way way) {
        // numbers that the copy gives must not be given by others meanwhile
        boolean counts = way.cause() == Cause.AUTO_INCREMENT || way.cause() == Cause.DEFAULT_EXPRESSION;
        return way.algorithm() == Algorithm.COPY && !counts ? copied(way.cause()) : way;
    }

    /** What an ALTER TABLE costs as a whole; empty where a part of it cannot be told. */
    public Optional<Way> way(Change.AlterTable alter, @Nullable KnownTable table) {
        Way all = Way.INSTANT;
        boolean told = true;
        for (Action action : alter.actions()) {
            Optional<Way> one = way(action, alter.actions(), table);
            told &= one.isPresent();
            all = one.map(all::and).orElse(all);
        }
        Optional<Way> together = together(alter.actions(), table);
        all = together.map(all::and).orElse(all);
        return told || all.algorithm() == Algorithm.COPY ? Optional.of(all) : Optional.empty();
    }

    /** What actions cost only because they stand in one ALTER TABLE. */
    private Optional<Way> together(List<Action> actions, @Nullable KnownTable table) {
        boolean adds = actions.stream()
                .anyMatch(a -> a instanceof Action.AddColumn add && add.column().generated() != Generated.VIRTUAL);
        boolean builds =
                actions.stream().anyMatch(a -> a instanceof Action.AddIndex || a instanceof Action.AddConstraint);
        if (adds && builds && mariaDb()) {
            return Optional.of(Way.rebuild(Cause.NONE));
        }
        long virtual =
                actions.stream().filter(action -> isVirtual(action, table)).count();
        if (virtual == 0 || virtual == actions.size()) {
            return Optional.empty();
        }
        boolean indexed = actions.stream().anyMatch(Action.AddIndex.class::isInstance);
        if (indexed) {
            return Optional.of(Way.shared(mariaDb() ? Algorithm.NOCOPY : Algorithm.INPLACE, Cause.GENERATED));
        }
        return mariaDb() ? Optional.of(copied(Cause.GENERATED)) : Optional.empty();
    }

    private static boolean isVirtual(Action action, @Nullable KnownTable table) {
        return action instanceof Action.AddColumn add && add.column().generated() == Generated.VIRTUAL
                || action instanceof Action.DropColumn drop
                        && column(table, drop.column())
                                .map(c -> c.generated() == Generated.VIRTUAL)
                                .orElse(false);
    }

    private static Optional<ColumnSpec> column(@Nullable KnownTable table, String name) {
        return Optional.ofNullable(table).flatMap(known -> known.column(name));
    }

    /** What one action of an ALTER TABLE costs; empty where that depends on what the column was, and nobody knows. */
    public Optional<Way> way(Action action, List<Action> beside, @Nullable KnownTable table) {
        Optional<Way> way = bare(action, beside, table).map(this::online);
        if (table == null || way.isEmpty()) {
            return way;
        }
        Way known = way.get();
        String engine = table.options().getOrDefault("engine", "innodb");
        if (!engine.equalsIgnoreCase("innodb")
                && !engine.equalsIgnoreCase("ndb")
                && !(action instanceof Action.SetEngine)
                && known.algorithm() != Algorithm.COPY
                && (known.algorithm() != Algorithm.INSTANT
                        || action instanceof Action.AddColumn
                        || action instanceof Action.DropColumn)) {
            return Optional.of(copied(Cause.TABLE));
        }
        boolean adds = action instanceof Action.AddColumn add && add.column().generated() != Generated.VIRTUAL
                || action instanceof Action.DropColumn && !isVirtual(action, table);
        if ((adds || known.rebuilds()) && known.algorithm() != Algorithm.COPY && hasFulltext(table)) {
            return Optional.of(mariaDb() ? Way.shared(Algorithm.INPLACE, Cause.TABLE) : copied(Cause.TABLE));
        }
        if (adds
                && known.algorithm() == Algorithm.INSTANT
                && "compressed".equalsIgnoreCase(table.options().get("row_format"))) {
            return Optional.of(Way.rebuild(Cause.TABLE));
        }
        return way;
    }

    private static boolean hasFulltext(KnownTable table) {
        return table.indexes().stream().anyMatch(index -> "fulltext".equals(index.kind()));
    }

    private Optional<Way> bare(Action action, List<Action> beside, @Nullable KnownTable table) {
        if (action instanceof Action.AddColumn add) {
            return Optional.of(added(add.column()));
        }
        if (action instanceof Action.DropColumn drop) {
            return Optional.of(dropped(drop.column(), table));
        }
        if (action instanceof Action.Redefine redefine) {
            return column(table, redefine.from()).map(old -> redefined(redefine, old, table));
        }
        if (action instanceof Action.RenameColumn rename) {
            return Optional.of(
                    isBefore(8, 0, 28) || isReferredTo(table, rename.from()) ? Way.metadata(kind) : Way.INSTANT);
        }
        if (action instanceof Action.SetDefault
                || action instanceof Action.DropDefault
                || action instanceof Action.RenameTable
                || action instanceof Action.Switch) {
            return Optional.of(Way.INSTANT);
        }
        if (action instanceof Action.AddConstraint add) {
            return Optional.of(constrained(add.constraint()));
        }
        if (action instanceof Action.DropConstraint drop) {
            return unconstrained(drop, beside, table);
        }
        if (action instanceof Action.AddIndex add) {
            return Optional.of(indexed(add.index(), table));
        }
        if (action instanceof Action.RemoveIndex) {
            return Optional.of(Way.nocopy(kind));
        }
        if (action instanceof Action.RenameIndex || action instanceof Action.ShowIndex) {
            return Optional.of(Way.metadata(kind));
        }
        if (action instanceof Action.Repartition partition) {
            return Optional.of(
                    Set.of("add partition", "drop partition", "truncate partition", "exchange partition")
                                    .contains(partition.what())
                            ? Way.nocopy(kind)
                            : copied(Cause.PARTITION));
        }
        if (action instanceof Action.ConvertCharset convert) {
            return Optional.of(converted(convert, table));
        }
        if (action instanceof Action.SetEngine engine) {
            return Optional.of(
                    engine.engine().equalsIgnoreCase("innodb") && isInnoDb(table)
                            ? Way.rebuild(Cause.ENGINE)
                            : copied(Cause.ENGINE));
        }
        if (action instanceof Action.Force) {
            return Optional.of(Way.rebuild(Cause.NONE));
        }
        if (action instanceof Action.SetOption option) {
            return Optional.of(
                    Set.of("row_format", "key_block_size").contains(option.name())
                            ? Way.rebuild(Cause.NONE)
                            : Way.metadata(kind));
        }
        return action instanceof Action.Other other ? other(other.text().toLowerCase(Locale.ROOT)) : Optional.empty();
    }

    private static boolean isReferredTo(@Nullable KnownTable table, String column) {
        return table != null
                && table.constraints().stream()
                        .anyMatch(c -> c.references() != null
                                && c.references().matches(table.name())
                                && c.referenced().stream().anyMatch(column::equalsIgnoreCase));
    }

    private static boolean isInnoDb(@Nullable KnownTable table) {
        return table == null || table.options().getOrDefault("engine", "innodb").equalsIgnoreCase("innodb");
    }

    private Optional<Way> other(String text) {
        if (text.matches("alter (check|constraint) .*")) {
            return Optional.of(text.endsWith("not enforced") ? Way.INSTANT : copied(Cause.CHECK));
        }
        if (text.matches("(add|drop) (system versioning|period for system_time).*")) {
            return Optional.of(text.startsWith("add") ? copied(Cause.NONE) : Way.shared(Algorithm.INPLACE, Cause.NONE));
        }
        if (text.matches("alter .*set (in)?visible")) {
            return Optional.of(Way.INSTANT);
        }
        return Optional.empty();
    }

    private Way added(ColumnSpec column) {
        if (column.generated() == Generated.STORED) {
            return copied(Cause.STORED);
        }
        if (column.generated() == Generated.VIRTUAL) {
            return column.position() != null && !mariaDb() ? copied(Cause.GENERATED) : Way.INSTANT;
        }
        if (column.generated() == Generated.AUTO_INCREMENT) {
            return Way.shared(Algorithm.INPLACE, Cause.AUTO_INCREMENT);
        }
        if (!column.checks().isEmpty() && !mariaDb()) {
            return copied(Cause.CHECK);
        }
        // MySQL passes over REFERENCES in a column's definition until 9.0 (its manual, 15.1.20.5)
        boolean refers = column.references() != null && (mariaDb() || version != null && version.isAtLeast(9));
        if (refers) {
            return checks ? copied(Cause.FOREIGN_KEY) : Way.rebuild(Cause.FOREIGN_KEY);
        }
        String value = column.defaultValue();
        if (value != null && isExpression(value) && (!mariaDb() || BY_ROW.contains(firstWord(value)))) {
            boolean counts = mariaDb() && !ROW_ALONE.contains(firstWord(value));
            return counts
                    ? new Way(Algorithm.COPY, true, true, Cause.DEFAULT_EXPRESSION)
                    : copied(Cause.DEFAULT_EXPRESSION);
        }
        if (column.unique() || column.primaryKey()) {
            return Way.rebuild(Cause.NONE);
        }
        boolean last = column.position() == null;
        if (isBefore(8, 0, 12) || !last && isBefore(8, 0, 29)) {
            return Way.rebuild(Cause.POSITION);
        }
        return Way.INSTANT;
    }

    private boolean isExpression(String value) {
        return mariaDb() ? value.contains("(") : value.startsWith("(");
    }

    private static String firstWord(String value) {
        return value.replaceFirst("^\\(\\s*", "")
                .replaceFirst("(?s)[^A-Za-z_].*", "")
                .toLowerCase(Locale.ROOT);
    }

    private Way dropped(String name, @Nullable KnownTable table) {
        Optional<ColumnSpec> column = column(table, name);
        if (table == null || column.isEmpty()) {
            return Way.INSTANT;
        }
        if (table.primaryKey().stream().anyMatch(name::equalsIgnoreCase)) {
            return copied(Cause.PRIMARY_KEY);
        }
        if (isIndexed(table, column.get())) {
            return isBefore(8, 0, 29) ? Way.rebuild(Cause.NONE) : Way.nocopy(kind);
        }
        if (column.get().generated() == Generated.VIRTUAL) {
            return Way.INSTANT;
        }
        return isBefore(8, 0, 29) ? Way.rebuild(Cause.NONE) : Way.INSTANT;
    }

    private static boolean isIndexed(KnownTable table, ColumnSpec column) {
        String name = column.name();
        return column.unique()
                || table.indexes().stream().anyMatch(i -> i.columns().stream().anyMatch(name::equalsIgnoreCase))
                || table.constraints().stream()
                        .anyMatch(c -> c.columns().stream().anyMatch(name::equalsIgnoreCase));
    }

    private Way redefined(Action.Redefine redefine, ColumnSpec old, @Nullable KnownTable known) {
        KnownTable table = known == null ? bare(Name.of("t")) : known;
        ColumnSpec now = redefine.column();
        boolean inKey = table.primaryKey().stream().anyMatch(old.name()::equalsIgnoreCase);
        Way way = new ColumnChange(kind, table, old, now).way();
        if (old.generated() != now.generated()) {
            way = way.and(generated(old.generated(), now.generated()));
        } else if (Objects.equals(old.computed(), now.computed())) {
            way = way.and(Way.INSTANT);
        } else if (now.generated() == Generated.STORED) {
            way = way.and(copied(Cause.STORED));
        } else if (now.generated() == Generated.VIRTUAL && !mariaDb()) {
            way = way.and(copied(Cause.GENERATED));
        }
        if (!inKey && old.notNull() != now.notNull()) {
            way = way.and(Way.rebuild(Cause.NONE));
        }
        if (!now.checks().isEmpty() && !mariaDb()) {
            way = way.and(copied(Cause.CHECK));
        }
        if (inKey && way.algorithm() == Algorithm.COPY && way.cause() == Cause.TYPE) {
            way = new Way(Algorithm.COPY, true, true, Cause.PRIMARY_KEY);
        }
        if (redefine.moves()) {
            way = way.and(mariaDb() ? Way.INSTANT : Way.rebuild(Cause.NONE));
        }
        if (!old.name().equalsIgnoreCase(now.name()) && isBefore(8, 0, 28)) {
            way = way.and(Way.metadata(kind));
        }
        return way;
    }

    private static KnownTable bare(Name name) {
        return new KnownTable(name, List.of(), List.of(), List.of(), false, false, 0, Map.of(), false);
    }

    private Way generated(Generated before, Generated now) {
        if (now == Generated.AUTO_INCREMENT) {
            return new Way(Algorithm.COPY, true, true, Cause.AUTO_INCREMENT);
        }
        if (before == Generated.AUTO_INCREMENT) {
            return mariaDb() ? Way.INSTANT : copied(Cause.AUTO_INCREMENT);
        }
        return copied(before == Generated.STORED || now == Generated.STORED ? Cause.STORED : Cause.GENERATED);
    }

    private Way constrained(ConstraintSpec constraint) {
        return switch (constraint.kind()) {
            case PRIMARY_KEY -> Way.rebuild(Cause.NONE);
            case FOREIGN_KEY -> checks ? copied(Cause.FOREIGN_KEY) : Way.metadata(kind);
            case CHECK -> constraint.notEnforced() ? Way.INSTANT : copied(Cause.CHECK);
            default ->
                constraint.columns().stream().anyMatch(OnlineDdl::isExpressionOfIndex)
                        ? copied(Cause.INDEX)
                        : Way.nocopy(kind);
        };
    }

    private static boolean isExpressionOfIndex(String column) {
        return column.startsWith("(");
    }

    private Optional<Way> unconstrained(Action.DropConstraint drop, List<Action> beside, @Nullable KnownTable table) {
        ConstraintSpec.Kind sort = drop.kind();
        if (sort == null && table != null && drop.name() != null) {
            sort = table.constraint(drop.name()).map(ConstraintSpec::kind).orElse(null);
        }
        if (sort == null) {
            return Optional.empty();
        }
        return Optional.of(
                switch (sort) {
                    case PRIMARY_KEY ->
                        beside.stream()
                                        .anyMatch(a -> a instanceof Action.AddConstraint add
                                                && add.constraint().kind() == ConstraintSpec.Kind.PRIMARY_KEY)
                                ? Way.rebuild(Cause.NONE)
                                : copied(Cause.PRIMARY_KEY);
                    case FOREIGN_KEY -> Way.metadata(kind);
                    case CHECK -> Way.INSTANT;
                    default -> Way.nocopy(kind);
                });
    }

    /** What it costs to build an index. */
    public Way indexed(IndexSpec index, @Nullable KnownTable table) {
        if (table != null && !isInnoDb(table)) {
            return copied(Cause.TABLE);
        }
        if ("fulltext".equals(index.kind())) {
            boolean another = table != null && hasFulltext(table);
            return Way.shared(mariaDb() && another ? Algorithm.NOCOPY : Algorithm.INPLACE, Cause.INDEX);
        }
        if ("spatial".equals(index.kind()) || "vector".equals(index.kind())) {
            return Way.shared(mariaDb() ? Algorithm.NOCOPY : Algorithm.INPLACE, Cause.INDEX);
        }
        if (index.columns().stream().anyMatch(OnlineDdl::isExpressionOfIndex)) {
            return index.unique() ? copied(Cause.INDEX) : Way.shared(Algorithm.INPLACE, Cause.INDEX);
        }
        return Way.nocopy(kind);
    }

    /** What it costs to drop an index. */
    public Way unindexed(@Nullable KnownTable table) {
        return table != null && !isInnoDb(table) ? copied(Cause.TABLE) : Way.nocopy(kind);
    }

    private Way converted(Action.ConvertCharset convert, @Nullable KnownTable table) {
        if (table == null || !table.complete()) {
            return copied(Cause.CHARSET);
        }
        Way way = Way.metadata(kind);
        for (ColumnSpec column : table.columns()) {
            if (column.type() == null || !ColumnChange.isCharacters(column.type())) {
                continue;
            }
            ColumnSpec now = column.inCharset(convert.charset(), convert.collation());
            Way one = new ColumnChange(kind, table, column, now).way();
            String name = ColumnChange.name(column.type());
            boolean grows = name.endsWith("text")
                    && ColumnChange.bytes(ColumnChange.charset(table, now))
                            > ColumnChange.bytes(ColumnChange.charset(table, column));
            // a TEXT in a wider character set becomes a MEDIUMTEXT, so that as many characters fit
            way = way.and(grows ? copied(Cause.CHARSET) : one);
        }
        return new Way(way.algorithm(), way.blocksWrites(), way.rebuilds(), Cause.CHARSET);
    }
}
