package dev.migrate.config;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.Nearest;
import dev.migrate.diagnostic.SourceSpan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The folder of the environments' files. Names are compared with what is listed, so {@code Prod} is not {@code prod}
 * on any system.
 */
final class EnvironmentFolder {

    /** The file that every environment shares. */
    static final String DEFAULTS = "defaults";

    private static final List<String> ENDINGS = List.of("toml", "yaml", "yml", "json");

    private final Path base;
    private final Path folder;
    private final Map<String, List<Path>> files;

    private EnvironmentFolder(Path base, Path folder, Map<String, List<Path>> files) {
        this.base = base;
        this.folder = folder;
        this.files = files;
    }

    /** Lists the folder; one that nobody named need not be there. */
    static EnvironmentFolder of(EnvironmentRequest request) {
        Path folder = request.effectiveFolder();
        Map<String, List<Path>> files = new TreeMap<>();
        if (Files.isDirectory(folder)) {
            try (var entries = Files.list(folder)) {
                for (Path file : entries.sorted().toList()) {
                    String name = file.getFileName().toString();
                    int dot = name.lastIndexOf('.');
                    if (dot > 0
                            && ENDINGS.contains(name.substring(dot + 1))
                            && Files.isRegularFile(file)
                            && EnvironmentChoice.isSafe(name.substring(0, dot))) {
                        files.computeIfAbsent(name.substring(0, dot), none -> new ArrayList<>())
                                .add(file);
                    }
                }
            } catch (IOException e) {
                throw Diagnostic.error(
                                "config/unreadable-file",
                                "the folder \"" + SourceText.relative(request.base(), folder) + "\" cannot be read: "
                                        + Reason.of(e))
                        .toException(e);
            }
        } else if (request.folder() != null) {
            throw Diagnostic.error(
                            "config/no-folder",
                            "there is no folder \"" + SourceText.relative(request.base(), folder) + "\"")
                    .help("mvn migrate:init")
                    .toException();
        }
        return new EnvironmentFolder(request.base(), folder, files);
    }

    /** The environments' names, sorted. */
    List<String> names() {
        return files.keySet().stream().filter(name -> !name.equals(DEFAULTS)).toList();
    }

    /** What all environments share. */
    Optional<Path> defaults(Collection<Diagnostic> faults) {
        return single(DEFAULTS, faults);
    }

    /**
     * The environment's file. Where there is no environment at all, none is missed: a project may be set up by the POM
     * and by {@code -D} alone.
     */
    Optional<Path> environment(EnvironmentChoice choice, Collection<Diagnostic> faults) {
        var names = names();
        if (names.isEmpty()) {
            return Optional.empty();
        }
        if (!names.contains(choice.name())) {
            var fault = Diagnostic.error(
                            "config/unknown-environment", "there is no environment \"" + choice.name() + "\"")
                    .note(
                            choice.explicit()
                                    ? "chosen by " + choice.origin().description()
                                    : "\"" + choice.name() + "\" is meant where nobody chooses")
                    .note("in " + relative(folder) + ": "
                            + names.stream().limit(50).collect(Collectors.joining(", ")));
            String create = "to make it, write " + relative(folder) + "/" + choice.name() + ".toml";
            throw Nearest.of(choice.name(), names)
                    .map(nearest -> fault.help("-Dmigrate.env=" + nearest + "; " + create))
                    .orElseGet(() -> fault.help(create + ", or start with mvn migrate:init"))
                    .toException();
        }
        return single(choice.name(), faults);
    }

    private Optional<Path> single(String name, Collection<Diagnostic> faults) {
        var all = files.getOrDefault(name, List.of());
        if (all.size() > 1) {
            faults.add(Diagnostic.error(
                            "config/two-formats",
                            "\"" + relative(all.get(0)) + "\" and \"" + relative(all.get(1))
                                    + "\" are the same environment" + " in two formats")
                    .at(SourceSpan.of(all.get(1)))
                    .help("remove one of them"));
        }
        return all.stream().findFirst();
    }

    private String relative(Path path) {
        return SourceText.relative(base, path);
    }
}
