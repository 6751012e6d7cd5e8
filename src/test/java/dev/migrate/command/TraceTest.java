package dev.migrate.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.report.Json;
import dev.migrate.testing.OnDatabases;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestServer;
import dev.migrate.trace.LockTaken;
import dev.migrate.trace.RevisionTrace;
import dev.migrate.trace.Scan;
import dev.migrate.trace.StatementTrace;
import dev.migrate.trace.TraceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A test that measures")
class TraceTest {

    @TempDir
    Path folder;

    private static TestCommand.Result test(Scratch s, boolean trace, @Nullable String range, @Nullable Path seed) {
        return new TestCommand()
                .run(
                        s.workspace(),
                        new TestCommand.Request(range, graph -> List.of(), null, trace, seed, tested -> {}));
    }

    private static TraceFile trace(Scratch s) {
        TestCommand.Result result = test(s, true, null, null);
        assertThat(result.revisions()).flatExtracting(TestedRevision::faults).isEmpty();
        return Objects.requireNonNull(result.trace());
    }

    private static RevisionTrace way(TraceFile trace, String revision, String direction) {
        return trace.revisions().stream()
                .filter(one ->
                        one.revision().equals(revision) && one.direction().equals(direction))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> up(TraceFile trace, String revision) {
        return way(trace, revision, "upgrade").statements().stream()
                .map(TraceTest::inWords)
                .toList();
    }

    private static List<String> down(TraceFile trace, String revision) {
        return way(trace, revision, "downgrade").statements().stream()
                .map(TraceTest::inWords)
                .toList();
    }

    private static String inWords(StatementTrace one) {
        List<String> words = new ArrayList<>(List.of(one.impact().id()));
        if (one.algorithm() != null) {
            words.add(one.algorithm());
        }
        for (LockTaken lock : one.locks()) {
            words.add(lock.relation() + (lock.made() ? " made " : lock.held() ? " held " : " ") + lock.mode());
        }
        if (!one.rewrites().isEmpty()) {
            words.add("rewrites " + String.join(" ", one.rewrites()));
        }
        if (!one.builds().isEmpty()) {
            words.add("builds " + String.join(" ", one.builds()));
        }
        if (!one.scans().isEmpty()) {
            words.add("reads "
                    + String.join(" ", one.scans().stream().map(Scan::table).toList()));
        }
        return String.join(", ", words);
    }

    private static Scratch users(Path folder, TestDatabase database) {
        Scratch s = new Scratch(folder, database);
        return s.revision(
                "a1",
                "CREATE TABLE users (id INTEGER NOT NULL PRIMARY KEY, name VARCHAR(50), n INTEGER, team INTEGER);\n"
                        + "CREATE TABLE teams (id INTEGER NOT NULL PRIMARY KEY);\n"
                        + "CREATE INDEX ix_n ON users (n);\n"
                        + "INSERT INTO users (id, name, n) VALUES (1, 'ann', 1), (2, 'bea', 2);",
                "DROP TABLE users;\nDROP TABLE teams;");
    }

    @OnDatabases(TestServer.POSTGRESQL_18)
    void seesWhatPostgresqlLocksRewritesAndReads(TestDatabase database) {
        Scratch s = users(folder, database)
                .revision(
                        "defaults",
                        "ALTER TABLE users ADD COLUMN v TIMESTAMPTZ DEFAULT clock_timestamp();\n"
                                + "ALTER TABLE users ADD COLUMN w TIMESTAMPTZ DEFAULT now();",
                        null)
                .revision("stored", "ALTER TABLE users ADD COLUMN g INTEGER GENERATED ALWAYS AS (id * 2) STORED;", null)
                .revision("not_null", "ALTER TABLE users ALTER COLUMN n SET NOT NULL;", null)
                .revision(
                        "not_null_by_check",
                        "ALTER TABLE users ADD CONSTRAINT ck_v CHECK (v IS NOT NULL);\n"
                                + "ALTER TABLE users ALTER COLUMN v SET NOT NULL;",
                        null)
                .revision(
                        "type",
                        "ALTER TABLE users ALTER COLUMN n TYPE BIGINT;",
                        "ALTER TABLE users ALTER COLUMN n TYPE INTEGER;")
                .revision("wider", "ALTER TABLE users ALTER COLUMN name TYPE TEXT;", null)
                .revision("check", "ALTER TABLE users ADD CONSTRAINT ck CHECK (n > 0);", null)
                .revision("check_later", "ALTER TABLE users ADD CONSTRAINT ck2 CHECK (n > 0) NOT VALID;", null)
                .revision("validated", "ALTER TABLE users VALIDATE CONSTRAINT ck2;", null)
                .revision(
                        "validated_at_once",
                        "ALTER TABLE users ADD CONSTRAINT ck3 CHECK (n > 0) NOT VALID;\n"
                                + "ALTER TABLE users VALIDATE CONSTRAINT ck3;",
                        null)
                .revision("fk", "ALTER TABLE users ADD FOREIGN KEY (team) REFERENCES teams (id);", null)
                .revision("uq", "ALTER TABLE users ADD CONSTRAINT uq UNIQUE (n);", null)
                .revision("ix", "CREATE INDEX ix_name ON users (name);", "DROP INDEX ix_name;")
                .revision("rows", "UPDATE users SET name = 'x' WHERE id = 1;\nSELECT count(*) FROM users;", null)
                .revision("emptied", "TRUNCATE users;", null)
                .revision("copied", "COPY teams (id) FROM stdin;\n7\n8\n\\.\n", null)
                .nonTransactional(
                        "copied_alone", "COPY teams (id) FROM stdin;\n9\n\\.\n", "DELETE FROM teams WHERE id = 9;");
        TraceFile trace = trace(s);
        assertThat(trace.database()).isEqualTo("postgresql");
        assertThat(trace.version()).startsWith("18");
        assertThat(up(trace, "a1"))
                .containsExactly(
                        "none, users made ACCESS EXCLUSIVE", "none, teams made ACCESS EXCLUSIVE", "none", "none");
        assertThat(way(trace, "a1", "upgrade").statements())
                .extracting(StatementTrace::line)
                .containsExactly(7, 8, 9, 10);
        assertThat(way(trace, "a1", "upgrade").statements().get(3).rows()).isEqualTo(2);
        String exclusive = "users ACCESS EXCLUSIVE";
        assertThat(up(trace, "defaults"))
                .containsExactly(
                        "long, " + exclusive + ", rewrites users, builds ix_n users_pkey, reads users",
                        "brief, users held ACCESS EXCLUSIVE");
        assertThat(up(trace, "stored"))
                .containsExactly("long, " + exclusive + ", rewrites users, builds ix_n users_pkey, reads users");
        assertThat(up(trace, "not_null")).containsExactly("long, " + exclusive + ", reads users");
        assertThat(up(trace, "not_null_by_check"))
                .containsExactly("long, " + exclusive + ", reads users", "brief, users held ACCESS EXCLUSIVE");
        assertThat(up(trace, "type"))
                .containsExactly("long, " + exclusive + ", rewrites users, builds ix_n users_pkey, reads users");
        assertThat(down(trace, "type")).isEqualTo(up(trace, "type"));
        assertThat(up(trace, "wider")).containsExactly("brief, " + exclusive);
        assertThat(up(trace, "check")).containsExactly("long, " + exclusive + ", reads users");
        assertThat(up(trace, "check_later")).containsExactly("brief, " + exclusive);
        assertThat(up(trace, "validated")).containsExactly("none, users SHARE UPDATE EXCLUSIVE, reads users");
        assertThat(up(trace, "validated_at_once"))
                .containsExactly("brief, " + exclusive, "long, users held ACCESS EXCLUSIVE, reads users");
        assertThat(up(trace, "fk"))
                .singleElement()
                .asString()
                .startsWith("long, ")
                .contains("teams SHARE ROW EXCLUSIVE", "users SHARE ROW EXCLUSIVE", "reads ", "users");
        assertThat(up(trace, "uq")).containsExactly("long, " + exclusive + ", builds uq, reads users");
        assertThat(up(trace, "ix")).containsExactly("long, users SHARE, builds ix_name, reads users");
        assertThat(down(trace, "ix")).containsExactly("brief, " + exclusive);
        assertThat(up(trace, "rows")).containsExactly("none, users ROW EXCLUSIVE, reads users", "none, reads users");
        assertThat(up(trace, "emptied")).containsExactly("brief, " + exclusive);
        assertThat(up(trace, "copied")).containsExactly("none, teams ROW EXCLUSIVE");
        assertThat(way(trace, "copied", "upgrade").statements().get(0).rows()).isEqualTo(2);
        assertThat(way(trace, "copied_alone", "upgrade").statements().get(0).rows())
                .isEqualTo(1);
    }

    /** Locks of a statement that is its own transaction are gone when it ends; those of CONCURRENTLY are for the sampler's own test. */
    @OnDatabases({TestServer.POSTGRESQL_18, TestServer.POSTGRESQL_14})
    void seesWhatIsItsOwnTransaction(TestDatabase database) {
        Scratch s = users(folder, database)
                .nonTransactional(
                        "b1",
                        "CREATE INDEX CONCURRENTLY ix_name ON users (name);\nALTER TABLE users ADD COLUMN a INTEGER;\n"
                                + "UPDATE users SET a = 1;\nBEGIN;\nALTER TABLE users ADD COLUMN b INTEGER;\nCOMMIT;\n"
                                + "CREATE INDEX ix_a ON users (a);",
                        "DROP INDEX ix_a;\nALTER TABLE users DROP COLUMN b;\nALTER TABLE users DROP COLUMN a;\n"
                                + "DROP INDEX CONCURRENTLY ix_name;");
        TraceFile trace = trace(s);
        boolean counted = database.server() == TestServer.POSTGRESQL_18;
        List<StatementTrace> up = way(trace, "b1", "upgrade").statements();
        assertThat(up.get(0).sampled()).isTrue();
        assertThat(up.get(0).builds()).containsExactly("ix_name");
        assertThat(up.get(0).impact().id()).isEqualTo("none");
        assertThat(up(trace, "b1").subList(1, 7))
                .containsExactly(
                        "brief, users ACCESS EXCLUSIVE",
                        "none, users ROW EXCLUSIVE" + (counted ? ", reads users" : ""),
                        "none",
                        "brief, users ACCESS EXCLUSIVE",
                        "none",
                        "long, users SHARE, builds ix_a" + (counted ? ", reads users" : ""));
        assertThat(up.get(2).rows()).isEqualTo(counted ? 2L : null);
    }

    @OnDatabases(TestServer.MYSQL)
    void seesWhichAlgorithmMysqlTakes(TestDatabase database) {
        String instant = "none, INSTANT, users METADATA";
        String inPlace = "none, INPLACE, users LOCK=NONE";
        String copy = "long, COPY, users LOCK=SHARED, rewrites users";
        follows(
                database,
                List.of(
                        Map.entry("ALTER TABLE users ADD COLUMN c1 INT NOT NULL DEFAULT 1", instant),
                        Map.entry("ALTER TABLE users ADD COLUMN c2 INT DEFAULT (1 + 1)", copy),
                        Map.entry("ALTER TABLE users ADD COLUMN c3 INT AS (n * 2) STORED", copy),
                        Map.entry("ALTER TABLE users DROP COLUMN c3", instant),
                        Map.entry("ALTER TABLE users MODIFY n BIGINT", copy),
                        Map.entry("ALTER TABLE users MODIFY name VARCHAR(60)", inPlace),
                        Map.entry("ALTER TABLE users MODIFY name VARCHAR(80)", copy),
                        Map.entry("ALTER TABLE users MODIFY name VARCHAR(80) NOT NULL", inPlace + ", rewrites users"),
                        Map.entry("CREATE INDEX ix_name ON users (name) -- a comment\n", inPlace),
                        Map.entry("DROP INDEX ix_name ON users", inPlace),
                        Map.entry(
                                "CREATE FULLTEXT INDEX ft ON users (name)",
                                "long, INPLACE, users LOCK=SHARED, rewrites users"),
                        Map.entry("ALTER TABLE users ADD CONSTRAINT fk FOREIGN KEY (team) REFERENCES teams (id)", copy),
                        Map.entry("ALTER TABLE users DROP FOREIGN KEY fk", inPlace),
                        Map.entry("ALTER TABLE users ADD CONSTRAINT ck CHECK (n >= 0)", copy),
                        Map.entry(
                                "ALTER TABLE teams PARTITION BY HASH (id) PARTITIONS 2",
                                copy.replace("users", "teams")),
                        Map.entry("ALTER TABLE teams REMOVE PARTITIONING", copy.replace("users", "teams")),
                        Map.entry("ALTER TABLE teams RENAME TO clubs", instant.replace("users", "teams")),
                        Map.entry("ALTER TABLE clubs ADD COLUMN x INT, ALGORITHM=COPY", copy.replace("users", "clubs")),
                        Map.entry(
                                "ALTER TABLE clubs ADD COLUMN y INT, ALGORITHM=INPLACE",
                                "none, INPLACE, clubs LOCK=DEFAULT, rewrites clubs"),
                        Map.entry("ALTER TABLE clubs ENGINE = MyISAM", copy.replace("users", "clubs")),
                        Map.entry("TRUNCATE TABLE users", "brief, users METADATA"),
                        Map.entry("RENAME TABLE users TO people", "brief, users METADATA")));
    }

    @OnDatabases(TestServer.MARIADB)
    void seesWhichAlgorithmMariadbTakes(TestDatabase database) {
        String instant = "none, INSTANT, users METADATA";
        String noCopy = "none, NOCOPY, users LOCK=NONE";
        // since 11.2 a copy keeps nobody waiting
        String copy = "none, COPY, users LOCK=NONE, rewrites users";
        follows(
                database,
                List.of(
                        Map.entry("ALTER TABLE users ADD COLUMN c2 INT DEFAULT (1 + 1)", instant),
                        Map.entry("ALTER TABLE users ADD COLUMN c3 INT AS (n * 2) STORED", copy),
                        Map.entry("ALTER TABLE users DROP COLUMN c3", instant),
                        Map.entry("ALTER TABLE users MODIFY n BIGINT", copy),
                        Map.entry("ALTER TABLE users MODIFY name VARCHAR(60)", instant),
                        Map.entry(
                                "ALTER TABLE users MODIFY name VARCHAR(60) NOT NULL",
                                "none, INPLACE, users LOCK=NONE, rewrites users"),
                        Map.entry("CREATE INDEX IF NOT EXISTS `ix_name` ON users (name)", noCopy),
                        Map.entry("DROP INDEX IF EXISTS `ix_name` ON users", noCopy),
                        Map.entry(
                                "CREATE FULLTEXT INDEX ft ON users (name)",
                                "long, INPLACE, users LOCK=SHARED, rewrites users"),
                        Map.entry(
                                "ALTER TABLE users DROP COLUMN team, ALGORITHM=COPY, LOCK=SHARED",
                                "long, COPY, users LOCK=SHARED, rewrites users"),
                        Map.entry("ALTER TABLE teams COMMENT 'all of them'", instant.replace("users", "teams"))));
    }

    /** One revision of all statements: each does what is written behind it. */
    private void follows(TestDatabase database, List<Map.Entry<String, String>> expected) {
        StringBuilder script = new StringBuilder();
        expected.forEach(one -> script.append(one.getKey()).append(";\n"));
        Scratch s = users(folder, database).revision("b1", script.toString(), null);
        TraceFile trace = trace(s);
        assertThat(up(trace, "a1").subList(0, 2)).containsExactly("none", "none");
        assertThat(up(trace, "b1"))
                .containsExactlyElementsOf(
                        expected.stream().map(Map.Entry::getValue).toList());
        assertThat(down(trace, "a1")).containsExactly("brief, users METADATA", "brief, teams METADATA");
    }

    @OnDatabases(TestServer.SQLITE)
    void seesWhatSqliteWritesAnew(TestDatabase database) {
        Scratch s = users(folder, database)
                .revision(
                        "b1",
                        "ALTER TABLE users ADD COLUMN a INTEGER;\nALTER TABLE users DROP COLUMN team;\n"
                                + "UPDATE users SET a = 1;\nSELECT * FROM users;\nALTER TABLE users RENAME TO people;\n"
                                + "CREATE INDEX ix_name ON people (name);",
                        null)
                .java(
                        "c1",
                        Scratch.javaUpgrade("op.alterColumn(\"people\", \"name\").type(text())"
                                + ".was(column(\"name\", varchar(50)));"));
        TraceFile trace = trace(s);
        String file = "the whole file EXCLUSIVE";
        assertThat(up(trace, "a1")).containsOnly("none, the whole file made EXCLUSIVE");
        assertThat(up(trace, "b1"))
                .containsExactly(
                        "brief, " + file,
                        "long, " + file + ", rewrites users",
                        "brief, " + file,
                        "none",
                        "brief, " + file,
                        "long, " + file + ", builds ix_name");
        assertThat(way(trace, "b1", "upgrade").statements().get(2).rows()).isEqualTo(2);
        assertThat(up(trace, "c1")).contains("long, " + file + ", rewrites people");
        assertThat(way(trace, "c1", "upgrade").statements()).allSatisfy(one -> {
            assertThat(one.line()).isEqualTo(12);
            assertThat(one.operation()).isEqualTo("alterColumn(\"people\", \"name\")");
        });
    }

    @OnDatabases({TestServer.POSTGRESQL_18, TestServer.MYSQL, TestServer.SQLITE})
    void doesNotChangeWhatIsTested(TestDatabase database) {
        Scratch s = users(folder, database)
                .revision("b1", "INSERT INTO teams VALUES (1);\nALTER TABLE users DROP COLUMN nowhere;", null)
                .revision("c1", "ALTER TABLE users ADD COLUMN bio VARCHAR(100);", "ALTER TABLE users DROP COLUMN bio;");
        TestCommand.Result plain = test(s, false, null, null);
        TestCommand.Result traced = test(s, true, null, null);
        assertThat(plain.trace()).isNull();
        assertThat(shown(traced)).isEqualTo(shown(plain));
        assertThat(plain.revisions().get(1).faults()).isNotEmpty();
        // what was carried out before it is told all the same
        TraceFile trace = Objects.requireNonNull(traced.trace());
        assertThat(way(trace, "b1", "upgrade").statements()).hasSize(1);
        assertThat(trace.revisions()).hasSize(3);
    }

    private static List<String> shown(TestCommand.Result result) {
        return result.revisions().stream()
                .map(one -> one.revision().id() + " " + one.outcome() + " "
                        + one.faults().stream()
                                .map(fault -> fault.code() + fault.message() + fault.span() + fault.help())
                                .toList())
                .toList();
    }

    @OnDatabases({TestServer.SQLITE, TestServer.POSTGRESQL_18})
    void countsTheBatchesOfABackfillTogether(TestDatabase database) {
        Scratch s = users(folder, database)
                .revision(
                        "b1",
                        "-- migrate:backfill table=users key=id size=1\n"
                                + "UPDATE users SET name = 'x' WHERE id > :from AND id <= :to;",
                        null);
        StatementTrace one = way(trace(s), "b1", "upgrade").statements().get(0);
        assertThat(one.rows()).isEqualTo(2);
        assertThat(one.statement()).startsWith("UPDATE users SET name");
    }

    @OnDatabases({TestServer.POSTGRESQL_18, TestServer.MYSQL})
    void measuresJavaThatReads(TestDatabase database) {
        Scratch s = users(folder, database)
                .java(
                        "b1",
                        Scratch.javaUpgrade(
                                "op.execute(\"UPDATE users SET n = 5 WHERE id = 1\");",
                                "int n = op.query(\"SELECT n FROM users WHERE n = 5\").size();",
                                "op.addColumn(\"users\", column(\"c\" + n, integer()));",
                                "op.createIndex(\"ix_c\", \"users\", \"c1\");"));
        RevisionTrace b1 = way(trace(s), "b1", "upgrade");
        assertThat(b1.statements())
                .extracting(one -> one.line() + " " + one.impact().id() + " " + one.operation())
                .containsExactly(
                        "12 none execute(…)",
                        "14 " + (database.server() == TestServer.MYSQL ? "none" : "brief")
                                + " addColumn(\"users\", \"c1\")",
                        "15 " + (database.server() == TestServer.MYSQL ? "none" : "long")
                                + " createIndex(\"ix_c\", \"users\")");
        assertThat(b1.statements().get(0).rows()).isEqualTo(1);
    }

    @OnDatabases(TestServer.SQLITE)
    void keepsValuesFromElsewhereOut(TestDatabase database) throws IOException {
        Scratch s = users(folder, database);
        s.placeholders = Map.of("secret", "hunter2");
        s.revision("b1", "UPDATE users SET name = '${secret}'\n  WHERE id = 1;", null)
                .java("c1", Scratch.javaUpgrade("op.execute(\"UPDATE users SET name = ?\", \"hunter2\");"));
        TraceFile trace = trace(s);
        Path file = folder.resolve(TraceFile.name("eu/west"));
        Files.createDirectories(file.getParent());
        String text = new Json().write(trace);
        Files.writeString(file, text);
        assertThat(file).hasFileName("trace.eu.west.json");
        assertThat(text).doesNotContain("hunter2").contains("UPDATE users SET name = '…' WHERE id = 1");
        // what is written is what is read
        assertThat(TraceFile.read(file)).isEqualTo(trace);
        RevisionTrace b1 = way(trace, "b1", "upgrade");
        assertThat(trace.find("b1", "upgrade", b1.checksum())).contains(b1);
        assertThat(trace.find("b1", "upgrade", "sha256:other")).isEmpty();
        assertThat(b1.file()).isEqualTo("src/main/migrations/b1.sql");
    }

    @OnDatabases({TestServer.POSTGRESQL_18, TestServer.SQLITE})
    void beginsWithTheRowsOfASeed(TestDatabase database) {
        Scratch s = users(folder, database)
                .revision("b1", "CREATE TABLE extra (n INTEGER);", "")
                .revision("c1", "UPDATE users SET name = 'x' WHERE id >= 10;", "");
        s.write("seed.sql", "-- rows; many\nINSERT INTO users (id, n) VALUES (10, 10), (11, 11);\n");
        TestCommand.Result result = test(s, true, "b1:", folder.resolve("seed.sql"));
        // they are there again after a test that failed
        assertThat(result.revisions())
                .extracting(TestedRevision::outcome)
                .containsExactly(TestedRevision.Outcome.FAILED, TestedRevision.Outcome.PASSED);
        assertThat(way(Objects.requireNonNull(result.trace()), "c1", "upgrade")
                        .statements()
                        .get(0)
                        .rows())
                .isEqualTo(2);
    }

    @OnDatabases(TestServer.SQLITE)
    void refusesASeedThatCannotBeRun(TestDatabase database) {
        Scratch s = users(folder, database);
        Diagnostic missing = refused(s, "nowhere.sql");
        assertThat(missing.code()).isEqualTo("test/no-seed");
        s.write("seed.sql", "INSERT INTO nowhere VALUES (1);\n");
        Diagnostic wrong = refused(s, "seed.sql");
        assertThat(wrong.code()).isEqualTo("test/statement-failed");
        assertThat(wrong.message()).startsWith("SQLite refuses a statement of the seed: ");
        assertThat(Objects.requireNonNull(wrong.span()).line()).isEqualTo(1);
    }

    private Diagnostic refused(Scratch s, String seed) {
        return catchThrowableOfType(MigrateException.class, () -> test(s, false, null, folder.resolve(seed)))
                .diagnostics()
                .get(0);
    }
}
