package dev.migrate.model;

import dev.migrate.config.ModelSettings;
import dev.migrate.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The schema that the project's JPA entities mean, as their own provider writes it. It owns what entities can say, and nothing else. */
public final class JpaModel implements Model {

    private final ProjectCode code;
    private final PersistenceUnit unit;
    private final Map<String, String> properties;
    private final List<String> notes = new ArrayList<>();

    private JpaModel(ProjectCode code, PersistenceUnit unit, Map<String, String> properties) {
        this.code = code;
        this.unit = unit;
        this.properties = properties;
    }

    /**
     * The model of a project's code.
     *
     * @throws dev.migrate.diagnostic.MigrateException when nothing is compiled, or there are no entities
     */
    public static JpaModel of(ProjectCode code, ModelSettings settings) {
        return new JpaModel(code, PersistenceUnit.of(code, settings), settings.jpaProperties());
    }

    @Override
    public String title() {
        return unit.entities() == 1 ? "1 JPA entity" : unit.entities() + " JPA entities";
    }

    @Override
    public List<ModelStatement> statements(Server server) {
        notes.clear();
        return new JpaProvider(code, unit, properties, notes::add).statements(server);
    }

    @Override
    public Schema goal(Schema model, Schema live) {
        return model;
    }

    @Override
    public List<String> notes() {
        List<String> all = new ArrayList<>(unit.notes());
        all.addAll(notes);
        return List.copyOf(all);
    }
}
