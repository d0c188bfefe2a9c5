package org.radiologygpt.faults;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The engine is seen from outside. */
class ArchitectureTest {

    @Test
    void nothing_of_the_engine_is_known_but_the_servers_that_the_quickstart_embeds() {
        noClasses()
                .that()
                .resideInAPackage("org.radiologygpt.faults")
                .should()
                .dependOnClassesThat(resideInAPackage("org.radiologygpt..")
                        .and(not(resideInAnyPackage(
                                "org.radiologygpt.faults",
                                "org.radiologygpt.routes.quickstart",
                                "org.radiologygpt.peer"))))
                .check(new ClassFileImporter().importPath(Path.of("target", "test-classes")));
    }
}
