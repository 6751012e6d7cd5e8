package dev.migrate.model;

import dev.migrate.config.ModelSettings;
import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.diagnostic.Nearest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Which model the parameter {@code model} means. */
public final class ModelChoice {

    private static final String SCHEMA = "schema";
    private static final String JPA = "jpa";

    private final Path project;
    private final Supplier<ProjectCode> code;
    private final ModelSettings settings;
    private final @Nullable Map<String, String> placeholders;

    /**
     * The choice in a project.
     *
     * @param project its folder
     * @param code its code, asked for only where entities are the model
     * @param settings what is said of its entities
     * @param placeholders values for {@code ${name}} in schema files; null where placeholders are off
     */
    public ModelChoice(
            Path project,
            Supplier<ProjectCode> code,
            ModelSettings settings,
            @Nullable Map<String, String> placeholders) {
        this.project = project;
        this.code = code;
        this.settings = settings;
        this.placeholders = placeholders;
    }

    /**
     * The model that a word means; empty where it is the name of an environment, whose database is the model then.
     *
     * @param word {@code schema}, {@code jpa} or an environment's name; null for the schema's files where there are some, else the entities
     * @param environments the environments that there are
     * @throws MigrateException when there is no such model
     */
    public Optional<Model> of(@Nullable String word, Collection<String> environments) {
        if (word == null) {
            Optional<SchemaFileModel> files = SchemaFileModel.in(project, placeholders);
            return Optional.of(files.isPresent() ? files.get() : entities());
        }
        return switch (word) {
            case SCHEMA -> Optional.of(SchemaFileModel.in(project, placeholders).orElseThrow(this::noFiles));
            case JPA -> Optional.of(entities());
            default -> {
                if (!environments.contains(word)) {
                    throw unknown(word, environments);
                }
                yield Optional.empty();
            }
        };
    }

    private Model entities() {
        return JpaModel.of(code.get(), settings);
    }

    private MigrateException noFiles() {
        return Diagnostic.error("model/no-schema", "the project has neither \"schema.sql\" nor a folder \"schema\"")
                .note("looked for in " + project)
                .help(
                        Files.isDirectory(project.resolve("src/main/java"))
                                ? "write the CREATE statements of the wanted schema to schema.sql, or -Dmigrate.model=jpa"
                                : "write the CREATE statements of the wanted schema to schema.sql")
                .toException();
    }

    private static MigrateException unknown(String word, Collection<String> environments) {
        List<String> known = new ArrayList<>(List.of(SCHEMA, JPA));
        known.addAll(environments);
        var fault = Diagnostic.error("model/unknown", "model is \"" + word + "\", and knows " + String.join(", ", known))
                .note("schema is schema.sql, jpa the project's entities; the others are environments, whose database is the model");
        return Nearest.of(word, known)
                .map(near -> fault.help("did you mean -Dmigrate.model=" + near + "?"))
                .orElse(fault.help("-Dmigrate.model=schema"))
                .toException();
    }
}
