package com.dropininc.instantstream.dist;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import gg.jte.TemplateEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("com.dropininc.instantstream");

    @Test
    void the_lifecycle_engine_knows_no_server_no_store_and_no_clock() {
        noClasses()
                .that()
                .resideInAPackage("..mock.stream..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.javalin..", "org.eclipse.jetty..", "tools.jackson..", "..mock.realtime..")
                .orShould()
                .callMethod(java.time.Instant.class, "now")
                .check(classes);
    }

    @Test
    void the_realtime_server_knows_nothing_of_streams() {
        noClasses()
                .that()
                .resideInAPackage("..mock.realtime..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.dropininc.instantstream.spec..", "..mock.stream..")
                .check(classes);
    }

    @Test
    void only_the_judge_and_its_reader_know_the_schema_validator() {
        noClasses()
                .that()
                .haveNameNotMatching("com\\.dropininc\\.instantstream\\.spec\\.(Judge|Trees)")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.networknt..")
                .check(classes);
    }

    @Test
    void only_the_stores_know_what_they_keep_things_in() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..mock.store..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.lettuce..", "java.sql..", "org.sqlite..")
                .check(classes);
    }

    @Test
    void nothing_static_changes() {
        fields().that()
                .areStatic()
                .and()
                .areDeclaredInClassesThat()
                .resideOutsideOfPackage("..spec.api..")
                .should()
                .beFinal()
                .check(classes);
    }

    @Test
    void nothing_in_the_mock_can_evaluate_what_it_is_sent() {
        noClasses()
                .that()
                .resideInAPackage("..mock..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "javax.script..", "javax.naming..", "java.beans..", "groovy..", "ognl..", "javax.tools..")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.io.ObjectInputStream")
                // Templates that are compiled while the mock runs could be anybody's.
                .orShould()
                .callMethodWhere(JavaCall.Predicates.target(owner(equivalentTo(TemplateEngine.class)))
                        .and(JavaCall.Predicates.target(name("create"))))
                .check(classes);
    }

    @Test
    void no_path_of_the_api_stands_in_java() throws IOException {
        try (Stream<Path> sources = Files.walk(Handbook.ROOT.resolve("mock-server/src/main/java"))) {
            List<Path> offenders = sources.filter(file -> file.toString().endsWith(".java"))
                    .filter(ArchitectureTest::namesAPath)
                    .toList();
            assertEquals(List.of(), offenders);
        }
    }

    private static boolean namesAPath(Path source) {
        try {
            String text = Files.readString(source);
            return text.contains("/instantstream/") || text.contains("/notifications/");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
