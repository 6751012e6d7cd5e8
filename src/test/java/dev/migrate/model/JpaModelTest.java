package dev.migrate.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrate.config.ModelSettings;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.sql.DatabaseKind;
import dev.migrate.testing.EntityProject;
import dev.migrate.testing.TestProvider;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a provider is told of a project, and what is said where it cannot work. */
class JpaModelTest {

    private static final Server POSTGRESQL = new Server(DatabaseKind.POSTGRESQL, "18.0 (Debian 18.0-1)");
    private static final Server SQLITE = new Server(DatabaseKind.SQLITE, "3.54.1");

    private static final String NOTE = """
            package notes;

            import jakarta.persistence.*;

            @Entity
            public class UserNote {
                @Id Long id;
                String shortText;
                Long parentNote;
            }
            """;

    @TempDir
    Path folder;

    @Test
    void springBoot3NamesByUnderscores() {
        var project = notes(TestProvider.HIBERNATE_6)
                .with("org.springframework.boot:spring-boot", TestProvider.jar("spring-boot-3.5.16"));

        assertThat(script(project)).contains("create table user_note (", "short_text");
    }

    @Test
    void springBoot4NamesByUnderscores() {
        var project = notes(TestProvider.HIBERNATE_7)
                .with("org.springframework.boot:spring-boot-hibernate", TestProvider.jar("spring-boot-hibernate-4.1.2"));

        assertThat(script(project)).contains("create table user_note (", "short_text");
    }

    @Test
    void springsSettingsCountButNotThoseOfAProfile() {
        var project = notes(TestProvider.HIBERNATE_6)
                .with("org.springframework.boot:spring-boot", TestProvider.jar("spring-boot-3.5.16"))
                .resource("application.yml", """
                        spring:
                          profiles:
                            active: dev
                          datasource:
                            url: jdbc:postgresql://nowhere/none
                          jpa:
                            hibernate:
                              naming:
                                physicalStrategy: org.hibernate.boot.model.naming.PhysicalNamingStrategyStandardImpl
                              ddl-auto: update
                            properties:
                              hibernate:
                                default_schema: ${SCHEMA:shop}
                                dialect: org.hibernate.dialect.OracleDialect
                        ---
                        spring:
                          config:
                            activate:
                              on-profile: prod
                          jpa:
                            properties:
                              hibernate.default_schema: other
                        """);

        assertThat(script(project)).contains("create table shop.UserNote (", "shortText varchar(255)");
    }

    @Test
    void settingsWinOverAllElse() {
        var project = notes(TestProvider.HIBERNATE_6)
                .resource("application.properties", "spring.jpa.properties.hibernate.default_schema=shop\n");
        var settings = new ModelSettings(List.of(), null, Map.of("hibernate.default_schema", "mine"));

        assertThat(script(project, settings)).contains("create table mine.UserNote (");
    }

    @Test
    void persistenceXmlIsReadButForItsConnection() {
        var project = notes(TestProvider.HIBERNATE_6)
                .sources("""
                        package notes;

                        import jakarta.persistence.*;

                        @Entity
                        public class Unlisted {
                            @Id Long id;
                        }
                        """)
                .resource("META-INF/persistence.xml", unit("one", "<class>notes.UserNote</class>"
                        + "<exclude-unlisted-classes/>"
                        + "<properties><property name='jakarta.persistence.jdbc.url' value='jdbc:none:x'/>"
                        + "<property name='hibernate.connection.url' value='jdbc:none:x'/>"
                        + "<property name='hibernate.hbm2ddl.auto' value='update'/>"
                        + "<property name='hibernate.default_schema' value='shop'/></properties>"));

        assertThat(script(project)).contains("create table shop.UserNote (").doesNotContain("Unlisted");
    }

    @Test
    void ofSeveralUnitsOneIsNamed() {
        String both = "<persistence xmlns='https://jakarta.ee/xml/ns/persistence' version='3.0'>"
                + "<persistence-unit name='one'/><persistence-unit name='two'><properties>"
                + "<property name='hibernate.default_schema' value='second'/></properties></persistence-unit></persistence>";
        var project = notes(TestProvider.HIBERNATE_6).resource("META-INF/persistence.xml", both);

        assertCode("model/persistence-unit", () -> JpaModel.of(project.code(), ModelSettings.NONE));
        assertThat(script(project, new ModelSettings(List.of(), "two", Map.of()))).contains("create table second.UserNote");
        assertCode(
                "model/persistence-unit",
                () -> JpaModel.of(project.code(), new ModelSettings(List.of(), "three", Map.of())));
        project.resource("META-INF/persistence.xml", "<persistence>");
        assertThatThrownBy(() -> JpaModel.of(project.code(), ModelSettings.NONE)).hasMessageContaining("cannot be read");
    }

    @Test
    void ormXmlAndPackageInfoCount() {
        var project = EntityProject.in(folder, TestProvider.HIBERNATE_6)
                .sources(
                        "package plain;\n\npublic class Thing {\n    Long id;\n    String name;\n}\n",
                        "@org.hibernate.annotations.JdbcTypeRegistration("
                                + "value = org.hibernate.type.descriptor.jdbc.LongVarcharJdbcType.class, registrationCode = 12)\n"
                                + "package notes;\n",
                        NOTE)
                .resource("META-INF/orm.xml", """
                        <entity-mappings xmlns="https://jakarta.ee/xml/ns/persistence/orm" version="3.0">
                          <package>plain</package>
                          <entity class="Thing" access="FIELD">
                            <table name="things"/>
                            <attributes><id name="id"/></attributes>
                          </entity>
                        </entity-mappings>
                        """)
                .compiled();

        assertThat(script(project)).contains("create table things (").contains("shortText varchar(32600)");
    }

    @Test
    void beanValidationIsInTheSchema() {
        String source = NOTE.replace("String shortText", "@jakarta.validation.constraints.NotNull"
                + " @jakarta.validation.constraints.Size(max = 42) String shortText");
        var project = EntityProject.in(folder, TestProvider.HIBERNATE_6).sources(source).compiled();

        assertThat(script(project)).contains("shortText varchar(42) not null");
    }

    @Test
    void whereTheFactoryCannotBeMadeItsMetadataDoAndThatIsTold() {
        var settings = new ModelSettings(List.of(), null, Map.of("jakarta.persistence.validation.mode", "CALLBACK"));
        var model = JpaModel.of(notes(TestProvider.HIBERNATE_7).code(), settings);

        assertThat(model.statements(POSTGRESQL)).hasSize(1);
        assertThat(model.notes()).singleElement().asString().startsWith("constraints of Bean Validation are left out");
    }

    @Test
    void entitiesOfDependenciesAreFoundWhereTheyAreNamed() {
        var library = EntityProject.in(folder.resolve("library"), TestProvider.HIBERNATE_6)
                .sources(NOTE, NOTE.replace("package notes", "package other").replace("UserNote", "Elsewhere"))
                .compiled();
        var project = EntityProject.in(folder.resolve("app"), TestProvider.HIBERNATE_6)
                .sources("package app;\n\nimport jakarta.persistence.*;\n\n@Entity\npublic class Own {\n    @Id Long id;\n}\n")
                .compiled();
        Path jar = jar(library.classes());
        project.with("acme:notes", jar);

        assertThat(script(project)).contains("create table Own").doesNotContain("UserNote");
        assertThat(script(project, entities("acme:notes"))).contains("UserNote", "Elsewhere");
        assertThat(script(project, entities("notes"))).contains("UserNote").doesNotContain("Elsewhere");
        assertThat(script(project, entities("other.Elsewhere"))).contains("Elsewhere").doesNotContain("UserNote");
        assertCode("model/unknown-entities", () -> JpaModel.of(project.code(), entities("acme:note")));
        assertCode("model/unknown-entities", () -> JpaModel.of(project.code(), entities("com.none")));
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsPrintedAndNothingElseChanged(TestProvider provider) {
        var project = notes(provider).resource("import.sql", "insert into UserNote values (1);");
        PrintStream out = System.out;
        var printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        try {
            assertThat(script(project)).containsIgnoringCase("create table usernote").doesNotContainIgnoringCase("insert");
        } finally {
            System.setOut(out);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(System.getProperty("org.jboss.logging.provider")).isNull();
        assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(loader);
    }

    @Test
    void classesOlderThanTheirSourcesAreTold() throws IOException {
        var project = notes(TestProvider.HIBERNATE_7);
        assertThat(JpaModel.of(project.code(), ModelSettings.NONE).notes()).isEmpty();

        Path source = project.sourceFolder().resolve("notes/UserNote.java");
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(60)));

        assertThat(JpaModel.of(project.code(), ModelSettings.NONE).notes())
                .containsExactly("UserNote.java is newer than the compiled classes: run mvn compile first");
    }

    @Test
    void aProviderMayComeWithThePlugin() {
        var project = notes(TestProvider.HIBERNATE_7);
        var code = project.code();
        Path api = code.dependencies().get("test:jakarta.persistence-api-3.2.0");
        var alone = new ProjectCode(code.classes(), Map.of("jakarta:api", api), code.sources(), List.of());
        var given = new ProjectCode(
                code.classes(), Map.of("jakarta:api", api), code.sources(), List.copyOf(code.dependencies().values()));

        assertCode("model/no-provider", () -> JpaModel.of(alone, ModelSettings.NONE).statements(POSTGRESQL));
        assertThat(JpaModel.of(given, ModelSettings.NONE).statements(POSTGRESQL)).hasSize(1);
    }

    @Test
    void whatIsMissingIsSaid() {
        var empty = EntityProject.in(folder.resolve("none"), TestProvider.HIBERNATE_7);
        assertCode("model/not-compiled", () -> JpaModel.of(empty.code(), ModelSettings.NONE));
        var plain = EntityProject.in(folder.resolve("plain"), TestProvider.HIBERNATE_7)
                .sources("package plain;\n\npublic class Thing {}\n")
                .compiled();
        assertCode("model/no-entities", () -> JpaModel.of(plain.code(), ModelSettings.NONE));
        var eclipselink = notes(TestProvider.ECLIPSELINK_5);
        assertCode("model/no-dialect", () -> JpaModel.of(eclipselink.code(), ModelSettings.NONE).statements(SQLITE));
        var hibernate5 = EntityProject.in(folder.resolve("five"), TestProvider.HIBERNATE_5).sources(NOTE).compiled();
        assertCode("model/no-dialect", () -> JpaModel.of(hibernate5.code(), ModelSettings.NONE).statements(SQLITE));
    }

    @ParameterizedTest
    @EnumSource(names = {"HIBERNATE_7", "ECLIPSELINK_5"})
    void aMappingThatTheProviderRefusesIsSaid(TestProvider provider) {
        var project = EntityProject.in(folder, provider)
                .sources("package bad;\n\nimport jakarta.persistence.*;\n\n@Entity\npublic class NoKey {\n    String name;\n}\n")
                .compiled();
        JpaModel model = JpaModel.of(project.code(), ModelSettings.NONE);

        assertThatThrownBy(() -> model.statements(POSTGRESQL))
                .isInstanceOfSatisfying(MigrateException.class, e -> assertThat(e.diagnostics())
                        .singleElement()
                        .satisfies(fault -> {
                            assertThat(fault.code()).isEqualTo("model/provider-failed");
                            assertThat(fault.message()).contains("NoKey");
                        }));
    }

    @Test
    void theTitleCountsEntities() {
        assertThat(JpaModel.of(notes(TestProvider.HIBERNATE_7).code(), ModelSettings.NONE).title())
                .isEqualTo("1 JPA entity");
    }

    private EntityProject notes(TestProvider provider) {
        return EntityProject.in(folder, provider).sources(NOTE).compiled();
    }

    private static ModelSettings entities(String... names) {
        return new ModelSettings(List.of(names), null, Map.of());
    }

    private static String script(EntityProject project) {
        return script(project, ModelSettings.NONE);
    }

    private static String script(EntityProject project, ModelSettings settings) {
        return JpaModel.of(project.code(), settings).statements(POSTGRESQL).stream()
                .map(ModelStatement::sql)
                .collect(Collectors.joining(";\n"));
    }

    private static String unit(String name, String inner) {
        return "<persistence xmlns='https://jakarta.ee/xml/ns/persistence' version='3.0'><persistence-unit name='" + name
                + "'>" + inner + "</persistence-unit></persistence>";
    }

    private Path jar(Path classes) {
        Path jar = folder.resolve("library.jar");
        try (var out = new java.util.jar.JarOutputStream(Files.newOutputStream(jar));
                var files = Files.walk(classes)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                out.putNextEntry(new java.util.jar.JarEntry(classes.relativize(file).toString()));
                out.write(Files.readAllBytes(file));
            }
            return jar;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void assertCode(String code, ThrowingCallable work) {
        assertThatThrownBy(work).isInstanceOfSatisfying(MigrateException.class, e -> assertThat(e.diagnostics())
                .singleElement()
                .satisfies(fault -> {
                    assertThat(fault.code()).isEqualTo(code);
                    assertThat(fault.help()).isNotNull();
                }));
    }
}
