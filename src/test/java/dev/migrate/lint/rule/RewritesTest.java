package dev.migrate.lint.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.lint.Finding;
import dev.migrate.lint.Rule;
import dev.migrate.sql.DatabaseKind;
import dev.migrate.sql.SqlScanner;
import dev.migrate.sql.Statement;
import dev.migrate.testing.OnEachKind;
import dev.migrate.testing.TestDatabase;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;

/** What a finding gives to paste runs on the real servers, and what it says is refused is refused. */
@DisplayName("What a finding gives to paste")
class RewritesTest {

    /** Findings whose answer is no SQL for this database, but a part of a definition or a tool's command. */
    private static final List<String> NO_SQL = List.of("M123");

    @OnEachKind
    void runs(TestDatabase database) throws IOException, SQLException {
        List<String> failures = new ArrayList<>();
        int ran = 0;
        try (Connection connection = database.connect();
                java.sql.Statement statement = connection.createStatement()) {
            for (Rule rule : Rules.all()) {
                String id = rule.facts().id();
                if (!id.matches("[FLM]\\d+")
                        || NO_SQL.contains(id)
                        || !rule.facts().databases().contains(database.kind())) {
                    continue;
                }
                for (RuleCases one : cases(id)) {
                    if (one.found()
                            && one.kinds(rule).contains(database.kind())
                            && one.sql().contains("-- now\n")) {
                        ran++;
                        failures.addAll(tried(statement, database.kind(), rule, one));
                    }
                }
            }
        }
        assertThat(failures).isEmpty();
        assertThat(ran).isPositive();
    }

    /** Of what these rules say that it cannot be done, the server says so too. */
    @OnEachKind
    void isGivenForWhatTheServerRefuses(TestDatabase database) throws IOException, SQLException {
        List<String> accepted = new ArrayList<>();
        try (Connection connection = database.connect();
                java.sql.Statement statement = connection.createStatement()) {
            for (Rule rule : List.of(new SqliteAlter(), new RenamedUnderCheck())) {
                for (RuleCases one : cases(rule.facts().id())) {
                    if (!one.kinds(rule).contains(database.kind()) || !one.sql().contains("-- now\n")) {
                        continue;
                    }
                    String before = one.sql().substring(0, one.sql().indexOf("-- now\n"));
                    empty(statement, database.kind());
                    for (Statement each : statements(database.kind(), before)) {
                        statement.execute(each.text());
                    }
                    boolean refused = false;
                    for (Statement each : statements(database.kind(), one.sql().substring(before.length()))) {
                        try {
                            statement.execute(each.text());
                        } catch (SQLException e) {
                            refused = true;
                        }
                    }
                    boolean told = one.review(rule, database.kind()).stream()
                            .anyMatch(f -> !f.diagnostic().message().startsWith("with foreign keys on"));
                    if (told != refused) {
                        accepted.add(rule.facts().id() + (told ? " accepted: " : " refused: ") + one.sql());
                    }
                }
            }
        }
        assertThat(accepted).isEmpty();
    }

    private static List<RuleCases> cases(String id) throws IOException {
        List<RuleCases> cases = new ArrayList<>();
        for (Path file : List.of(
                Path.of("docs", "lint", id + ".md"),
                Path.of("src", "test", "resources", "dev", "migrate", "lint", id + ".md"))) {
            if (Files.exists(file)) {
                cases.addAll(RuleCases.of(file));
            }
        }
        return cases;
    }

    private static List<String> tried(java.sql.Statement statement, DatabaseKind kind, Rule rule, RuleCases one) {
        List<String> failures = new ArrayList<>();
        String before = one.sql().substring(0, one.sql().indexOf("-- now\n"));
        List<Finding> findings = one.review(rule, kind);
        for (int i = 0; i < findings.size(); i++) {
            String sql = String.valueOf(findings.get(i).diagnostic().help());
            String where = rule.facts().id() + ":" + one.line() + " " + kind;
            try {
                empty(statement, kind);
                for (Statement each : statements(kind, before)) {
                    statement.execute(each.text());
                }
                // what stands before the statement that is found
                List<Statement> now =
                        statements(kind, one.sql().substring(one.sql().indexOf("-- now\n")));
                int line = findings.get(i).diagnostic().span().line()
                        - one.line()
                        - (int) before.lines().count();
                for (Statement each : now) {
                    if (each.line() + each.text().lines().count() - 1 < line) {
                        statement.execute(each.text());
                    }
                }
            } catch (SQLException e) {
                failures.add(where + " before: " + e.getMessage());
                continue;
            }
            for (Statement each : statements(kind, sql)) {
                try {
                    for (Statement.Directive directive : each.directives()) {
                        if (directive.name().equals("migrate:require")) {
                            assertThat(truth(statement, directive.argument()))
                                    .as(where)
                                    .isTrue();
                        }
                    }
                    statement.execute(each.text());
                } catch (SQLException e) {
                    failures.add(where + ": " + e.getMessage() + "\n" + each.text());
                    break;
                }
            }
        }
        return failures;
    }

    private static boolean truth(java.sql.Statement statement, String query) throws SQLException {
        try (var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getBoolean(1);
        }
    }

    private static void empty(java.sql.Statement statement, DatabaseKind kind) throws SQLException {
        List<String> tables = new ArrayList<>();
        String query = kind == DatabaseKind.SQLITE
                ? "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
                : "SELECT table_name FROM information_schema.tables WHERE table_schema = "
                        + (kind == DatabaseKind.POSTGRESQL ? "'public'" : "DATABASE()");
        try (var rows = statement.executeQuery(query)) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        if (kind.isMysqlFamily()) {
            statement.execute("SET foreign_key_checks = 0");
        }
        for (String table : tables) {
            String quoted = dev.migrate.sql.Identifier.quote(kind, table);
            statement.execute("DROP TABLE " + quoted + (kind == DatabaseKind.POSTGRESQL ? " CASCADE" : ""));
        }
        if (kind.isMysqlFamily()) {
            statement.execute("SET foreign_key_checks = 1");
        }
    }

    private static List<Statement> statements(DatabaseKind kind, String text) {
        SqlScanner scanner = new SqlScanner(kind, new StringReader(text), Path.of("paste.sql"), 1);
        return Stream.generate(scanner::next)
                .takeWhile(java.util.Objects::nonNull)
                .toList();
    }
}
