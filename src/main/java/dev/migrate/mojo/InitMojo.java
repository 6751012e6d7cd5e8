package dev.migrate.mojo;

import dev.migrate.command.InitCommand;
import java.time.Clock;
import java.util.List;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;

/**
 * Writes what a project needs to begin: {@code environments/} and a first revision in {@code src/main/migrations/}. It
 * runs as written, on SQLite, and no file that is there already is touched. Example: {@code mvn migrate:init}.
 */
@Mojo(name = "init", requiresProject = false, threadSafe = true)
public final class InitMojo extends MigrateMojo {

    /** Which skeleton; {@code mvn migrate:list-templates} lists them. Example: {@code -Dmigrate.template=mysql}. */
    @Parameter(property = "migrate.template", defaultValue = "generic")
    private String template;

    @Override
    List<Place> places(MavenSession session, MojoExecution execution, MavenProject project) {
        return List.of(Place.of(session, execution, project));
    }

    @Override
    void run(Invocation here) {
        var result = new InitCommand(Clock.systemUTC()).run(new InitCommand.Request(here.folder(), template));
        Console console = here.console();
        for (var file : result.files()) {
            console.line((file.written() ? "wrote " : "kept  ")
                    + file.name()
                    + (file.written() ? "" : " (was there already)"));
        }
        String prefix = here.prefix();
        console.line("next:");
        console.line("  mvn " + prefix + ":upgrade   runs the revisions on the database of environments/dev.toml");
        console.line("  mvn " + prefix + ":revision -Dmigrate.message=\"add email to users\"   writes the next one");
        console.line("  mvn " + prefix + ":config -Dmigrate.env=prod   shows what holds for another environment");
        if (!Invocation.isDeclared(here.project(), here.plugin())) {
            console.line("with this among the <plugins> of pom.xml, \"mvn migrate:upgrade\" is enough:");
            console.line("  <plugin>");
            console.line("    <groupId>" + here.plugin().getGroupId() + "</groupId>");
            console.line("    <artifactId>" + here.plugin().getArtifactId() + "</artifactId>");
            console.line("    <version>" + here.plugin().getVersion() + "</version>");
            console.line("    <extensions>true</extensions>");
            console.line("  </plugin>");
        }
    }
}
