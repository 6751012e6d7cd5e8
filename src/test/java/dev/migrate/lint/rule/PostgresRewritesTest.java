package dev.migrate.lint.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.lint.Finding;
import dev.migrate.lint.Rule;
import dev.migrate.sql.DatabaseKind;
import dev.migrate.sql.SqlScanner;
import dev.migrate.testing.OnDatabases;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestServer;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.assertj.core.api.SoftAssertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;

/**
 * What the rules say of PostgreSQL, before a real one: a case that tells what was there before is carried out as far
 * as the statement that is found, and then what the rule proposes instead. The server's own messages say whether a
 * table was written anew or read from end to end.
 */
@DisplayName("The safe ways of the PostgreSQL rules")
class PostgresRewritesTest {

    private static final DatabaseKind KIND = DatabaseKind.POSTGRESQL;
    private static final Pattern SQL = Pattern.compile("(?s)(--[^\\n"
        + "]*\\n"
        + ")*(ALTER|CREATE|DROP|UPDATE|DELETE|REINDEX|SET|SELECT|REFRESH|TRUNCATE|VACUUM|WITH|INSERT)\\b.*;(\\s*--[^\\n"
        + "]*)*\\s*");
    /** Where a proposal goes on in another transaction. */
    private static final Pattern NEXT = Pattern.compile("(?m)^(?=-- (?:in |then ))");
    /** Whose finding is that the table is written anew. */
    private static final Set<String> REWRITES = Set.of("P101", "P102", "P103", "P104", "P106", "P123");
    /** Whose finding is that the table is read from end to end. */
    private static final Set<String> SCANS = Set.of("P105", "P108", "P109", "P121");
    /** What is proposed has to wait for what the scratch database does not have: another version, an extension. */
    private static final Set<String> ELSEWHERE = Set.of("P118", "P140");

    /** What is proposed comes beside the statement, not in its place. */
    private static final Set<String> BESIDE = Set.of("P134");

    private static final String REWRITING = "rewriting table";
    private static final Pattern SCANNING = Pattern.compile("verifying table|validating foreign key");

    @OnDatabases(TestServer.POSTGRESQL_18)
    void run(TestDatabase database) throws SQLException, IOException {
        int ways = 0;
        int truths = 0;
        List<ThrowingCallable> steps = new ArrayList<>();
        try (Connection connection = database.connect()) {
            for (Rule rule : Rules.all()) {
                String id = rule.facts().id();
                if (!id.startsWith("P") || ELSEWHERE.contains(id)) {
                    continue;
                }
                for (RuleCases one : cases(id)) {
                    if (!one.sql().contains("-- now\n")) {
                        continue;
                    }
                    boolean ofThisVersion = !one.words().toString().contains("version=1")
                            || one.words().toString().contains("version=18");
                    if (!one.found()) {
                        // a table that is new is written and read too, and nobody waits for it
                        boolean isNew = one.sql().split("-- now\n", 2)[1].contains("CREATE TABLE");
                        if (ofThisVersion && !isNew && (REWRITES.contains(id) || SCANS.contains(id))) {
                            steps.add(() -> harmless(connection, one, id));
                            truths++;
                        }
                        continue;
                    }
                    for (Finding finding : one.review(rule, KIND)) {
                        if (ofThisVersion && (REWRITES.contains(id) || SCANS.contains(id))) {
                            steps.add(() -> harmful(connection, one, finding, id));
                            truths++;
                        }
                        String way = String.valueOf(finding.diagnostic().help());
                        if (SQL.matcher(way).matches()) {
                            steps.add(() -> instead(connection, one, finding, way, id));
                            ways++;
                        }
                    }
                }
            }
            SoftAssertions.assertSoftly(
                    softly -> steps.forEach(step -> softly.assertThatCode(step).doesNotThrowAnyException()));
        }
        assertThat(ways).as("proposals that were carried out").isGreaterThan(80);
        assertThat(truths).as("findings that the server confirmed").isGreaterThan(60);
    }

    private static List<RuleCases> cases(String id) throws IOException {
        List<RuleCases> all = new ArrayList<>(RuleCases.of(Path.of("docs", "lint", id + ".md")));
        Path more = Path.of("src", "test", "resources", "dev", "migrate", "lint", id + ".md");
        if (Files.exists(more)) {
            all.addAll(RuleCases.of(more));
        }
        return all;
    }

    /** Everything up to the statement that was found; how many statements there are before it. */
    private static List<String> before(Connection connection, RuleCases one, int line) throws SQLException {
        connection.setAutoCommit(true);
        run(connection, "ROLLBACK");
        run(connection, "DROP SCHEMA IF EXISTS public, s CASCADE");
        run(connection, "CREATE SCHEMA public");
        run(connection, "CREATE SCHEMA s");
        run(connection, "SET session_replication_role = DEFAULT");
        int now = one.sql().indexOf("-- now\n");
        for (String sql : statements(one.sql().substring(0, now))) {
            run(connection, sql);
        }
        if (!one.words().contains("transaction=false")) {
            run(connection, "BEGIN");
        }
        List<String> left = new ArrayList<>();
        for (dev.migrate.sql.Statement statement : scanned(one.sql(), one.line() + 1)) {
            if (statement.line()
                            > one.line() + one.sql().substring(0, now).lines().count()
                    && statement.line() < line) {
                run(connection, statement.text());
            } else if (statement.line() >= line) {
                left.add(statement.text());
            }
        }
        return left;
    }

    private static void instead(Connection connection, RuleCases one, Finding finding, String way, String id)
            throws SQLException {
        List<String> left = before(connection, one, finding.diagnostic().span().line());
        if (BESIDE.contains(id)) {
            run(connection, left.get(0));
        }
        run(connection, "COMMIT");
        List<String> said = new ArrayList<>();
        for (String part : NEXT.split(way)) {
            boolean outside = part.contains("transaction=false") || one.words().contains("transaction=false");
            connection.setAutoCommit(outside);
            for (String sql : statements(part.replace(":from", "-1").replace(":to", "1000000"))) {
                try {
                    said.addAll(run(connection, sql));
                } catch (SQLException e) {
                    throw new AssertionError(place(one) + ": " + sql + "\nof\n" + way, e);
                }
            }
            if (!outside) {
                connection.commit();
            }
        }
        if (!id.equals("P130")) {
            assertThat(said).as("%s%n%s", place(one), way).noneMatch(message -> message.contains(REWRITING));
        }
    }

    private static void harmful(Connection connection, RuleCases one, Finding finding, String id) throws SQLException {
        List<String> left = before(connection, one, finding.diagnostic().span().line());
        if (left.get(0).matches("(?s).*(SET DATA TYPE|TYPE).* COLLATE .*")) {
            return; // indexes alone
        }
        List<String> said = run(connection, left.get(0));
        if (REWRITES.contains(id)
                && left.get(0).startsWith("ALTER TABLE")
                && !one.sql().contains("ts TYPE timestamptz;")) {
            assertThat(said).as("%s%n%s", place(one), left.get(0)).anyMatch(message -> message.contains(REWRITING));
        } else if (SCANS.contains(id)) {
            assertThat(said).as("%s%n%s", place(one), left.get(0)).anyMatch(message -> SCANNING.matcher(message)
                    .find());
        }
    }

    private static void harmless(Connection connection, RuleCases one, String id) throws SQLException {
        int now = one.sql().indexOf("-- now\n");
        before(connection, one, 0);
        run(connection, "ROLLBACK");
        boolean outside = one.words().contains("transaction=false");
        connection.setAutoCommit(outside);
        List<String> said = new ArrayList<>();
        for (String revision : one.sql().substring(now + "-- now\n".length()).split("-- next revision\n")) {
            for (String sql : statements(revision)) {
                try {
                    List<String> messages = run(connection, sql);
                    if (!sql.contains("VALIDATE")) {
                        said.addAll(messages);
                    }
                } catch (SQLException e) {
                    throw new AssertionError(place(one) + ": " + sql, e);
                }
            }
            if (!outside) {
                connection.commit();
            }
        }
        assertThat(said)
                .as("%s%n%s", place(one), one.sql())
                .noneMatch(message -> message.contains(REWRITING)
                        || SCANS.contains(id) && SCANNING.matcher(message).find());
    }

    private static String place(RuleCases one) {
        return one.page() + ":" + one.line();
    }

    private static List<String> statements(String text) {
        return scanned(text, 1).stream().map(dev.migrate.sql.Statement::text).toList();
    }

    private static List<dev.migrate.sql.Statement> scanned(String text, int line) {
        SqlScanner scanner = new SqlScanner(KIND, new StringReader(text), Path.of("case.sql"), line);
        List<dev.migrate.sql.Statement> all = new ArrayList<>();
        for (var next = scanner.next(); next != null; next = scanner.next()) {
            all.add(next);
        }
        return all;
    }

    /** What the server says while it runs a statement. */
    private static List<String> run(Connection connection, String sql) throws SQLException {
        List<String> said = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET client_min_messages = debug1");
            statement.clearWarnings();
            statement.execute(sql);
            for (SQLWarning warning = statement.getWarnings(); warning != null; warning = warning.getNextWarning()) {
                said.add(warning.getMessage());
            }
        }
        return said;
    }
}
