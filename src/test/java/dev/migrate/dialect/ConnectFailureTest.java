package dev.migrate.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.config.DatabaseSettings;
import dev.migrate.config.LockSettings;
import dev.migrate.config.Secret;
import dev.migrate.sql.DatabaseKind;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectFailureTest {

    @Test
    @DisplayName("names the host that nobody knows, which PostgreSQL's driver keeps to itself")
    void unknownHost() {
        var refused = new SQLException("The connection attempt failed.", "08001", new UnknownHostException("nowhere"));

        assertThat(notes("s3cret", refused))
                .contains("it says: The connection attempt failed. There is no host \"nowhere\".");
    }

    @ParameterizedTest(name = "{0}: {2}")
    @DisplayName("hides a password that a driver repeats, and leaves the words around it readable")
    @CsvSource({
        "s3cret, no route for app:s3cret@nowhere, no route for app:***@nowhere",
        "a-long-one, tried xa-long-oney, tried x***y",
        "p, refused: check the port; password=p, refused: check the port; password=***",
        "host, localhost: no host for 'host', localhost: no *** for '***'",
        "$1, no route for app:$1@nowhere, no route for app:***@nowhere",
    })
    void password(String password, String said, String shown) {
        assertThat(notes(password, new SQLException(said))).contains("it says: " + shown);
    }

    private static List<String> notes(String password, SQLException refused) {
        var settings = new DatabaseSettings(
                "prod",
                "jdbc:postgresql://nowhere/db",
                DatabaseKind.POSTGRESQL,
                "app",
                new Secret(password),
                "migrate_version",
                null,
                List.of(),
                Duration.ZERO,
                null,
                null,
                0,
                null,
                LockSettings.DEFAULT);
        return ConnectFailure.of(settings, ConnectFailure.Reason.UNREACHABLE, refused)
                .diagnostics()
                .get(0)
                .notes();
    }
}
