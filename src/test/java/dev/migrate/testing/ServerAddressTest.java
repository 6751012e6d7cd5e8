package dev.migrate.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrate.sql.DatabaseKind;
import org.junit.jupiter.api.Test;

class ServerAddressTest {

    @Test
    void readsUserAndPasswordFromJdbcParameters() {
        ServerAddress address = ServerAddress.parse(
                DatabaseKind.POSTGRESQL, "jdbc:postgresql://db.local:5433/admin?user=me&ssl=true&password=a%26b");

        assertThat(address.admin()).isEqualTo(new Login("jdbc:postgresql://db.local:5433/admin?ssl=true", "me", "a&b"));
        assertThat(address.login("other").url()).isEqualTo("jdbc:postgresql://db.local:5433/other?ssl=true");
    }

    @Test
    void readsUserAndPasswordBeforeTheHost() {
        ServerAddress address = ServerAddress.parse(DatabaseKind.MYSQL, "mysql://me:p%40s+s:x@localhost:3307/");

        assertThat(address.login("other")).isEqualTo(new Login("jdbc:mysql://localhost:3307/other", "me", "p@s+s:x"));
    }

    @Test
    void mariaDbIsReachedByConnectorJ() {
        for (String url : new String[] {"jdbc:mariadb://[::1]:3306/x?user=a", "mysql://a@[::1]:3306/x"}) {
            assertThat(ServerAddress.parse(DatabaseKind.MARIADB, url).admin())
                    .isEqualTo(new Login("jdbc:mysql://[::1]:3306/x", "a", ""));
        }
    }

    @Test
    void postgresqlNeedsADatabaseToConnectTo() {
        assertThat(ServerAddress.parse(DatabaseKind.POSTGRESQL, "postgres://u@h")
                        .admin()
                        .url())
                .isEqualTo("jdbc:postgresql://h/postgres");
    }

    @Test
    void anotherDatabasesUrlIsRefusedWithoutShowingThePassword() {
        assertThatThrownBy(() -> ServerAddress.parse(DatabaseKind.MYSQL, "postgresql://me:secret@h/d"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("MySQL")
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> ServerAddress.parse(DatabaseKind.MYSQL, "mysql://me:sec ret@h/d"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("sec")
                .hasNoCause();
    }

    @Test
    void printsNoPassword() {
        assertThat(ServerAddress.local(DatabaseKind.MYSQL, 1, "", "me", "secret")
                        .toString())
                .doesNotContain("secret");
        assertThat(new Login("jdbc:x", "me", "secret").toString()).doesNotContain("secret");
    }
}
