package dev.migrate.model;

import dev.migrate.config.ModelSettings;
import dev.migrate.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The schema that the project's JPA entities mean, as their own provider writes it. It owns what entities can say, and nothing else. */
public final class JpaModel implements Model {

    private final ProjectCode code;
    private final PersistenceUnit unit;
    private final Map<String, String> properties;
    private final List<String> notes = new ArrayList<>();
    private @Nullable Server server;
    private List<String> unmapped = List.of();

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
    public List<ModelStatement> statements(Server wanted) {
        notes.clear();
        server = wanted;
        return new JpaProvider(code, unit, properties, notes::add).statements(wanted);
    }

    @Override
    public Schema goal(Schema model, Schema live) {
        if (server == null) {
            throw new IllegalStateException("a goal is asked for before the statements");
        }
        var goal = EntityGoal.of(model, live, server.kind());
        unmapped = goal.unmapped();
        return goal.schema();
    }

    @Override
    public List<String> notes() {
        List<String> all = new ArrayList<>(unit.notes());
        all.addAll(notes);
        if (!unmapped.isEmpty()) {
            all.add("no entity is mapped to " + String.join(", ", unmapped)
                    + ": autogenerate drops what is not in the model; exclude = [\"" + unmapped.get(0)
                    + "\"] under [autogenerate] keeps it");
        }
        return List.copyOf(all);
    }
}
