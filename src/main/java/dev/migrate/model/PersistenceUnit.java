package dev.migrate.model;

import dev.migrate.config.ModelSettings;
import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.diagnostic.Nearest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a JPA provider is told of a project.
 *
 * @param name the unit's name
 * @param api where the annotations come from, {@code jakarta} or {@code javax}; null where no class says it
 * @param provider the provider's class where the project names it
 * @param classes the names of the classes
 * @param packages the names of packages with annotations of their own
 * @param mappingFiles XML mappings, as resources
 * @param properties what the project's files say to the provider, the stronger over the weaker
 * @param naming how Spring Boot, where it is there, has things named
 * @param entities how many of the classes are entities
 * @param notes what the user should know, a sentence each
 */
record PersistenceUnit(
        String name,
        @Nullable String api,
        @Nullable String provider,
        List<String> classes,
        List<String> packages,
        List<String> mappingFiles,
        Map<String, String> properties,
        SpringNaming naming,
        int entities,
        List<String> notes) {

    private static final String ORM = "META-INF/orm.xml";

    /** Copies the collections. */
    PersistenceUnit {
        classes = List.copyOf(classes);
        packages = List.copyOf(packages);
        mappingFiles = List.copyOf(mappingFiles);
        properties = Map.copyOf(properties);
        notes = List.copyOf(notes);
    }

    /**
     * The unit of a project, by its files and classes.
     *
     * @throws MigrateException when nothing is compiled, or no entity is found
     */
    static PersistenceUnit of(ProjectCode code, ModelSettings settings) {
        if (!Files.isDirectory(code.classes())) {
            throw Diagnostic.error("model/not-compiled", "\"" + code.classes() + "\" is not there")
                    .note("entities are read from compiled classes, and a goal that is typed alone compiles nothing")
                    .help("mvn compile, then the goal again; or both at once: mvn compile migrate:revision …")
                    .toException();
        }
        List<String> notes = new ArrayList<>();
        StaleClasses.newerSource(code)
                .ifPresent(file -> notes.add(file + " is newer than the compiled classes: run mvn compile first"));
        Optional<PersistenceXml> xml = PersistenceXml.in(code.classes(), settings.persistenceUnit());
        var scan = new EntityScan();
        scan(scan, code, settings, xml.orElse(null), notes);
        SpringSettings spring = SpringSettings.in(code.classes());
        notes.addAll(spring.notes());

        Set<String> mappings = new LinkedHashSet<>();
        if (code.classPath().stream().anyMatch(entry -> Files.exists(entry.resolve(ORM)) && Files.isDirectory(entry))) {
            mappings.add(ORM);
        }
        xml.ifPresent(unit -> mappings.addAll(unit.mappingFiles()));
        mappings.addAll(spring.list("mapping-resources"));

        Set<String> classes = new LinkedHashSet<>();
        Set<String> packages = new LinkedHashSet<>();
        scan.found().forEach(c -> (c.sort() == ManagedClass.Sort.PACKAGE ? packages : classes).add(c.name()));
        xml.ifPresent(unit -> classes.addAll(unit.classes()));
        if (classes.isEmpty() && mappings.isEmpty()) {
            throw noEntities(code);
        }
        Map<String, String> properties = new LinkedHashMap<>();
        xml.ifPresent(unit -> properties.putAll(unit.properties()));
        properties.putAll(spring.properties());
        return new PersistenceUnit(
                xml.map(PersistenceXml::name).filter(n -> !n.isEmpty()).orElse("migrate"),
                scan.found().stream()
                        .map(ManagedClass::api)
                        .filter(api -> !api.isEmpty())
                        .findFirst()
                        .orElse(null),
                xml.map(PersistenceXml::provider).orElse(null),
                List.copyOf(classes),
                List.copyOf(packages),
                List.copyOf(mappings),
                properties,
                SpringNaming.of(spring),
                (int) scan.found().stream()
                        .filter(c -> c.sort() == ManagedClass.Sort.ENTITY)
                        .count(),
                notes);
    }

    private static void scan(
            EntityScan scan,
            ProjectCode code,
            ModelSettings settings,
            @Nullable PersistenceXml xml,
            List<String> notes) {
        if (xml == null || !xml.excludesUnlisted()) {
            scan.everythingIn(code.classes());
            // modules of the same build
            code.dependencies().values().stream().filter(Files::isDirectory).forEach(scan::everythingIn);
        } else {
            for (String name : xml.classes()) {
                code.classPath().forEach(place -> scan.named(name, place));
            }
        }
        for (String jar : xml == null ? List.<String>of() : xml.jarFiles()) {
            String file = jar.substring(jar.lastIndexOf('/') + 1);
            var named = code.dependencies().values().stream()
                    .filter(place -> place.getFileName().toString().equals(file))
                    .findFirst();
            named.ifPresentOrElse(
                    scan::everythingIn,
                    () -> notes.add("the jar-file \"" + jar + "\" of persistence.xml is no dependency, and left out"));
        }
        for (String wanted : settings.entities()) {
            Path dependency = code.dependencies().get(wanted);
            if (dependency != null) {
                scan.everythingIn(dependency);
                continue;
            }
            boolean found = false;
            for (Path place : code.classPath()) {
                found |= scan.named(wanted, place);
            }
            if (!found) {
                throw unknown(wanted, code);
            }
        }
    }

    private static MigrateException unknown(String wanted, ProjectCode code) {
        boolean coordinates = wanted.contains(":");
        var fault = Diagnostic.error(
                "model/unknown-entities",
                "\"" + wanted + "\" of autogenerate.entities is "
                        + (coordinates ? "no dependency of the project" : "neither a package nor a class of the project and its dependencies"));
        return Nearest.of(wanted, code.dependencies().keySet())
                .filter(near -> coordinates)
                .map(near -> fault.help("did you mean \"" + near + "\"?"))
                .orElse(fault.help("entities = [\"group:artifact\", \"com.acme.model\"]"))
                .toException();
    }

    private static MigrateException noEntities(ProjectCode code) {
        return Diagnostic.error("model/no-entities", "there are no JPA entities in \"" + code.classes() + "\"")
                .note("neither a class with @Entity nor META-INF/orm.xml is there; dependencies are looked at only where"
                        + " autogenerate.entities names them")
                .help("mvn compile; or write the wanted schema to schema.sql; or name where the entities are:"
                        + " entities = [\"group:artifact\"] under [autogenerate]")
                .toException();
    }
}
