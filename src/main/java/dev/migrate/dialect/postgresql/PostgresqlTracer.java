package dev.migrate.dialect.postgresql;

import dev.migrate.dialect.OwnTables;
import dev.migrate.dialect.StatementFailure;
import dev.migrate.dialect.Tracer;
import dev.migrate.sql.DatabaseKind;
import dev.migrate.sql.Statement;
import dev.migrate.sql.StatementClass;
import dev.migrate.trace.Blocks;
import dev.migrate.trace.Effects;
import dev.migrate.trace.LockTaken;
import dev.migrate.trace.Scan;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What PostgreSQL's statements do. Inside a transaction everything is asked for by the session itself, since locks stay until its end; a
 * statement that is a transaction of its own is watched from a second connection.
 */
final class PostgresqlTracer implements Tracer {

    /** Statements behind or before which a query could change what they mean: SET TRANSACTION must be the first of its transaction. */
    private static final Set<String> LEFT_ALONE = Set.of("SET", "RESET", "SAVEPOINT", "RELEASE", "ROLLBACK", "DISCARD");

    /** Statements that are one transaction each, and all of it. */
    private static final Set<String> TRANSACTIONAL =
            Set.of("ALTER", "CREATE", "DROP", "TRUNCATE", "COMMENT", "INSERT", "UPDATE", "DELETE", "MERGE", "REFRESH");

    /** A setting of nobody else's, in which locks are noted before they are given back. */
    private static final String NOTED = "migrate.locks";

    private final PostgresqlSession session;
    private final OwnTables own;

    /** Whether counts can be had of a transaction that has just ended, which was asynchronous before PostgreSQL 15. */
    private final boolean counts;

    /** What stood there when the revision began. */
    private Set<String> known = Set.of();

    private @Nullable LockSampler sampler;

    PostgresqlTracer(PostgresqlSession session, OwnTables own) {
        this.session = session;
        this.own = own;
        this.counts = Integer.parseInt(session.serverVersion().replaceFirst("\\D.*", "")) >= 15;
    }

    @Override
    public void begin() throws SQLException {
        known = Relations.read(session, own, "xact_").byOid().keySet();
    }

    @Override
    public Effects trace(Statement statement, Sending sending) throws SQLException, StatementFailure {
        if (statement.keywords().isEmpty()
                || LEFT_ALONE.contains(statement.keywords().get(0))
                || StatementClass.of(statement, DatabaseKind.POSTGRESQL).transactionControl()) {
            sending.send(statement.text());
            return Effects.NONE;
        }
        return session.inTransaction() ? inside(statement, sending) : outside(statement, sending);
    }

    private Effects inside(Statement statement, Sending sending) throws SQLException, StatementFailure {
        Relations before = Relations.read(session, own, "xact_");
        sending.send(statement.text());
        if (!session.inTransaction()) {
            // it has ended the transaction from within, as a procedure can
            return Effects.NONE;
        }
        Relations after = Relations.read(session, own, "xact_");
        return new Comparing(before, after, statement).effects(after.locks(), false, true);
    }

    private Effects outside(Statement statement, Sending sending) throws SQLException, StatementFailure {
        Relations before = settled();
        if (ranInOnePiece(statement)) {
            sending.send(
                    statement.text(),
                    "SELECT pg_catalog.set_config('" + NOTED + "', (SELECT"
                            + " pg_catalog.string_agg(l.relation || ' ' || l.mode, ',') " + Relations.LOCKS
                            + "pg_catalog.pg_backend_pid()), false)");
            return new Comparing(before, settled(), statement).effects(noted(), false, counts);
        }
        if (sampler == null) {
            sampler = new LockSampler(
                    session.beside(), String.valueOf(session.value("SELECT pg_catalog.pg_backend_pid()")));
        }
        Map<String, LockMode> locks = sampler.<StatementFailure>watch(() -> sending.send(statement.text()));
        return new Comparing(before, settled(), statement).effects(locks, true, counts);
    }

    /**
     * Whether a query can travel with it and be of the same transaction, which ends behind both (documentation, "Pipelining"). A
     * procedure may end its transaction itself, and a query's rows are taken by another way.
     */
    private boolean ranInOnePiece(Statement statement) {
        return session.pipelines()
                && statement.copyData() == null
                && TRANSACTIONAL.contains(statement.keywords().get(0))
                && !StatementClass.of(statement, DatabaseKind.POSTGRESQL).cannotRunInTransaction();
    }

    private Map<String, LockMode> noted() throws SQLException {
        Map<String, LockMode> locks = new LinkedHashMap<>();
        String noted = session.value("SELECT pg_catalog.current_setting('" + NOTED + "', true)");
        if (noted != null && !noted.isEmpty()) {
            for (String lock : noted.split(",")) {
                int space = lock.indexOf(' ');
                Relations.add(locks, lock.substring(0, space), lock.substring(space + 1));
            }
        }
        return locks;
    }

    /** Counts of what has ended are written once a second, unless somebody asks for it. */
    private Relations settled() throws SQLException {
        if (counts) {
            session.value("SELECT pg_catalog.pg_stat_force_next_flush()");
        }
        return Relations.read(session, own, "");
    }

    @Override
    public void close() {
        if (sampler != null) {
            sampler.close();
        }
    }

    /** Two moments, and a statement between them. */
    private final class Comparing {
        private final Relations before;
        private final Relations after;
        private final Statement statement;

        Comparing(Relations before, Relations after, Statement statement) {
            this.before = before;
            this.after = after;
            this.statement = statement;
        }

        Effects effects(Map<String, LockMode> locks, boolean sampled, boolean counted) {
            // an emptied table has another file too, and its indexes are built of nothing
            boolean emptied = statement.startsWith("TRUNCATE");
            List<String> rewrites = emptied ? List.of() : rewrites();
            List<Scan> scans = counted && !emptied ? scans() : List.of();
            List<String> builds = emptied ? List.of() : builds();
            return new Effects(
                    null, taken(locks, rewrites, scans), sampled, rewrites, builds, scans, counted ? changed() : null);
        }

        private List<LockTaken> taken(Map<String, LockMode> locks, List<String> rewrites, List<Scan> scans) {
            // an index that is made or dropped so is nobody's while it is locked
            boolean concurrently = statement.keywords().contains("CONCURRENTLY");
            List<LockTaken> taken = new ArrayList<>();
            Set<String> tables = new HashSet<>();
            locks.forEach((oid, mode) -> {
                Relations.Relation relation = relation(oid);
                LockMode had = before.locks().get(oid);
                boolean held = had != null && had.compareTo(mode) >= 0;
                boolean made = !known.contains(oid);
                if (relation == null || held && (made || !mode.blocks().atLeast(Blocks.WRITES))) {
                    return;
                }
                if (relation.table() != null
                        && (made || held || concurrently || !stronger(mode, locks.get(relation.table())))) {
                    return;
                }
                if (relation.holdsRows()) {
                    tables.add(relation.name());
                }
                taken.add(new LockTaken(relation.name(), mode.words(), mode.blocks(), made, held));
            });
            taken.sort(Comparator.comparing(LockTaken::felt)
                    .reversed()
                    // of several, the one on what it works through
                    .thenComparing(lock -> !rewrites.contains(lock.relation())
                            && scans.stream().noneMatch(scan -> scan.table().equals(lock.relation())))
                    .thenComparing(LockTaken::held)
                    .thenComparing(lock -> !tables.contains(lock.relation()))
                    .thenComparing(LockTaken::relation));
            return taken;
        }

        private static boolean stronger(LockMode mode, @Nullable LockMode other) {
            return other == null || mode.compareTo(other) > 0;
        }

        /** As it was called when the statement began. */
        private Relations.@Nullable Relation relation(String oid) {
            Relations.Relation relation = before.byOid().get(oid);
            return relation == null ? after.byOid().get(oid) : relation;
        }

        private List<String> rewrites() {
            return before.byOid().entrySet().stream()
                    .filter(entry -> known.contains(entry.getKey())
                            && entry.getValue().holdsRows()
                            && hasOtherFile(entry.getValue(), after.byOid().get(entry.getKey())))
                    .map(entry -> entry.getValue().name())
                    .sorted()
                    .toList();
        }

        /** An index that ALTER TABLE makes again has another number, and the same file where it need not be built again. */
        private List<String> builds() {
            Map<String, Relations.Relation> old = new HashMap<>();
            before.byOid().values().stream()
                    .filter(relation -> relation.table() != null)
                    .forEach(relation -> old.put(relation.name(), relation));
            return after.byOid().entrySet().stream()
                    .filter(entry -> entry.getValue().file() != null
                            && entry.getValue().table() != null
                            && known.contains(entry.getValue().table()))
                    .filter(entry -> {
                        Relations.Relation was = before.byOid().get(entry.getKey());
                        if (was == null) {
                            was = old.get(entry.getValue().name());
                        }
                        return was == null || hasOtherFile(was, entry.getValue());
                    })
                    .map(entry -> entry.getValue().name())
                    .sorted()
                    .toList();
        }

        private static boolean hasOtherFile(Relations.Relation was, Relations.@Nullable Relation is) {
            return is != null
                    && was.file() != null
                    && is.file() != null
                    && !was.file().equals(is.file());
        }

        private List<Scan> scans() {
            List<Scan> scans = new ArrayList<>();
            before.byOid().forEach((oid, was) -> {
                Relations.Relation is = after.byOid().get(oid);
                if (is != null && is.holdsRows() && known.contains(oid) && is.scans() > was.scans()) {
                    scans.add(new Scan(was.name(), is.read() - was.read()));
                }
            });
            scans.sort(Comparator.comparing(Scan::table));
            return scans;
        }

        private long changed() {
            long rows = 0;
            for (Map.Entry<String, Relations.Relation> entry : after.byOid().entrySet()) {
                Relations.Relation was = before.byOid().get(entry.getKey());
                rows += entry.getValue().changed() - (was == null ? 0 : was.changed());
            }
            return rows;
        }
    }
}
