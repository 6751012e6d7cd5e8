package dev.migrate.dialect;

import static dev.migrate.Columns.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.Migration;
import dev.migrate.Operations;
import dev.migrate.compile.RevisionClasses;
import dev.migrate.compile.RevisionCompiler;
import dev.migrate.diff.Drafted;
import dev.migrate.diff.JavaText;
import dev.migrate.operation.AddColumn;
import dev.migrate.operation.DropColumn;
import dev.migrate.operation.Execute;
import dev.migrate.operation.ObjectName;
import dev.migrate.operation.Operation;
import dev.migrate.operation.RandomOperation;
import dev.migrate.operation.Recorded;
import dev.migrate.operation.Recorder;
import dev.migrate.operation.RunFile;
import dev.migrate.revision.Revision;
import dev.migrate.script.ScriptFolder;
import dev.migrate.sql.DatabaseKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written in Java says, once it is compiled and recorded, what was drafted. */
@Label("Drafted operations in Java")
class JavaTextTest {

    private static final Path BESIDE =
            Path.of(System.getProperty("basedir", ".")).resolve("src/test/resources/operations/V1.java");

    @TempDir
    Path folder;

    @Test
    @DisplayName("are those of every sample")
    void samples() throws IOException {
        for (DatabaseKind kind : DatabaseKind.values()) {
            List<Operation> operations = new ArrayList<>();
            for (var sample : OperationsTest.samples().values()) {
                operations.addAll(record(OperationsTest.migration(sample), kind, BESIDE));
            }
            // the file would be looked for beside another script
            operations.removeIf(operation -> {
                boolean file = operation instanceof RunFile;
                assertThat(file).isEqualTo(javaOf(operation).strip().equals("op.sqlFile(\"seed.sql\");"));
                return file;
            });
            assertThat(reread(folder, operations, kind)).isEqualTo(operations);
        }
    }

    @Property(tries = 20, shrinking = ShrinkingMode.OFF)
    @Label("are any that a call can make")
    void anyOperation(@ForAll long seed) throws IOException {
        var random = new RandomOperation(new Random(seed));
        List<Operation> operations = Stream.generate(random::next).limit(60).toList();
        Path own = Files.createTempDirectory("migrate-java-text");
        try {
            List<Operation> reread = reread(own, operations, DatabaseKind.POSTGRESQL);
            assertThat(reread).hasSameSizeAs(operations);
            for (int i = 0; i < reread.size(); i++) {
                Operation operation = operations.get(i);
                assertThat(reread.get(i)).as(() -> javaOf(operation)).isEqualTo(operation);
            }
        } finally {
            delete(own);
        }
    }

    @Test
    @DisplayName("read as a person would write them")
    void looks() {
        assertThat(written(op -> {
                    op.createTable(
                                    "users",
                                    column("id", bigint()).notNull(),
                                    column("email", varchar(100)).notNull().defaultValue("it's \"x\""),
                                    column("team_id", integer())
                                            .references(foreignKey("fk_users_team", "team_id")
                                                    .references("teams", "id")
                                                    .onDelete(CASCADE)),
                                    primaryKey("pk_users", "id"))
                            .comment("who may log in");
                    op.addColumn("users", column("bio", text()));
                    op.createIndex("ix_users_email", "users", "email").unique();
                    op.batchAlterTable("users", table -> {
                        table.dropColumn("bio");
                        table.alterColumn("email").type(nativeType("citext"));
                    });
                    op.createView("names", "SELECT id,\n       email\nFROM users");
                }))
                .isEqualTo("""
                                op.createTable(
                                                "users",
                                                column("id", bigint()).notNull(),
                                                column("email", varchar(100)).notNull().defaultValue("it's \\"x\\""),
                                                column("team_id", integer())
                                                        .references(
                                                                foreignKey("fk_users_team", "team_id")
                                                                        .references("teams", "id")
                                                                        .onDelete(CASCADE)),
                                                primaryKey("pk_users", "id"))
                                        .comment("who may log in");
                                op.addColumn("users", column("bio", text()));
                                op.createIndex("ix_users_email", "users", "email").unique();
                                op.batchAlterTable("users", table -> {
                                    table.dropColumn("bio");
                                    table.alterColumn("email").type(nativeType("citext"));
                                });
                                op.createView(
                                        "names",
                                        \"""
                                        SELECT id,
                                               email
                                        FROM users\""");
                        """);
    }

    @Test
    @DisplayName("say what they lose, and leave a reverse out that a call could not say")
    void losses() {
        ObjectName users = new ObjectName(null, "users");
        var was = new AddColumn(users, column("bio", text()), false, true, null);
        Drafted drop = Drafted.of(new DropColumn(users, "bio", false, false, was), null)
                .losing("drops column users.bio and what is in it, \\u000a " + "word ".repeat(30))
                .remark("nothing refers to it");
        assertThat(JavaText.of(List.of(drop, Drafted.of(new Execute("SELECT 1", List.of()), null))))
                .isEqualTo("        // loses: drops column users.bio and what is in it, \\\\u000a "
                        + "word ".repeat(10).strip() + "\n        // " + "word ".repeat(20).strip()
                        + "\n        // nothing refers to it\n        op.dropColumn(\"users\", \"bio\");\n"
                        + "        op.execute(\"SELECT 1\");\n");
    }

    private static String written(Consumer<Operations> code) {
        Migration migration = new Migration() {
            @Override
            public void upgrade(Operations op) {
                code.accept(op);
            }
        };
        return JavaText.of(record(migration, DatabaseKind.POSTGRESQL, Path.of("V1.java")).stream()
                .map(operation -> Drafted.of(operation, null))
                .toList());
    }

    private static String javaOf(Operation operation) {
        return JavaText.of(List.of(Drafted.of(operation, null)));
    }

    private static List<Operation> record(Migration migration, DatabaseKind kind, Path script) {
        return Recorder.record(migration, Migration::upgrade, kind, script, null).stream()
                .map(Recorded::operation)
                .toList();
    }

    private static List<Operation> reread(Path folder, List<Operation> operations, DatabaseKind kind)
            throws IOException {
        Path script =
                Files.createDirectories(folder.resolve("scripts")).resolve("V1.java");
        String body = JavaText.of(operations.stream()
                .map(operation -> Drafted.of(operation, null).losing("a little"))
                .toList());
        Files.writeString(
                script,
                "/*\n * title\n *\n * revision: r1\n */\nimport static dev.migrate.Columns.*;\n\n"
                        + "import dev.migrate.Migration;\nimport dev.migrate.Operations;\n\n"
                        + "class Again implements Migration {\n    @Override\n"
                        + "    public void upgrade(Operations op) {\n" + body + "    }\n}\n");
        List<Revision> revisions = ScriptFolder.read(folder, List.of(script.getParent()));
        try (RevisionClasses classes = RevisionCompiler.of(folder, List::of).compile(revisions)) {
            return record(classes.migration(revisions.get(0)), kind, script);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
