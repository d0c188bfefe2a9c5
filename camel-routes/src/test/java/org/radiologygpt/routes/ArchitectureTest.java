package org.radiologygpt.routes;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "org.radiologygpt.routes", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String CAMEL = "org.apache.camel..";
    private static final String KAFKA = "org.apache.kafka..";

    @ArchTest
    static final ArchRule rooms_have_no_circles =
            slices().matching("org.radiologygpt.routes.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule drafting_knows_no_transport_and_no_store = noClasses()
            .that()
            .resideInAPackage("..routes.draft..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(CAMEL, KAFKA, "org.hl7.fhir..", "ca.uhn..", "..radiologygpt.fhir..", "..hl7v2..");

    /** What is written back is the main task alone: the routes cannot name another one. */
    @ArchTest
    static final ArchRule only_the_command_line_knows_further_tasks = noClasses()
            .that()
            .resideOutsideOfPackage("..routes.cli..")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("org.radiologygpt.model.prompt.Task");

    @ArchTest
    static final ArchRule writing_back_knows_no_transport_and_no_model = noClasses()
            .that()
            .resideInAPackage("..routes.writeback..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(CAMEL, KAFKA, "..radiologygpt.model..", "..routes.draft..");

    @ArchTest
    static final ArchRule lives_and_training_know_no_route_no_store_and_no_model = noClasses()
            .that()
            .resideInAnyPackage("..routes.lifecycle..", "..routes.training..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    CAMEL,
                    "org.hl7.fhir..",
                    "ca.uhn..",
                    "..radiologygpt.fhir..",
                    "..hl7v2..",
                    "..radiologygpt.model..",
                    "..routes.ingest..",
                    "..routes.draft..",
                    "..routes.writeback..");

    @ArchTest
    static final ArchRule dead_letters_know_the_jdk_only = classes()
            .that()
            .resideInAPackage("..routes.deadletter..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "..routes.deadletter..");

    @ArchTest
    static final ArchRule routes_know_no_client_and_no_configuration = noClasses()
            .that()
            .resideInAPackage("..routes.ingest..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.net.http..", "org.hl7.fhir..", "ca.uhn..", "..routes.app..", "info.picocli..");

    @ArchTest
    static final ArchRule nothing_stands_on_the_top_floors = noClasses()
            .that()
            .resideOutsideOfPackages("..routes.app..", "..routes.quickstart..", "..routes.cli..", "..routes.doctor..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..routes.app..", "..routes.quickstart..", "..routes.cli..", "..routes.doctor..");

    @ArchTest
    static final ArchRule the_engine_knows_no_quickstart = noClasses()
            .that()
            .resideInAPackage("..routes.app..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..routes.quickstart..", "..routes.cli..", "..routes.doctor..");

    @ArchTest
    static final ArchRule doors_know_no_broker_and_no_drafting = noClasses()
            .that()
            .resideInAnyPackage("..routes.mllp..", "..routes.subscription..", "..routes.admin..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    CAMEL,
                    KAFKA,
                    "..routes.ingest..",
                    "..routes.draft..",
                    "..routes.writeback..",
                    "..radiologygpt.model..");

    @ArchTest
    static final ArchRule durable_write_and_replay_read_no_message = noClasses()
            .that()
            .resideInAnyPackage("..routes.intake..", "..routes.replay..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    CAMEL,
                    "..radiologygpt.hl7v2..",
                    "..radiologygpt.fhir..",
                    "..radiologygpt.report..",
                    "..routes.mllp..");

    @ArchTest
    static final ArchRule operators_reach_the_rules_only = noClasses()
            .that()
            .resideInAPackage("..routes.admin..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "..radiologygpt.report..",
                    "..radiologygpt.draft..",
                    "..radiologygpt.fhir..",
                    "..radiologygpt.hl7v2..",
                    "..routes.lifecycle..");

    @ArchTest
    static final ArchRule http_doors_know_jetty_only = classes()
            .that()
            .resideInAPackage("..routes.http..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "javax.net..", "org.eclipse.jetty..", "..routes.http..");
}
