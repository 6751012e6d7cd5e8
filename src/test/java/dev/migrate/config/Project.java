package dev.migrate.config;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.diagnostic.SourceSpan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** A user's project in a test: its files, and what stands around it. */
final class Project {

    final Path base;
    final Map<String, String> typed = new HashMap<>();
    final Map<String, String> pom = new HashMap<>();
    final Map<String, String> variables = new HashMap<>();
    final Map<String, String> properties = new HashMap<>();
    final Map<String, Credentials> servers = new HashMap<>();

    Project(Path base) {
        this.base = base;
    }

    Project file(String path, String text) {
        try {
            Path file = base.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            return this;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    EnvironmentRequest request(String name) {
        return EnvironmentRequest.of(base, EnvironmentChoice.named(name, "the test"))
                .withUserProperties(typed)
                .withPomConfiguration(pom)
                .withOsVariables(key -> Optional.ofNullable(variables.get(key)))
                .withMavenProperties(key -> Optional.ofNullable(properties.get(key)))
                .withServers(id -> Optional.ofNullable(servers.get(id)));
    }

    Environment load(String name) {
        return new EnvironmentLoader().load(request(name));
    }

    Setting setting(String environment, String key) {
        return load(environment).settings().stream()
                .filter(setting -> setting.key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    /** What a user is told, in a form that can be compared. */
    String told(ThrowingCallable action) {
        MigrateException thrown = catchThrowableOfType(MigrateException.class, action);
        if (thrown == null) {
            return "nothing";
        }
        return thrown.diagnostics().stream().map(this::text).collect(Collectors.joining("\n")) + "\n";
    }

    private String text(Diagnostic diagnostic) {
        var text = new StringBuilder(
                diagnostic.severity().word() + "[" + diagnostic.code() + "]: " + diagnostic.message());
        SourceSpan span = diagnostic.span();
        if (span != null) {
            text.append("\n  --> ")
                    .append(base.relativize(span.file()).toString().replace('\\', '/'));
            if (span.line() > 0) {
                String line = String.valueOf(span.lineText());
                text.append(':')
                        .append(span.line())
                        .append(':')
                        .append(span.column())
                        .append(" | ")
                        .append(line)
                        .append("\n      ^ ")
                        .append(
                                line,
                                Math.min(line.length(), span.column() - 1),
                                Math.min(line.length(), span.column() - 1 + span.length()));
            }
        }
        diagnostic.notes().forEach(note -> text.append("\n  note: ").append(note));
        if (diagnostic.help() != null) {
            text.append("\n  help: ").append(diagnostic.help());
        }
        return text.toString().replace(base.toString(), "BASE");
    }
}
