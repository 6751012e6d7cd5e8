package dev.migrate.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.revision.Revision;
import dev.migrate.testing.OnDatabases;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestServer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("\"current\" in a goal that shows the graph")
class CurrentNameTest {

    @TempDir
    Path folder;

    private final AtomicInteger asked = new AtomicInteger();

    private Scratch scratch(TestDatabase database) {
        Scratch s = new Scratch(folder, database)
                .revision("aaaa1", "SELECT 1;", "SELECT 1;")
                .revision("bbbb2", "SELECT 1;", "SELECT 1;")
                .revision("cccc3", "SELECT 1;", "SELECT 1;")
                .revision("dddd4", "SELECT 1;", "SELECT 1;");
        s.sections("side1", "bbbb2", "-- migrate:upgrade\n-- migrate:downgrade\n");
        return s;
    }

    private CurrentRows standing(Scratch s) {
        return graph -> {
            asked.incrementAndGet();
            return new CurrentCommand().standing(s.workspace(), graph);
        };
    }

    private List<String> history(Scratch s, String range) {
        return new HistoryCommand()
                .run(new HistoryCommand.Request(s.workspace().scripts(), range, standing(s))).revisions().stream()
                        .map(Revision::id)
                        .toList();
    }

    private List<String> show(Scratch s, String name) {
        return new ShowCommand()
                .run(s.workspace().scripts(), name, standing(s)).revisions().stream()
                        .map(Revision::id)
                        .toList();
    }

    private static Diagnostic failure(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return catchThrowableOfType(MigrateException.class, call).diagnostics().get(0);
    }

    @OnDatabases(TestServer.SQLITE)
    void isWhereTheDatabaseStands(TestDatabase database) {
        Scratch s = scratch(database);
        s.upgrade("cccc3");
        assertThat(history(s, "-1:current")).containsExactly("bbbb2", "cccc3");
        assertThat(history(s, ":current")).containsExactly("aaaa1", "bbbb2", "cccc3");
        assertThat(history(s, "current:")).containsExactly("cccc3", "dddd4");
        assertThat(history(s, "current:+1")).containsExactly("cccc3", "dddd4");
        assertThat(show(s, "current")).containsExactly("cccc3");
        assertThat(show(s, "current-1")).containsExactly("bbbb2");
    }

    @OnDatabases(TestServer.SQLITE)
    void asksNoDatabaseUnlessItIsSaid(TestDatabase database) {
        Scratch s = scratch(database);
        history(s, "aaaa1:dddd4");
        history(s, "-1:dddd4");
        show(s, "dddd4-1");
        assertThat(asked).hasValue(0);
        history(s, "current:");
        assertThat(asked).hasPositiveValue();
    }

    @OnDatabases(TestServer.SQLITE)
    void isEveryRowWhereThereAreSeveral(TestDatabase database) {
        Scratch s = scratch(database);
        s.upgrade("cccc3,side1");
        assertThat(show(s, "current")).containsExactly("cccc3", "side1");
        assertThat(history(s, ":current")).containsExactly("aaaa1", "bbbb2", "cccc3", "side1");
        Diagnostic told = failure(() -> history(s, "-1:current"));
        assertThat(told.code()).isEqualTo("graph/ambiguous-walk");
        assertThat(told.help()).isEqualTo("count from one of them: cccc3-1 or side1-1");
    }

    @OnDatabases(TestServer.SQLITE)
    void isNothingAtTheBaseAndRefusedForAnUnknownRow(TestDatabase database) {
        Scratch s = scratch(database);
        assertThat(history(s, ":current")).isEmpty();
        assertThat(history(s, "current:")).hasSize(5);
        assertThat(failure(() -> show(s, "current")).code()).isEqualTo("graph/no-revision");
        s.upgrade("bbbb2");
        s.execute("UPDATE migrate_version SET version_num = 'gone99'");
        assertThat(failure(() -> show(s, "current")).code()).isEqualTo("plan/unknown-row");
        assertThat(failure(() -> history(s, "current:")).code()).isEqualTo("plan/unknown-row");
    }
}
