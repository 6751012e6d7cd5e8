package dev.migrate.model;

import dev.migrate.config.ModelSettings;
import dev.migrate.schema.Schema;
import java.util.List;

/** The schema that the project's JPA entities say, as their own provider writes it. It owns what entities can say, and nothing else. */
public final class JpaModel implements Model {

    private final ProjectCode code;
    private final ModelSettings settings;

    /** The model of a project's code. */
    public JpaModel(ProjectCode code, ModelSettings settings) {
        this.code = code;
        this.settings = settings;
    }

    @Override
    public String title() {
        return "the JPA entities of " + code.classes();
    }

    @Override
    public List<ModelStatement> statements(Server server) {
        throw new UnsupportedOperationException("JPA entities with " + settings);
    }

    @Override
    public Schema goal(Schema model, Schema live) {
        return model;
    }

    @Override
    public List<String> notes() {
        return List.of();
    }
}
