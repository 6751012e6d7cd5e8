package dev.migrate.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class InvokerDatabaseTest {
    @TempDir
    Path target;

    private Path test;

    @BeforeEach
    void folders() throws IOException {
        test = Files.createDirectories(target.resolve("it/some-test"));
    }

    @OnDatabases({TestServer.POSTGRESQL_14, TestServer.MARIADB})
    void createsADatabaseAndTellsTheTest(TestDatabase neighbour) throws IOException {
        write(neighbour.server());
        Files.writeString(test.resolve("test.properties"), "other=kept\n");

        assertThat(InvokerDatabase.create(test.toFile(), neighbour.server().key()))
                .isTrue();

        Properties properties = new Properties();
        try (var in = Files.newInputStream(test.resolve("test.properties"))) {
            properties.load(in);
        }
        assertThat(properties).containsEntry("other", "kept").containsEntry("it.user", neighbour.user());
        String url = properties.getProperty("it.url");
        assertThat(url).isNotEqualTo(neighbour.settingsUrl());
        String name = url.substring(url.lastIndexOf('/') + 1);
        neighbour.execute("DROP DATABASE " + name); // so it was there
    }

    @OnDatabases(TestServer.MARIADB)
    void aServerThatDoesNotRunHereIsNotAnError(TestDatabase neighbour) throws IOException {
        write(neighbour.server());

        assertThat(InvokerDatabase.create(test.toFile(), "mysql")).isFalse();
        assertThat(test.resolve("test.properties")).doesNotExist();
    }

    private void write(TestServer server) throws IOException {
        Properties properties = new Properties();
        ServerMain.describe(server, properties);
        try (var out = Files.newOutputStream(target.resolve("it-servers.properties"))) {
            properties.store(out, null);
        }
    }
}
