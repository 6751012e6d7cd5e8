package dev.migrate.command;

import static dev.migrate.command.Scratch.javaDowngrade;
import static dev.migrate.command.Scratch.javaUpgrade;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.sql.DatabaseKind;
import dev.migrate.testing.CuttingProxy;
import dev.migrate.testing.OnDatabases;
import dev.migrate.testing.OnEachKind;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;

/** Whatever comes between: each row is changed once. */
@DisplayName("A backfill in trouble")
class BackfillTroubleTest {

    @TempDir
    Path folder;

    private static final String CHANGE = "UPDATE big SET n = n + 1 WHERE id > :from AND id <= :to;";

    private static Scratch project(Path folder, TestDatabase database, int rows, String options) {
        String values =
                IntStream.rangeClosed(1, rows).mapToObj(i -> "(" + i + ", 0)").collect(Collectors.joining(", "));
        return new Scratch(folder, database)
                .revision(
                        "a0",
                        "CREATE TABLE big (id INTEGER PRIMARY KEY, n INTEGER);\nINSERT INTO big VALUES " + values + ";",
                        "DROP TABLE big;")
                .revision(
                        "a1",
                        "-- migrate:backfill table=big key=id " + options + "\n" + CHANGE,
                        "-- migrate:backfill table=big key=id " + options + "\n" + CHANGE.replace("+ 1", "- 1"));
    }

    private static Diagnostic failure(ThrowingCallable call) {
        MigrateException e = catchThrowableOfType(MigrateException.class, call);
        assertThat(e).as("a failure").isNotNull();
        return e.diagnostics().get(0);
    }

    private static void onceEach(Scratch s, String where, int count) {
        assertThat(s.value("SELECT COUNT(*) FROM big WHERE n = 1")).as(where).isEqualTo("" + count);
        assertThat(s.value("SELECT COUNT(*) FROM big")).as(where).isEqualTo("" + count);
    }

    /** Does something when a line begins like that, before the run goes on. */
    private static void when(Scratch s, String beginning, Consumer<String> work) {
        s.told = new ArrayList<>() {
            private static final long serialVersionUID = 1L;

            @Override
            public boolean add(String text) {
                boolean added = super.add(text);
                if (text.startsWith(beginning)) {
                    work.accept(text);
                }
                return added;
            }
        };
    }

    private static long lines(Scratch s, String beginning) {
        return s.told.stream().filter(line -> line.startsWith(beginning)).count();
    }

    /** Somebody else who holds a row, in SQLite the database. */
    private static Connection holder(TestDatabase database, int id) {
        try {
            Connection other = database.connect();
            other.setAutoCommit(false);
            try (var statement = other.createStatement()) {
                statement.executeUpdate("UPDATE big SET n = n WHERE id = " + id);
            }
            return other;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void let(@Nullable Connection holder) {
        try (Connection other = Objects.requireNonNull(holder)) {
            other.rollback();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @OnEachKind
    void triesAgainForALockAndNoMoreOftenThanIsSaid(TestDatabase database) {
        Scratch s = project(folder, database, 40, "size=10");
        s.lockTimeout = Duration.ofMillis(300);
        s.retries = 2;
        AtomicReference<@Nullable Connection> holder = new AtomicReference<>();
        when(s, "batch behind 10 ", line -> holder.set(holder(database, 15)));
        Diagnostic failed = failure(() -> s.upgrade("head"));
        let(holder.get());
        assertThat(failed.code()).isEqualTo("run/lock-timeout");
        assertThat(failed.notes()).anyMatch(note -> note.contains("10 rows in all"));
        assertThat(lines(s, "a batch did not get a lock in time")).isEqualTo(2);
        assertThat(lines(s, "a lock was not to be had")).isZero();

        var unfinished = Objects.requireNonNull(s.repair(new RepairCommand.Request(false, null, false, false, null))
                .unfinished());
        assertThat(unfinished.batches())
                .isEqualTo("backfill of big by id: 10 rows, up to "
                        + (database.kind() == DatabaseKind.POSTGRESQL ? "'10'" : "10"));

        when(s, "batch behind 20 ", line -> holder.set(holder(database, 35)));
        Consumer<String> release = line -> let(holder.get());
        var held = s.told;
        s.told = new ArrayList<>() {
            private static final long serialVersionUID = 1L;

            @Override
            public boolean add(String text) {
                if (text.startsWith("a batch did not get a lock in time")) {
                    release.accept(text);
                }
                return held.add(text);
            }
        };
        s.resume();
        assertThat(held.stream().filter(line -> line.startsWith("a batch did not")))
                .hasSize(1);
        onceEach(s, "a lock", 40);
    }

    @OnDatabases({TestServer.POSTGRESQL_18, TestServer.MYSQL, TestServer.MARIADB})
    void survivesADeadlock(TestDatabase database) throws Exception {
        Scratch s = project(folder, database, 40, "size=10");
        s.lockTimeout = Duration.ofSeconds(20);
        s.retries = 3;
        AtomicReference<@Nullable Thread> other = new AtomicReference<>();
        when(s, "batch behind 10 ", line -> {
            Connection holder = holder(database, 19);
            // Makes the run the one that is cheaper to roll back.
            other.set(new Thread(() -> {
                try (holder;
                        var statement = holder.createStatement()) {
                    for (int i = 40; i > 20; i--) {
                        statement.executeUpdate("UPDATE big SET n = n + 0 WHERE id = " + i);
                    }
                    Thread.sleep(700);
                    statement.executeUpdate("UPDATE big SET n = n + 0 WHERE id = 12");
                    holder.rollback();
                } catch (SQLException | InterruptedException e) {
                    // It was the one.
                }
            }));
            other.get().start();
        });
        s.upgrade("head");
        Objects.requireNonNull(other.get()).join();
        onceEach(s, "a deadlock", 40);
    }

    @OnDatabases({TestServer.POSTGRESQL_18, TestServer.MARIADB})
    void takesFewerRowsWhereABatchTakesTooLong(TestDatabase database) {
        Scratch s = project(folder, database, 60, "size=60");
        s.upgrade("a0");
        if (database.kind() == DatabaseKind.POSTGRESQL) {
            s.execute("CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS"
                    + " 'BEGIN PERFORM pg_sleep(0.02); RETURN NEW; END'");
            s.execute("CREATE TRIGGER slow BEFORE UPDATE ON big FOR EACH ROW EXECUTE FUNCTION slow()");
        } else {
            s.execute("CREATE TRIGGER slow BEFORE UPDATE ON big FOR EACH ROW SET @slept = SLEEP(0.02)");
        }
        s.statementTimeout = Duration.ofMillis(600);
        s.upgrade("head");
        assertThat(s.told).anyMatch(line -> line.contains("took longer than statement_timeout; trying again with 15"));
        onceEach(s, "a time limit", 60);
    }

    @OnDatabases({TestServer.POSTGRESQL_18, TestServer.MYSQL, TestServer.MARIADB})
    void whoseConnectionIsCutAnywhereGoesOn(TestDatabase database) throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Scratch s = project(folder, database, 40, "size=4");
        var direct = s.login;
        try (CuttingProxy proxy = new CuttingProxy(database)) {
            s.upgrade("a0");
            s.login = proxy.login(database);
            s.upgrade("head");
            long forth = proxy.bytesToServer();
            long back = proxy.bytesToClient();
            for (int i = 0; i < 14; i++) {
                s.login = direct;
                s.downgrade("a0");
                boolean toServer = i % 2 == 0;
                long at = 1 + random.nextLong(toServer ? forth : back);
                proxy.allow(toServer ? at : Long.MAX_VALUE, toServer ? Long.MAX_VALUE : at);
                s.login = proxy.login(database);
                String where =
                        "seed " + seed + ", cut after " + at + " bytes to the " + (toServer ? "server" : "client");
                try {
                    s.upgrade("head");
                } catch (MigrateException e) {
                    assertThat(e.diagnostics().get(0).code()).as(where).matches("run/connection-lost|connect/.*");
                }
                s.login = direct;
                Marks.converge(s, where);
                onceEach(s, where, 40);
            }
        }
    }

    @OnEachKind
    void thatIsKilledWhileItGoesOnIsStillRight(TestDatabase database) throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Scratch s = project(folder, database, 400, "size=5 pause=4ms");
        Process process = UpgradeMain.start(s);
        for (int i = 0; i < 3; i++) {
            UpgradeMain.await(process, "batch behind");
            Thread.sleep(random.nextInt(60));
            UpgradeMain.kill(process);
            if (i == 0 && s.outcomes().contains("a1 upgrade success")) {
                break;
            }
            process = UpgradeMain.resume(s);
        }
        UpgradeMain.kill(process);
        Marks.converge(s, "seed " + seed);
        onceEach(s, "seed " + seed, 400);
    }

    @OnEachKind
    void leavesWhatComesAndGoesMeanwhileToOthers(TestDatabase database) {
        Scratch s = project(folder, database, 50, "size=10");
        when(s, "batch behind 10 ", line -> {
            // Behind what is done, before it, and behind the end; the end itself goes.
            s.execute("DELETE FROM big WHERE id IN (3, 13, 20, 30, 50)");
            s.execute("INSERT INTO big VALUES (-1, 0), (1000, 0)");
            s.execute("UPDATE big SET id = 51 WHERE id = 49");
        });
        s.upgrade("head");
        assertThat(database.rows("SELECT id FROM big WHERE n = 0 ORDER BY id")).containsExactly("-1", "51", "1000");
        assertThat(s.value("SELECT COUNT(*) FROM big WHERE n = 1")).isEqualTo("44");
        assertThat(s.value("SELECT COUNT(*) FROM big")).isEqualTo("47");
    }

    /** A table that was filled a moment ago is not analyzed, and the planner takes any range of it for a few rows. */
    @OnDatabases(TestServer.POSTGRESQL_18)
    void ofATableThatWasJustFilledGoesAlongTheIndex(TestDatabase database) {
        Scratch s = new Scratch(folder, database)
                .revision(
                        "a0",
                        "CREATE TABLE big (id INTEGER PRIMARY KEY, n INTEGER) WITH (autovacuum_enabled = false);\n"
                                + "INSERT INTO big SELECT i, 0 FROM generate_series(1, 30000) i;",
                        null)
                .revision("a1", "-- migrate:backfill table=big key=id size=1000\n" + CHANGE, null);
        s.upgrade("head");
        onceEach(s, "just filled", 30_000);
        // Once to count, once to find the batches, once to change the rows.
        assertThat(Long.parseLong(
                        s.value("SELECT seq_tup_read + idx_tup_fetch FROM pg_stat_user_tables WHERE relname = 'big'")))
                .isLessThan(250_000);
    }

    @OnEachKind
    void goesBackInBatchesToo(TestDatabase database) {
        Scratch s = project(folder, database, 35, "size=10")
                .java(
                        "a2",
                        javaUpgrade("op.backfill(\"big\").key(\"id\").set(\"n = n + 10\").batchSize(10);")
                                + javaDowngrade("op.backfill(\"big\").key(\"id\").set(\"n = n - 10\").batchSize(10);"));
        s.upgrade("head");
        assertThat(s.value("SELECT COUNT(*) FROM big WHERE n = 11")).isEqualTo("35");
        s.told.clear();
        s.downgrade("a1");
        onceEach(s, "down", 35);
        assertThat(lines(s, "batch behind")).isEqualTo(4);
        s.downgrade("a0");
        assertThat(s.value("SELECT COUNT(*) FROM big WHERE n = 0")).isEqualTo("35");
        assertThat(lines(s, "batch behind")).isEqualTo(8);
        s.upgrade("head");
        assertThat(s.value("SELECT COUNT(*) FROM big WHERE n = 11")).isEqualTo("35");
    }

    @OnEachKind
    void ofATableThatIsNotThereNamesItsLine(TestDatabase database) {
        Scratch s = new Scratch(folder, database)
                .revision("a1", "\n-- migrate:backfill table=bigg key=id\n" + CHANGE.replace("big", "bigg"), null);
        Diagnostic failed = failure(() -> s.upgrade("head"));
        assertThat(failed.code()).isEqualTo("run/statement-failed");
        assertThat(failed.message()).contains("bigg");
        assertThat(String.valueOf(failed.span())).contains("a1.sql");
        assertThat(s.rows()).isEmpty();
        s.execute("CREATE TABLE bigg (id INTEGER PRIMARY KEY, n INTEGER)");
        s.upgrade("head");
        assertThat(s.rows()).containsExactly("a1");
    }

    @OnEachKind
    void inJavaThatIsNotAsItMustBeChangesNothing(TestDatabase database) {
        String[] calls = {
            "op.backfill(\"big\").set(\"n = 1\");",
            "op.backfill(\"big\").key().set(\"n = 1\");",
            "op.backfill(\"big\").key(\"id\");",
            "op.backfill(\"big\").key(\"id\").set(\"n = 1\").delete();",
            "op.backfill(\"big\").key(\"id\").set(\"n = 1\").batchSize(0);",
            "op.backfill(\"big\").key(\"id\").set(\"n = 1\").batchSize(-1);",
            "op.backfill(\"big\").key(\"id\").set(\"n = 1\").pause(java.time.Duration.ofMillis(-1));",
            "op.backfill(\"big\").key(\"id\").set(\"n = 1\").pause(java.time.Duration.ofDays(1));",
            "op.backfill(\"big\").key(\"id\").set(\"id = 1\");",
        };
        for (int i = 0; i < calls.length; i++) {
            Scratch s = new Scratch(folder.resolve("case" + i), database)
                    .java(
                            "a" + i,
                            javaUpgrade(
                                    "op.createTable(\"big\", column(\"id\", integer()), column(\"n\", integer()));",
                                    calls[i]));
            Diagnostic failed = failure(() -> s.upgrade("head"));
            assertThat(failed.code()).as(calls[i]).matches("operation/.*|script/backfill.*|java/.*");
            assertThat(String.valueOf(failed.span())).as(calls[i]).contains("line=13");
            assertThat(s.hasTable("big")).as(calls[i]).isFalse();
        }
    }
}
