package dev.migrate.testing;

import dev.migrate.model.ProjectCode;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;

/** A project with JPA entities, written and compiled for one test. */
public final class EntityProject {

    private static final Pattern PACKAGE = Pattern.compile("(?m)^package ([\\w.]+);");
    private static final Pattern TYPE =
            Pattern.compile("(?m)^(?:public |abstract |final )*(?:class|enum|interface|record) (\\w+)");

    private final Path folder;
    private final TestProvider provider;
    private final Map<String, Path> dependencies;

    private EntityProject(Path folder, TestProvider provider) {
        this.folder = folder;
        this.provider = provider;
        this.dependencies = new LinkedHashMap<>(provider.dependencies());
    }

    /** An empty project in a folder. */
    public static EntityProject in(Path folder, TestProvider provider) {
        return new EntityProject(folder, provider);
    }

    /** With another dependency. */
    public EntityProject with(String coordinates, Path file) {
        dependencies.put(coordinates, file);
        return this;
    }

    /** Writes sources, each a whole file that imports from {@code jakarta}; the provider's own package is put in its place. */
    public EntityProject sources(String... texts) {
        for (String text : texts) {
            Matcher in = PACKAGE.matcher(text);
            Matcher type = TYPE.matcher(text);
            String folderName = in.find() ? in.group(1).replace('.', '/') + "/" : "";
            String name = type.find() ? type.group(1) : "package-info";
            write(sourceFolder().resolve(folderName + name + ".java"), text.replace("jakarta.persistence", provider.api() + ".persistence"));
        }
        return this;
    }

    /** Writes a resource to where the build copies it. */
    public EntityProject resource(String name, String text) {
        write(classes().resolve(name), text.replace("jakarta.persistence", provider.api() + ".persistence"));
        return this;
    }

    /** Compiles what has been written. */
    public EntityProject compiled() {
        try (var files = Files.walk(sourceFolder())) {
            List<String> arguments = new ArrayList<>(List.of("-proc:none", "-nowarn", "-d", classes().toString(), "-cp"));
            arguments.add(dependencies.values().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
            files.filter(f -> f.toString().endsWith(".java")).map(Path::toString).forEach(arguments::add);
            Files.createDirectories(classes());
            var compiler = ToolProvider.getSystemJavaCompiler();
            var out = new StringWriter();
            try (var manager = compiler.getStandardFileManager(null, null, null)) {
                int sources = arguments.indexOf("-cp") + 2;
                var units = manager.getJavaFileObjectsFromStrings(arguments.subList(sources, arguments.size()));
                if (!compiler.getTask(out, manager, null, arguments.subList(0, sources), null, units).call()) {
                    throw new IllegalStateException(out.toString());
                }
            }
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The project as a model's code. */
    public ProjectCode code() {
        return new ProjectCode(classes(), dependencies, List.of(sourceFolder()), List.of());
    }

    /** The folder of its sources. */
    public Path sourceFolder() {
        return folder.resolve("src/main/java");
    }

    /** The folder of its classes. */
    public Path classes() {
        return folder.resolve("target/classes");
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
