package org.radiologygpt;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The arrows between the packages of this module. */
class ArchitectureTest {
    private static final String ROOT = "org.radiologygpt.";
    /** What each package may import of this project, besides itself. */
    private static final Map<String, Set<String>> ARROWS = Map.of(
            "report", Set.of(),
            "markup", Set.of(),
            "hl7v2", Set.of("report", "draft", "markup"),
            "fhir", Set.of("report", "draft", "markup"),
            "deid", Set.of("report"),
            "deidscore", Set.of("report", "deid"),
            "draft", Set.of("report"),
            "guard", Set.of("report", "draft"));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.radiologygpt");

    @Test
    void packages_import_only_what_lies_below_them() {
        ARROWS.forEach((room, allowed) -> ARROWS.keySet().stream()
                .filter(other -> !other.equals(room) && !allowed.contains(other))
                .forEach(other -> noClasses()
                        .that()
                        .resideInAPackage(ROOT + room + "..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage(ROOT + other + "..")
                        .allowEmptyShould(true)
                        .check(CLASSES)));
    }

    @Test
    void the_domain_needs_no_library() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + "report..")
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages(ROOT + "report..", "java..")
                .check(CLASSES);
    }

    @Test
    void nothing_here_knows_a_transport_or_a_model() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.apache.camel..",
                        "org.apache.kafka..",
                        "ai.djl..",
                        "ai.onnxruntime..",
                        ROOT + "model..",
                        ROOT + "routes..",
                        ROOT + "trainer..")
                .check(CLASSES);
    }

    @Test
    void only_the_room_for_markup_knows_a_markup_library() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "markup..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.jsoup..")
                .check(CLASSES);
    }

    @Test
    void deidentification_and_guards_write_no_log() {
        noClasses()
                .that()
                .resideInAnyPackage(ROOT + "deid..", ROOT + "guard..", ROOT + "draft..", ROOT + "markup..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.slf4j..", "java.util.logging..")
                .check(CLASSES);
    }

    @Test
    void packages_form_no_circles() {
        slices().matching(ROOT + "(*)..").should().beFreeOfCycles().check(CLASSES);
    }
}
