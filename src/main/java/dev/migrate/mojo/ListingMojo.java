package dev.migrate.mojo;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.diagnostic.Nearest;
import dev.migrate.report.Json;
import dev.migrate.report.OutputFile;
import dev.migrate.report.Style;
import java.io.IOException;
import java.util.List;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** A goal whose result is a list, for people or as JSON. */
abstract class ListingMojo extends MigrateMojo {

    static final String TEXT = "text";
    static final String JSON = "json";

    /**
     * How the result is written: {@code text} for people, {@code json} for programs. JSON goes to standard output with
     * nothing of the plugin before it; {@code mvn -q} silences Maven's own lines. Example:
     * {@code -Dmigrate.format=json}.
     */
    @Parameter(property = "migrate.format")
    private @Nullable String format;

    /**
     * A file for the result, relative to the project, in place of the terminal. Example:
     * {@code -Dmigrate.outputFile=target/migrate/heads.json}.
     */
    @Parameter(property = "migrate.outputFile")
    private @Nullable String outputFile;

    @Override
    final void prepare(Console console) {
        if (!formats().contains(format())) {
            var diagnostic = Diagnostic.error(
                    "parameter/format", "format is \"" + format() + "\", and knows " + String.join(", ", formats()));
            throw Nearest.of(format(), formats())
                    .map(near -> diagnostic.help("did you mean -Dmigrate.format=" + near + "?"))
                    .orElse(diagnostic)
                    .toException();
        }
        if (isForMachines() && outputFile == null) {
            console.leaveStandardOutput();
        }
    }

    @Override
    final void run(Invocation here) throws IOException {
        Style style = outputFile == null ? here.console().style() : Style.PLAIN;
        Listing listing = list(here, style);
        if (outputFile != null) {
            var file = new OutputFile(here.folder(), outputFile);
            if (isJson()) {
                file.write(out -> new Json().write(listing.json(), out));
            } else {
                file.write(listing.lines());
            }
            here.console().line("wrote " + outputFile);
        } else if (isJson()) {
            here.console().raw(out -> new Json().write(listing.json(), out));
        } else if (isForMachines()) {
            here.console().raw(out -> {
                for (String line : listing.lines()) {
                    out.write(line);
                    out.write('\n');
                }
            });
        } else {
            here.console().lines(listing.lines());
        }
        if (!listing.problems().isEmpty()) {
            throw new MigrateException(listing.problems(), null);
        }
    }

    /** Finds out what is to be listed. */
    abstract Listing list(Invocation here, Style style) throws IOException;

    /** What {@code format} may be. */
    List<String> formats() {
        return List.of(TEXT, JSON);
    }

    /** The format that is meant when none is given. */
    String defaultFormat() {
        return TEXT;
    }

    final String format() {
        return format == null ? defaultFormat() : format;
    }

    final boolean isJson() {
        return JSON.equals(format());
    }

    /** Everything but text is meant for a program. */
    private boolean isForMachines() {
        return !TEXT.equals(format()) && !defaultFormat().equals(format());
    }

    /**
     * A result in both forms.
     *
     * @param json records, lists and maps
     * @param lines for people
     * @param problems why the goal fails once the result is printed; none when it does not
     */
    record Listing(Object json, List<String> lines, List<Diagnostic> problems) {

        Listing(Object json, List<String> lines) {
            this(json, lines, List.of());
        }
    }
}
