package dev.migrate.mojo;

import dev.migrate.command.InitTemplate;
import dev.migrate.report.Style;
import dev.migrate.report.Table;
import java.util.List;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.project.MavenProject;

/** Lists the skeletons that {@code init} can write. Example: {@code mvn migrate:list-templates}. */
@Mojo(name = "list-templates", requiresProject = false, threadSafe = true)
public final class ListTemplatesMojo extends ListingMojo {

    @Override
    List<Place> places(MavenSession session, MojoExecution execution, MavenProject project) {
        return List.of(Place.of(session, execution, project));
    }

    @Override
    Listing list(Invocation here, Style style) {
        var table = new Table("TEMPLATE", "WHAT IT IS");
        InitTemplate.ALL.forEach(template -> table.row(template.name(), template.description()));
        record Template(String name, String description) {}
        List<Template> json = InitTemplate.ALL.stream()
                .map(template -> new Template(template.name(), template.description()))
                .toList();
        return new Listing(json, table.lines(style));
    }
}
