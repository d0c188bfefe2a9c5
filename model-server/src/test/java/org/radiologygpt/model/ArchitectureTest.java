package org.radiologygpt.model;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;

/** The arrows between the rooms of the model server. */
@AnalyzeClasses(packages = "org.radiologygpt.model", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String ROOT = "org.radiologygpt.model.";

    @ArchTest
    static final ArchRule arrows_point_one_way = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .withOptionalLayers(true)
            .layer("weights")
            .definedBy(ROOT + "weights")
            .layer("quantize")
            .definedBy(ROOT + "quantize")
            .layer("graph")
            .definedBy(ROOT + "graph")
            .layer("decode")
            .definedBy(ROOT + "decode")
            .layer("gpu")
            .definedBy(ROOT + "gpu")
            .layer("gpu.tensorrt")
            .definedBy(ROOT + "gpu.tensorrt")
            .layer("generate")
            .definedBy(ROOT + "generate")
            .layer("score")
            .definedBy(ROOT + "score")
            .layer("chat")
            .definedBy(ROOT + "chat")
            .layer("prompt")
            .definedBy(ROOT + "prompt")
            .layer("tls")
            .definedBy(ROOT + "tls")
            .layer("server")
            .definedBy(ROOT + "server..")
            .whereLayer("weights")
            .mayOnlyBeAccessedByLayers(
                    "quantize", "graph", "decode", "gpu", "gpu.tensorrt", "chat", "generate", "server")
            .whereLayer("quantize")
            .mayOnlyBeAccessedByLayers("graph", "decode", "gpu.tensorrt", "generate", "server")
            .whereLayer("graph")
            .mayOnlyBeAccessedByLayers("decode", "gpu", "gpu.tensorrt")
            .whereLayer("decode")
            .mayOnlyBeAccessedByLayers("gpu", "gpu.tensorrt", "generate", "server")
            .whereLayer("gpu")
            .mayOnlyBeAccessedByLayers("gpu.tensorrt")
            .whereLayer("gpu.tensorrt")
            .mayOnlyBeAccessedByLayers("server")
            .whereLayer("generate")
            .mayOnlyBeAccessedByLayers("server")
            .whereLayer("score")
            .mayOnlyBeAccessedByLayers("generate", "server")
            .whereLayer("chat")
            .mayOnlyBeAccessedByLayers("generate", "server")
            .whereLayer("prompt")
            .mayOnlyBeAccessedByLayers("server")
            .whereLayer("tls")
            .mayOnlyBeAccessedByLayers("server")
            .whereLayer("server")
            .mayNotBeAccessedByAnyLayer();

    @ArchTest
    static final ArchRule no_circles =
            slices().matching("org.radiologygpt.model.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule weights_and_graph_know_no_engine = ArchRuleDefinition.noClasses()
            .that()
            .resideInAnyPackage(ROOT + "weights", ROOT + "quantize", ROOT + "graph", ROOT + "gpu", ROOT + "prompt")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("ai.djl..", "ai.onnxruntime..", "org.eclipse.jetty..");

    @ArchTest
    static final ArchRule the_decoder_on_a_device_knows_no_driver = ArchRuleDefinition.noClasses()
            .that()
            .resideInAPackage(ROOT + "gpu")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT + "tensorrt..");

    @ArchTest
    static final ArchRule prompt_stands_alone = ArchRuleDefinition.classes()
            .that()
            .resideInAPackage(ROOT + "prompt")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", ROOT + "prompt");

    @ArchTest
    static final ArchRule certificates_know_the_jdk_only = ArchRuleDefinition.classes()
            .that()
            .resideInAPackage(ROOT + "tls")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "javax.net..", ROOT + "tls");

    @ArchTest
    static final ArchRule score_stands_alone = ArchRuleDefinition.classes()
            .that()
            .resideInAPackage(ROOT + "score")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", ROOT + "score");

    @ArchTest
    static final ArchRule only_decode_touches_onnx_runtime = ArchRuleDefinition.noClasses()
            .that()
            .resideOutsideOfPackages(ROOT + "decode", ROOT + "tensorrt..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("ai.onnxruntime..");

    @ArchTest
    static final ArchRule tensorrt_knows_no_language_model = ArchRuleDefinition.noClasses()
            .that()
            .resideInAPackage(ROOT + "tensorrt..")
            .should()
            .dependOnClassesThat(new DescribedPredicate<JavaClass>("are ours and outside the room") {
                @Override
                public boolean test(JavaClass type) {
                    return type.getPackageName().startsWith("org.radiologygpt.")
                            && !(type.getPackageName() + ".").startsWith(ROOT + "tensorrt.");
                }
            });

    @ArchTest
    static final ArchRule tensorrts_rooms_point_one_way = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("detection")
            .definedBy(ROOT + "tensorrt")
            .layer("binding")
            .definedBy(ROOT + "tensorrt.binding")
            .layer("plan")
            .definedBy(ROOT + "tensorrt.plan")
            .layer("device")
            .definedBy(ROOT + "tensorrt.device")
            .layer("engine")
            .definedBy(ROOT + "tensorrt.engine")
            .whereLayer("detection")
            .mayOnlyBeAccessedByLayers("plan", "device", "engine")
            .whereLayer("binding")
            .mayOnlyBeAccessedByLayers("plan", "device", "engine")
            .whereLayer("device")
            .mayOnlyBeAccessedByLayers("engine")
            .whereLayer("plan")
            .mayOnlyBeAccessedByLayers("engine")
            .whereLayer("engine")
            .mayNotBeAccessedByAnyLayer();

    /** What cannot be run without a GPU is kept thin and in few places. */
    @ArchTest
    static final ArchRule few_classes_call_tensorrt = ArchRuleDefinition.noClasses()
            .that()
            .resideInAPackage(ROOT + "tensorrt..")
            .and()
            .resideOutsideOfPackage(ROOT + "tensorrt.binding")
            .and()
            .haveSimpleNameNotStartingWith("Bound")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.bytedeco..");

    @ArchTest
    static final ArchRule only_tensorrt_touches_cuda = ArchRuleDefinition.noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + "tensorrt..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.bytedeco..");

    @ArchTest
    static final ArchRule no_room_knows_a_hospital = ArchRuleDefinition.noClasses()
            .should()
            .dependOnClassesThat(new DescribedPredicate<JavaClass>("are ours and outside the model server") {
                @Override
                public boolean test(JavaClass type) {
                    return type.getPackageName().startsWith("org.radiologygpt.")
                            && !type.getPackageName().startsWith("org.radiologygpt.model");
                }
            });
}
