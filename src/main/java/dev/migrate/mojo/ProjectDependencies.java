package dev.migrate.mojo;

import dev.migrate.diagnostic.Diagnostic;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.project.DefaultDependencyResolutionRequest;
import org.apache.maven.project.DependencyResolutionException;
import org.apache.maven.project.MavenProject;
import org.apache.maven.project.ProjectDependenciesResolver;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.graph.DependencyNode;

/**
 * What a project's code needs, tests aside. It is resolved only when somebody asks: a goal that asked Maven for it would wait on every run.
 */
final class ProjectDependencies {

    private final MavenProject project;
    private final MavenSession session;
    private final ProjectDependenciesResolver resolver;

    ProjectDependencies(MavenProject project, MavenSession session, ProjectDependenciesResolver resolver) {
        this.project = project;
        this.session = session;
        this.resolver = resolver;
    }

    /**
     * The dependencies' files by {@code group:artifact}, in the order of the class path. A module of this build is the folder of its
     * classes: a goal that is typed alone has packaged nothing.
     *
     * @param asking what needs them, for the message where one cannot be had
     */
    Map<String, Path> files(String asking) {
        if (project.getFile() == null) {
            return Map.of();
        }
        var request = new DefaultDependencyResolutionRequest(project, session.getRepositorySession());
        request.setResolutionFilter((node, parents) -> node.getDependency() == null
                || !isTest(node.getDependency())
                        && module(node.getDependency().getArtifact()).isEmpty());
        try {
            var files = new LinkedHashMap<String, Path>();
            collect(resolver.resolve(request).getDependencyGraph(), files);
            return files;
        } catch (DependencyResolutionException e) {
            throw Diagnostic.error(
                            "java/class-path",
                            "the dependencies of \"" + project.getArtifactId() + "\", which " + asking
                                    + " asks for, cannot be resolved")
                    .note(String.valueOf(e.getMessage()))
                    .help("mvn dependency:tree shows what is missing")
                    .toException(e);
        }
    }

    private void collect(DependencyNode node, Map<String, Path> files) {
        for (DependencyNode child : node.getChildren()) {
            Dependency dependency = child.getDependency();
            if (dependency == null || isTest(dependency)) {
                continue;
            }
            Artifact artifact = dependency.getArtifact();
            String key = artifact.getGroupId() + ":" + artifact.getArtifactId()
                    + (artifact.getClassifier().isEmpty() ? "" : ":" + artifact.getClassifier());
            module(artifact)
                    .or(() -> Optional.ofNullable(artifact.getFile()).map(file -> file.toPath()))
                    .ifPresent(file -> files.putIfAbsent(key, file));
            collect(child, files);
        }
    }

    /** The compiled classes of another module of this build. */
    private Optional<Path> module(Artifact artifact) {
        if (!artifact.getClassifier().isEmpty() || !artifact.getExtension().equals("jar")) {
            return Optional.empty();
        }
        return session.getProjects().stream()
                .filter(other -> other.getGroupId().equals(artifact.getGroupId())
                        && other.getArtifactId().equals(artifact.getArtifactId())
                        && other.getVersion().equals(artifact.getVersion()))
                .map(other -> Path.of(other.getBuild().getOutputDirectory()))
                .filter(Files::isDirectory)
                .findFirst();
    }

    private static boolean isTest(Dependency dependency) {
        return "test".equals(dependency.getScope());
    }
}
