package dev.migrate.dialect;

import static dev.migrate.Columns.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrate.Migration;
import dev.migrate.Operations;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.operation.Recorded;
import dev.migrate.operation.Recorder;
import dev.migrate.sql.DatabaseKind;
import dev.migrate.testing.OnDatabases;
import dev.migrate.testing.OnEveryDatabase;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestServer;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("a column that is altered")
class AlterColumnTest {

    private record Says(Consumer<Operations> what) implements Migration {
        @Override
        public void upgrade(Operations op) {
            what.accept(op);
        }
    }

    static List<Recorded> record(DatabaseKind kind, Consumer<Operations> what) {
        return Recorder.record(new Says(what), Migration::upgrade, kind, Path.of("V1.java"), null);
    }

    private static void run(TestDatabase database, Consumer<Operations> what) {
        try (Live live = Live.open(database)) {
            live.run(record(database.kind(), what));
        }
    }

    private static String line(TestDatabase database, String column) {
        return database.rows("SHOW CREATE TABLE m")
                .get(0)
                .lines()
                .filter(line -> line.strip().startsWith("`" + column + "`"))
                .findFirst()
                .orElseThrow()
                .strip()
                .replaceAll(",$", "");
    }

    @OnDatabases({TestServer.MYSQL, TestServer.MARIADB})
    @DisplayName("keeps everything on MySQL and MariaDB that is not changed")
    void keepsAll(TestDatabase database) {
        database.execute("CREATE TABLE m (id int AUTO_INCREMENT PRIMARY KEY COMMENT 'the key', s varchar(20) CHARACTER"
            + " SET latin1 COLLATE latin1_bin NOT NULL DEFAULT 'd\\'d, NULL' COMMENT 'c, NOT NULL DEFAULT', ts"
            + " timestamp(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3) ON UPDATE CURRENT_TIMESTAMP(3) COMMENT 'when', e"
            + " enum('a,b','c''d') DEFAULT 'a,b', n decimal(10,2) unsigned DEFAULT 1.50, k int, g int GENERATED ALWAYS"
            + " AS (k * 2) VIRTUAL COMMENT 'twice', h int NOT NULL DEFAULT 3 INVISIBLE, b bit(3) DEFAULT b'101', u"
            + " varchar(40) DEFAULT (uuid()))");
        for (String column : List.of("s", "ts", "e", "n", "g", "h", "b", "u", "id")) {
            String before = line(database, column);
            run(database, op -> op.alterColumn("m", column).comment("changed"));
            String after = line(database, column);
            assertThat(after).contains("COMMENT 'changed'");
            run(database, op -> op.alterColumn("m", column)
                    .comment(column.equals("s") ? "c, NOT NULL DEFAULT" : "back"));
            String back = line(database, column);
            String mended =
                    before.contains("COMMENT") ? before.replaceAll("COMMENT '[^']*'", "COMMENT 'back'") : before;
            assertThat(back.replace("c, NOT NULL DEFAULT", "back")
                            .replace(before.contains("COMMENT") ? "~" : " COMMENT 'back'", ""))
                    .as(column)
                    .isEqualTo(mended);
        }
        run(database, op -> {
            op.alterColumn("m", "s").type(varchar(40));
            op.alterColumn("m", "ts").type(nativeType("timestamp(3)")).rename("at");
            op.alterColumn("m", "id").type(bigint());
            op.alterColumn("m", "e").rename("letter").nullable(false);
        });
        assertThat(line(database, "s"))
                .contains("varchar(40)", "latin1", "latin1_bin", "NOT NULL", "COMMENT 'c, NOT NULL DEFAULT'")
                .containsAnyOf("DEFAULT 'd''d, NULL'", "DEFAULT 'd\\'d, NULL'");
        assertThat(line(database, "at").toLowerCase(java.util.Locale.ROOT))
                .contains("not null", "default current_timestamp(3)", "on update current_timestamp(3)", "comment");
        assertThat(line(database, "id")).contains("bigint", "AUTO_INCREMENT", "COMMENT");
        assertThat(line(database, "letter")).contains("NOT NULL", "DEFAULT 'a,b'");
    }

    @OnDatabases({TestServer.MYSQL, TestServer.MARIADB})
    @DisplayName("gets and loses its collation, its default, its numbering and what computes it")
    void eachThing(TestDatabase database) {
        database.execute(
                "CREATE TABLE m (id int NOT NULL PRIMARY KEY, k int, s varchar(20) DEFAULT 'x' COMMENT 'c', g int"
                        + " GENERATED ALWAYS AS (k + 1) STORED)");
        run(database, op -> {
            op.alterColumn("m", "id").identity();
            op.alterColumn("m", "s").collate("utf8mb4_bin").defaultExpression("concat('a', 'b')");
            op.alterColumn("m", "g").generatedStored("k + 2");
        });
        assertThat(line(database, "id")).contains("AUTO_INCREMENT");
        assertThat(line(database, "s")).contains("utf8mb4_bin", "concat", "COMMENT 'c'");
        assertThat(line(database, "g").replace(" ", "")).contains("+2", "STORED");
        run(database, op -> {
            op.alterColumn("m", "id").dropIdentity();
            op.alterColumn("m", "s").dropDefault().type(text());
            op.alterColumn("m", "g").dropGenerated();
        });
        assertThat(line(database, "id")).doesNotContain("AUTO_INCREMENT");
        assertThat(line(database, "s"))
                .contains("longtext", "utf8mb4_bin", "COMMENT 'c'")
                .doesNotContain("concat");
        assertThat(line(database, "g")).doesNotContain("GENERATED");
    }

    @OnEveryDatabase
    @DisplayName("that is not there is refused by what it is called")
    void missing(TestDatabase database) {
        database.execute("CREATE TABLE m (id int)");
        assertThatThrownBy(() -> run(database, op -> op.alterColumn("m", "nope").nullable(true)))
                .hasMessageContaining("nope");
    }

    @Test
    @DisplayName("needs to be said as a whole where there is no database, on MySQL, MariaDB and SQLite")
    void offline() {
        for (DatabaseKind kind : DatabaseKind.values()) {
            Dialect dialect = Live.dialect(kind);
            Recorded bare = record(kind, op -> op.alterColumn("m", "s").type(varchar(40)))
                    .get(0);
            dialect.check(bare);
            if (kind == DatabaseKind.POSTGRESQL) {
                assertThat(dialect.render(bare, LiveCatalog.NONE).statements()).hasSize(1);
                continue;
            }
            assertThatThrownBy(() -> dialect.render(bare, LiveCatalog.NONE))
                    .isInstanceOfSatisfying(MigrateException.class, e -> {
                        assertThat(e.diagnostics().get(0).code()).isEqualTo("operation/needs-definition");
                        assertThat(e.diagnostics().get(0).help()).isNotEmpty();
                        assertThat(e.diagnostics().get(0).span()).isEqualTo(bare.place());
                    });
        }
        Dialect mysql = Live.dialect(DatabaseKind.MYSQL);
        Recorded said = record(DatabaseKind.MYSQL, op -> op.alterColumn("m", "s")
                        .type(varchar(40))
                        .was(column("s", varchar(20))
                                .notNull()
                                .defaultValue("x")
                                .comment("c")))
                .get(0);
        assertThat(mysql.render(said, LiveCatalog.NONE).statements())
                .containsExactly("ALTER TABLE `m` MODIFY COLUMN `s` VARCHAR(40) NOT NULL DEFAULT 'x' COMMENT 'c'");
        Recorded initial = record(
                        DatabaseKind.MYSQL, op -> op.alterColumn("m", "s").defaultValue(1))
                .get(0);
        assertThat(mysql.render(initial, LiveCatalog.NONE).statements())
                .containsExactly("ALTER TABLE `m` ALTER COLUMN `s` SET DEFAULT 1");
    }

    @OnDatabases(TestServer.MYSQL)
    @DisplayName("or an index that may not be there is asked for by a statement that MySQL chooses")
    void guarded(TestDatabase database) {
        database.execute("CREATE TABLE m (id int, a int, KEY ix (a))");
        Dialect dialect = Live.dialect(DatabaseKind.MYSQL);
        List<Recorded> recorded = record(DatabaseKind.MYSQL, op -> {
            op.dropIndex("ix", "m");
            op.dropIndex("gone", "m");
            op.addColumn("m", column("a", integer())).ifNotExists();
            op.addColumn("m", column("b", varchar(9)).defaultValue("it's")).ifNotExists();
            op.dropColumn("m", "zz").ifExists();
            op.createIndex("iy", "m", "b").ifNotExists();
            op.dropConstraint("ck", "m").ifExists();
        });
        try (Live live = Live.open(database)) {
            recorded.forEach(
                    each -> dialect.render(each, LiveCatalog.NONE).statements().forEach(live::execute));
        }
        assertThat(database.rows("SHOW CREATE TABLE m").get(0))
                .contains("`b`", "`iy`")
                .doesNotContain("`ix`");
    }
}
