package dev.migrate.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * How Spring Boot has Hibernate name tables and columns. An application that runs with Spring Boot has these names though no file of it
 * says so.
 *
 * @param implicit the strategy that the application's settings name; empty for Spring Boot's own
 * @param physical the other one
 */
record SpringNaming(String implicit, String physical) {

    /** Boot 4, then those before. */
    private static final List<String> IMPLICIT = List.of(
            "org.springframework.boot.hibernate.SpringImplicitNamingStrategy",
            "org.springframework.boot.orm.jpa.hibernate.SpringImplicitNamingStrategy");

    /** Boot 4 on Hibernate 7, Boot 2.6 to 3, Boot 2 before 2.6. */
    private static final List<String> PHYSICAL = List.of(
            "org.hibernate.boot.model.naming.PhysicalNamingStrategySnakeCaseImpl",
            "org.hibernate.boot.model.naming.CamelCaseToUnderscoresNamingStrategy",
            "org.springframework.boot.orm.jpa.hibernate.SpringPhysicalNamingStrategy");

    /** What the application's settings say. */
    static SpringNaming of(SpringSettings settings) {
        return new SpringNaming(
                settings.get("hibernate.naming.implicit-strategy"), settings.get("hibernate.naming.physical-strategy"));
    }

    /** The properties for Hibernate; none where Spring Boot is not there. */
    Map<String, String> properties(Predicate<String> isClass) {
        Map<String, String> properties = new LinkedHashMap<>();
        IMPLICIT.stream().filter(isClass).findFirst().ifPresent(own -> {
            properties.put("hibernate.implicit_naming_strategy", implicit.isEmpty() ? own : implicit);
            if (!physical.isEmpty()) {
                properties.put("hibernate.physical_naming_strategy", physical);
            } else {
                PHYSICAL.stream()
                        .filter(isClass)
                        .findFirst()
                        .ifPresent(name -> properties.put("hibernate.physical_naming_strategy", name));
            }
        });
        return properties;
    }
}
