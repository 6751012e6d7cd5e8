package dev.migrate.config;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is said of the project's JPA entities.
 *
 * @param entities where entities are besides the project's own classes: dependencies ({@code group:artifact}), packages and classes
 * @param persistenceUnit the unit of {@code persistence.xml} that is meant; null for the only one
 * @param jpaProperties properties for the provider, which win over all others
 */
public record ModelSettings(
        List<String> entities,
        @Nullable String persistenceUnit,
        Map<String, String> jpaProperties) {

    /** Of a project that says nothing. */
    public static final ModelSettings NONE = new ModelSettings(List.of(), null, Map.of());

    /** Copies both. */
    public ModelSettings {
        entities = List.copyOf(entities);
        jpaProperties = Map.copyOf(jpaProperties);
    }
}
