package dev.migrate.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.diagnostic.MigrateException;
import dev.migrate.testing.OnEveryDatabase;
import dev.migrate.testing.ScriptClient;
import dev.migrate.testing.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A stamp written for the database's own client")
class OfflineStampTest {

    @TempDir
    Path folder;

    @OnEveryDatabase
    void leavesWhatAStampOnlineLeaves(TestDatabase database) {
        Scratch s = new Scratch(folder, database)
                .revision("aaaa1", "CREATE TABLE one (n INTEGER);", "DROP TABLE one;")
                .revision("bbbb2", "CREATE TABLE two (n INTEGER);", "DROP TABLE two;")
                .revision("cccc3", "CREATE TABLE \u00e9 (n INTEGER);", "DROP TABLE two;");
        var up = new StampCommand.Request("cccc3", false, null);
        var back = new StampCommand.Request("base", false, null);
        Path stamp = new StampCommand().write(s.workspace(), up, "aaaa1", "up.sql");
        Path undo = new StampCommand().write(s.workspace(), back, "cccc3", "back.sql");
        s.upgrade("aaaa1");
        new StampCommand().run(s.workspace(), up);
        List<String> top = Snapshot.of(database);
        new StampCommand().run(s.workspace(), back);
        List<String> bottom = Snapshot.of(database);
        for (ScriptClient client : ScriptClient.of(database.kind())) {
            try (TestDatabase fresh = database.server().create()) {
                assertThat(client.run(fresh, stamp).status()).isNotZero();
                assertThat(Snapshot.of(fresh)).isEmpty();
                Scratch there = new Scratch(folder, fresh);
                there.upgrade("aaaa1");
                ScriptClient.Result ran = client.run(fresh, stamp);
                assertThat(ran.status()).as("%s: %s", client, ran.output()).isZero();
                assertThat(Snapshot.of(fresh)).containsExactlyElementsOf(top);
                assertThat(client.run(fresh, stamp).output()).contains("stands at cccc3");
                // an edit of what was stamped is noticed, as it is behind a stamp online
                there.revision("bbbb2", "CREATE TABLE two (n BIGINT);", "DROP TABLE two;");
                there.sections("bbbb2", "aaaa1", "-- migrate:upgrade\nCREATE TABLE two (n BIGINT);");
                Assertions.assertThatThrownBy(() -> there.upgrade("head")).isInstanceOf(MigrateException.class);
                there.sections(
                        "bbbb2",
                        "aaaa1",
                        "-- migrate:upgrade\nCREATE TABLE two (n INTEGER);\n-- migrate:downgrade\nDROP TABLE two;");
                assertThat(there.upgrade("head").plan().isEmpty()).isTrue();
                assertThat(client.run(fresh, undo).status()).isZero();
                assertThat(Snapshot.of(fresh)).containsExactlyElementsOf(bottom);
            }
        }
    }
}
