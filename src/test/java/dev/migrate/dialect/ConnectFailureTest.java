package dev.migrate.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.config.DatabaseSettings;
import dev.migrate.config.Secret;
import dev.migrate.sql.DatabaseKind;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ConnectFailureTest {

    private static final DatabaseSettings SETTINGS = new DatabaseSettings(
            "prod",
            "jdbc:postgresql://nowhere/db",
            DatabaseKind.POSTGRESQL,
            "app",
            new Secret("s3cret"),
            "migrate_version",
            null,
            List.of(),
            Duration.ZERO,
            null,
            null,
            0,
            null);

    @Test
    @DisplayName("names the host that nobody knows, which PostgreSQL's driver keeps to itself")
    void unknownHost() {
        var refused = new SQLException("The connection attempt failed.", "08001", new UnknownHostException("nowhere"));

        assertThat(notes(refused)).contains("it says: The connection attempt failed. There is no host \"nowhere\".");
    }

    @Test
    @DisplayName("hides a password that a driver repeats")
    void password() {
        assertThat(notes(new SQLException("no route for app:s3cret@nowhere")))
                .contains("it says: no route for app:***@nowhere");
    }

    private static List<String> notes(SQLException refused) {
        return ConnectFailure.of(SETTINGS, ConnectFailure.Reason.UNREACHABLE, refused)
                .diagnostics()
                .get(0)
                .notes();
    }
}
