package dev.migrate.compile;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.diagnostic.SourceSpan;
import dev.migrate.revision.Revision;
import dev.migrate.script.JavaScript;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * Compiles Java revisions in one call of the JDK's own compiler; what was compiled before from the same text, API, Java and class path
 * is read from the cache instead.
 */
public final class RevisionCompiler {

    /** What the compiler is told besides the class path. */
    static final List<String> OPTIONS = List.of(
            "-proc:none",
            "-nowarn",
            "-Xlint:none",
            "-implicit:none",
            // With the names of variables, which Java says of what is null (JEP 358); without them it is "<local1>".
            "-g",
            "-Xmaxerrs",
            "1000000",
            // Every error at once, not only those of the first of javac's passes that has one.
            "-XDshould-stop.ifError=FLOW");

    private final Path cache;
    private final Supplier<List<Path>> project;
    private final Supplier<@Nullable JavaCompiler> javac;

    /**
     * A compiler.
     *
     * @param cache the folder for compiled classes
     * @param project finds the project's classes and dependencies, asked only when there is something to compile or load; gives
     *     none where they were not asked for
     * @param javac finds the compiler of the running Java; gives null where it has none
     */
    public RevisionCompiler(Path cache, Supplier<List<Path>> project, Supplier<@Nullable JavaCompiler> javac) {
        this.cache = cache;
        this.project = project;
        this.javac = javac;
    }

    /**
     * The compiler of the running Java, with its cache in the project's {@code target/}.
     *
     * @param folder the project's folder
     * @param project finds the project's classes and dependencies
     */
    public static RevisionCompiler of(Path folder, Supplier<List<Path>> project) {
        return new RevisionCompiler(folder.resolve("target/migrate/classes"), project, new Platform());
    }

    /**
     * The classes of these revisions.
     *
     * @throws MigrateException with everything that the compiler refuses
     */
    public RevisionClasses compile(List<Revision> revisions) {
        ClassPath path = new ClassPath(project.get());
        ClassCache kept = new ClassCache(cache);
        byte[] common = common(path);
        Map<Revision, Map<String, byte[]>> classes = new HashMap<>();
        Map<RevisionSource, String> missing = new LinkedHashMap<>();
        List<JavaScript> scripts =
                revisions.parallelStream().map(JavaScript::of).toList();
        List<String> keys =
                scripts.parallelStream().map(script -> key(common, script)).toList();
        List<Optional<Map<String, byte[]>>> known =
                keys.parallelStream().map(kept::read).toList();
        List<JavaScript> uncompiled = IntStream.range(0, scripts.size())
                .filter(i -> known.get(i).isEmpty())
                .mapToObj(scripts::get)
                .toList();
        JavaCompiler compiler = uncompiled.isEmpty() || !hasApi() ? null : javac.get();
        if (compiler == null && !uncompiled.isEmpty()) {
            throw noCompiler(uncompiled).toException();
        }
        for (int i = 0; i < scripts.size(); i++) {
            JavaScript script = scripts.get(i);
            if (known.get(i).isPresent()) {
                classes.put(script.revision(), known.get(i).get());
            } else {
                missing.put(new RevisionSource(script), keys.get(i));
            }
        }
        if (compiler != null) {
            Javac.compile(compiler, List.copyOf(missing.keySet()), path);
            missing.entrySet().parallelStream()
                    .filter(entry -> !entry.getKey().classes().isEmpty())
                    .forEach(
                            entry -> kept.write(entry.getValue(), entry.getKey().classes()));
            missing.keySet().forEach(source -> classes.put(source.script().revision(), source.classes()));
            kept.prune();
        }
        return new RevisionClasses(path, scripts, classes);
    }

    /** Whether this Java has {@code javax.tools} at all; one that was cut down may lack it. */
    private static boolean hasApi() {
        try {
            Class.forName("javax.tools.ToolProvider", false, ClassLoader.getPlatformClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    private static Diagnostic noCompiler(List<JavaScript> sources) {
        Revision first = sources.get(0).revision();
        return Diagnostic.error(
                        "java/no-compiler",
                        "this Java (" + System.getProperty("java.home") + ") has no compiler, and "
                                + (sources.size() == 1
                                        ? "a revision in Java is"
                                        : sources.size() + " revisions in Java are")
                                + " to be compiled")
                .at(SourceSpan.of(first.file()))
                .note("No compiler is provided in this environment. Perhaps you are running on a JRE rather than a"
                        + " JDK?")
                .note("nothing has been run")
                .help("let JAVA_HOME name a JDK; or compile elsewhere and keep target/migrate/classes");
    }

    private static byte[] common(ClassPath path) {
        MessageDigest digest = sha256();
        digest.update(("java " + Runtime.version().feature() + " " + OPTIONS + "\n").getBytes(StandardCharsets.UTF_8));
        path.addTo(digest);
        return digest.digest();
    }

    private static String key(byte[] common, JavaScript script) {
        MessageDigest digest = sha256();
        digest.update(common);
        // The name of the file and the id stand in the classes.
        digest.update((script.revision().file().getFileName() + "\n"
                        + script.revision().id() + "\n")
                .getBytes(StandardCharsets.UTF_8));
        digest.update(script.text().getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The compiler of the running Java. No lambda, which would look for its class as soon as it is made. */
    private static final class Platform implements Supplier<@Nullable JavaCompiler> {
        @Override
        public @Nullable JavaCompiler get() {
            return ToolProvider.getSystemJavaCompiler();
        }
    }
}
