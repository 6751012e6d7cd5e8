package dev.migrate.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.diagnostic.SourceSpan;
import dev.migrate.revision.Revision;
import dev.migrate.script.ScriptFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Java revisions are compiled")
class RevisionCompilerTest {

    @TempDir
    Path folder;

    private final AtomicInteger compilations = new AtomicInteger();
    private List<Path> project = List.of();

    private RevisionCompiler compiler() {
        return new RevisionCompiler(folder.resolve("classes"), () -> project, this::javac);
    }

    private JavaCompiler javac() {
        compilations.incrementAndGet();
        return ToolProvider.getSystemJavaCompiler();
    }

    private Path write(String name, String id, String body) throws IOException {
        Path file = folder.resolve("scripts").resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "/*\n * title\n *\n * revision: " + id + "\n */\n" + body);
    }

    private static String migration(String name, String upgrade) {
        return "import dev.migrate.*;\nclass " + name + " implements Migration {\n    @Override\n"
                + "    public void upgrade(Operations op) {\n        " + upgrade + "\n    }\n}\n";
    }

    private List<Revision> revisions() {
        return ScriptFolder.read(folder, List.of(folder.resolve("scripts")));
    }

    private List<Diagnostic> faults() {
        return catchThrowableOfType(
                        MigrateException.class,
                        () -> compiler().compile(revisions()).close())
                .diagnostics();
    }

    private List<String> load() {
        List<String> names = new ArrayList<>();
        try (RevisionClasses classes = compiler().compile(revisions())) {
            for (Revision revision : revisions()) {
                names.add(classes.migration(revision).getClass().getSimpleName());
            }
        }
        return names;
    }

    @Test
    @DisplayName("under any file name, and each may name its class as the others do")
    void anyName() throws IOException {
        write("2024-01-15_add_bio.java", "a1", migration("Change", ""));
        write("2024-01-16_drop_bio.java", "a_1", migration("Change", ""));
        write(
                "V2024_01_17.java",
                "a.1",
                "public "
                        + migration("Other", "")
                                .replace("import dev.migrate.*;\n", "")
                                .replace("Migration", "dev.migrate.Migration")
                                .replace("Operations", "dev.migrate.Operations"));
        assertThat(load()).containsExactly("Change", "Change", "Other");
        assertThat(compilations).hasValue(1);
    }

    @Test
    @DisplayName("though they declare a package, with classes beside and inside the one that counts")
    void packages() throws IOException {
        write(
                "V1.java",
                "a1",
                "// of ours\npackage com.acme.\n  migrations;\n" + migration("A", "Runnable r = () -> new Beside();")
                        + "class Beside { static class Inside {} }\n"
                        + "abstract class Base implements dev.migrate.Migration {}\n");
        assertThat(load()).containsExactly("A");
    }

    @Test
    @DisplayName("once: the same text is read from the cache, and a changed one is compiled again")
    void cache() throws IOException {
        write("V1.java", "a1", migration("A", ""));
        Path second = write("V2.java", "a2", migration("B", ""));
        load();
        load();
        assertThat(compilations).hasValue(1);
        Files.writeString(second, Files.readString(second).replace("class B", "class C"));
        assertThat(load()).containsExactly("A", "C");
        assertThat(compilations).hasValue(2);
        // a damaged file is as good as none
        try (var files = Files.list(folder.resolve("classes"))) {
            for (Path file : files.toList()) {
                Files.writeString(file, "no jar");
            }
        }
        assertThat(load()).containsExactly("A", "C");
        assertThat(compilations).hasValue(3);
    }

    @Test
    @DisplayName("and every error is told at the script's own line and column, the marks of an editor aside")
    void errors() throws IOException {
        Path first = write("V1.java", "a1", migration("A", "String s = 1;\n\top.nothingLikeThis();"));
        Path second = write("2024-02-02_b.java", "a2", "import no.such.Thing;\n" + migration("B", "int x = y;"));
        List<Diagnostic> faults = faults();
        assertThat(faults).extracting(Diagnostic::code).containsOnly("java/compile");
        assertThat(faults)
                .extracting(Diagnostic::span)
                .contains(
                        SourceSpan.of(first, 10, 20, 1),
                        SourceSpan.of(first, 11, 5, 15),
                        SourceSpan.of(second, 11, 17, 1));
        assertThat(faults).anyMatch(f -> f.span() != null && f.span().equals(SourceSpan.of(second, 6, 16, 5)));
        assertThat(faults).allMatch(f -> !f.toString().contains("m_a"), "no package that nobody wrote");
        assertThat(faults)
                .anyMatch(f -> f.message().contains("incompatible types")
                        && f.message().contains("String"));
    }

    @Test
    @DisplayName("and what stands on the first line keeps its column")
    void firstLine() throws IOException {
        Path file = folder.resolve("scripts/V1.java");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "class A implements dev.migrate.Migration { int x = y; } // a\n// revision: a1\n");
        assertThat(faults()).extracting(Diagnostic::span).contains(SourceSpan.of(file, 1, 52, 1));
    }

    @Test
    @DisplayName("with exactly one migration in each")
    void oneMigration() throws IOException {
        write("V1.java", "a1", "class A {}\n");
        assertThat(catchThrowableOfType(MigrateException.class, this::load).diagnostics())
                .extracting(Diagnostic::code)
                .containsExactly("java/no-migration");
        write("V1.java", "a1", "// nothing\n");
        assertThat(catchThrowableOfType(MigrateException.class, this::load).diagnostics())
                .extracting(Diagnostic::code)
                .containsExactly("java/no-migration");
        write("V1.java", "a1", migration("A", "") + migration("B", "").replace("import dev.migrate.*;\n", ""));
        Diagnostic two = catchThrowableOfType(MigrateException.class, this::load)
                .diagnostics()
                .get(0);
        assertThat(two.code()).isEqualTo("java/two-migrations");
        assertThat(two.message()).contains("A, B");
        write("V1.java", "a1", migration("A", "") + "class Z { Z(int n) {} }");
        assertThat(load()).containsExactly("A");
        write("V1.java", "a1", migration("A", "").replace("@Override", "A(int n) {}\n@Override"));
        assertThat(catchThrowableOfType(MigrateException.class, this::load).diagnostics())
                .extracting(Diagnostic::code)
                .containsExactly("java/unusable-class");
    }

    @Test
    @DisplayName("and where making the class throws, the line of that and what it was are told")
    void unusable() throws IOException {
        write(
                "V1.java",
                "a1",
                migration("A", "")
                        .replace("@Override", "{ if (true) throw new IllegalStateException(\"so\"); }\n@Override"));
        Diagnostic made = catchThrowableOfType(MigrateException.class, this::load)
                .diagnostics()
                .get(0);
        assertThat(made.message()).endsWith("the constructor of A throws java.lang.IllegalStateException: so");
        assertThat(made.span().lineText()).contains("{ if (true) throw");

        write(
                "V1.java",
                "a1",
                migration("A", "").replace("@Override", "static int n = Integer.parseInt(\"x\");\n@Override"));
        made = catchThrowableOfType(MigrateException.class, this::load)
                .diagnostics()
                .get(0);
        assertThat(made.message()).contains("what is static in A throws java.lang.NumberFormatException");
        assertThat(made.span().lineText()).contains("static int n");

        write("V1.java", "a1", migration("A", "").replace("@Override", "A(int n) {}\n@Override"));
        made = catchThrowableOfType(MigrateException.class, this::load)
                .diagnostics()
                .get(0);
        assertThat(made.message()).endsWith("A has no constructor without parameters");
    }

    @Test
    @DisplayName("and classes from the cache run on a Java that lacks javax.tools altogether")
    void withoutTools() throws IOException {
        for (Class<?> type : List.of(RevisionClasses.class, ClassPath.class, ClassCache.class)) {
            try (var bytes = type.getResourceAsStream(type.getSimpleName() + ".class")) {
                assertThat(new String(bytes.readAllBytes(), java.nio.charset.StandardCharsets.ISO_8859_1))
                        .doesNotContain("javax/tools", "RevisionSource");
            }
        }
    }

    @Test
    @DisplayName("unless this Java has no compiler, which matters only for what is not in the cache")
    void noCompiler() throws IOException {
        write("V1.java", "a1", migration("A", ""));
        var jre = new RevisionCompiler(folder.resolve("classes"), List::of, () -> null);
        Diagnostic fault = catchThrowableOfType(
                        MigrateException.class, () -> jre.compile(revisions()).close())
                .diagnostics()
                .get(0);
        assertThat(fault.code()).isEqualTo("java/no-compiler");
        assertThat(fault.notes()).anyMatch(n -> n.contains("JRE rather than a JDK"));
        load();
        jre.compile(revisions()).close();
    }

    @Test
    @DisplayName("with the project's classes where they are asked for")
    void projectClasses() throws IOException {
        Path classes = Files.createDirectories(folder.resolve("out"));
        Path source = folder.resolve("Rules.java");
        Files.writeString(
                source, "package com.acme; public class Rules { public static String first() { return \"one\"; } }");
        ToolProvider.getSystemJavaCompiler().run(null, null, null, "-d", classes.toString(), source.toString());
        write("V1.java", "a1", migration("A", "System.setProperty(\"rules\", com.acme.Rules.first());"));
        assertThat(faults()).isNotEmpty();
        project = List.of(classes);
        assertThat(load()).containsExactly("A");
        // another class path is another key
        int before = compilations.get();
        Files.setLastModifiedTime(classes.resolve("com/acme/Rules.class"), FileTime.from(Instant.EPOCH));
        load();
        assertThat(compilations).hasValue(before + 1);
    }

    @Test
    @DisplayName("by builds at once that share the folder")
    void atOnce() throws Exception {
        for (int i = 0; i < 20; i++) {
            write("V" + i + ".java", "a" + i, migration("A", ""));
        }
        var threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<List<String>>> tasks = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                tasks.add(this::load);
            }
            for (var done : threads.invokeAll(tasks)) {
                assertThat(done.get()).hasSize(20);
            }
        } finally {
            threads.shutdown();
        }
        try (var files = Files.list(folder.resolve("classes"))) {
            assertThat(files.map(Path::toString)).hasSize(20).allMatch(f -> f.endsWith(".jar"));
        }
    }

    @Test
    @DisplayName("and what nobody used for a month is removed from the cache")
    void pruned() throws IOException {
        Path first = write("V1.java", "a1", migration("A", ""));
        load();
        Path kept;
        try (var files = Files.list(folder.resolve("classes"))) {
            kept = files.toList().get(0);
        }
        Path part = Files.createFile(folder.resolve("classes/left.part"));
        Files.setLastModifiedTime(kept, FileTime.from(Instant.now().minus(Duration.ofDays(20))));
        Files.setLastModifiedTime(part, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
        load();
        assertThat(Files.getLastModifiedTime(kept).toInstant())
                .isAfter(Instant.now().minus(Duration.ofDays(1)));
        Files.setLastModifiedTime(kept, FileTime.from(Instant.now().minus(Duration.ofDays(40))));
        Files.delete(first);
        write("V2.java", "a2", migration("B", ""));
        load();
        assertThat(kept).doesNotExist();
        assertThat(part).doesNotExist();
    }
}
