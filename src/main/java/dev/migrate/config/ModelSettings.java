package dev.migrate.config;

import java.util.List;
import java.util.Map;

/**
 * What is said of the project's JPA entities.
 *
 * @param entities where entities are besides the project's own classes: dependencies ({@code group:artifact}), packages and classes
 * @param jpaProperties properties for the provider, which win over all others
 */
public record ModelSettings(List<String> entities, Map<String, String> jpaProperties) {

    /** Of a project that says nothing. */
    public static final ModelSettings NONE = new ModelSettings(List.of(), Map.of());

    /** Copies both. */
    public ModelSettings {
        entities = List.copyOf(entities);
        jpaProperties = Map.copyOf(jpaProperties);
    }
}
