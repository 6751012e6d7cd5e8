package dev.migrate.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.config.HookSettings;
import dev.migrate.config.ModelSettings;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.dialect.RandomSqliteSchema;
import dev.migrate.model.ModelChoice;
import dev.migrate.schema.Schema;
import dev.migrate.schema.SchemaObject;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** What holds of autogenerate whatever the models: tried on SQLite, which is quick. */
class AutogenerateLawsTest {

    private static Goal model(Scratch s) {
        var entities = new ModelChoice(
                s.folder,
                () -> {
                    throw new IllegalStateException("no entities here");
                },
                ModelSettings.NONE,
                null);
        return new Goal.Stated(entities.of("schema", List.of()).orElseThrow());
    }

    private static boolean autogenerate(Scratch s, String id, String format) {
        Workspace workspace = s.workspace();
        var writer = new ScriptWriter(workspace.scripts(), HookSettings.NONE, Clock.systemUTC(), line -> {});
        var script = new ScriptWriter.Script("title of " + id, id, List.of(), List.of(), null, format);
        var request = new RevisionCommand.Request(workspace.scripts(), List.of(), false, script);
        return !new AutogenerateCommand(writer)
                .run(
                        workspace,
                        new AutogenerateCommand.Request(
                                request, model(s), true, true, proposal -> RenameQuestion.Answer.NO))
                .written()
                .isEmpty();
    }

    private static List<SchemaChange> check(Scratch s) {
        return new CheckCommand().run(s.workspace(), model(s), true).changes();
    }

    private static Schema schema(Scratch s) {
        var drafter = Workspace.dialects().of(s.database.kind()).drafter();
        try (var run = s.workspace().look()) {
            return Schema.of(run.schema(List.of()).without(SchemaObject.POSITION).objects().stream()
                    .map(drafter::comparable)
                    .toList());
        }
    }

    @Property(tries = 20, shrinking = ShrinkingMode.OFF)
    @Label("a model, then another: each is reached, and the way back leads to the first")
    void upAndDown(@ForAll int one, @ForAll int other, @ForAll boolean java) throws IOException {
        Path folder = Files.createTempDirectory("laws");
        String first = new RandomSqliteSchema(one).script();
        String second = new RandomSqliteSchema(other).script();
        try (TestDatabase database = TestServer.SQLITE.create()) {
            Scratch s = new Scratch(folder, database);
            s.write("schema.sql", first);
            Assume.that(autogenerate(s, "aaaa1", null));
            s.upgrade("head");
            assertThat(check(s)).isEmpty();
            Schema start = schema(s);

            s.write("schema.sql", second);
            Assume.that(autogenerate(s, "bbbb2", java ? "java" : null));
            s.upgrade("head");
            assertThat(check(s)).isEmpty();
            Schema end = schema(s);

            s.downgrade("aaaa1");
            assertThat(schema(s).differenceTo(start).lines("behind the way back", "at the start"))
                    .isEmpty();
            s.upgrade("head");
            assertThat(schema(s)).isEqualTo(end);
        } catch (MigrateException e) {
            throw new AssertionError(first + "\nthen\n" + second + "\n" + e.diagnostics(), e);
        } finally {
            try (var files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
