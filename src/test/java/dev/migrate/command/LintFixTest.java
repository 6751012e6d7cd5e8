package dev.migrate.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.migrate.config.LintSettings;
import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.diagnostic.Severity;
import dev.migrate.lint.rule.Rules;
import dev.migrate.testing.OnDatabases;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;

/** The law: a script that was fixed makes the same schema, goes back to the same schema, and the rule has nothing to say of it. */
@DisplayName("Safe forms that are written into scripts")
class LintFixTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2024-05-06T07:08:09Z"), ZoneOffset.UTC);

    @TempDir
    Path folder;

    private record Case(String rule, String upgrade, String downgrade, int scripts) {}

    private static final List<Case> POSTGRESQL = List.of(
            new Case("P113", "CREATE INDEX ix_email ON users (email);", "DROP INDEX ix_email;", 1),
            new Case(
                    "P113",
                    "ALTER TABLE users ADD COLUMN bio text;\n-- for the search\nCREATE INDEX ix_bio ON users (bio);\n"
                            + "ALTER TABLE users ADD COLUMN more text;\nCREATE TABLE others (id bigint PRIMARY KEY);\n",
                    "DROP TABLE others;\nALTER TABLE users DROP COLUMN more;\nDROP INDEX ix_bio;\n"
                            + "ALTER TABLE users DROP COLUMN bio;",
                    3),
            new Case(
                    "P113",
                    "ALTER TABLE users ADD COLUMN bio text;\nCREATE UNIQUE INDEX \"Ix Bio\" ON users (bio) WHERE id > 3;",
                    "ALTER TABLE users DROP COLUMN bio;",
                    2),
            new Case("P105", "ALTER TABLE users ALTER email SET NOT NULL;", "ALTER TABLE users ALTER email DROP NOT NULL;", 1),
            new Case(
                    "P108",
                    "CREATE TABLE others (id bigint PRIMARY KEY);\n"
                            + "ALTER TABLE users ADD CONSTRAINT ck CHECK (length(email) < 100);",
                    "ALTER TABLE users DROP CONSTRAINT ck;\nDROP TABLE others;",
                    2),
            new Case(
                    "P109",
                    "ALTER TABLE orders ADD FOREIGN KEY (user_id) REFERENCES users ON DELETE CASCADE;",
                    "ALTER TABLE orders DROP CONSTRAINT orders_user_id_fkey;",
                    1),
            new Case(
                    "P109",
                    "ALTER TABLE orders ADD COLUMN note text, ADD CONSTRAINT fk FOREIGN KEY (user_id) REFERENCES users,"
                            + " ADD CONSTRAINT ck CHECK (id > 0);",
                    "ALTER TABLE orders DROP CONSTRAINT ck, DROP CONSTRAINT fk, DROP COLUMN note;",
                    1),
            new Case(
                    "P111",
                    "ALTER TABLE users ADD CONSTRAINT uq UNIQUE (email, \"Nick\");",
                    "ALTER TABLE users DROP CONSTRAINT uq;",
                    1),
            new Case(
                    "P101",
                    "ALTER TABLE users ADD COLUMN token uuid NOT NULL DEFAULT gen_random_uuid();",
                    "ALTER TABLE users DROP COLUMN token;",
                    1),
            new Case("P114", "DROP INDEX ix_nick;", "CREATE INDEX ix_nick ON users (\"Nick\");", 1));

    private static final List<Case> MYSQL = List.of(
            new Case(
                    "M101",
                    "ALTER TABLE users ADD COLUMN bio text; -- the last one\nCREATE INDEX ix_email ON users (email)"
                            + " /* for the search */;\nALTER TABLE users RENAME INDEX ix_nick TO ix_nicks\n-- really\n;\n"
                            + "DROP INDEX ix_nicks ON users;",
                    "ALTER TABLE users ADD INDEX ix_nick (nick);\nDROP INDEX ix_email ON users;\n"
                            + "ALTER TABLE users DROP COLUMN bio;",
                    1));

    private static boolean isThere(Case one) {
        return Rules.all().stream().anyMatch(rule -> rule.facts().id().equals(one.rule()));
    }

    @OnDatabases({TestServer.POSTGRESQL_18, TestServer.MYSQL, TestServer.MARIADB})
    void makeTheSameSchemaAndLeaveNothingToTell(TestDatabase database) throws IOException {
        boolean postgresql = database.server() == TestServer.POSTGRESQL_18;
        int number = 0;
        for (Case one : postgresql ? POSTGRESQL : MYSQL) {
            assertThat(isThere(one)).as(one.rule()).isTrue();
            holds(base(database, folder.resolve("case" + number++), postgresql), one);
        }
    }

    private static Scratch base(TestDatabase database, Path folder, boolean postgresql) {
        Scratch s = new Scratch(folder, database);
        s.lint = new LintSettings("error", List.of(), List.of(), 1000);
        return s.revision(
                "a1",
                postgresql
                        ? "CREATE TABLE users (id bigint PRIMARY KEY, email text, \"Nick\" text);\n"
                                + "CREATE INDEX ix_nick ON users (\"Nick\");\n"
                                + "CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint);\n"
                                + "INSERT INTO users SELECT i, 'e' || i, 'n' || i FROM generate_series(1, 20) i;"
                        : "CREATE TABLE users (id bigint PRIMARY KEY, email varchar(100), nick varchar(50), KEY ix_nick (nick));",
                postgresql ? "DROP TABLE orders;\nDROP TABLE users;" : "DROP TABLE users;");
    }

    private static void holds(Scratch s, Case one) throws IOException {
        s.revision("b1", one.upgrade(), one.downgrade());
        s.revision("c1", "-- the next", "-- the next");
        s.upgrade("a1");
        String before = schema(s);
        s.upgrade("b1");
        String after = schema(s);
        s.downgrade("a1");
        assertThat(rules(s)).as(one.upgrade()).contains(one.rule());
        List<String> told = new ArrayList<>(rules(s));

        LintFix fix = LintFix.of(s.workspace().scripts(), CLOCK, List.of(lint(s)));
        assertThat(fix.left()).isEmpty();
        assertThat(fix.files()).as(String.join("\n", fix.diff())).isEqualTo(one.scripts());
        fix.apply();
        try (Stream<Path> files = Files.list(s.folder.resolve("src/main/migrations"))) {
            assertThat(files).hasSize(2 + one.scripts());
        }
        told.remove(one.rule());
        assertThat(rules(s)).as(String.join("\n", fix.diff())).doesNotContain(one.rule()).isSubsetOf(told);
        s.upgrade("b1");
        assertThat(schema(s)).as(String.join("\n", fix.diff())).isEqualTo(after);
        s.downgrade("a1");
        assertThat(schema(s)).as(String.join("\n", fix.diff())).isEqualTo(before);
        s.upgrade("head");
        s.downgrade("base");
    }

    private static LintCommand.Result lint(Scratch s) {
        return new LintCommand().run(s.workspace(), new LintCommand.Request("b1:", false));
    }

    /** The new parts stand before b1, so all but a1 is asked about. */
    private static List<String> rules(Scratch s) {
        return new LintCommand()
                .run(s.workspace(), new LintCommand.Request(null, false)).findings().stream()
                        .filter(f -> !f.revision().equals("a1"))
                        .filter(f -> f.diagnostic().severity() != Severity.NOTE)
                        .map(f -> f.rule().id())
                        .toList();
    }

    private static String schema(Scratch s) {
        return s.database.kind().isMysqlFamily()
                ? s.value("SHOW CREATE TABLE users").isEmpty() ? "" : all(s, "SHOW CREATE TABLE users", 2)
                : all(
                                s,
                                "SELECT table_name || ' ' || column_name || ' ' || data_type || ' ' || is_nullable || ' '"
                                        + " || coalesce(column_default, '') FROM information_schema.columns WHERE"
                                        + " table_schema = current_schema() AND table_name NOT LIKE 'migrate%' ORDER BY 1",
                                1)
                        + all(
                                s,
                                "SELECT conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) || ' '"
                                        + " || convalidated FROM pg_constraint WHERE connamespace = current_schema()::regnamespace"
                                        + " ORDER BY 1",
                                1)
                        + all(
                                s,
                                "SELECT indexdef FROM pg_indexes WHERE schemaname = current_schema() ORDER BY 1",
                                1);
    }

    private static String all(Scratch s, String sql, int column) {
        List<String> rows = new ArrayList<>();
        try (Connection connection = s.database.connect();
                var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            while (result.next()) {
                rows.add(result.getString(column));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
        return String.join("\n", rows) + "\n";
    }

    @OnDatabases(TestServer.POSTGRESQL_18)
    void showWhatChangesAndWhatDoesNot(TestDatabase database) throws IOException {
        Scratch s = base(database, folder, true);
        s.revision(
                "b1",
                "ALTER TABLE users ADD COLUMN bio text;\nCREATE INDEX ix_bio ON users (bio);",
                "DROP INDEX ix_bio;\nUPDATE users SET email = NULL;\nALTER TABLE users DROP COLUMN bio;");
        s.revision("c1", "CREATE INDEX ix_email ON users (email);", null);
        LintFix fix = LintFix.of(s.workspace().scripts(), CLOCK, List.of(lint(s)));
        assertThat(fix.left()).extracting(Diagnostic::code).containsExactly("lint/not-fixed");
        assertThat(fix.left().get(0).message()).contains("of the downgrade it cannot be told to which of them line 11");
        assertThat(fix.diff())
                .containsExactly(
                        "--- src/main/migrations/c1.sql",
                        "+++ src/main/migrations/c1.sql",
                        "@@ -3,5 +3,5 @@",
                        " -- revision: c1",
                        " -- revises: b1",
                        " ",
                        "--- migrate:upgrade",
                        "-CREATE INDEX ix_email ON users (email);",
                        "+-- migrate:upgrade transaction=false",
                        "+CREATE INDEX CONCURRENTLY ix_email ON users (email);");
        Path file = s.folder.resolve("src/main/migrations/c1.sql");
        Files.writeString(file, Files.readString(file) + "-- meanwhile\n");
        var refused = catchThrowableOfType(MigrateException.class, fix::apply);
        assertThat(refused.diagnostics()).extracting(Diagnostic::code).containsExactly("script/changed-meanwhile");

        s.upgrade("head");
        assertThat(LintFix.of(s.workspace().scripts(), CLOCK, List.of(new LintCommand()
                                .run(s.workspace(), new LintCommand.Request("b1:", true))))
                        .files())
                .as("a revision that is applied stays as it is")
                .isZero();
    }
}
