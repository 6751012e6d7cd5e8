package dev.migrate.mojo;

import dev.migrate.command.SquashCommand;
import dev.migrate.command.StatusCommand;
import dev.migrate.command.Workspace;
import dev.migrate.config.Environment;
import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.report.RunPrinter;
import dev.migrate.revision.Revision;
import dev.migrate.sql.DatabaseKind;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Folds a range of revisions into one that stands for all of them, after it has shown on scratch databases that both
 * ways make the same schema. Example: {@code mvn migrate:squash -Dmigrate.range=:20240630_1200}.
 */
@Mojo(name = "squash", requiresProject = false, threadSafe = true)
public final class SquashMojo extends MigrateMojo {

    /**
     * What is folded: {@code from:to}, both included, each end optional. Example:
     * {@code -Dmigrate.range=20240115_10:20240630_12}.
     */
    @Parameter(property = "migrate.range")
    private @Nullable String range;

    /** The title of the new revision; {@code squash of N revisions} without it. Example: {@code -Dmigrate.message="all of 2024"}. */
    @Parameter(property = "migrate.message")
    private @Nullable String message;

    /** The id of the new revision; made from the time without it. Example: {@code -Dmigrate.revId=s2024}. */
    @Parameter(property = "migrate.revId")
    private @Nullable String revId;

    /** The folder for the new script, one of {@code [scripts] locations}; the first one without it. */
    @Parameter(property = "migrate.location")
    private @Nullable String location;

    /**
     * Shows all of it, and prints the script and the files that would change, but writes nothing. Example:
     * {@code -Dmigrate.dryRun}.
     */
    @Parameter(property = "migrate.dryRun", defaultValue = "false")
    private boolean dryRun;

    /**
     * Whether databases are asked: {@code false} folds without looking where they stand, and without showing that both
     * ways are the same. Example: {@code -Dmigrate.database=false}.
     */
    @Parameter(property = "migrate.database", defaultValue = "true")
    private boolean database;

    @Override
    void run(Invocation here) {
        if (range == null || range.isBlank()) {
            throw Diagnostic.error("parameter/range", "range is not given: nothing says which revisions to fold")
                    .help("-Dmigrate.range=from:to, both ends included; :to begins at the base; mvn migrate:history"
                            + " -Dmigrate.range=… shows what is meant")
                    .toException();
        }
        var opened = new ArrayList<Environment>();
        try {
            Environment environment = here.environment();
            opened.add(environment);
            var command = new SquashCommand(
                    Revisions.scripts(here), environment.hooks(), Clock.systemUTC(), here.console()::line);
            var result = command.run(
                    new SquashCommand.Request(range, message, revId, location, dryRun), databases(here, opened));
            tell(here, result);
        } finally {
            opened.forEach(Environment::clearSecrets);
        }
    }

    private SquashCommand.Databases databases(Invocation here, List<Environment> opened) {
        var databases = new Databases(
                here, new RunPrinter(here.console()::line, here.console().style(), false));
        var places = new ArrayList<StatusCommand.Place>();
        var proving = new ArrayList<Workspace>();
        var kinds = EnumSet.noneOf(DatabaseKind.class);
        var names = new LinkedHashSet<>(List.of(here.environment().name()));
        names.addAll(here.environments().all());
        for (String name : names) {
            boolean chosen = name.equals(here.environment().name());
            Environment environment;
            try {
                environment = chosen ? here.environment() : here.environments().named(name);
            } catch (MigrateException e) {
                places.add(new StatusCommand.Place(name, () -> {
                    throw e;
                }));
                continue;
            }
            opened.add(environment);
            for (Environment one : Databases.chosen(environment, null)) {
                places.add(new StatusCommand.Place(one.name(), () -> databases.workspace(one)));
                kind(one, kinds);
                if (chosen) {
                    proving.add(databases.workspace(one));
                }
            }
        }
        return database
                ? new SquashCommand.Databases(places, proving, kinds)
                : new SquashCommand.Databases(List.of(), List.of(), kinds);
    }

    /** An environment without a url has no kind, which is said where its database is looked at. */
    private static void kind(Environment environment, EnumSet<DatabaseKind> kinds) {
        try {
            kinds.add(environment.kind());
        } catch (MigrateException e) {
            return;
        }
    }

    private void tell(Invocation here, SquashCommand.Result result) {
        Console console = here.console();
        if (dryRun) {
            console.raw(result.text());
        }
        result.proofs().forEach(console::line);
        console.line((dryRun ? "would write " : "wrote ") + Revisions.file(here, result.squash()));
        Revision squash = result.squash();
        console.line("  revision " + squash.id() + ", revises "
                + (squash.isBase() ? "base" : String.join(", ", squash.parents())) + ", replaces "
                + result.folded().size() + " revisions");
        result.rewritten()
                .forEach(one ->
                        console.line((dryRun ? "would name it in " : "named it in ") + Revisions.file(here, one)));
        result.folded()
                .forEach(
                        folded -> console.line((dryRun ? "would delete " : "deleted ") + Revisions.file(here, folded)));
        result.notes().forEach(note -> console.line("note: " + note));
        if (!database) {
            console.line("note: no database was asked: one in the middle of the range will be refused"
                    + " (plan/inside-squash) until it has been upgraded with the old scripts");
        }
        if (dryRun) {
            console.line("nothing has been written");
        }
    }
}
