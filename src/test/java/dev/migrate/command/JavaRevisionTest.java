package dev.migrate.command;

import static dev.migrate.command.Scratch.javaDowngrade;
import static dev.migrate.command.Scratch.javaUpgrade;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.migrate.config.TransactionMode;
import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.plan.Direction;
import dev.migrate.sql.DatabaseKind;
import dev.migrate.testing.OnDatabases;
import dev.migrate.testing.OnEachKind;
import dev.migrate.testing.ScriptClient;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A revision in Java")
class JavaRevisionTest {

    @TempDir
    Path folder;

    private static Diagnostic failure(ThrowingCallable call) {
        return catchThrowableOfType(MigrateException.class, call).diagnostics().get(0);
    }

    private Scratch examples(TestDatabase database) throws IOException {
        Scratch s = new Scratch(folder, database);
        try (var files = Files.list(Path.of("src/it/java-revisions/src/main/migrations"))) {
            for (Path file : files.toList()) {
                s.write("src/main/migrations/" + file.getFileName(), Files.readString(file));
            }
        }
        return s;
    }

    @OnEachKind
    void runsAsTheExamplesDoUpAndDownAndUp(TestDatabase database) throws IOException {
        Scratch s = examples(database);
        s.upgrade("20240115_103000_a1b2c3d4");
        s.execute("INSERT INTO users (username, email, full_name) VALUES ('ann', 'ann@example.org', 'Ann A.')");
        s.execute("INSERT INTO posts (title, content, author_id) VALUES ('one', 'four', 1)");
        s.upgrade("head");
        assertThat(s.value("SELECT bio FROM users")).isEqualTo("No bio available");
        assertThat(s.value("SELECT word_count FROM articles")).isEqualTo("4");
        assertThat(s.value("SELECT headline FROM articles")).isEqualTo("one");
        assertThat(s.value("SELECT display_name FROM users")).isEqualTo("ann");
        assertThat(s.value("SELECT COUNT(*) FROM user_stats")).isEqualTo("1");
        List<String> top = Snapshot.schema(database);
        s.downgrade("base");
        assertThat(s.hasTable("users")).isFalse();
        s.upgrade("head");
        assertThat(Snapshot.schema(database)).isEqualTo(top);
        assertThat(s.outcomes()).hasSize(15).allMatch(o -> o.endsWith("success"));
    }

    /** Without a database the tables are known that the script itself makes, where an operation restates a column or a table. */
    @OnEachKind
    void isWrittenAsTheExamplesAre(TestDatabase database) throws IOException {
        Scratch s = examples(database);
        Path up = OfflineScriptTest.written(s, Direction.UPGRADE, "head", null);
        s.upgrade("head");
        List<String> online = inOneLine(Snapshot.schema(database));
        for (ScriptClient client : ScriptClient.of(database.kind())) {
            try (TestDatabase offline = database.server().create()) {
                ScriptClient.Result ran = client.run(offline, up);
                assertThat(ran.status()).as("%s: %s", client, ran.output()).isZero();
                assertThat(inOneLine(Snapshot.schema(offline))).as("%s", client).isEqualTo(online);
                Scratch later = new Scratch(folder, offline);
                assertThat(later.upgrade("head").plan().isEmpty()).isTrue();
                later.downgrade("base");
            }
        }
    }

    /** SQLite keeps a table's own text, whose line ends depend on whether ADD COLUMN or a rebuild wrote it. */
    private static List<String> inOneLine(List<String> schema) {
        return schema.stream()
                // a rebuild puts a column's NOT NULL behind what stays
                .map(line -> line.replaceAll("\\s+", " ").replace("DEFAULT 'x' NOT NULL", "NOT NULL DEFAULT 'x'"))
                .toList();
    }

    @OnEachKind
    void isRunAsDataBeforeAnythingElse(TestDatabase database) {
        Scratch s = new Scratch(folder, database)
                .java("a1", javaUpgrade("op.createTable(\"one\", column(\"n\", integer()));"))
                .java(
                        "a2",
                        javaUpgrade(
                                "op.createTable(\"two\", column(\"n\", integer()));",
                                "String s = null;",
                                "s.length();"));
        Diagnostic d = failure(() -> s.upgrade("head"));
        assertThat(d.code()).isEqualTo("java/exception");
        assertThat(d.message()).contains("a2").contains("NullPointerException").contains("\"s\" is null");
        assertThat(d.span().line()).isEqualTo(14);
        assertThat(s.hasTable("one")).isFalse();
        assertThat(s.hasTable("migrate_version")).isFalse();
    }

    @OnEachKind
    void tellsWhichOperationFailed(TestDatabase database) {
        for (TransactionMode mode : new TransactionMode[] {null, TransactionMode.PER_REVISION, TransactionMode.NONE}) {
            Scratch s = new Scratch(folder, database)
                    .java(
                            "a1",
                            javaUpgrade(
                                            "op.createTable(\"one\", column(\"n\", integer()).primaryKey());",
                                            "op.execute(\"INSERT INTO one VALUES (?)\", 1);",
                                            "op.execute(\"INSERT INTO nowhere VALUES (?)\", \"it's\");",
                                            "op.execute(\"INSERT INTO one VALUES (3)\");")
                                    + javaDowngrade("op.dropTable(\"one\");"));
            s.mode = mode;
            Diagnostic d = failure(() -> s.upgrade("head"));
            assertThat(d.code()).isEqualTo("run/statement-failed");
            assertThat(d.span().line()).isEqualTo(14);
            assertThat(d.notes())
                    .contains("statement 3 of 4 of revision \"a1\"")
                    .contains("the statement: INSERT INTO nowhere VALUES ('it''s')")
                    .anyMatch(n -> n.startsWith("the operation: execute("));
            if (database.kind().isMysqlFamily() || mode == TransactionMode.NONE) {
                assertThat(failure(() -> s.upgrade("head")).code()).isEqualTo("repair/unfinished");
                String file = "src/main/migrations/a1.java";
                s.write(file, read(file).replace("nowhere", "one").replace("\"it's\"", "2"));
                s.resume();
                assertThat(s.value("SELECT COUNT(*) FROM one")).isEqualTo("3");
                s.downgrade("base");
            } else {
                assertThat(s.hasTable("one")).isFalse();
            }
            s.execute("DROP TABLE IF EXISTS migrate_history");
            s.execute("DROP TABLE IF EXISTS migrate_version");
        }
    }

    @OnEachKind
    void readsAndWrites(TestDatabase database) {
        Scratch s = new Scratch(folder, database)
                .revision(
                        "a0",
                        "CREATE TABLE one (n INTEGER, t VARCHAR(20));\nINSERT INTO one VALUES (1, 'x');",
                        "DROP TABLE one;")
                .java(
                        "a1",
                        javaUpgrade(
                                        "op.execute(\"INSERT INTO one VALUES (?, ?)\", 2, \"y\");",
                                        "for (Row row : op.query(\"SELECT n, t FROM one WHERE n > ? ORDER BY n\", 0))"
                                                + " {",
                                        "    op.execute(\"INSERT INTO one VALUES (?, ?)\", row.number(\"n\") + 10,"
                                                + " row.text(\"t\"));",
                                        "}",
                                        "if (op.query(\"SELECT n FROM one\").size() != 4) throw new"
                                                + " IllegalStateException(\"not four\");",
                                        "try (var statement = op.connection().createStatement()) {",
                                        "    statement.executeUpdate(\"INSERT INTO one VALUES (99, 'jdbc')\");",
                                        "} catch (java.sql.SQLException e) { throw new IllegalStateException(e); }")
                                + javaDowngrade("op.execute(\"DELETE FROM one WHERE n > 1\");"));
        s.upgrade("head");
        assertThat(s.value("SELECT COUNT(*) FROM one")).isEqualTo("5");
        assertThat(s.value("SELECT t FROM one WHERE n = 12")).isEqualTo("y");
        s.downgrade("a0");
        assertThat(s.value("SELECT COUNT(*) FROM one")).isEqualTo("1");
        Diagnostic d = failure(() -> s.move(Direction.UPGRADE, "head", MoveCommand.Mode.SQL, null));
        assertThat(d.code()).isEqualTo("operation/needs-database");
        assertThat(d.span().line()).isEqualTo(13);
    }

    @OnEachKind
    void hasQueriesThatMustHoldBeforeAndBehindIt(TestDatabase database) throws IOException {
        String checks = "public java.util.List<String> require(dev.migrate.sql.DatabaseKind database) { return"
                + " java.util.List.of(\"SELECT COUNT(*) FROM one\"); }\n"
                + "public java.util.List<String> verify(dev.migrate.sql.DatabaseKind database) { return"
                + " java.util.List.of(\"SELECT COUNT(*) = 2\\nFROM one\", \"SELECT n FROM two WHERE n < 0\"); }\n";
        Scratch s = new Scratch(folder, database)
                .revision("a0", "CREATE TABLE one (n INTEGER);", "DROP TABLE one;")
                .java(
                        "a1",
                        checks
                                + javaUpgrade(
                                        "op.createTable(\"two\", column(\"n\", integer()));",
                                        "op.execute(\"INSERT INTO one SELECT n + 1 FROM one\");")
                                + javaDowngrade("op.dropTable(\"two\");"));
        s.upgrade("a0");
        Diagnostic d = failure(() -> s.upgrade("head"));
        assertThat(d.code()).isEqualTo("run/require");
        assertThat(d.span().lineText()).contains("require(");
        assertThat(s.hasTable("two")).isFalse();
        s.execute("INSERT INTO one VALUES (1), (2)");
        d = failure(() -> s.upgrade("head"));
        assertThat(d.code()).isEqualTo("run/verify");
        assertThat(d.span().lineText()).contains("verify(");
        s.execute("DROP TABLE one");
        s.execute("DROP TABLE IF EXISTS two");
        s.execute("DROP TABLE migrate_history");
        s.execute("DROP TABLE migrate_version");

        Path script = OfflineScriptTest.written(s, Direction.UPGRADE, "head", "a0");
        for (ScriptClient client : ScriptClient.of(database.kind())) {
            try (TestDatabase offline = database.server().create()) {
                Scratch there = new Scratch(folder, offline);
                there.upgrade("a0");
                assertThat(client.run(offline, script).output()).contains("what revision a1 requires does not hold");
                there.execute("INSERT INTO one VALUES (1)");
                ScriptClient.Result ran = client.run(offline, script);
                assertThat(ran.status()).as("%s: %s", client, ran.output()).isZero();
                there.downgrade("a0");
                assertThat(client.run(offline, script).status()).isNotZero();
            }
        }
        s.write(
                "src/main/migrations/a1.java",
                read("src/main/migrations/a1.java").replace("SELECT COUNT(*) FROM one", "-- none"));
        assertThat(failure(() -> s.upgrade("head")).code()).isEqualTo("java/check");
    }

    @OnEachKind
    void thatReadsCannotSwallowAFailure(TestDatabase database) {
        Scratch s = new Scratch(folder, database)
                .java(
                        "a1",
                        javaUpgrade(
                                "op.createTable(\"one\", column(\"n\", integer()));",
                                "try { op.query(\"SELECT n FROM nowhere\"); } catch (RuntimeException e) { }",
                                "op.execute(\"INSERT INTO one VALUES (1)\");"));
        Diagnostic d = failure(() -> s.upgrade("head"));
        assertThat(d.code()).isEqualTo("run/query");
        assertThat(d.span().line()).isEqualTo(13);
        assertThat(s.rows()).isEmpty();
        assertThat(s.hasTable("one")).isEqualTo(database.kind().isMysqlFamily());
    }

    @OnEachKind
    void isWrittenAsTheSameStatements(TestDatabase database) throws IOException {
        Scratch s = new Scratch(folder, database)
                .java(
                        "a1",
                        javaUpgrade(
                                "op.createTable(\"one\", column(\"n\", integer()).primaryKey(), column(\"t\","
                                        + " text()));",
                                "op.execute(\"INSERT INTO one VALUES (?, ?)\", 1, \"it's; -- a\\\\b\");",
                                "op.createIndex(\"ix_one_n\", \"one\", \"n\");"))
                .java("a2", javaUpgrade("op.addColumn(\"one\", column(\"m\", integer()));"));
        Path up = OfflineScriptTest.written(s, Direction.UPGRADE, "head", null);
        s.upgrade("head");
        List<String> online = Snapshot.of(database);
        assertThat(s.value("SELECT t FROM one")).isEqualTo("it's; -- a\\b");
        for (ScriptClient client : ScriptClient.of(database.kind())) {
            try (TestDatabase offline = database.server().create()) {
                ScriptClient.Result ran = client.run(offline, up);
                assertThat(ran.status()).as("%s: %s", client, ran.output()).isZero();
                assertThat(Snapshot.of(offline)).as("%s", client).isEqualTo(online);
                assertThat(new Scratch(folder, offline).upgrade("head").plan().isEmpty())
                        .isTrue();
            }
        }
    }

    @OnEachKind
    void goesBackByTheReverseOfItsUpgradeOrSaysWhyNot(TestDatabase database) {
        Scratch s = new Scratch(folder, database)
                .java("a1", javaUpgrade("op.createTable(\"one\", column(\"n\", integer()));"))
                .java(
                        "a2",
                        javaUpgrade(
                                "op.createTable(\"two\", column(\"n\", integer()));",
                                "op.execute(\"INSERT INTO two VALUES (1)\");"));
        s.upgrade("head");
        Diagnostic d = failure(() -> s.downgrade("base"));
        assertThat(d.code()).isEqualTo("operation/no-reverse");
        assertThat(d.span().line()).isEqualTo(13);
        assertThat(s.rows()).containsExactly("a2");
        String file = "src/main/migrations/a2.java";
        s.write(file, read(file).replace("op.execute(\"INSERT INTO two VALUES (1)\");", ""));
        s.repair(new RepairCommand.Request(false, null, false, true, null));
        s.downgrade("base");
        assertThat(s.hasTable("one")).isFalse();
        assertThat(s.hasTable("two")).isFalse();
    }

    @OnEachKind
    void leavesItsDowngradeForOlderCode(TestDatabase database) throws IOException {
        Scratch s = new Scratch(folder, database)
                .java("a1", javaUpgrade("op.createTable(\"one\", column(\"n\", integer()));"))
                .java("a2", javaUpgrade("op.createTable(\"two\", column(\"n\", integer()));"))
                .java("a3", javaUpgrade("op.execute(\"INSERT INTO two VALUES (1)\");"));
        s.upgrade("head");
        Files.delete(folder.resolve("src/main/migrations/a3.java"));
        Diagnostic d = failure(() -> s.downgrade("a2"));
        assertThat(d.code()).isEqualTo("plan/unknown-row");
        assertThat(s.value(
                        "SELECT downgrade_script FROM migrate_history WHERE revision = 'a3' AND outcome = 'success'"))
                .contains("-- there is no downgrade: execute(");
        s.execute("UPDATE migrate_version SET version_num = 'a2'");
        Files.delete(folder.resolve("src/main/migrations/a2.java"));
        s.downgrade("base");
        assertThat(s.hasTable("two")).isFalse();
        assertThat(s.hasTable("one")).isFalse();
    }

    /** Many rows go by COPY on PostgreSQL, and arrive as the few do that go by INSERT. */
    @OnEachKind
    void insertsManyRowsAsItInsertsFew(TestDatabase database) throws IOException {
        String row = "\"id\", id, \"t\", id % 7 == 0 ? null : \"a\\tb\\n\\\\N \\\\. \\r'é\" + id, \"d\","
                + " java.time.LocalDate.of(2024, 2, 29), \"x\", new java.math.BigDecimal(\"1E+3\"), \"b\", new byte[]"
                + " {0, 92, 10, -1}, \"f\", id % 2 == 0";
        String table = "column(\"id\", integer()).primaryKey(), column(\"t\", text()), column(\"d\", date()),"
                + " column(\"x\", decimal(10, 2)), column(\"b\", bytes()), column(\"f\", bool())";
        Scratch s = new Scratch(folder, database)
                .java(
                        "a1",
                        javaUpgrade(
                                "op.createTable(\"few\", " + table + ");",
                                "op.createTable(\"many\", " + table + ");",
                                "for (int from = 0; from < 1500; from += 500) {",
                                "    var rows = new java.util.ArrayList<Row>();",
                                "    for (int id = from; id < from + 500; id++) rows.add(row(" + row + "));",
                                "    op.bulkInsert(\"few\", rows);",
                                "}",
                                "var rows = new java.util.ArrayList<Row>();",
                                "for (int id = 0; id < 1500; id++) rows.add(row(" + row + "));",
                                "op.bulkInsert(\"many\", rows);",
                                "op.execute(\"CREATE INDEX many_d ON many (d)\");"));
        Path up = OfflineScriptTest.written(s, Direction.UPGRADE, "head", null);
        assertThat(Files.readString(up).contains("\nCOPY \"many\" "))
                .isEqualTo(database.kind() == DatabaseKind.POSTGRESQL);
        s.upgrade("head");
        List<String> few = database.rows("SELECT * FROM few ORDER BY id");
        assertThat(few).hasSize(1500);
        assertThat(database.rows("SELECT * FROM many ORDER BY id")).isEqualTo(few);
        for (ScriptClient client : ScriptClient.of(database.kind())) {
            try (TestDatabase offline = database.server().create()) {
                ScriptClient.Result ran = client.run(offline, up);
                assertThat(ran.status()).as("%s: %s", client, ran.output()).isZero();
                assertThat(offline.rows("SELECT * FROM many ORDER BY id")).isEqualTo(few);
            }
        }
    }

    @OnDatabases(TestServer.POSTGRESQL_18)
    void insertsManyFractionsIntoIntegersAsItInsertsFew(TestDatabase database) {
        Scratch s = new Scratch(folder, database)
                .java(
                        "a1",
                        javaUpgrade(
                                "op.createTable(\"many\", column(\"n\", integer()));",
                                "var rows = new java.util.ArrayList<Row>();",
                                "for (int i = 0; i < 1500; i++) rows.add(row(\"n\", new"
                                        + " java.math.BigDecimal(\"1.7\")));",
                                "op.bulkInsert(\"many\", rows);"));
        s.upgrade("head");
        assertThat(s.value("SELECT SUM(n) FROM many")).isEqualTo("3000");
    }

    /** MySQL and MariaDB drop no index that carries a foreign key. */
    @OnEachKind
    void goesBackOverIndexesThatForeignKeysStandOn(TestDatabase database) {
        Scratch s = new Scratch(folder, database)
                .java(
                        "a1",
                        javaUpgrade(
                                "op.createTable(\"one\", column(\"id\", integer()).primaryKey());",
                                "op.createTable(\"two\", column(\"id\", integer()).primaryKey(), column(\"one_id\","
                                        + " integer()));"))
                .java(
                        "a2",
                        javaUpgrade(
                                "op.createTable(\"three\", column(\"id\", integer()).primaryKey(), column(\"one_id\","
                                        + " integer()).references(\"one\", \"id\"));",
                                "op.createIndex(\"ix_three\", \"three\", \"one_id\");",
                                "op.createForeignKey(\"fk_two\", \"two\", \"one_id\").references(\"one\", \"id\");",
                                "op.createIndex(\"ix_two\", \"two\", \"one_id\", \"id\");"));
        s.upgrade("a1");
        List<String> before = inOneLine(Snapshot.schema(database));
        s.upgrade("head");
        s.downgrade("a1");
        if (database.kind() == DatabaseKind.SQLITE) {
            assertThat(s.hasTable("three")).isFalse();
        } else {
            assertThat(inOneLine(Snapshot.schema(database))).isEqualTo(before);
        }
    }

    private Scratch restating(TestDatabase database) {
        Scratch s = new Scratch(folder, database)
                .java(
                        "a1",
                        javaUpgrade(
                                "op.createTable(\"one\", column(\"id\", integer()).primaryKey(), column(\"n\","
                                        + " varchar(20)).notNull().defaultValue(\"x\").comment(\"c\"));",
                                "op.createTable(\"two\", column(\"id\", integer()).primaryKey(), column(\"one_id\","
                                        + " integer()).references(foreignKey(\"fk\", \"one_id\").references(\"one\","
                                        + " \"id\").onDelete(CASCADE)));",
                                "op.bulkInsert(\"one\", row(\"id\", 1, \"n\", \"y\"));",
                                "op.bulkInsert(\"two\", row(\"id\", 1, \"one_id\", 1));"))
                .java(
                        "a2",
                        javaUpgrade(
                                        "op.alterColumn(\"one\", \"n\").type(varchar(40)).nullable(true);",
                                        "op.renameTable(\"one\", \"uno\");",
                                        "op.alterColumn(\"uno\", \"n\").rename(\"m\");")
                                + javaDowngrade(
                                        "op.alterColumn(\"uno\", \"m\").rename(\"n\");",
                                        "op.renameTable(\"uno\", \"one\");",
                                        "op.alterColumn(\"one\", \"n\").type(varchar(20)).nullable(false);"));
        if (database.kind() == DatabaseKind.SQLITE) {
            s.login = new dev.migrate.testing.Login(
                    s.login.url() + "?foreign_keys=true", s.login.user(), s.login.password());
        }
        return s;
    }

    /** A dry run has a database to look at, so it needs no table of its own making. */
    @OnEachKind
    void isWrittenForTheTablesThatAreThere(TestDatabase database) throws IOException {
        Scratch s = restating(database);
        s.upgrade("a1");
        Path dry = s.move(Direction.UPGRADE, "head", MoveCommand.Mode.DRY_RUN, null)
                .file();
        Diagnostic offline = database.kind() == DatabaseKind.POSTGRESQL
                ? null
                : failure(() -> s.move(Direction.UPGRADE, "head", MoveCommand.Mode.SQL, "a1"));
        if (offline != null) {
            assertThat(offline.code()).isEqualTo("operation/needs-definition");
            assertThat(offline.span().line()).isEqualTo(12);
        }
        String text = Files.readString(dry);
        Snapshot.schema(database);
        s.upgrade("head");
        List<String> online = inOneLine(Snapshot.schema(database));
        s.downgrade("a1");
        for (ScriptClient client : ScriptClient.of(database.kind())) {
            Path file = folder.resolve("dry.sql");
            Files.writeString(file, text);
            ScriptClient.Result ran = client.run(database, file);
            assertThat(ran.status()).as("%s: %s", client, ran.output()).isZero();
            assertThat(inOneLine(Snapshot.schema(database))).as("%s", client).isEqualTo(online);
            s.downgrade("a1");
        }
    }

    @OnEachKind
    void leavesADowngradeThatRestatesWhatTheUpgradeLeftBehind(TestDatabase database) throws IOException {
        Scratch s = restating(database);
        s.upgrade("a1");
        List<String> before = inOneLine(Snapshot.schema(database));
        for (TransactionMode mode : new TransactionMode[] {null, TransactionMode.PER_REVISION}) {
            s.mode = mode;
            s.upgrade("head");
            Path file = folder.resolve("src/main/migrations/a2.java");
            String text = Files.readString(file);
            Files.delete(file);
            s.downgrade("a1");
            assertThat(inOneLine(Snapshot.schema(database))).isEqualTo(before);
            assertThat(s.value("SELECT COUNT(*) FROM two")).isEqualTo("1");
            Files.writeString(file, text);
        }
    }

    @OnEachKind
    void isNoticedWhenItIsEdited(TestDatabase database) {
        Scratch s = new Scratch(folder, database)
                .java("a1", javaUpgrade("op.createTable(\"one\", column(\"n\", integer()));"));
        s.upgrade("head");
        String file = "src/main/migrations/a1.java";
        String text = read(file);
        s.write(file, text.replace("title of a1", "another title").replace("\n", "\r\n"));
        s.upgrade("head");
        s.write(file, text.replace("\"n\"", "\"m\""));
        assertThat(failure(() -> s.upgrade("head")).code()).isEqualTo("validate/edited");
    }

    @OnDatabases(TestServer.POSTGRESQL_18)
    void runsOutsideATransactionWhereItSaysSo(TestDatabase database) {
        String concurrently = javaUpgrade("op.createIndex(\"ix_one_n\", \"one\", \"n\").concurrently();");
        Scratch s = new Scratch(folder, database)
                .java("a1", javaUpgrade("op.createTable(\"one\", column(\"n\", integer()));"))
                .java("a2", concurrently);
        Diagnostic d = failure(() -> s.upgrade("head"));
        assertThat(d.code()).isEqualTo("script/needs-no-transaction");
        assertThat(d.span().line()).isEqualTo(12);
        assertThat(d.help()).contains("transactional()");
        assertThat(s.hasTable("one")).isFalse();
        String file = "src/main/migrations/a2.java";
        s.write(
                file,
                read(file)
                        .replace(
                                "implements Migration {",
                                "implements Migration {\n"
                                        + "    @Override public boolean transactional() { return false; }"));
        s.upgrade("head");
        assertThat(s.value("SELECT COUNT(*) FROM pg_indexes WHERE indexname = 'ix_one_n'"))
                .isEqualTo("1");
    }

    @OnDatabases({TestServer.POSTGRESQL_18, TestServer.SQLITE})
    void isAskedForConfirmationWhereItDestroys(TestDatabase database) {
        Scratch s = new Scratch(folder, database)
                .java(
                        "a1",
                        javaUpgrade("op.createTable(\"one\", column(\"n\", integer()), column(\"m\", integer()));"));
        s.isProtected = true;
        s.upgrade("head");
        s.java("a2", javaUpgrade("op.execute(\"UPDATE one SET n = 1\");", "op.dropColumn(\"one\", \"m\");"));
        Diagnostic d = failure(() -> s.upgrade("head"));
        assertThat(d.code()).isEqualTo("confirm/needed");
        assertThat(d.span().line()).isEqualTo(13);
    }

    @OnEachKind
    void beginsNothingWhereAnOperationIsImpossible(TestDatabase database) {
        if (database.kind() == DatabaseKind.POSTGRESQL) {
            return;
        }
        Scratch s = new Scratch(folder, database)
                .java("a1", javaUpgrade("op.createTable(\"one\", column(\"n\", integer()));"))
                .java("a2", javaUpgrade("", "op.createExtension(\"hstore\");"));
        Diagnostic d = failure(() -> s.upgrade("head"));
        assertThat(d.code()).isEqualTo("operation/unsupported");
        assertThat(d.span().line()).isEqualTo(13);
        assertThat(s.hasTable("one")).isFalse();
    }

    private String read(String name) {
        try {
            return Files.readString(folder.resolve(name));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
