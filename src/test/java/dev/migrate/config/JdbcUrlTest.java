package dev.migrate.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrate.diagnostic.MigrateException;
import dev.migrate.sql.DatabaseKind;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisabledOnOs(OS.WINDOWS)
class JdbcUrlTest {

    private static final Path BASE = Path.of("/srv/app");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        jdbc:postgresql://h:5433/db?sslmode=require | jdbc:postgresql://h:5433/x?sslmode=require
        jdbc:postgresql://a:1,b:2/db | jdbc:postgresql://a:1,b:2/x
        jdbc:postgresql://h | jdbc:postgresql://h/x
        jdbc:postgresql://h/ | jdbc:postgresql://h/x
        jdbc:postgresql://[::1]:5432/db?a=/b | jdbc:postgresql://[::1]:5432/x?a=/b
        jdbc:postgresql:db?a=b | jdbc:postgresql:x?a=b
        jdbc:mysql://h/db?a=b | jdbc:mysql://h/x?a=b
        jdbc:mysql:replication://a,b/db | jdbc:mysql:replication://a,b/x
        jdbc:mysql://address=(host=h)(path=/run/s)/db | jdbc:mysql://address=(host=h)(path=/run/s)/x
        jdbc:mariadb://h/db | jdbc:mariadb://h/x
        """)
    void anotherDatabaseOfTheServerHasTheSameParameters(String url, String other) {
        assertThat(JdbcUrl.withDatabase(url, "x")).isEqualTo(other);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
        postgresql://u:p@h:5433/db?sslmode=require | POSTGRESQL | jdbc:postgresql://h:5433/db?sslmode=require | u | p
        postgres://u@h/db | POSTGRESQL | jdbc:postgresql://h/db | u | -
        postgresql+psycopg2://u:p@h/db | POSTGRESQL | jdbc:postgresql://h/db | u | p
        POSTGRES://h/db | POSTGRESQL | jdbc:postgresql://h/db | - | -
        postgresql:///db | POSTGRESQL | jdbc:postgresql://localhost/db | - | -
        postgresql://u:p%40%2F+%25@[::1]:5432/db | POSTGRESQL | jdbc:postgresql://[::1]:5432/db | u | p@/+%
        postgresql://u:p:q@a:1,b:2/db | POSTGRESQL | jdbc:postgresql://a:1,b:2/db | u | p:q
        postgresql://u:@h/db | POSTGRESQL | jdbc:postgresql://h/db | u | ''
        postgresql://:p@h/db | POSTGRESQL | jdbc:postgresql://h/db | - | p
        postgresql://u:p@q@h/db | POSTGRESQL | jdbc:postgresql://h/db | u | p@q
        postgresql://h/db?user=u@x&password=p%2B+ | POSTGRESQL | jdbc:postgresql://h/db | u@x | p++
        postgresql://h/db?application_name=x&y | POSTGRESQL | jdbc:postgresql://h/db?ApplicationName=x&y | - | -
        jdbc:postgresql://h/db?user=u&ssl=true&password=p+q | POSTGRESQL | jdbc:postgresql://h/db?ssl=true | u | 'p q'
        jdbc:postgresql://u:p@h/db | POSTGRESQL | jdbc:postgresql://h/db | u | p
        jdbc:postgresql:db | POSTGRESQL | jdbc:postgresql:db | - | -
        jdbc:postgresql:db?password=x | POSTGRESQL | jdbc:postgresql:db | - | x
        mysql://u:p@h/db?ssl-mode=REQUIRED | MYSQL | jdbc:mysql://h/db?sslMode=REQUIRED | u | p
        mysql+pymysql://u:p@h:3307/db | MYSQL | jdbc:mysql://h:3307/db | u | p
        mysql2://u@h/db | MYSQL | jdbc:mysql://h/db | u | -
        mariadb://u:p@h/db | MARIADB | jdbc:mariadb://h/db | u | p
        mariadb+mariadbconnector://u:p@h/db | MARIADB | jdbc:mariadb://h/db | u | p
        jdbc:mariadb://h/db?user=u | MARIADB | jdbc:mariadb://h/db | u | -
        jdbc:mysql://u:p@h/db?password=other | MYSQL | jdbc:mysql://h/db | u | p
        jdbc:mysql://u:p@a:1,u:p@b:2/db | MYSQL | jdbc:mysql://a:1,b:2/db | u | p
        jdbc:mysql:replication://u:p@a,b/db | MYSQL | jdbc:mysql:replication://a,b/db | u | p
        jdbc:mysql://address=(host=h)(port=1)(user=u)(password=p)/db | MYSQL | jdbc:mysql://address=(host=h)(port=1)/db | u | p
        jdbc:mysql://(host=h,port=1,user=u,password=p)/db | MYSQL | jdbc:mysql://(host=h,port=1)/db | u | p
        jdbc:mysql://(user=u,password=p,host=h)/db | MYSQL | jdbc:mysql://(host=h)/db | u | p
        sqlite:///app.db | SQLITE | jdbc:sqlite:/srv/app/app.db | - | -
        sqlite:///../other/app.db | SQLITE | jdbc:sqlite:/srv/other/app.db | - | -
        sqlite:////var/app.db | SQLITE | jdbc:sqlite:/var/app.db | - | -
        sqlite+pysqlite:////var/app.db | SQLITE | jdbc:sqlite:/var/app.db | - | -
        sqlite:// | SQLITE | jdbc:sqlite::memory: | - | -
        sqlite:///:memory: | SQLITE | jdbc:sqlite::memory: | - | -
        sqlite:app.db | SQLITE | jdbc:sqlite:/srv/app/app.db | - | -
        jdbc:sqlite:app.db | SQLITE | jdbc:sqlite:/srv/app/app.db | - | -
        jdbc:sqlite:~/app.db | SQLITE | jdbc:sqlite:/srv/app/~/app.db | - | -
        jdbc:sqlite: | SQLITE | jdbc:sqlite::memory: | - | -
        jdbc:sqlite::memory: | SQLITE | jdbc:sqlite::memory: | - | -
        jdbc:sqlite:/var/app.db?foreign_keys=on | SQLITE | jdbc:sqlite:/var/app.db?foreign_keys=on | - | -
        jdbc:sqlite:file:app.db?mode=ro | SQLITE | jdbc:sqlite:file:/srv/app/app.db?mode=ro | - | -
        jdbc:sqlite:file:x?mode=memory&cache=shared | SQLITE | jdbc:sqlite:file:x?mode=memory&cache=shared | - | -
        """)
    void everyFormBecomesTheDriversOne(
            String text, DatabaseKind kind, String url, @Nullable String user, @Nullable String password) {
        var parsed = JdbcUrl.parse(text, BASE);
        assertThat(parsed.kind()).isEqualTo(kind);
        assertThat(parsed.url()).isEqualTo(url);
        assertThat(parsed.user()).isEqualTo(user);
        assertThat(parsed.password() == null ? null : parsed.password().reveal())
                .isEqualTo(password);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        postgresql://u:p@h/db | postgresql://u:***@h/db
        postgresql://u@h/db | postgresql://u@h/db
        postgresql://h/db?user=u&password=p | postgresql://h/db?user=u&password=***
        jdbc:postgresql://h/db?sslpassword=p&x=1 | jdbc:postgresql://h/db?sslpassword=***&x=1
        jdbc:mysql://u:p@a,u:p@b/db | jdbc:mysql://u:***@a,u:***@b/db
        jdbc:mysql://(host=h,user=u,password=p)/db | jdbc:mysql://(host=h,user=u,password=***)/db
        jdbc:mysql://address=(host=h)(password=p)/db | jdbc:mysql://address=(host=h)(password=***)/db
        jdbc:sqlite:x.db?password=p | jdbc:sqlite:x.db?password=***
        postgresql://u:p/w@h/db | postgresql:***
        postgresql://u:12/34@h/db | postgresql:***
        postgresql://u:12?34@h/db | postgresql:***
        oracle:thin:u/p@h | oracle:***
        hunter2 | ***
        """)
    void aMaskedUrlShowsAllButSecrets(String text, String masked) {
        assertThat(JdbcUrl.mask(text)).isEqualTo(masked);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        ''                              | config/bad-url        | the url is empty
        localhost/hunter2               | config/bad-url        | the url does not begin with the name of a database
        oracle:thin:@h:1521:hunter2     | config/unknown-scheme | the url begins with "oracle:", which is no database that is known
        jdbc:oracle:thin:x/hunter2@h    | config/unknown-scheme | the url begins with "jdbc:oracle:", which is no database that is known
        jdbc:postgres://h/hunter2       | config/unknown-scheme | the url begins with "jdbc:postgres:", which is no database that is known
        postgresql://u:hunter2/x@h/db   | config/bad-url        | the url cannot be taken apart
        postgresql://u:hunter2?x@h/db   | config/bad-url        | the url cannot be taken apart
        postgresql://u:hunter2#x@h/db   | config/bad-url        | the url cannot be taken apart
        postgresql://u:hunter2%zz@h/db  | config/bad-url        | the url cannot be taken apart
        postgresql://h:hunter2/db       | config/bad-url        | the url cannot be taken apart
        postgresql://h:99999/db         | config/bad-url        | the url cannot be taken apart
        postgresql://[::1/db            | config/bad-url        | the url cannot be taken apart
        postgresql:u:hunter2@h/db       | config/bad-url        | the url cannot be taken apart
        sqlite://u:hunter2@app.db       | config/bad-url        | the url names a host, but SQLite has none
        """)
    void whatIsNoUrlIsToldWithoutShowingIt(String text, String code, String message) {
        assertThatThrownBy(() -> JdbcUrl.parse(text, BASE)).isInstanceOfSatisfying(MigrateException.class, thrown -> {
            var diagnostic = thrown.diagnostics().get(0);
            assertThat(diagnostic.code()).isEqualTo(code);
            assertThat(diagnostic.message()).isEqualTo(message);
            assertThat(diagnostic.toString()).doesNotContain("hunter2");
            assertThat(thrown.getCause()).isNull();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:postgres://h/db", "postgress://h/db", "jdbc:postgresq://h/db"})
    void aSchemeThatIsNearlyRightIsNamed(String text) {
        assertThatThrownBy(() -> JdbcUrl.parse(text, BASE))
                .isInstanceOfSatisfying(
                        MigrateException.class,
                        thrown -> assertThat(thrown.diagnostics().get(0).help()).contains("postgresql:"));
    }
}
