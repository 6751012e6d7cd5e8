package dev.migrate.command;

import dev.migrate.config.ScriptSettings;
import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.Nearest;
import dev.migrate.revision.Revision;
import dev.migrate.script.NewRevision;
import dev.migrate.script.RevisionId;
import dev.migrate.script.ScriptBody;
import dev.migrate.script.ScriptName;
import dev.migrate.script.ScriptTemplate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A script that is ready to be written.
 *
 * @param revision what its header says, and where it will stand
 * @param text its text
 */
record NewScript(Revision revision, String text) {

    private static final List<String> FORMATS = List.of("sql", "java");

    static NewScript of(
            ProjectScripts scripts,
            Clock clock,
            List<Revision> parents,
            List<String> dependencies,
            ScriptWriter.Script script,
            @Nullable ScriptBody body) {
        ScriptSettings settings = scripts.settings();
        Instant now = clock.instant();
        String id =
                script.revId() == null ? RevisionId.next(now, settings.timezone(), UUID.randomUUID()) : script.revId();
        var made = new NewRevision(
                id,
                script.message(),
                parents.stream().map(Revision::id).toList(),
                script.labels(),
                dependencies,
                List.of(),
                now.atZone(settings.timezone()));
        ScriptTemplate template = template(scripts, script.format());
        String name = ScriptName.of(
                ScriptName.template(settings.fileTemplate(), template.extension()), made, settings.truncateSlug());
        Path file = free(folder(scripts, script.location()), name, "." + template.extension());
        return new NewScript(revision(made, file), template.text(made, body));
    }

    /** Whether its file has this very text: a command that runs on new scripts may have changed it. */
    boolean stands() {
        try {
            return Files.readString(revision.file()).equals(text);
        } catch (IOException e) {
            return false;
        }
    }

    /** The template for a new script. */
    static ScriptTemplate template(ProjectScripts scripts, @Nullable String wanted) {
        ScriptSettings settings = scripts.settings();
        String format = wanted == null ? settings.format() : wanted;
        if (!FORMATS.contains(format)) {
            throw Diagnostic.error("parameter/format", "format is \"" + format + "\", and knows sql and java")
                    .help("-Dmigrate.format=" + Nearest.of(format, FORMATS).orElse("sql"))
                    .toException();
        }
        ScriptTemplate template = ScriptTemplate.of(scripts.project(), settings.revisionTemplate(), format);
        // The project's template is for its usual format, and somebody may ask for the other one.
        return wanted != null && !template.extension().equals(format)
                ? ScriptTemplate.of(scripts.project(), null, format)
                : template;
    }

    /** What the header of a script says that is not written yet, so that no key has a line. */
    static Revision revision(NewRevision made, Path file) {
        return new Revision(
                made.id(),
                made.title(),
                made.parents(),
                made.labels(),
                made.dependsOn(),
                made.replaces(),
                made.created().toString(),
                file,
                new Revision.HeaderLines(0, 0, 0, 0, 0));
    }

    /** The first location, or the one that is named, which must be among them for the script to be found again. */
    static Path folder(ProjectScripts scripts, @Nullable String wanted) {
        List<Path> locations = scripts.settings().locations();
        if (wanted == null) {
            return locations.get(0);
        }
        Path folder = scripts.project().resolve(wanted).normalize();
        if (locations.stream().noneMatch(folder::startsWith)) {
            List<String> known = locations.stream()
                    .map(location -> location.startsWith(scripts.project())
                            ? scripts.project().relativize(location).toString()
                            : location.toString())
                    .toList();
            throw Diagnostic.error(
                            "script/location", "\"" + wanted + "\" is none of the folders that scripts are read from")
                    .note("they are " + String.join(", ", known))
                    .help("-Dmigrate.location=" + known.get(0) + ", or add the folder to [scripts] locations")
                    .toException();
        }
        return folder;
    }

    /** Two revisions of one day may do what is said in the same words. */
    static Path free(Path folder, String name, String ending) {
        Path file = folder.resolve(name + ending);
        for (int i = 2; Files.exists(file, LinkOption.NOFOLLOW_LINKS); i++) {
            file = folder.resolve(name + "_" + i + ending);
        }
        return file;
    }
}
