package dev.migrate.mojo;

import dev.migrate.command.ReleaseCommand;
import dev.migrate.command.Workspace;
import dev.migrate.report.RunPrinter;
import java.nio.file.Path;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.apache.maven.project.MavenProjectHelper;
import org.jspecify.annotations.Nullable;

/**
 * Makes the bundle that a pipeline hands on: validates, then writes upgrade.sql, downgrade.sql, plan.json and
 * SHA256SUMS, and attaches them to the build as a zip with the classifier {@code migrations}. Example: {@code mvn
 * verify -Dmigrate.from=20240115_103000_a1b2c3d4}.
 */
@Mojo(name = "release", defaultPhase = LifecyclePhase.VERIFY, requiresProject = false, threadSafe = true)
public final class ReleaseMojo extends DatabaseMojo {

    /** Where the bundle begins; {@code base} without it. Example: {@code -Dmigrate.from=20240115_103000_a1b2c3d4}. */
    @Parameter(property = "migrate.from")
    private @Nullable String from;

    /** Where the bundle ends. Example: {@code -Dmigrate.to=20240301_090000_0badcafe}. */
    @Parameter(property = "migrate.to", defaultValue = "head")
    private String to;

    @Inject
    private MavenProjectHelper projectHelper;

    /** The time of every entry of the zip, so that the same input gives the same bytes. */
    @Parameter(defaultValue = "${project.build.outputTimestamp}", readonly = true)
    private @Nullable String outputTimestamp;

    @Override
    boolean connects() {
        return false;
    }

    @Override
    void on(Workspace workspace, Invocation here, RunPrinter told) {
        MavenProject project = here.project();
        boolean hasPom = project.getFile() != null;
        String name = hasPom
                ? project.getBuild().getFinalName()
                : here.folder().getFileName().toString();
        Path target = hasPom
                ? Path.of(project.getBuild().getDirectory())
                : here.folder().resolve("target");
        String suffix = workspace.environment().name().indexOf('/') < 0
                ? ""
                : "-"
                        + workspace
                                .environment()
                                .name()
                                .substring(workspace.environment().name().indexOf('/') + 1);
        Path zip = target.resolve(name + "-migrations" + suffix + ".zip");
        var result = new ReleaseCommand()
                .run(
                        workspace,
                        new ReleaseCommand.Request(
                                from,
                                to,
                                zip,
                                here.plugin().getVersion(),
                                hasPom
                                        ? project.getGroupId() + ":" + project.getArtifactId() + ":"
                                                + project.getVersion()
                                        : null,
                                ReleaseTime.of(outputTimestamp)));
        if (hasPom) {
            projectHelper.attachArtifact(project, "zip", "migrations" + suffix, zip.toFile());
        }
        Console console = here.console();
        result.notes().forEach(console::line);
        int revisions = result.plan().steps().size();
        console.line(revisions + (revisions == 1 ? " revision, " : " revisions, ")
                + result.plan().from().display() + " -> "
                + result.plan().to().display() + ", for "
                + workspace.environment().kind().displayName() + ": "
                + here.folder().relativize(zip));
    }
}
