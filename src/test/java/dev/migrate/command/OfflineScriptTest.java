package dev.migrate.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.config.TransactionMode;
import dev.migrate.plan.Direction;
import dev.migrate.testing.OnEveryDatabase;
import dev.migrate.testing.ScriptClient;
import dev.migrate.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A script for the database's own client")
class OfflineScriptTest {

    @TempDir
    Path folder;

    static Path written(Scratch s, Direction direction, String to, @Nullable String from) throws IOException {
        Path file = s.move(direction, to, MoveCommand.Mode.SQL, from).file();
        Path copy = Files.createTempFile(s.folder, direction.word(), ".sql");
        Files.copy(file, copy, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        return copy;
    }

    /** Only what differs, for there is much of it. */
    private static void assertSame(ScriptClient client, List<String> offline, List<String> online) {
        List<String> more = new ArrayList<>(offline);
        online.forEach(more::remove);
        List<String> less = new ArrayList<>(online);
        offline.forEach(less::remove);
        assertThat(more)
                .as("%s leaves besides, where online has %s", client, less)
                .isEmpty();
        assertThat(offline).containsExactlyElementsOf(online);
    }

    private void compareWithARunOnline(TestDatabase online, @Nullable TransactionMode mode) throws IOException {
        Scratch s = OfflineProject.on(folder, online);
        s.mode = mode;
        Path up = written(s, Direction.UPGRADE, "head", null);
        Path down = written(s, Direction.DOWNGRADE, "base", "head");
        s.upgrade("head");
        List<String> top = Snapshot.of(online);
        s.downgrade("base");
        List<String> bottom = Snapshot.of(online);
        for (ScriptClient client : ScriptClient.of(online.kind())) {
            try (TestDatabase offline = online.server().create()) {
                ScriptClient.Result ran = client.run(offline, up);
                assertThat(ran.status()).as("%s: %s", client, ran.output()).isZero();
                assertSame(client, Snapshot.of(offline), top);
                Scratch later = new Scratch(folder, offline);
                later.mode = mode;
                later.placeholders = s.placeholders;
                assertThat(later.upgrade("head").plan().isEmpty()).isTrue();
                ran = client.run(offline, down);
                assertThat(ran.status()).as("%s: %s", client, ran.output()).isZero();
                assertSame(client, Snapshot.of(offline), bottom);
                assertThat(client.run(offline, up).status()).isZero();
                later.downgrade("base");
                assertThat(Snapshot.schema(offline)).containsExactlyElementsOf(Snapshot.schema(online));
            }
        }
    }

    @OnEveryDatabase
    void leavesWhatARunOnlineLeaves(TestDatabase database) throws IOException {
        compareWithARunOnline(database, null);
    }

    @OnEveryDatabase
    void leavesWhatARunOnlineLeavesRevisionByRevision(TestDatabase database) throws IOException {
        compareWithARunOnline(database, TransactionMode.PER_REVISION);
    }

    @OnEveryDatabase
    void leavesWhatARunOnlineLeavesWithoutTransactions(TestDatabase database) throws IOException {
        compareWithARunOnline(database, TransactionMode.NONE);
    }
}
