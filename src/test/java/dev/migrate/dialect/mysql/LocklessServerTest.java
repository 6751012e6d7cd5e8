package dev.migrate.dialect.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A server that speaks MySQL's protocol")
class LocklessServerTest {

    @ParameterizedTest
    @CsvSource({"8.0.31, false", "11.4.5-MariaDB, false", "8.0.11-TiDB-v7.5.1, true"})
    void saysWhetherItsSessionsHoldLocks(String version, boolean lockless) {
        assertThat(MysqlSession.isTidb(version)).isEqualTo(lockless);
    }
}
