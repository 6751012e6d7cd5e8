package dev.migrate.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.plan.Planner;
import dev.migrate.revision.Revision;
import dev.migrate.revision.RevisionGraph;
import dev.migrate.sql.DatabaseKind;
import dev.migrate.testing.Login;
import dev.migrate.testing.OnEveryDatabase;
import dev.migrate.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RebaseCommandTest {

    @TempDir
    private Path folder;

    /** A fork: a1 < b2, and a1 < x1 < x2; each makes a table of its name. */
    private static Scratch fork(Scratch s) {
        table(s, "a1", null);
        table(s, "b2", "a1");
        table(s, "x1", "a1");
        return table(s, "x2", "x1");
    }

    private static Scratch table(Scratch s, String id, @Nullable String parent) {
        return s.sections(
                id,
                parent,
                "-- migrate:upgrade\nCREATE TABLE t_" + id + " (n INTEGER);\n-- migrate:downgrade\nDROP TABLE t_" + id
                        + ";");
    }

    /** A project whose database is a file that is not there yet. */
    private Scratch offline() {
        return new Scratch(
                folder, DatabaseKind.SQLITE, new Login("jdbc:sqlite:" + folder.resolve("none.sqlite"), "", ""));
    }

    private static RebaseCommand.Request request(Scratch s, @Nullable String onto, @Nullable String range) {
        return new RebaseCommand.Request(s.workspace().scripts(), onto, range, false, Set.of(), List.of(s.workspace()));
    }

    private static RebaseCommand.Result rebase(Scratch s, @Nullable String onto, @Nullable String range) {
        return new RebaseCommand().run(request(s, onto, range));
    }

    private static List<Diagnostic> faults(RebaseCommand.Request request) {
        return catchThrowableOfType(MigrateException.class, () -> new RebaseCommand().run(request))
                .diagnostics();
    }

    private static Diagnostic fault(Scratch s, @Nullable String onto, @Nullable String range) {
        return faults(request(s, onto, range)).get(0);
    }

    private Map<String, String> files() {
        var found = new TreeMap<String, String>();
        try (var files = Files.walk(folder.resolve("src"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                found.put(
                        file.getFileName().toString(),
                        new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    private static List<String> heads(Scratch s) {
        return s.workspace().scripts().graph().heads().stream()
                .map(Revision::id)
                .toList();
    }

    @Test
    @DisplayName("only the first script of the branch changes, and only its parent")
    void files_change() {
        Scratch s = fork(offline());
        Map<String, String> before = files();
        var result = rebase(s, "b2", null);
        assertThat(result.rebase().moved()).extracting(Revision::id).containsExactly("x1", "x2");
        assertThat(result.notes()).isEmpty();
        Map<String, String> after = files();
        assertThat(after.get("x1.sql")).isEqualTo(before.get("x1.sql").replace("revises: a1", "revises: b2"));
        after.put("x1.sql", before.get("x1.sql"));
        assertThat(after).isEqualTo(before);
        assertThat(heads(s)).containsExactly("x2");
        assertThat(Files.exists(folder.resolve("none.sqlite"))).isFalse();
    }

    @Test
    @DisplayName("a second time there is nothing to do")
    void twice() {
        Scratch s = fork(offline());
        rebase(s, "b2", null);
        Map<String, String> before = files();
        assertThat(rebase(s, "b2", null).rebase()).isNull();
        assertThat(rebase(s, null, null).rebase()).isNull();
        assertThat(rebase(s, "b2", "x1:x2").rebase().isEmpty()).isTrue();
        assertThat(files()).isEqualTo(before);
    }

    @Test
    @DisplayName("a dry run says the same and writes nothing")
    void dryRun() {
        Scratch s = fork(offline());
        Map<String, String> before = files();
        var result = new RebaseCommand()
                .run(new RebaseCommand.Request(s.workspace().scripts(), "b2", null, true, Set.of(), List.of()));
        assertThat(result.rebase().moves()).hasSize(1);
        assertThat(result.graph().heads()).hasSize(1);
        assertThat(files()).isEqualTo(before);
    }

    @Test
    @DisplayName("scripts keep their line ends, Java its comment, in several folders")
    void styles() throws IOException {
        Scratch s = offline();
        table(s, "a1", null);
        table(s, "b2", "a1");
        s.write("src/main/migrations/sub/X1.java", "/*\r\n * x\r\n *\r\n * revision: x1\r\n */\r\nclass X1 {}\r\n");
        s.write("src/main/migrations/sub/x2.sql", "\uFEFF-- x\r\n-- revision: x2\r\n-- revises: x1 \r\n\r\n");
        s.write("src/main/migrations/sub/y.sql", "-- y\r\n--revision:y\r\n--revises:a1\r\n--labels:lab\r\n\r\n");
        s.write("src/main/migrations/sub/z.sql", "-- z\n-- revision: z\n-- revises: y,x2\n-- depends-on: lab\n");
        rebase(s, "b2", null);
        Map<String, String> after = files();
        assertThat(after.get("X1.java"))
                .isEqualTo("/*\r\n * x\r\n *\r\n * revision: x1\r\n * revises: b2\r\n */\r\nclass X1 {}\r\n");
        assertThat(after.get("y.sql")).isEqualTo("-- y\r\n--revision:y\r\n--revises:b2\r\n--labels:lab\r\n\r\n");
        assertThat(after.get("z.sql")).contains("-- revises: y,x2\n");
        assertThat(heads(s)).containsExactly("z");
    }

    @Test
    @DisplayName("without onto both branches are shown, with both commands")
    void ambiguous() {
        Scratch s = fork(offline());
        Map<String, String> before = files();
        Diagnostic d = fault(s, null, null);
        assertThat(d.code()).isEqualTo("rebase/onto-needed");
        assertThat(String.join("\n", d.notes())).contains("b2  title of b2", "x1  title of x1", "x2  title of x2");
        assertThat(d.help()).contains("-Dmigrate.onto=b2", "-Dmigrate.onto=x2");
        assertThat(files()).isEqualTo(before);
    }

    @Test
    @DisplayName("of several heads, or onto another revision, the part must be named, and the advice can be typed")
    void range() {
        Scratch s = fork(offline());
        table(s, "y1", "a1");
        assertThat(fault(s, null, null).code()).isEqualTo("rebase/onto-needed");
        Diagnostic d = fault(s, "b2", null);
        assertThat(d.code()).isEqualTo("rebase/range-needed");
        assertThat(d.help()).isEqualTo("mvn migrate:rebase -Dmigrate.onto=b2 -Dmigrate.range=y1:y1");
        rebase(s, "b2", "y1:y1");
        assertThat(heads(s)).containsExactlyInAnyOrder("y1", "x2");
        assertThat(fault(s, "b2", null).code()).isEqualTo("rebase/range-needed");
        rebase(s, "y1", "x1:");
        assertThat(heads(s)).containsExactly("x2");
        assertThat(fault(s, "x1", "b2:x2").code()).isEqualTo("rebase/inside");
    }

    @Test
    @DisplayName("a script that is read-only stops it before anything changes")
    void readOnly() throws IOException {
        Scratch s = fork(offline());
        Path file = folder.resolve("src/main/migrations/x1.sql");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
        Map<String, String> before = files();
        assertThat(fault(s, "b2", null).code()).isEqualTo("script/read-only");
        assertThat(files()).isEqualTo(before);
    }

    @OnEveryDatabase
    @DisplayName("a protected environment that has applied what moves forbids it")
    void released(TestDatabase database) {
        Scratch s = fork(new Scratch(folder, database));
        s.name = "prod";
        s.isProtected = true;
        s.upgrade("x1");
        Map<String, String> before = files();
        Diagnostic d = fault(s, "b2", null);
        assertThat(d.code()).isEqualTo("rebase/released");
        assertThat(d.message()).contains("\"prod\"", "\"x1\"");
        assertThat(faults(new RebaseCommand.Request(
                                s.workspace().scripts(), "b2", null, true, Set.of("prod"), List.of(s.workspace())))
                        .get(0)
                        .code())
                .isEqualTo("rebase/released");
        assertThat(files()).isEqualTo(before);
        // the other way round is free
        rebase(s, "x2", null);
        s.upgrade("head");
        assertThat(s.hasTable("t_b2")).isTrue();
        assertThat(s.rows()).containsExactly("b2");
    }

    @Test
    @DisplayName("a protected environment that cannot be asked needs somebody's word, another only a note")
    void unreachable() {
        Scratch s = fork(new Scratch(
                folder, DatabaseKind.POSTGRESQL, new Login("jdbc:postgresql://127.0.0.1:1/none", "u", "p")));
        s.name = "prod/eu";
        s.isProtected = true;
        Diagnostic d = fault(s, "b2", null);
        assertThat(d.code()).isEqualTo("rebase/not-known");
        assertThat(d.help()).endsWith("-Dmigrate.confirm=prod");
        var known = new RebaseCommand.Request(
                s.workspace().scripts(), "b2", null, true, Set.of("prod"), List.of(s.workspace()));
        assertThat(new RebaseCommand().run(known).notes()).hasSize(1);
        s.isProtected = false;
        assertThat(rebase(s, "b2", null).notes()).singleElement().satisfies(note -> assertThat(note)
                .startsWith("prod/eu was not looked at: "));
    }

    @OnEveryDatabase
    @DisplayName("a database that lacks what the branch is put behind must go back first, by what is to be typed")
    void applied(TestDatabase database) {
        Scratch s = fork(new Scratch(folder, database));
        s.upgrade("x2");
        Diagnostic d = fault(s, "b2", null);
        assertThat(d.code()).isEqualTo("rebase/applied");
        assertThat(d.message()).contains("\"x1\", \"x2\" without \"b2\"");
        s.downgrade(target(d));
        assertThat(s.rows()).containsExactly("a1");
        rebase(s, "b2", null);
        s.upgrade("head");
        assertThat(s.outcomes()).endsWith("b2 upgrade success", "x1 upgrade success", "x2 upgrade success");
    }

    @OnEveryDatabase
    @DisplayName("a database that has both branches keeps them, once its rows say so in the new form")
    void both(TestDatabase database) {
        Scratch s = fork(new Scratch(folder, database));
        s.upgrade("heads");
        assertThat(s.rows()).containsExactly("b2", "x2");
        String note = rebase(s, "b2", null).notes().get(0);
        assertThat(note).endsWith("mvn migrate:stamp -Dmigrate.env=test -Dmigrate.purge -Dmigrate.to=x2");
        // until then nothing runs
        assertThat(catchThrowableOfType(MigrateException.class, () -> s.upgrade("head"))
                        .diagnostics()
                        .get(0)
                        .code())
                .isEqualTo("plan/overlapping-rows");
        new StampCommand().run(s.workspace(), new StampCommand.Request("x2", true, null));
        assertThat(s.upgrade("head").plan().isEmpty()).isTrue();
        s.downgrade("base");
        assertThat(s.hasTable("t_b2")).isFalse();
    }

    @OnEveryDatabase
    @DisplayName("checksums of what is applied stay as they are")
    void checksums(TestDatabase database) {
        Scratch s = fork(new Scratch(folder, database));
        s.upgrade("b2");
        rebase(s, "b2", null);
        RevisionGraph graph = s.workspace().scripts().graph();
        assertThat(new AppliedCommand().run(s.workspace(), graph)).isEmpty();
        assertThat(new Planner(graph)
                        .pending(new CurrentCommand().run(s.workspace()).position()))
                .extracting(Revision::id)
                .containsExactly("x1", "x2");
    }

    @OnEveryDatabase
    @DisplayName("the way back takes the branch alone, and what depends on it")
    void wayBack(TestDatabase database) {
        Scratch s = fork(new Scratch(folder, database));
        table(s, "b3", "b2");
        s.upgrade("x1");
        s.upgrade("b2");
        Diagnostic d = fault(s, "b3", null);
        assertThat(d.code()).isEqualTo("rebase/applied");
        s.downgrade(target(d));
        assertThat(s.rows()).containsExactly("b2");
    }

    private static String target(Diagnostic d) {
        String help = String.valueOf(d.help());
        return help.substring(help.lastIndexOf('=') + 1);
    }
}
