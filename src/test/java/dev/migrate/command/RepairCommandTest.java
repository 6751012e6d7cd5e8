package dev.migrate.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.migrate.config.HookSettings;
import dev.migrate.config.TransactionMode;
import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.testing.OnDatabases;
import dev.migrate.testing.OnEveryDatabase;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestServer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A revision that stopped in the middle, where nothing takes its statements back,")
class RepairCommandTest {

    private static final RepairCommand.Request RESUME = new RepairCommand.Request(true, null, false, false, null);
    private static final RepairCommand.Request SKIP = new RepairCommand.Request(false, null, true, false, null);

    @TempDir
    Path folder;

    private Scratch scratch(TestDatabase database) {
        Scratch s = new Scratch(folder, database).revision("aaaa1", "CREATE TABLE one (n INTEGER);", "DROP TABLE one;");
        s.upgrade("head");
        s.mode = TransactionMode.NONE;
        return s;
    }

    private static Diagnostic failure(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return catchThrowableOfType(MigrateException.class, call).diagnostics().get(0);
    }

    private static void script(Scratch s, String body) {
        s.sections("bbbb2", "aaaa1", body);
    }

    private static RepairCommand.Result repair(Scratch s, RepairCommand.Request request) {
        return new RepairCommand().run(s.workspace(), request);
    }

    private static String count(Scratch s) {
        return s.value("SELECT COUNT(*) FROM one");
    }

    @OnEveryDatabase
    void isResumedAsItBeganThoughTheTransactionModeIsAnotherNow(TestDatabase database) {
        Scratch s = scratch(database);
        script(
                s,
                "-- migrate:upgrade\n"
                        + "INSERT INTO one VALUES (1);\n"
                        + "INSERT INTO nowhere VALUES (2);\n"
                        + "INSERT INTO one VALUES (3);");
        failure(() -> s.upgrade("head"));
        s.mode = null;
        assertThat(failure(() -> repair(s, RESUME)).code()).isEqualTo("run/statement-failed");
        assertThat(failure(() -> s.upgrade("head")).code()).isEqualTo("repair/unfinished");
        assertThat(count(s)).isEqualTo("1");
        script(
                s,
                "-- migrate:upgrade\n"
                        + "INSERT INTO one VALUES (1);\n"
                        + "INSERT INTO one VALUES (2);\n"
                        + "INSERT INTO one VALUES (3);");
        repair(s, RESUME);
        assertThat(s.rows()).containsExactly("bbbb2");
        assertThat(count(s)).isEqualTo("3");
    }

    @OnEveryDatabase
    void isResumedOnTheWayBackOverAMerge(TestDatabase database) {
        Scratch s = scratch(database);
        s.sections("bbbb2", "aaaa1", "-- migrate:upgrade\n-- migrate:downgrade");
        s.sections("cccc3", "aaaa1", "-- migrate:upgrade\n-- migrate:downgrade");
        String up = "-- migrate:upgrade\n-- migrate:downgrade\nINSERT INTO one VALUES (1);\n";
        s.sections("dddd4", "bbbb2, cccc3", up + "INSERT INTO nowhere VALUES (2);");
        s.upgrade("head");
        assertThat(failure(() -> s.downgrade("bbbb2")).code()).isEqualTo("run/statement-failed");
        s.sections("dddd4", "bbbb2, cccc3", up + "INSERT INTO one VALUES (2);");
        repair(s, RESUME);
        assertThat(s.rows()).containsExactly("bbbb2", "cccc3");
        assertThat(count(s)).isEqualTo("2");
    }

    @OnEveryDatabase
    void isNotRunAgainWhenItsVerifySectionFailed(TestDatabase database) {
        Scratch s = scratch(database);
        script(s, "-- migrate:upgrade\nINSERT INTO one VALUES (1);\n-- migrate:verify\nSELECT 0;");
        Diagnostic d = failure(() -> s.upgrade("head"));
        assertThat(d.code()).isEqualTo("run/verify");
        assertThat(d.help()).contains("migrate:repair -Dmigrate.resume");
        assertThat(failure(() -> s.upgrade("head")).code()).isEqualTo("repair/unfinished");
        assertThat(failure(() -> repair(s, RESUME)).code()).isEqualTo("run/verify");
        assertThat(failure(() -> s.upgrade("head")).code()).isEqualTo("repair/unfinished");
        script(s, "-- migrate:upgrade\nINSERT INTO one VALUES (1);\n-- migrate:verify\nSELECT 1;");
        repair(s, RESUME);
        assertThat(s.rows()).containsExactly("bbbb2");
        assertThat(count(s)).isEqualTo("1");
    }

    @OnEveryDatabase
    void isNotRunAgainWhenAHookFailedBehindIt(TestDatabase database) {
        Scratch s = scratch(database);
        script(s, "-- migrate:upgrade\nINSERT INTO one VALUES (1);");
        List<String> failing = List.of("INSERT INTO nowhere VALUES (1)");
        s.hooks = new HookSettings(List.of(), List.of(), List.of(), failing, List.of(), List.of());
        failure(() -> s.upgrade("head"));
        assertThat(failure(() -> s.upgrade("head")).code()).isEqualTo("repair/unfinished");
        s.hooks = new HookSettings(failing, List.of(), List.of(), List.of(), List.of(), List.of());
        failure(() -> repair(s, RESUME));
        assertThat(failure(() -> s.upgrade("head")).code()).isEqualTo("repair/unfinished");
        s.hooks = HookSettings.NONE;
        repair(s, RESUME);
        assertThat(s.rows()).containsExactly("bbbb2");
        assertThat(count(s)).isEqualTo("1");
    }

    @OnDatabases({TestServer.MYSQL, TestServer.MARIADB})
    void losesOnlyTheStatementThatIsSkipped(TestDatabase database) {
        Scratch s = scratch(database);
        s.mode = null;
        script(
                s,
                "-- migrate:upgrade\n"
                        + "CREATE TABLE two (n INTEGER);\n"
                        + "INSERT INTO one VALUES (1);\n"
                        + "INSERT INTO one VALUES (2);\n"
                        + "INSERT INTO nowhere VALUES (3);\n"
                        + "INSERT INTO one VALUES (4);");
        failure(() -> s.upgrade("head"));
        assertThat(count(s)).isEqualTo("0");
        repair(s, SKIP);
        assertThat(s.rows()).containsExactly("bbbb2");
        assertThat(count(s)).isEqualTo("3");
    }
}
