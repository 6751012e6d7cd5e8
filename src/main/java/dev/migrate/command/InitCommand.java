package dev.migrate.command;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.Nearest;
import dev.migrate.report.OutputFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Writes the skeleton of a project: its environments, and a first revision where there is none. */
public final class InitCommand {

    private static final String MIGRATIONS = "src/main/migrations";
    private static final List<String> FORMATS = List.of(".toml", ".yaml", ".yml", ".json");

    private final Clock clock;

    /** A command that dates the first revision by this clock. */
    public InitCommand(Clock clock) {
        this.clock = clock;
    }

    /** Writes every file that is not there yet. */
    public Result run(Request request) {
        InitTemplate template = template(request.template());
        var files = new ArrayList<Written>();
        template.environments().forEach((name, text) -> {
            String file = "environments/" + name;
            boolean there = isThere(request.project(), name);
            files.add(new Written(file, !there && new OutputFile(request.project(), file).create(text)));
        });
        Path migrations = request.project().resolve(MIGRATIONS);
        if (isEmpty(migrations)) {
            var script = FirstScript.at(clock);
            String file = MIGRATIONS + "/" + script.name();
            files.add(new Written(file, new OutputFile(request.project(), file).create(script.text())));
        } else {
            files.add(new Written(MIGRATIONS + "/", false));
        }
        return new Result(files);
    }

    private static InitTemplate template(String name) {
        for (InitTemplate template : InitTemplate.ALL) {
            if (template.name().equals(name)) {
                return template;
            }
        }
        List<String> names = InitTemplate.ALL.stream().map(InitTemplate::name).toList();
        var diagnostic = Diagnostic.error("init/unknown-template", "there is no template \"" + name + "\"")
                .note("there are " + String.join(", ", names));
        throw Nearest.of(name, names)
                .map(near -> diagnostic.help("did you mean -Dmigrate.template=" + near + "?"))
                .orElse(diagnostic)
                .toException();
    }

    /** The same environment in another format counts: two of them would be an error at the next goal. */
    private static boolean isThere(Path project, String name) {
        String base = name.substring(0, name.lastIndexOf('.'));
        return FORMATS.stream().anyMatch(format -> Files.exists(project.resolve("environments/" + base + format)));
    }

    private static boolean isEmpty(Path folder) {
        if (!Files.isDirectory(folder)) {
            return true;
        }
        try (var files = Files.walk(folder)) {
            return files.noneMatch(Files::isRegularFile);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What to write.
     *
     * @param project the project's folder
     * @param template the skeleton's name
     */
    public record Request(Path project, String template) {}

    /** What was written, in order. */
    public record Result(List<Written> files) {

        /** Copies the files. */
        public Result {
            files = List.copyOf(files);
        }
    }

    /**
     * A file of the skeleton.
     *
     * @param name relative to the project
     * @param written false where it was there already
     */
    public record Written(String name, boolean written) {}
}
