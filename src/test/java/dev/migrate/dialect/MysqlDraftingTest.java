package dev.migrate.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.diff.Blueprint;
import dev.migrate.diff.Drafted;
import dev.migrate.diff.Drafter;
import dev.migrate.sql.DatabaseKind;
import dev.migrate.sql.SqlScanner;
import dev.migrate.testing.OnDatabases;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;

@DisplayName("What MySQL and MariaDB make of two schemas")
class MysqlDraftingTest {

    private static final Blueprint NOTHING = Blueprint.EMPTY;

    private static String resource(String name) {
        try (InputStream in = MysqlDraftingTest.class.getResourceAsStream("/dev/migrate/schema/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** The statements of a list of changes, without what they are said to change. */
    private static List<String> changes(String name) {
        return resource(name)
                .lines()
                .filter(line -> !line.startsWith("+ ") && !line.startsWith("- ") && !line.startsWith("~ "))
                .filter(line -> !line.isBlank() && !line.startsWith("--"))
                .toList();
    }

    /** A database, and what stands in it, which is read once for each step. */
    private static final class Walk {
        private final Drafting database;
        private Blueprint now;

        Walk(Drafting database) {
            this.database = database;
            this.now = database.blueprint();
        }

        List<String> to(Blueprint goal, String what) {
            return made(this, goal, what);
        }
    }

    /** Makes one database into another's blueprint, and tells what is still not the same. */
    private static List<String> made(Walk walk, Blueprint goal, String what) {
        Drafting database = walk.database;
        List<String> ran;
        try {
            ran = database.become(walk.now, goal);
        } catch (IllegalStateException e) {
            walk.now = database.blueprint();
            return List.of(what + "\n    fails: " + e.getMessage());
        }
        walk.now = database.blueprint();
        List<String> wrong = new ArrayList<>();
        database.differences(walk.now.schema(), goal)
                .forEach(line -> wrong.add(what + "\n    " + line + "\n    " + String.join("\n    ", ran)));
        for (String sql : ran) {
            var scanner = new SqlScanner(
                    database.live().session().kind(), new StringReader(sql + ";\n"), Path.of("t.sql"), 1);
            List<String> split = new ArrayList<>();
            for (var s = scanner.next(); s != null; s = scanner.next()) {
                split.add(s.text());
            }
            if (!split.equals(List.of(sql))) {
                wrong.add(what + "\n    is not one statement: " + split);
            }
        }
        List<Drafted> more = database.dialect().drafter().draft(walk.now, goal, Drafter.Style.PLAIN);
        if (wrong.isEmpty() && !more.isEmpty()) {
            wrong.add(what + "\n    still to do: " + more);
        }
        return wrong;
    }

    private static void bothWays(TestDatabase database, String start, List<String> changes) {
        List<String> wrong = new ArrayList<>();
        try (TestDatabase other = database.server().create();
                Drafting model = Drafting.open(database);
                Drafting live = Drafting.open(other)) {
            model.script(start);
            Walk walk = new Walk(live);
            Blueprint before = model.blueprint();
            wrong.addAll(walk.to(before, "the start"));
            for (String change : changes) {
                try {
                    model.script(change);
                } catch (IllegalStateException e) {
                    wrong.add(change + "\n    is no change: " + e.getMessage());
                }
                Blueprint after = model.blueprint();
                wrong.addAll(walk.to(after, change));
                wrong.addAll(walk.to(before, "back from " + change));
                wrong.addAll(walk.to(after, "again " + change));
                before = after;
            }
        }
        assertThat(wrong).as("\n" + String.join("\n", wrong)).isEmpty();
    }

    @OnDatabases({TestServer.MYSQL, TestServer.MARIADB})
    void areTheSameStepByStepAndBack(TestDatabase database) {
        List<String> changes = new ArrayList<>(changes(database.kind().id() + "-only-changes.txt"));
        changes.addAll(changes("mysql-changes.txt"));
        bothWays(database, resource("mysql.sql"), changes);
    }

    @OnDatabases({TestServer.MYSQL, TestServer.MARIADB})
    void areTheSameBehindEachKindOfChange(TestDatabase database) {
        List<String> changes = new ArrayList<>(changes("mysql-matrix.txt"));
        changes.addAll(changes(database.kind().id() + "-only-matrix.txt"));
        bothWays(database, resource("mysql-matrix.sql"), changes);
    }

    @OnDatabases({TestServer.MYSQL, TestServer.MARIADB})
    void comeAndGoWhole(TestDatabase database) {
        try (TestDatabase other = database.server().create();
                Drafting model = Drafting.open(database);
                Drafting live = Drafting.open(other)) {
            Walk walk = new Walk(live);
            Blueprint empty = walk.now;
            model.script(resource("mysql.sql"));
            if (database.kind() == DatabaseKind.MARIADB) {
                model.script("CREATE SEQUENCE tickets INCREMENT BY 5");
            }
            List<String> wrong = new ArrayList<>(walk.to(model.blueprint(), "all"));
            wrong.addAll(walk.to(empty, "nothing"));
            assertThat(wrong).as("\n" + String.join("\n", wrong)).isEmpty();
            assertThat(live.dialect().drafter().draft(NOTHING, NOTHING, Drafter.Style.PLAIN))
                    .isEmpty();
        }
    }

    @OnDatabases({TestServer.MYSQL, TestServer.MARIADB})
    void areTheSameWhateverTheSchemas(TestDatabase database) {
        List<String> wrong = new ArrayList<>();
        // each but the first has found a fault
        for (int seed : List.of(1, 4, 5, 15, 24)) {
            var random = new Random(seed);
            String one = MysqlSchemas.script(random);
            String other = MysqlSchemas.script(random);
            try (TestDatabase first = database.server().create();
                    TestDatabase second = database.server().create();
                    TestDatabase third = database.server().create();
                    Drafting a = Drafting.open(first);
                    Drafting b = Drafting.open(second);
                    Drafting live = Drafting.open(third)) {
                Blueprint from = a.script(one).blueprint();
                Blueprint to = b.script(other).blueprint();
                assertThat(a.dialect().drafter().draft(from, from, Drafter.Style.PLAIN))
                        .isEmpty();
                Walk walk = new Walk(live);
                wrong.addAll(walk.to(from, "seed " + seed + ", first"));
                wrong.addAll(walk.to(to, "seed " + seed + ", there"));
                wrong.addAll(walk.to(from, "seed " + seed + ", back"));
            }
        }
        assertThat(wrong).as("\n" + String.join("\n", wrong)).isEmpty();
    }

    @OnDatabases({TestServer.MYSQL, TestServer.MARIADB})
    void saysWhatIsLostAndWhatMayFail(TestDatabase database) {
        try (TestDatabase other = database.server().create();
                Drafting model = Drafting.open(database);
                Drafting live = Drafting.open(other)) {
            live.script("CREATE TABLE gone (id int); CREATE TABLE t (id int, price decimal(8, 2), at datetime(6), n"
                    + " int, bio text, e enum('a', 'b', 'c''d'), v varchar(9), w varchar(9))");
            model.script("CREATE TABLE t (id int, price decimal(8, 1), at date, n int NOT NULL, m int NOT NULL,"
                    + " e enum('b', 'x'), v varchar(5), w varchar(10))");
            List<Drafted> drafted = live.draftTo(model.blueprint());
            assertThat(drafted.stream().flatMap(each -> each.losses().stream()))
                    .containsExactly(
                            "drops column t.bio and what is in it",
                            "changes t.price from decimal(8,2) to decimal(8,1), which rounds what is in it",
                            "changes t.at from datetime(6) to date, which forgets the time of the day",
                            "drops table gone and every row in it");
            assertThat(drafted.stream().flatMap(each -> each.remarks().stream()))
                    .containsExactly(
                            "fails where t.n is NULL",
                            "fails where t.e is 'a' or 'c''d'",
                            "fails where t.v is longer than 5",
                            "the rows that are there get the empty value of its type in column t.m, which is NOT NULL"
                                    + " and has no default");
        }
    }

    @OnDatabases({TestServer.MYSQL, TestServer.MARIADB})
    void isWrittenAsAPersonWould(TestDatabase database) {
        try (TestDatabase other = database.server().create();
                Drafting model = Drafting.open(database);
                Drafting live = Drafting.open(other)) {
            live.script("CREATE TABLE users (id bigint NOT NULL AUTO_INCREMENT PRIMARY KEY, name varchar(50), old int,"
                    + " KEY ix_old (old))");
            model.script("CREATE TABLE users (id bigint NOT NULL AUTO_INCREMENT PRIMARY KEY, name varchar(80) NOT NULL"
                    + " DEFAULT 'x', email varchar(255), active boolean NOT NULL DEFAULT true, KEY ix_email (email))"
                    + " COMMENT 'people'; CREATE TABLE posts (id int NOT NULL PRIMARY KEY, author bigint NOT NULL,"
                    + " title varchar(100) NOT NULL, changed datetime DEFAULT CURRENT_TIMESTAMP ON UPDATE"
                    + " CURRENT_TIMESTAMP, UNIQUE KEY uq_title (title), CONSTRAINT fk_author FOREIGN KEY (author)"
                    + " REFERENCES users (id) ON DELETE CASCADE, CONSTRAINT ck_title CHECK (title <> ''))");
            List<Drafted> drafted = live.draftTo(model.blueprint());
            assertThat(drafted)
                    .extracting(each -> each.operation().getClass().getSimpleName())
                    .containsExactly("AlterTable", "CommentOnTable", "CreateTable");
            boolean mysql = database.kind() == DatabaseKind.MYSQL;
            assertThat(live.become(model.blueprint()))
                    .containsExactly("""
                        ALTER TABLE `users` DROP INDEX `ix_old`,
                            DROP COLUMN `old`,
                            MODIFY COLUMN `name` VARCHAR(80) NOT NULL DEFAULT 'x',
                            ADD COLUMN `email` VARCHAR(255),
                            ADD COLUMN `active` BOOLEAN NOT NULL DEFAULT 1,
                            ADD INDEX `ix_email` (`email`)\
                        """, "ALTER TABLE `users` COMMENT = 'people'", """
                                    CREATE TABLE `posts` (
                                        `id` INT NOT NULL,
                                        `author` BIGINT NOT NULL,
                                        `title` VARCHAR(100) NOT NULL,
                                        `changed` datetime ON UPDATE %s DEFAULT CURRENT_TIMESTAMP,
                                        PRIMARY KEY (`id`),
                                        CONSTRAINT `uq_title` UNIQUE (`title`),
                                        CONSTRAINT `ck_title` CHECK (`title` <> %s''),
                                        CONSTRAINT `fk_author` FOREIGN KEY (`author`) REFERENCES `users` (`id`) ON DELETE CASCADE
                                    )\
                                    """.formatted(
                                    mysql ? "CURRENT_TIMESTAMP" : "current_timestamp()", mysql ? "_utf8mb4" : ""));
        }
    }

    @OnDatabases({TestServer.MYSQL, TestServer.MARIADB})
    void asksTheServerToRefuseWhatWouldLock(TestDatabase database) {
        try (TestDatabase other = database.server().create();
                Drafting model = Drafting.open(database);
                Drafting live = Drafting.open(other)) {
            live.script("CREATE TABLE t (id int PRIMARY KEY, e enum('a'), n int); CREATE TABLE u (id int, n int);"
                    + " CREATE TABLE v (id int PRIMARY KEY, a int, CONSTRAINT fk FOREIGN KEY (a) REFERENCES t (id));"
                    + " CREATE TABLE w (n int)");
            model.script("CREATE TABLE t (id int PRIMARY KEY, e enum('a', 'b'), n int); CREATE TABLE u (id int, n int"
                    + " NOT NULL, KEY ix (n), m int); CREATE TABLE v (id int PRIMARY KEY, a int, KEY fk (a)); CREATE"
                    + " TABLE w (n bigint)");
            List<Drafted> drafted =
                    live.dialect().drafter().draft(live.blueprint(), model.blueprint(), new Drafter.Style(true));
            assertThat(drafted.stream().map(each -> ((dev.migrate.operation.Execute) each.operation()).sql()))
                    .containsExactly(
                            "ALTER TABLE `v` DROP FOREIGN KEY `fk`,\n    ALGORITHM = INPLACE, LOCK = NONE",
                            "ALTER TABLE `t` MODIFY COLUMN `e` enum('a','b') DEFAULT NULL,\n    ALGORITHM = INSTANT",
                            "ALTER TABLE `u` MODIFY COLUMN `n` int NOT NULL,\n    ADD COLUMN `m` int DEFAULT NULL,\n   "
                                    + " ADD KEY `ix` (`n`),\n    ALGORITHM = INPLACE, LOCK = NONE",
                            "ALTER TABLE `w` MODIFY COLUMN `n` bigint DEFAULT NULL");
            assertThat(drafted.get(3).remarks()).containsExactly("copies table w, which nobody can write to meanwhile");
            drafted.forEach(each -> live.live().execute(((dev.migrate.operation.Execute) each.operation()).sql()));
            assertThat(live.differences(model.blueprint())).isEmpty();
        }
    }

    @OnDatabases({TestServer.MYSQL, TestServer.MARIADB})
    void takesSpellingForSpelling(TestDatabase database) {
        try (TestDatabase other = database.server().create();
                Drafting model = Drafting.open(database);
                Drafting live = Drafting.open(other)) {
            live.script(
                    "CREATE TABLE p (id int PRIMARY KEY); CREATE TABLE t (a int(5), b bool, c numeric(5), d datetime"
                        + " DEFAULT now(), e varchar(5) CHARACTER SET utf8, f integer DEFAULT '3', g int, CONSTRAINT"
                        + " fk FOREIGN KEY (g) REFERENCES p (id) ON DELETE RESTRICT) ROW_FORMAT = DYNAMIC");
            model.script("CREATE TABLE p (id int PRIMARY KEY); CREATE TABLE t (a int, b tinyint(1), c decimal(5, 0), d"
                    + " datetime DEFAULT CURRENT_TIMESTAMP, e varchar(5) CHARACTER SET utf8mb3, f int DEFAULT 3, g int,"
                    + " CONSTRAINT fk FOREIGN KEY (g) REFERENCES p (id) ON DELETE NO ACTION)");
            assertThat(live.differences(model.blueprint())).isEmpty();
            assertThat(live.draftTo(model.blueprint())).isEmpty();
        }
    }
}
