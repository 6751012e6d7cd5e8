package dev.migrate.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.testing.OnDatabases;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.io.TempDir;

/** Any sequence of commands. Whatever is typed, in any order: it arrives where it says, or it changes nothing. */
class CommandLawsTest {

    @TempDir
    Path folder;

    @Property(tries = 40)
    void arrivesOrChangesNothing(@ForAll @IntRange(min = 1, max = 12) int size, @ForAll Random random)
            throws IOException {
        Path project = Files.createTempDirectory("migrate-laws");
        try (TestDatabase database = TestServer.SQLITE.create()) {
            var sequence = new CommandSequence(new Scratch(project, database), size, random);
            for (int i = 0; i < 12; i++) {
                sequence.next();
            }
        } finally {
            delete(project);
        }
    }

    @OnDatabases({TestServer.POSTGRESQL_18, TestServer.POSTGRESQL_14, TestServer.MYSQL, TestServer.MARIADB})
    void arrivesOrChangesNothingOnServersToo(TestDatabase database) {
        var sequence = new CommandSequence(new Scratch(folder, database), 8, new Random(4));
        for (int i = 0; i < 40; i++) {
            sequence.next();
        }
        assertThat(sequence.moved()).as("runs that changed something").isPositive();
    }

    private static void delete(Path project) throws IOException {
        try (var files = Files.walk(project)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
