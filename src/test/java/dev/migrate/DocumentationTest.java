package dev.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The manual tells of everything that the sources have, and of nothing else. */
class DocumentationTest {

    private static final Path ROOT = Path.of(System.getProperty("basedir", "."));
    private static final Path SOURCES = ROOT.resolve("src/main/java/dev/migrate");

    /** A code as the sources write it; one that ends with a hyphen gets its last word at run time. */
    private static final Pattern CODE = Pattern.compile("\"([a-z]+/[a-z][a-z0-9-]*)\"");

    private static final Pattern FIRST_CELL = Pattern.compile("(?m)^\\| (`[^|]*`) \\|");
    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");
    private static final Pattern GOAL = Pattern.compile("@Mojo\\(\\s*name = \"([a-z-]+)\"");
    private static final Pattern SUPERCLASS = Pattern.compile("class \\w+ extends (\\w+)");
    private static final Pattern PARAMETER = Pattern.compile("property = \"migrate\\.(\\w+)\"");
    private static final Pattern SETTING = Pattern.compile("\\b(?:key|choice)\\(\\s*\"([a-z_.]+)\"");
    private static final Pattern LINK = Pattern.compile("]\\((?!https?:)([^)#\\s]+)");

    @Test
    @DisplayName("docs/errors.md has every code of the sources, and no other")
    void codes() throws IOException {
        var written = new TreeSet<String>();
        for (String source : sources(SOURCES).values()) {
            written.addAll(all(CODE, source));
        }
        written.removeIf(code -> Set.of("target", "src", "docs").contains(code.substring(0, code.indexOf('/'))));
        var documented = new TreeSet<String>();
        all(FIRST_CELL, read("docs/errors.md")).forEach(cell -> documented.addAll(all(QUOTED, cell)));

        assertThat(written).isNotEmpty();
        assertThat(written).allSatisfy(code -> {
            if (code.endsWith("-")) {
                assertThat(documented).anyMatch(known -> known.startsWith(code));
            } else {
                assertThat(documented).contains(code);
            }
        });
        assertThat(documented)
                .allMatch(code -> written.contains(code)
                        || written.stream().anyMatch(known -> known.endsWith("-") && code.startsWith(known)));
    }

    @Test
    @DisplayName("every goal has a page and a row in the README, and every page a goal")
    void goals() throws IOException {
        var goals = new TreeSet<>(Set.of("help"));
        for (String source : sources(SOURCES.resolve("mojo")).values()) {
            goals.addAll(all(GOAL, source));
        }
        var pages = new TreeSet<String>();
        try (var files = Files.list(ROOT.resolve("docs/goals"))) {
            files.forEach(file -> pages.add(file.getFileName().toString().replaceFirst("\\.md$", "")));
        }
        assertThat(pages).isEqualTo(goals);
        assertThat(read("README.md"))
                .contains(goals.stream().map(g -> "(docs/goals/" + g + ".md)").toList());
    }

    @Test
    @DisplayName("the page of a goal has each of its parameters")
    void parameters() throws IOException {
        Map<String, String> mojos = sources(SOURCES.resolve("mojo"));
        for (var mojo : mojos.entrySet()) {
            for (String goal : all(GOAL, mojo.getValue())) {
                Set<String> parameters = parameters(mojos, mojo.getKey());
                // what every goal has is told in one place
                parameters.removeAll(Set.of("skip", "env"));
                assertThat(read("docs/goals/" + goal + ".md"))
                        .as(goal)
                        .contains(
                                parameters.stream().map(p -> "| `" + p + "` |").toList());
            }
        }
    }

    @Test
    @DisplayName("the README has every setting of an environment")
    void settings() throws IOException {
        Set<String> settings = all(SETTING, Files.readString(SOURCES.resolve("config/SettingKey.java")));
        assertThat(settings).contains("url", "hooks.before_run", "scripts.locations");
        var documented = new TreeSet<String>();
        all(FIRST_CELL, read("README.md")).forEach(cell -> documented.addAll(all(QUOTED, cell)));
        assertThat(documented).containsAll(settings);
    }

    @Test
    @DisplayName("every link within the manual leads to a file")
    void links() throws IOException {
        try (var files = Files.walk(ROOT.resolve("docs"))) {
            var pages = new TreeSet<>(
                    files.filter(f -> f.toString().endsWith(".md")).toList());
            pages.addAll(
                    Set.of(ROOT.resolve("README.md"), ROOT.resolve("CONTRIBUTING.md"), ROOT.resolve("CHANGELOG.md")));
            for (Path page : pages) {
                assertThat(all(LINK, Files.readString(page)))
                        .as(page.toString())
                        .allSatisfy(
                                link -> assertThat(page.resolveSibling(link)).exists());
            }
        }
    }

    private static Set<String> parameters(Map<String, String> mojos, String name) {
        var parameters = new TreeSet<String>();
        for (String next = name; next != null && mojos.containsKey(next); ) {
            String source = mojos.get(next);
            parameters.addAll(all(PARAMETER, source));
            next = all(SUPERCLASS, source).stream().findFirst().orElse(null);
        }
        return parameters;
    }

    private static String read(String file) throws IOException {
        return Files.readString(ROOT.resolve(file));
    }

    /** The sources below a folder, by the name of their class. */
    private static Map<String, String> sources(Path folder) throws IOException {
        var sources = new TreeMap<String, String>();
        try (var files = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) files.filter(f -> f.toString().endsWith(".java"))::iterator) {
                String name = file.getFileName().toString().replaceFirst("\\.java$", "");
                // two packages may have a class of one name
                sources.merge(name, Files.readString(file), String::concat);
            }
        }
        return sources;
    }

    private static Set<String> all(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
