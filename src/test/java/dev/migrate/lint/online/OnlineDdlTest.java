package dev.migrate.lint.online;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.diagnostic.SourceSpan;
import dev.migrate.lint.Review;
import dev.migrate.lint.ReviewSettings;
import dev.migrate.lint.Rule;
import dev.migrate.lint.RuleFacts;
import dev.migrate.lint.ServerVersion;
import dev.migrate.lint.Sight;
import dev.migrate.lint.grammar.Change;
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
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is told of algorithms is what the servers accept: for each case the cheapest that is told must run, and the next cheaper one must be refused. */
@DisplayName("The algorithms of MySQL and MariaDB")
class OnlineDdlTest {

    private static final String USUAL = """
        CREATE TABLE t (id int NOT NULL AUTO_INCREMENT PRIMARY KEY, a int, v varchar(50), w varchar(300), e enum('a','b'), s set('x','y'),
          n int NOT NULL DEFAULT 0, d decimal(10,2), tx text, dt datetime, c char(10), col varchar(20), ixd varchar(20),
          l3 varchar(20) CHARACTER SET utf8mb3, l1 varchar(20) CHARACTER SET latin1, vb varbinary(100), b bigint, u int unsigned, ts timestamp NULL,
          KEY ix (ixd), KEY ixa (a)) DEFAULT CHARSET utf8mb4\
        """;

    private record Case(List<String> words, String alter, String table) {
        boolean isAbout(DatabaseKind kind) {
            return words.contains("*") || words.contains(kind.id());
        }

        boolean checksForeignKeys() {
            return !words.contains("unchecked");
        }
    }

    private static List<Case> cases() throws IOException {
        try (InputStream in = OnlineDdlTest.class.getResourceAsStream("/dev/migrate/lint/online-ddl.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(" \\| "))
                    .map(parts -> new Case(List.of(parts[0].split(" ")), parts[1], parts.length > 2 ? parts[2] : USUAL))
                    .toList();
        }
    }

    @OnDatabases({TestServer.MYSQL, TestServer.MARIADB})
    void areTheOnesThatTheServerAccepts(TestDatabase database) throws IOException, SQLException {
        ServerVersion version =
                ServerVersion.parse(database.value("SELECT version()")).orElseThrow();
        List<String> differences = new ArrayList<>();
        AtomicReference<String> ready = new AtomicReference<>("");
        int seen = 0;
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            for (Case one : cases()) {
                if (one.isAbout(database.kind())) {
                    seen++;
                    String told = told(database.kind(), version, one);
                    String accepted = accepted(statement, database.kind(), one, ready);
                    if (!told.equals(accepted)) {
                        differences.add(one.alter() + " [" + one.table() + "]: told " + told + ", is " + accepted);
                    }
                }
            }
        }
        assertThat(differences).isEmpty();
        assertThat(seen).isGreaterThan(150);
    }

    private static String told(DatabaseKind kind, ServerVersion version, Case one) {
        return way(kind, version, one.table(), "ALTER TABLE t " + one.alter(), one.checksForeignKeys())
                .map(Way::clause)
                .orElse("nothing");
    }

    private static Optional<Way> way(
            DatabaseKind kind, ServerVersion version, String table, String alter, boolean checks) {
        AtomicReference<Optional<Way>> found = new AtomicReference<>(Optional.empty());
        Rule rule = new Rule() {
            @Override
            public RuleFacts facts() {
                return RuleFacts.error("M102", "asked");
            }

            @Override
            public void review(Sight sight) {
                Change.AlterTable change = (Change.AlterTable) sight.change();
                found.set(new OnlineDdl(kind, version, checks)
                        .way(change, sight.known().table(change.table()).orElse(null)));
            }
        };
        Path file = Path.of("t.sql");
        Review review = new Review(List.of(rule), ReviewSettings.DEFAULT);
        review.note(kind, new SqlScanner(kind, new StringReader(table), file, 1).next());
        review.beginRun();
        SourceSpan place = SourceSpan.of(file, 1);
        review.begin(new Review.Subject("1a2b", file, place, kind, false, false, List.of(), List.of(), false));
        review.statement(new SqlScanner(kind, new StringReader(alter), file, 1).next(), place, List.of());
        return found.get();
    }

    /** The cheapest that the server accepts. What is refused changes nothing, so the table may serve once more. */
    private static String accepted(Statement statement, DatabaseKind kind, Case one, AtomicReference<String> ready)
            throws SQLException {
        if (!one.table().equals(ready.get())) {
            statement.execute("SET foreign_key_checks = 0");
            statement.execute("DROP TABLE IF EXISTS t, t2, tt");
            statement.execute(one.table());
        }
        statement.execute("SET foreign_key_checks = " + (one.checksForeignKeys() ? 1 : 0));
        ready.set(one.table());
        List<String> clauses = new ArrayList<>(List.of("ALGORITHM=INSTANT"));
        for (String algorithm :
                kind == DatabaseKind.MARIADB ? List.of("NOCOPY", "INPLACE", "COPY") : List.of("INPLACE")) {
            clauses.add("ALGORITHM=" + algorithm + ", LOCK=NONE");
            clauses.add("ALGORITHM=" + algorithm + ", LOCK=SHARED");
        }
        SQLException last = null;
        for (String clause : clauses) {
            try {
                statement.execute("ALTER TABLE t " + one.alter() + ", " + clause);
                ready.set("");
                return clause;
            } catch (SQLException refused) {
                last = refused;
            }
        }
        // MySQL says of these two that a copy would do, and copies only while nobody writes
        boolean copies = last != null && (last.getErrorCode() == 1845 || last.getErrorCode() == 1846);
        return copies && kind == DatabaseKind.MYSQL ? "ALGORITHM=COPY, LOCK=SHARED" : "refused: " + last;
    }

    @Test
    void ofOlderVersionsAreTheOnesOfTheManual() {
        assertThat(mysql("8.0.28", "ADD COLUMN x int AFTER a")).contains(Way.rebuild(Cause.POSITION));
        assertThat(mysql("8.0.28", "ADD COLUMN x int")).contains(Way.INSTANT);
        assertThat(mysql("8.0.29", "ADD COLUMN x int FIRST")).contains(Way.INSTANT);
        assertThat(mysql("8.0.28", "DROP COLUMN v").orElseThrow().rebuilds()).isTrue();
        assertThat(mysql("8.0.28", "RENAME COLUMN v TO z")).contains(Way.INSTANT);
        assertThat(mysql("8.0.27", "RENAME COLUMN v TO z").orElseThrow().algorithm())
                .isEqualTo(Algorithm.INPLACE);
        assertThat(mysql("9.0.0", "ADD COLUMN x int REFERENCES t (id)")
                        .orElseThrow()
                        .cause())
                .isEqualTo(Cause.FOREIGN_KEY);
        assertThat(way(DatabaseKind.MARIADB, new ServerVersion(10, 11, 0), USUAL, "ALTER TABLE t MODIFY a bigint", true)
                        .orElseThrow()
                        .blocksWrites())
                .isTrue();
    }

    @Test
    void areNotGuessedWhereNobodyKnowsWhatTheColumnWas() {
        assertThat(mysql("8.0.31", "MODIFY unknown varchar(20)")).isEmpty();
        assertThat(mysql("8.0.31", "MODIFY unknown varchar(20), ADD COLUMN x int"))
                .isEmpty();
        assertThat(mysql("8.0.31", "MODIFY unknown varchar(20), MODIFY a bigint")
                        .orElseThrow()
                        .algorithm())
                .isEqualTo(Algorithm.COPY);
    }

    private static Optional<Way> mysql(String version, String alter) {
        return way(
                DatabaseKind.MYSQL, ServerVersion.parse(version).orElseThrow(), USUAL, "ALTER TABLE t " + alter, true);
    }
}
