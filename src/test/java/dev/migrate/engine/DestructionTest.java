package dev.migrate.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.sql.DatabaseKind;
import dev.migrate.sql.SqlScanner;
import java.io.StringReader;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What has to be confirmed where an environment is protected")
class DestructionTest {

    private static boolean destroys(DatabaseKind kind, String sql) {
        return Destruction.destroys(new SqlScanner(kind, new StringReader(sql + ";"), Path.of("a.sql"), 1).next());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER TABLE events TRUNCATE PARTITION p0",
                "ALTER TABLE events DROP PARTITION p0",
                "ALTER TABLE events DROP COLUMN a",
                "TRUNCATE events"
            })
    void isWhatTakesRowsAway(String sql) {
        assertThat(destroys(DatabaseKind.MYSQL, sql)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"DROP OWNED BY joe", "DROP TABLE events", "DROP SCHEMA app CASCADE"})
    void isWhatTakesObjectsAwayWithTheirRows(String sql) {
        assertThat(destroys(DatabaseKind.POSTGRESQL, sql)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ALTER TABLE events DROP INDEX ix", "ALTER TABLE events ADD COLUMN a int", "DROP VIEW v"})
    void isNotWhatLeavesTheRows(String sql) {
        assertThat(destroys(DatabaseKind.MYSQL, sql)).isFalse();
    }
}
