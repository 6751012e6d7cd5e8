package dev.migrate.command;

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

/** Any sequence of commands: whatever is typed, in any order, arrives where it says or changes nothing. */
class CommandLawsTest {

    @Property(tries = 40)
    void anySequenceArrivesOrChangesNothing(@ForAll @IntRange(min = 1, max = 12) int size, @ForAll Random random)
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

    private static void delete(Path project) throws IOException {
        try (var files = Files.walk(project)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
