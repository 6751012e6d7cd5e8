package dev.migrate.mojo;

import dev.migrate.command.InitTemplate;
import dev.migrate.report.Style;
import dev.migrate.report.Table;
import dev.migrate.script.ScriptTemplate;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.project.MavenProject;

/**
 * Lists the skeletons that {@code init} writes, and the templates that {@code revision} fills
 * ({@code scripts.revision_template}). Example: {@code mvn migrate:list-templates}.
 */
@Mojo(name = "list-templates", requiresProject = false, threadSafe = true)
public final class ListTemplatesMojo extends ListingMojo {

    @Override
    List<Place> places(MavenSession session, MojoExecution execution, MavenProject project) {
        return List.of(Place.of(session, execution, project));
    }

    @Override
    Listing list(Invocation here, Style style) {
        record Template(String goal, String name, String description) {}
        var templates = new ArrayList<Template>();
        InitTemplate.ALL.forEach(
                template -> templates.add(new Template("init", template.name(), template.description())));
        ScriptTemplate.builtIn()
                .forEach(template -> templates.add(new Template("revision", template.name(), template.description())));
        var table = new Table("GOAL", "TEMPLATE", "WHAT IT IS");
        templates.forEach(template -> table.row(template.goal(), template.name(), template.description()));
        return new Listing(templates, table.lines(style));
    }
}
