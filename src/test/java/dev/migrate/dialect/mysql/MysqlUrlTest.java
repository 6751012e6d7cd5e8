package dev.migrate.dialect.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MysqlUrlTest {

    @ParameterizedTest
    @CsvSource({
        "jdbc:mariadb://h/db,                          jdbc:mysql://h/db",
        "jdbc:mariadb://h/db?sslMode=verify-full&x=1,  jdbc:mysql://h/db?sslMode=VERIFY_IDENTITY&x=1",
        "jdbc:mariadb://h/db?x=1&sslMode=verify-ca,    jdbc:mysql://h/db?x=1&sslMode=VERIFY_CA",
        "jdbc:mariadb://h/db?x=1&sslMode=trust,        jdbc:mysql://h/db?x=1&sslMode=REQUIRED",
        "jdbc:mariadb://h/db?sslMode=disable,          jdbc:mysql://h/db?sslMode=DISABLED",
    })
    void mariadbIsReachedByMysqlsDriver(String url, String mysql) {
        assertThat(MysqlUrl.ofMariadb(url)).isEqualTo(mysql);
    }
}
