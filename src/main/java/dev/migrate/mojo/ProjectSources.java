package dev.migrate.mojo;

import dev.migrate.model.ProjectCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.model.Dependency;
import org.apache.maven.model.Plugin;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.project.MavenProject;

/** The project's code, with what it needs, for the provider of its entities. */
final class ProjectSources implements Supplier<ProjectCode> {

    private final MavenProject project;
    private final PluginDescriptor plugin;
    private final ProjectDependencies dependencies;

    ProjectSources(MavenProject project, PluginDescriptor plugin, ProjectDependencies dependencies) {
        this.project = project;
        this.plugin = plugin;
        this.dependencies = dependencies;
    }

    @Override
    public ProjectCode get() {
        List<Path> sources =
                project.getCompileSourceRoots().stream().map(Path::of).toList();
        Path classes = Path.of(project.getBuild().getOutputDirectory());
        return new ProjectCode(classes, dependencies.files("the model of JPA entities"), sources, declared());
    }

    /** What the POM gives the plugin as dependencies, which is how a project whose server brings the provider names one. */
    private List<Path> declared() {
        Plugin declaration = project.getBuild().getPluginsAsMap().get(plugin.getPluginLookupKey());
        if (declaration == null || declaration.getDependencies().isEmpty()) {
            return List.of();
        }
        List<Path> files = new ArrayList<>();
        for (Artifact artifact : plugin.getArtifacts()) {
            List<String> trail = artifact.getDependencyTrail() == null ? List.of() : artifact.getDependencyTrail();
            boolean declared = declaration.getDependencies().stream().anyMatch(dependency -> isWithin(trail, dependency));
            if (declared && artifact.getFile() != null) {
                files.add(artifact.getFile().toPath());
            }
        }
        return files;
    }

    private static boolean isWithin(List<String> trail, Dependency dependency) {
        return trail.stream().anyMatch(id -> id.startsWith(dependency.getGroupId() + ":" + dependency.getArtifactId() + ":"));
    }
}
