package dev.migrate.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The Java that the manual shows compiles. */
class DocumentedJavaTest {

    private static final Path ROOT = Path.of(System.getProperty("basedir", "."));
    private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final Pattern TYPE =
            Pattern.compile("(?m)^(?:public )?(?:final )?(?:class|record|interface) (\\w+)");
    private static final String IMPORTS = "import static dev.migrate.Columns.*; import dev.migrate.*;"
            + " import dev.migrate.operation.*; import java.util.*; import java.time.*;";

    private static final class Text extends SimpleJavaFileObject {
        private final String text;

        Text(String name, String text) {
            super(URI.create("string:///" + name + ".java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    @Test
    @DisplayName("each block of Java in the README and in docs compiles, as a file or as the body of upgrade")
    void blocks() throws IOException {
        List<Text> sources = new ArrayList<>();
        List<Path> pages = new ArrayList<>(List.of(ROOT.resolve("README.md")));
        try (var files = Files.walk(ROOT.resolve("docs"))) {
            files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
        }
        for (Path page : pages) {
            var blocks = BLOCK.matcher(Files.readString(page));
            while (blocks.find()) {
                sources.add(source("block" + sources.size(), blocks.group(1)));
            }
        }
        assertThat(sources).hasSizeGreaterThan(50);

        var faults = new DiagnosticCollector<JavaFileObject>();
        var compiler = ToolProvider.getSystemJavaCompiler();
        compiler.getTask(
                        null,
                        null,
                        faults,
                        List.of(
                                "-proc:none",
                                "-cp",
                                ROOT.resolve("target/classes").toString(),
                                "-implicit:none",
                                "-d",
                                Files.createTempDirectory("documented").toString()),
                        null,
                        sources)
                .call();
        assertThat(faults.getDiagnostics().stream()
                        .filter(each -> each.getKind() == javax.tools.Diagnostic.Kind.ERROR)
                        .map(Object::toString))
                .isEmpty();
    }

    private static Text source(String name, String block) {
        var type = TYPE.matcher(block);
        if (!type.find()) {
            return new Text(
                    name,
                    IMPORTS + " class " + name + " implements Migration { public void upgrade(Operations op) {\n"
                            + block + "\n}}");
        }
        // each in a package of its own, for several may have one name
        String text = block.contains("\nimport ") ? block : IMPORTS + "\n" + block;
        return new Text(name + "/" + type.group(1), "package " + name + ";\n" + text);
    }
}
