package dev.migrate.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.testing.OnDatabases;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestServer;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A long sequence of commands")
class CommandSequenceTest {

    @TempDir
    Path folder;

    @OnDatabases({TestServer.POSTGRESQL_18, TestServer.POSTGRESQL_14, TestServer.MYSQL, TestServer.MARIADB})
    void arrivesOrChangesNothingOnServersToo(TestDatabase database) {
        var sequence = new CommandSequence(new Scratch(folder, database), 8, new Random(4));
        for (int i = 0; i < 40; i++) {
            sequence.next();
        }
        assertThat(sequence.moved()).as("runs that changed something").isPositive();
    }
}
