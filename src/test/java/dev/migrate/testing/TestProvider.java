package dev.migrate.testing;

import dev.migrate.sql.DatabaseKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A JPA provider, with what it needs: jars that the build puts into a folder, on no class path. */
public enum TestProvider {
    /** The last with {@code javax.persistence}. */
    HIBERNATE_5(
            "javax",
            "hibernate-core-5.6.15.Final",
            "hibernate-commons-annotations-5.1.2.Final",
            "javax.persistence-api-2.2",
            "jboss-transaction-api_1.2_spec-1.1.1.Final",
            "antlr-2.7.7",
            "jandex-2.4.2.Final",
            "classmate-1.5.1",
            "byte-buddy-1.18.14",
            "jboss-logging-3.6.1.Final",
            "jaxb-api-2.3.1",
            "jaxb-runtime-2.3.1",
            "istack-commons-runtime-3.0.7",
            "txw2-2.3.1",
            "javax.activation-api-1.2.0"),
    /** With Bean Validation. */
    HIBERNATE_6(
            "jakarta",
            "hibernate-core-6.6.44.Final",
            "hibernate-community-dialects-6.6.44.Final",
            "hibernate-commons-annotations-7.0.3.Final",
            "jakarta.persistence-api-3.1.0",
            "jandex-3.2.0",
            "classmate-1.5.1",
            "hibernate-validator-8.0.3.Final",
            "jakarta.validation-api-3.0.2",
            "expressly-5.0.0",
            "jakarta.el-api-5.0.0",
            "*"),
    /** Without Bean Validation. */
    HIBERNATE_7(
            "jakarta",
            "hibernate-core-7.4.13.Final",
            "hibernate-community-dialects-7.4.13.Final",
            "hibernate-models-1.1.2",
            "jakarta.persistence-api-3.2.0",
            "*"),
    /** For JPA 3.1. */
    ECLIPSELINK_4(
            "jakarta",
            "org.eclipse.persistence.jpa-4.0.9",
            "org.eclipse.persistence.asm-9.9.0",
            "org.eclipse.persistence.core-4.0.9",
            "org.eclipse.persistence.jpa.jpql-4.0.9",
            "jakarta.persistence-api-3.1.0"),
    /** For JPA 3.2. */
    ECLIPSELINK_5(
            "jakarta",
            "org.eclipse.persistence.jpa-5.0.0",
            "org.eclipse.persistence.core-5.0.0",
            "org.eclipse.persistence.jpa.jpql-5.0.0",
            "asm-9.9.1",
            "asm-commons-9.9.1",
            "asm-tree-9.9.1",
            "jakarta.persistence-api-3.2.0");

    /** What Hibernate 6 and 7 both need, which is written {@code *} above. */
    private static final List<String> SHARED = List.of(
            "jakarta.transaction-api-2.0.1",
            "jboss-logging-3.6.1.Final",
            "byte-buddy-1.18.14",
            "jakarta.xml.bind-api-4.0.4",
            "jakarta.activation-api-2.1.4",
            "jaxb-runtime-4.0.7",
            "jaxb-core-4.0.7",
            "angus-activation-2.0.3",
            "txw2-4.0.7",
            "istack-commons-runtime-4.1.2",
            "jakarta.inject-api-2.0.1",
            "antlr4-runtime-4.13.2");

    private final String api;
    private final List<String> jars;

    TestProvider(String api, String... jars) {
        this.api = api;
        this.jars = List.of(jars);
    }

    /** Where its annotations come from: {@code jakarta} or {@code javax}. */
    public String api() {
        return api;
    }

    /** Whether it is Hibernate. */
    public boolean isHibernate() {
        return name().startsWith("HIBERNATE");
    }

    /** Whether it can write a schema for a database. */
    public boolean knows(DatabaseKind kind) {
        return kind != DatabaseKind.SQLITE || this == HIBERNATE_6 || this == HIBERNATE_7;
    }

    /** Its jars, by names such as Maven's. */
    public Map<String, Path> dependencies() {
        Map<String, Path> files = new LinkedHashMap<>();
        names().forEach(name -> files.put("test:" + name, jar(name)));
        return files;
    }

    /** Another of the jars that stand beside the providers'. */
    public static Path jar(String name) {
        Path jar = Path.of(System.getProperty("migrate.test.providers", "target/providers"), name + ".jar");
        if (!Files.exists(jar)) {
            throw new IllegalStateException(jar + " is not there: mvn generate-test-resources brings it");
        }
        return jar;
    }

    private List<String> names() {
        List<String> names = new ArrayList<>();
        for (String jar : jars) {
            (jar.equals("*") ? SHARED.stream() : Stream.of(jar)).forEach(names::add);
        }
        return names;
    }
}
