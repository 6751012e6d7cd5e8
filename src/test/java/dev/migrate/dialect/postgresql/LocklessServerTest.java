package dev.migrate.dialect.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A server that speaks PostgreSQL's protocol")
class LocklessServerTest {

    @ParameterizedTest
    @CsvSource(nullValues = "-", delimiter = '|', textBlock = """
        PostgreSQL 18.6 on x86_64-pc-linux-gnu, compiled by gcc, 64-bit | -
        PostgreSQL 15.12-YB-2.25.2.0-b0 on x86_64-pc-linux-gnu, 64-bit | YugabyteDB
        CockroachDB CCL v24.1.1 (x86_64-pc-linux-gnu, built 2024/06/14) | CockroachDB
        """)
    void saysWhetherItsSessionsHoldLocks(String version, String lockless) {
        assertThat(PostgresqlSession.foreign(version)).isEqualTo(lockless == null ? "" : lockless);
    }
}
