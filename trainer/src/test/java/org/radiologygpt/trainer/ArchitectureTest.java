package org.radiologygpt.trainer;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.radiologygpt.trainer.corpus.Pair;

/** The arrows between the packages of this module. */
class ArchitectureTest {
    private static final String ROOT = "org.radiologygpt.trainer.";
    /** What each package may import of this module, besides itself; {@code app} may import all. */
    private static final Map<String, Set<String>> ARROWS = Map.ofEntries(
            Map.entry("corpus", Set.of()),
            Map.entry("curate", Set.of("corpus")),
            Map.entry("gather", Set.of("corpus", "curate")),
            Map.entry("dataset", Set.of("corpus", "curate", "gather")),
            Map.entry("synthetic", Set.of("corpus")),
            Map.entry("tokenize", Set.of()),
            Map.entry("lora", Set.of("corpus", "tokenize")),
            Map.entry("evaluate", Set.of("corpus", "synthetic")),
            Map.entry("rating", Set.of("corpus", "evaluate")),
            Map.entry("drift", Set.of()),
            Map.entry("canary", Set.of("corpus", "evaluate")),
            Map.entry("promote", Set.of("corpus", "canary", "evaluate")),
            Map.entry("rollout", Set.of()),
            Map.entry("retrain", Set.of()));

    /** This module's classes alone: the whole class path has PyTorch's on it, which takes long to look through. */
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .importUrl(Pair.class.getProtectionDomain().getCodeSource().getLocation());

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
                        .check(CLASSES)));
    }

    @Test
    void nothing_stands_on_the_command_line() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "app..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + "app..")
                .check(CLASSES);
    }

    @Test
    void nothing_here_knows_a_transport() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.camel..", "org.apache.kafka..", "org.radiologygpt.routes..")
                .check(CLASSES);
    }

    @Test
    void reports_are_gathered_without_a_model() {
        noClasses()
                .that()
                .resideInAnyPackage(ROOT + "corpus..", ROOT + "curate..", ROOT + "gather..", ROOT + "dataset..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.radiologygpt.model..", "ai.djl..", "org.slf4j..")
                .check(CLASSES);
    }

    @Test
    void packages_form_no_circles() {
        slices().matching(ROOT + "(*)..").should().beFreeOfCycles().check(CLASSES);
    }
}
