package dev.migrate.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.plan.Direction;
import dev.migrate.revision.RandomRevisions;
import dev.migrate.revision.Revision;
import dev.migrate.sql.DatabaseKind;
import dev.migrate.testing.Login;
import dev.migrate.testing.OnEveryDatabase;
import dev.migrate.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;

class SlippedInTest {

    private static final Pattern COMMAND =
            Pattern.compile("mvn migrate:(downgrade|stamp|upgrade) -Dmigrate.env=test(?: .*-Dmigrate.to=(\\S+))?");

    @TempDir
    private Path folder;

    private static Scratch table(Scratch s, String id, @Nullable String parents) {
        return s.sections(
                id,
                parents,
                "-- migrate:upgrade\nCREATE TABLE t_" + id + " (n INTEGER);\n-- migrate:downgrade\nDROP TABLE t_" + id
                        + ";");
    }

    /** A colleague's database at x2 that has never seen b2 and b3, behind which somebody else has put x1. */
    private Scratch slipped(TestDatabase database) {
        Scratch s = new Scratch(folder, database);
        table(s, "a1", null);
        table(s, "x1", "a1");
        table(s, "x2", "x1");
        s.upgrade("head");
        table(s, "b2", "a1");
        table(s, "b3", "b2");
        table(s, "x1", "b3");
        return s;
    }

    private static Diagnostic fault(Scratch s) {
        return catchThrowableOfType(MigrateException.class, () -> s.upgrade("head"))
                .diagnostics()
                .get(0);
    }

    private static void type(Scratch s, String line) {
        Matcher command = COMMAND.matcher(line);
        assertThat(command.matches()).as(line).isTrue();
        String to = command.group(2);
        switch (command.group(1)) {
            case "downgrade" -> s.downgrade(to);
            case "stamp" -> new StampCommand().run(s.workspace(), new StampCommand.Request(to, true, null));
            default -> s.upgrade("head");
        }
    }

    @OnEveryDatabase
    @DisplayName("upgrade refuses, validate and current tell, and the three commands mend it")
    void mended(TestDatabase database) {
        Scratch s = slipped(database);
        Diagnostic d = fault(s);
        assertThat(d.code()).isEqualTo("plan/slipped-in");
        assertThat(d.message()).contains("\"b3\"", "\"x1\"");
        assertThat(d.notes()).contains("when it ran, \"x1\" stood behind \"a1\"", "what never ran here: b2, b3");
        assertThat(catchThrowableOfType(
                                MigrateException.class,
                                () -> s.move(Direction.UPGRADE, "head", MoveCommand.Mode.DRY_RUN, null))
                        .diagnostics())
                .extracting(Diagnostic::code)
                .containsExactly("plan/slipped-in");
        assertThat(new AppliedCommand()
                        .run(s.workspace(), s.workspace().scripts().graph()))
                .extracting(Diagnostic::code)
                .containsExactly("plan/slipped-in");
        var current = new CurrentCommand().run(s.workspace());
        assertThat(current.slippedIn()).extracting(Revision::id).containsExactly("b2", "b3");
        assertThat(current.isAtHeads()).isFalse();

        List<String> help = String.valueOf(d.help()).lines().toList();
        assertThat(help).hasSize(6);
        type(s, help.get(1));
        assertThat(s.rows()).containsExactly("b3");
        // who forgets the second command is told again
        assertThat(fault(s).code()).isEqualTo("plan/slipped-in");
        assertThat(fault(s).help()).doesNotContain("downgrade");
        type(s, help.get(2));
        assertThat(s.rows()).containsExactly("a1");
        type(s, help.get(3));
        for (String id : List.of("a1", "b2", "b3", "x1", "x2")) {
            assertThat(s.hasTable("t_" + id)).as(id).isTrue();
        }
        assertThat(new CurrentCommand().run(s.workspace()).isAtHeads()).isTrue();
        s.downgrade("base");
        assertThat(s.hasTable("t_b2")).isFalse();
    }

    @OnEveryDatabase
    @DisplayName("a stamp says that the work has been done by hand")
    void byHand(TestDatabase database) {
        Scratch s = slipped(database);
        s.execute("CREATE TABLE t_b2 (n INTEGER)");
        s.execute("CREATE TABLE t_b3 (n INTEGER)");
        List<String> help = String.valueOf(fault(s).help()).lines().toList();
        type(s, help.get(5));
        assertThat(s.upgrade("head").plan().isEmpty()).isTrue();
    }

    @OnEveryDatabase
    @DisplayName("a revision without a downgrade tells where it stood, too")
    void irreversible(TestDatabase database) {
        Scratch s = new Scratch(folder, database);
        table(s, "a1", null);
        s.revision("x1", "CREATE TABLE t_x1 (n INTEGER);", null);
        s.upgrade("head");
        table(s, "b1", "a1");
        s.sections("x1", "b1", "-- migrate:upgrade\nCREATE TABLE t_x1 (n INTEGER);");
        assertThat(fault(s).code()).isEqualTo("plan/slipped-in");
    }

    @OnEveryDatabase
    @DisplayName("a table that another tool filled is taken as it is, whatever moves")
    void adopted(TestDatabase database) {
        Scratch s = new Scratch(folder, database);
        table(s, "a1", null);
        table(s, "a2", "a1");
        table(s, "a3", "a2");
        table(s, "x1", "a1");
        s.execute("CREATE TABLE migrate_version (version_num VARCHAR(32) NOT NULL)");
        s.execute("INSERT INTO migrate_version VALUES ('a3')");
        s.upgrade("x1");
        assertThat(s.rows()).containsExactly("a3", "x1");
        table(s, "x1", "a2");
        assertThat(s.upgrade("heads").plan().isEmpty()).isTrue();
        assertThat(new CurrentCommand().run(s.workspace()).slippedIn()).isEmpty();
        s.downgrade("x1@a2");
        table(s, "x1", "a3");
        s.upgrade("head");
        assertThat(s.rows()).containsExactly("x1");
    }

    @OnEveryDatabase
    @DisplayName("a squash, a name that is gone, and a history that was emptied are no proof")
    void noProof(TestDatabase database) throws IOException {
        Scratch s = new Scratch(folder, database);
        table(s, "a1", null);
        table(s, "a2", "a1");
        table(s, "x1", "a2");
        s.upgrade("head");
        Files.delete(folder.resolve("src/main/migrations/a1.sql"));
        Files.delete(folder.resolve("src/main/migrations/a2.sql"));
        s.write("src/main/migrations/s.sql", "-- s\n-- revision: s12\n-- replaces: a1, a2\n\n-- migrate:upgrade\n");
        table(s, "x1", "s12");
        assertThat(s.upgrade("head").plan().isEmpty()).isTrue();
        s.write("src/main/migrations/s.sql", "-- s\n-- revision: s12\n\n-- migrate:upgrade\n");
        assertThat(s.upgrade("head").plan().isEmpty()).isTrue();
        table(s, "b1", "s12");
        table(s, "x1", "b1");
        s.execute("DELETE FROM migrate_history");
        assertThat(s.upgrade("head").plan().isEmpty()).isTrue();
    }

    @OnEveryDatabase
    @DisplayName("a database inside a squash is left to those who know of squashes")
    void insideSquash(TestDatabase database) throws IOException {
        Scratch s = new Scratch(folder, database);
        table(s, "a1", null);
        table(s, "a2", "a1");
        s.upgrade("a1");
        Files.delete(folder.resolve("src/main/migrations/a1.sql"));
        Files.delete(folder.resolve("src/main/migrations/a2.sql"));
        s.write("src/main/migrations/s.sql", "-- s\n-- revision: s12\n-- replaces: a1, a2\n\n-- migrate:upgrade\n");
        var current = new CurrentCommand().run(s.workspace());
        assertThat(current.slippedIn()).isEmpty();
        assertThat(current.inside()).containsOnlyKeys("a1");
    }

    @Property(tries = 60)
    @Label("while nobody changes a parent it is silent, whatever is run, stamped, forgotten or taken over")
    void silent(@ForAll long seed) throws IOException {
        var random = new Random(seed);
        Path project = Files.createTempDirectory("slipped");
        try {
            var s = new Scratch(
                    project, DatabaseKind.SQLITE, new Login("jdbc:sqlite:" + project.resolve("x.sqlite"), "", ""));
            List<Revision> revisions = RandomRevisions.of(3 + random.nextInt(10), random);
            for (Revision revision : revisions) {
                s.write("src/main/migrations/" + revision.id() + ".sql", text(revision));
            }
            for (int i = 0; i < 12; i++) {
                String id = revisions.get(random.nextInt(revisions.size())).id();
                attempt(s, random.nextInt(6), id, random);
                assertThat(new CurrentCommand().run(s.workspace()).slippedIn()).isEmpty();
            }
        } finally {
            try (var files = Files.walk(project)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    /** Commands that cannot be carried out from where it stands change nothing. */
    private static void attempt(Scratch s, int what, String id, Random random) {
        try {
            switch (what) {
                case 0 -> s.downgrade(random.nextBoolean() ? "base" : id);
                case 1 ->
                    new StampCommand().run(s.workspace(), new StampCommand.Request(id, random.nextBoolean(), null));
                case 2 -> s.upgrade("heads");
                default -> s.upgrade(id);
            }
        } catch (MigrateException e) {
            assertThat(e.diagnostics())
                    .extracting(Diagnostic::code)
                    .allMatch(code -> code.startsWith("plan/") || code.startsWith("graph/"))
                    .doesNotContain("plan/slipped-in");
        }
    }

    private static String text(Revision revision) {
        return "-- t\n-- revision: " + revision.id() + "\n-- revises: " + String.join(", ", revision.parents())
                + "\n-- depends-on: " + String.join(", ", revision.dependsOn()) + "\n-- labels: "
                + String.join(", ", revision.labels()) + "\n\n-- migrate:upgrade\n-- migrate:downgrade\n";
    }
}
