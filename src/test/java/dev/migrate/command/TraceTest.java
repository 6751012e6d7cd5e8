package dev.migrate.command;

import dev.migrate.report.Json;
import dev.migrate.report.Style;
import dev.migrate.report.TracePrinter;
import dev.migrate.testing.OnDatabases;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestServer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("What statements really do")
class TraceTest {

    @TempDir
    Path folder;

    private static TestCommand.Result trace(Scratch s) {
        return new TestCommand()
                .run(s.workspace(), new TestCommand.Request(null, graph -> List.of(), null, true, null, tested -> {}));
    }

    private static void print(TestCommand.Result result) {
        result.revisions().forEach(r -> {
            System.out.println(r.revision().id() + " " + r.outcome() + " " + r.faults());
            r.traces().forEach(t -> new TracePrinter(Style.PLAIN).lines(t).forEach(System.out::println));
        });
        if (System.getProperty("json") != null) System.out.println(new Json().write(result.trace()));
    }

    @OnDatabases({TestServer.POSTGRESQL_18, TestServer.POSTGRESQL_14})
    void postgres(TestDatabase database) {
        Scratch s = new Scratch(folder, database);
        s.revision(
                "a1",
                "CREATE TABLE users (id INTEGER PRIMARY KEY, name VARCHAR(50), n INTEGER, t TEXT, boss INTEGER);\n"
                        + "CREATE TABLE teams (id INTEGER PRIMARY KEY);\n"
                        + "CREATE INDEX ix_n ON users (n);\n"
                        + "INSERT INTO users SELECT g, 'n', g, 't', NULL FROM generate_series(1, 10) g;",
                "DROP TABLE users; DROP TABLE teams;");
        s.revision(
                "p101",
                "ALTER TABLE users ADD COLUMN v TIMESTAMPTZ DEFAULT clock_timestamp();\n"
                        + "ALTER TABLE users ADD COLUMN w TIMESTAMPTZ DEFAULT now();",
                "ALTER TABLE users DROP COLUMN v; ALTER TABLE users DROP COLUMN w;");
        s.revision(
                "p103",
                "ALTER TABLE users ADD COLUMN g INTEGER GENERATED ALWAYS AS (id * 2) STORED;",
                "ALTER TABLE users DROP COLUMN g;");
        s.revision(
                "p105",
                "ALTER TABLE users ALTER COLUMN n SET NOT NULL;",
                "ALTER TABLE users ALTER COLUMN n DROP NOT NULL;");
        s.revision(
                "p106",
                "ALTER TABLE users ALTER COLUMN n TYPE BIGINT;",
                "ALTER TABLE users ALTER COLUMN n TYPE INTEGER;");
        s.revision("p106ok", "ALTER TABLE users ALTER COLUMN name TYPE TEXT;", null);
        s.revision(
                "p108", "ALTER TABLE users ADD CONSTRAINT ck CHECK (n > 0);", "ALTER TABLE users DROP CONSTRAINT ck;");
        s.revision(
                "p108b",
                "ALTER TABLE users ADD CONSTRAINT ck2 CHECK (n > 0) NOT VALID;",
                "ALTER TABLE users DROP CONSTRAINT ck2;");
        s.revision(
                "p108c",
                "ALTER TABLE users VALIDATE CONSTRAINT ck2;",
                "ALTER TABLE users DROP CONSTRAINT ck2; ALTER TABLE users ADD CONSTRAINT ck2 CHECK (n > 0) NOT VALID;");
        s.revision(
                "p110",
                "ALTER TABLE users ADD CONSTRAINT ck3 CHECK (n > 0) NOT VALID;\n"
                        + "ALTER TABLE users VALIDATE CONSTRAINT ck3;",
                "ALTER TABLE users DROP CONSTRAINT ck3;");
        s.revision(
                "p109",
                "ALTER TABLE users ADD CONSTRAINT fk FOREIGN KEY (boss) REFERENCES teams (id);",
                "ALTER TABLE users DROP CONSTRAINT fk;");
        s.revision("p111", "ALTER TABLE users ADD CONSTRAINT uq UNIQUE (n);", "ALTER TABLE users DROP CONSTRAINT uq;");
        s.revision("p113", "CREATE INDEX ix_t ON users (t);", "DROP INDEX ix_t;");
        s.nonTransactional("cic", "CREATE INDEX CONCURRENTLY ix_c ON users (t);", "DROP INDEX CONCURRENTLY ix_c;");
        s.revision(
                "nn1",
                "ALTER TABLE users ADD CONSTRAINT ck4 CHECK (t IS NOT NULL);",
                "ALTER TABLE users DROP CONSTRAINT ck4;");
        s.revision(
                "nn2",
                "ALTER TABLE users ALTER COLUMN t SET NOT NULL;",
                "ALTER TABLE users ALTER COLUMN t DROP NOT NULL;");
        s.revision("dml", "UPDATE users SET t = 'x' WHERE id < 5;\nSELECT count(*) FROM users;", "");
        s.nonTransactional(
                "dml2",
                "UPDATE users SET t = 'x' WHERE id < 5;\n"
                        + "SELECT count(*) FROM users; ALTER TABLE users ADD COLUMN zz INTEGER;",
                "ALTER TABLE users DROP COLUMN zz;");
        print(trace(s));
    }

    @OnDatabases({TestServer.MYSQL, TestServer.MARIADB})
    void mysql(TestDatabase database) {
        Scratch s = new Scratch(folder, database);
        s.revision(
                "a1",
                "CREATE TABLE users (id INTEGER PRIMARY KEY, name VARCHAR(50), n INTEGER, t TEXT, boss INTEGER);\n"
                        + "CREATE TABLE teams (id INTEGER PRIMARY KEY);\n"
                        + "CREATE INDEX ix_n ON users (n);\nINSERT INTO users VALUES (1,'a',1,'t',NULL);",
                "DROP TABLE users; DROP TABLE teams;");
        s.revision(
                "b1",
                "ALTER TABLE users ADD COLUMN c1 INT NOT NULL DEFAULT 1;\n"
                        + "ALTER TABLE users ADD COLUMN c2 INT DEFAULT (1+1);\n"
                        + "ALTER TABLE users ADD COLUMN c3 INT AS (n * 2) STORED;\n"
                        + "ALTER TABLE users DROP COLUMN c3;\n"
                        + "ALTER TABLE users MODIFY n BIGINT;\n"
                        + "ALTER TABLE users MODIFY name VARCHAR(60);\n"
                        + "ALTER TABLE users MODIFY name VARCHAR(80);\n"
                        + "ALTER TABLE users MODIFY name VARCHAR(80) NOT NULL;\n"
                        + "CREATE INDEX ix_c ON users (name) -- x\n"
                        + ";\n"
                        + "DROP INDEX ix_c ON users;\n"
                        + "CREATE FULLTEXT INDEX ft ON users (t);\n"
                        + "ALTER TABLE users ADD CONSTRAINT fk FOREIGN KEY (boss) REFERENCES teams (id);\n"
                        + "ALTER TABLE users DROP FOREIGN KEY fk;\n"
                        + "ALTER TABLE users ADD CONSTRAINT ck CHECK (n >= 0);\n"
                        + "ALTER TABLE teams ENGINE=InnoDB;\n"
                        + "ALTER TABLE teams ENGINE=MyISAM;\n"
                        + "ALTER TABLE teams ENGINE=InnoDB;\n"
                        + "ALTER TABLE teams PARTITION BY HASH (id) PARTITIONS 2;\n"
                        + "ALTER TABLE teams ADD PARTITION PARTITIONS 1;\n"
                        + "ALTER TABLE teams REMOVE PARTITIONING;\n"
                        + "UPDATE users SET t = 'x';\n"
                        + "ALTER TABLE teams RENAME TO clubs;\n"
                        + "ALTER TABLE clubs ADD COLUMN x INT, ALGORITHM=COPY;\n"
                        + "ALTER TABLE clubs ADD COLUMN x2 INT, ALGORITHM = inplace, lock=none;\n"
                        + "TRUNCATE clubs;\n"
                        + "RENAME TABLE clubs TO clubs2;\n"
                        + "ALTER TABLE clubs2 COMMENT 'algorithm';",
                null);
        print(trace(s));
    }

    @OnDatabases(TestServer.SQLITE)
    void sqlite(TestDatabase database) {
        Scratch s = new Scratch(folder, database);
        s.revision(
                "a1",
                "CREATE TABLE users (id INTEGER PRIMARY KEY, name VARCHAR(50), n INTEGER, t TEXT, boss INTEGER);\n"
                        + "CREATE INDEX ix_n ON users (n);\nINSERT INTO users VALUES (1,'a',1,'t',NULL);",
                "DROP TABLE users;");
        s.revision(
                "b1",
                "ALTER TABLE users ADD COLUMN c1 INT NOT NULL DEFAULT 1;\n"
                    + "ALTER TABLE users DROP COLUMN t;CREATE INDEX ix2 ON users (name);UPDATE users SET name = 'x';"
                    + " SELECT * FROM users;",
                null);
        s.java(
                "c1",
                Scratch.javaUpgrade(
                        "op.alterColumn(\"users\", \"name\").type(text()).was(column(\"name\", varchar(50)));",
                        "op.execute(\"UPDATE users SET name = ?\", \"secret\");"));
        print(trace(s));
    }
}
