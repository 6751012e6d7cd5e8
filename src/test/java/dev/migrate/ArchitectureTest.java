package dev.migrate;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The map of arrows between rooms. Rules are methods: Surefire skips those that are fields. */
@AnalyzeClasses(packages = "dev.migrate", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    void everythingIsLookedAt(JavaClasses classes) {
        assertThat(classes).hasSizeGreaterThan(150);
    }

    @ArchTest
    void packagesFormNoCycle(JavaClasses classes) {
        slices().matching("dev.migrate.(*)..").should().beFreeOfCycles().check(classes);
    }

    @ArchTest
    void eachRoomKnowsOnlyWhatStandsBelowIt(JavaClasses classes) {
        room("diagnostic").check(classes);
        room("sql", "diagnostic").check(classes);
        room("schema", "diagnostic", "sql").check(classes);
        room("lint", "diagnostic", "sql").check(classes);
        room("revision", "diagnostic").check(classes);
        room("config", "diagnostic", "sql").check(classes);
        room("script", "diagnostic", "sql", "revision", "config").check(classes);
        room("plan", "diagnostic", "revision").check(classes);
        room("operation", "diagnostic", "sql").check(classes);
        room("diff", "diagnostic", "sql", "schema", "operation").check(classes);
        room("model", "diagnostic", "sql", "schema", "config", "script", "revision")
                .check(classes);
        room("trace").check(classes);
        room("dialect", "diagnostic", "sql", "schema", "config", "plan", "operation", "diff", "trace")
                .check(classes);
        room("compile", "diagnostic", "revision", "script").check(classes);
        room(
                        "engine",
                        "diagnostic",
                        "sql",
                        "schema",
                        "revision",
                        "config",
                        "script",
                        "compile",
                        "plan",
                        "operation",
                        "diff",
                        "dialect",
                        "trace")
                .check(classes);
        room("report", "lint", "diagnostic", "sql", "schema", "revision", "config", "script", "plan", "engine", "trace")
                .check(classes);
        noClasses()
                .that()
                .resideInAPackage("dev.migrate.command..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.migrate.mojo..")
                .check(classes);
    }

    @ArchTest
    void onlyTheGoalsKnowMaven(JavaClasses classes) {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.migrate.mojo..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.maven..", "org.codehaus.plexus..", "javax.inject..")
                .check(classes);
    }

    @ArchTest
    void dialectsDoNotKnowEachOther(JavaClasses classes) {
        slices().matching("dev.migrate.dialect.(*)..")
                .should()
                .notDependOnEachOther()
                .check(classes);
    }

    @ArchTest
    void javaSqlIsKnownOnlyWhereADatabaseIs(JavaClasses classes) {
        noClasses()
                .that()
                // a migration may ask for the connection, and the recorder hands it on
                .resideOutsideOfPackages(
                        "dev.migrate", "dev.migrate.operation", "dev.migrate.dialect..", "dev.migrate.engine..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.sql..")
                .check(classes);
    }

    @ArchTest
    void nothingIsKeptBetweenRuns(JavaClasses classes) {
        com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields()
                .that()
                .areStatic()
                .and()
                .doNotHaveModifier(JavaModifier.SYNTHETIC)
                .should()
                .beFinal()
                .check(classes);
    }

    @ArchTest
    void environmentAndPropertiesAreReadAtTheTop(JavaClasses classes) {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.migrate.mojo..")
                .should()
                .callMethod(System.class, "getenv")
                .orShould()
                .callMethod(System.class, "getenv", String.class)
                .check(classes);
    }

    @ArchTest
    void goalsAreNamedMojo(JavaClasses classes) {
        classes()
                .that()
                .areAnnotatedWith("org.apache.maven.plugins.annotations.Mojo")
                .should()
                .haveSimpleNameEndingWith("Mojo")
                .check(classes);
    }

    private static ArchRule room(String name, String... below) {
        String[] allowed = new String[below.length + 1];
        allowed[0] = "dev.migrate." + name + "..";
        for (int i = 0; i < below.length; i++) {
            allowed[i + 1] = "dev.migrate." + below[i] + "..";
        }
        var own = com.tngtech.archunit.base.DescribedPredicate.or(
                com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage(allowed),
                com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage("dev.migrate.."),
                com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage("dev.migrate"));
        return classes()
                .that()
                .resideInAPackage("dev.migrate." + name + "..")
                .should()
                .onlyDependOnClassesThat(own);
    }
}
