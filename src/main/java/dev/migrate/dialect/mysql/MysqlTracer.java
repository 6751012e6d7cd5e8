package dev.migrate.dialect.mysql;

import dev.migrate.dialect.FailureKind;
import dev.migrate.dialect.OwnTables;
import dev.migrate.dialect.StatementFailure;
import dev.migrate.dialect.Tracer;
import dev.migrate.sql.DatabaseKind;
import dev.migrate.sql.Statement;
import dev.migrate.sql.StatementClass;
import dev.migrate.trace.Blocks;
import dev.migrate.trace.Effects;
import dev.migrate.trace.LockTaken;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What MySQL's and MariaDB's statements do. Where a statement leaves the way to the server, the best one is asked for, then the next: what is
 * refused has changed nothing, and the first that is accepted is the one that the server would have taken. A table that was written anew is told by
 * the number that InnoDB gives it.
 */
final class MysqlTracer implements Tracer {

    /** ER_ALTER_OPERATION_NOT_SUPPORTED, the same with a reason, and no room for one more INSTANT change (Server Error Message Reference). */
    private static final Set<Integer> NOT_IN_THIS_WAY = Set.of(1845, 1846, 4092);

    private static final Set<String> DEFINES =
            Set.of("ALTER", "CREATE", "DROP", "RENAME", "OPTIMIZE", "REPAIR", "TRUNCATE");
    private static final Set<String> CHANGES_ROWS =
            Set.of("INSERT", "UPDATE", "DELETE", "REPLACE", "LOAD", "WITH", "ALTER", "CREATE", "CALL");

    private final MysqlSession session;
    private final OwnTables own;
    private final boolean seesInnodb;
    private Set<String> known = new HashSet<>();

    MysqlTracer(MysqlSession session, OwnTables own) {
        this.session = session;
        this.own = own;
        this.seesInnodb = mayAskInnodb();
    }

    private boolean mayAskInnodb() {
        try {
            session.value("SELECT 1 FROM " + innodbTables() + " WHERE 1 = 0");
            return true;
        } catch (SQLException e) {
            // 1227: the right PROCESS is needed
            return false;
        }
    }

    private String innodbTables() {
        return "information_schema." + (session.kind() == DatabaseKind.MARIADB ? "INNODB_SYS_TABLES" : "INNODB_TABLES");
    }

    @Override
    public void begin() throws SQLException {
        Set<String> tables = new HashSet<>();
        session.rows("SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE()")
                .forEach(row -> tables.add(String.valueOf(row.get(0))));
        tables.remove(own.version());
        tables.remove(own.history());
        known = tables;
    }

    @Override
    public Effects trace(Statement statement, Sending sending) throws SQLException, StatementFailure {
        if (statement.keywords().isEmpty()
                || StatementClass.of(statement, session.kind()).transactionControl()) {
            sending.send(statement.text());
            return Effects.NONE;
        }
        String first = statement.keywords().get(0);
        boolean counts = CHANGES_ROWS.contains(first);
        if (!DEFINES.contains(first)) {
            sending.send(statement.text());
            return Effects.ofRows(counts ? changed() : null);
        }
        AlgorithmChoice choice = AlgorithmChoice.of(statement, session.kind()).orElse(null);
        Map<String, List<String>> before = stored();
        AlgorithmChoice.@Nullable Way way =
                choice == null ? null : choice.named() == null ? firstAccepted(choice, sending) : choice.named();
        if (choice == null || way == null || choice.named() != null) {
            sending.send(statement.text());
        }
        @Nullable Long rows = counts ? changed() : null;
        Map<String, List<String>> after = stored();
        List<String> rewrites = first.equals("TRUNCATE") ? List.of() : rewritten(before, after);
        List<LockTaken> locks = new ArrayList<>();
        if (choice != null && way != null) {
            if (!rewrites.isEmpty() && way.algorithm().equals("INSTANT")) {
                // MariaDB 10.11 takes ALGORITHM=INSTANT for a change of the engine, and copies all the same
                way = new AlgorithmChoice.Way("COPY", "SHARED");
            }
            locks.add(lock(choice.table(), way));
        } else {
            before.forEach((table, parts) -> {
                if (known.contains(table) && (!after.containsKey(table) || emptied(first, parts, after.get(table)))) {
                    locks.add(new LockTaken(table, "METADATA", Blocks.READS_AND_WRITES, false, false));
                }
            });
        }
        followNames(before, after);
        return new Effects(way == null ? null : way.algorithm(), locks, false, rewrites, List.of(), List.of(), rows);
    }

    /** TRUNCATE drops a table and makes it again. */
    private static boolean emptied(String first, List<String> parts, @Nullable List<String> now) {
        return first.equals("TRUNCATE") && now != null && Collections.disjoint(parts, now);
    }

    private LockTaken lock(String table, AlgorithmChoice.Way way) {
        return new LockTaken(table, way.mode(), way.blocks(), !known.contains(table), false);
    }

    /** Null where the server takes none of them, or fails for another reason: then the statement itself tells. */
    private AlgorithmChoice.@Nullable Way firstAccepted(AlgorithmChoice choice, Sending sending)
            throws StatementFailure {
        for (AlgorithmChoice.Way way : AlgorithmChoice.ways(session.kind())) {
            try {
                sending.send(choice.in(way));
                return way;
            } catch (StatementFailure e) {
                if (e.kind() == FailureKind.CONNECTION_LOST) {
                    throw e;
                }
                if (!NOT_IN_THIS_WAY.contains(e.sqlException().getErrorCode())) {
                    return null;
                }
            }
        }
        return null;
    }

    private @Nullable Long changed() throws SQLException {
        String count = session.value("SELECT ROW_COUNT()");
        return count == null || count.startsWith("-") ? null : Long.valueOf(count);
    }

    private List<String> rewritten(Map<String, List<String>> before, Map<String, List<String>> after) {
        List<String> rewritten = new ArrayList<>();
        before.forEach((table, parts) -> {
            List<String> now = after.get(table);
            if (known.contains(table) && now != null && Collections.disjoint(parts, now)) {
                rewritten.add(table);
            }
        });
        Collections.sort(rewritten);
        return rewritten;
    }

    /** A table that was there before is so under its new name too. */
    private void followNames(Map<String, List<String>> before, Map<String, List<String>> after) {
        if (!seesInnodb) {
            return;
        }
        after.forEach((table, parts) -> {
            boolean renamed = before.entrySet().stream()
                    .anyMatch(was -> known.contains(was.getKey())
                            && !after.containsKey(was.getKey())
                            && !Collections.disjoint(was.getValue(), parts));
            if (renamed && !before.containsKey(table)) {
                known.add(table);
            }
        });
    }

    /** What each table is stored in: InnoDB's numbers of its parts, or the engine where that is all there is to know. */
    private Map<String, List<String>> stored() throws SQLException {
        Map<String, List<String>> stored = new HashMap<>();
        for (List<@Nullable String> row : session.rows("SELECT table_name, engine FROM information_schema.tables WHERE"
                + " table_schema = DATABASE() AND table_type = 'BASE TABLE'")) {
            stored.put(String.valueOf(row.get(0)), List.of(String.valueOf(row.get(1))));
        }
        if (seesInnodb) {
            Map<String, List<String>> parts = new HashMap<>();
            for (List<@Nullable String> row : session.rows("SELECT SUBSTRING(name, LENGTH(DATABASE()) + 2), table_id"
                    + " FROM " + innodbTables() + " WHERE name LIKE CONCAT(REPLACE(DATABASE(), '_', '\\\\_'), '/%')")) {
                String name = FileName.decoded(String.valueOf(row.get(0)));
                parts.computeIfAbsent(name, missing -> new ArrayList<>()).add(String.valueOf(row.get(1)));
            }
            parts.keySet().retainAll(stored.keySet());
            stored.putAll(parts);
        }
        return stored;
    }

    @Override
    public void close() {
        // nothing of its own is open
    }
}
