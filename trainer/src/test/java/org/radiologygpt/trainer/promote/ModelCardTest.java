package org.radiologygpt.trainer.promote;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;

class ModelCardTest {
    private static final String NAMESPACE = "https://mc.chai.org/v0.1/schema.xsd";
    private static final Decision DECISION = Decision.of(
            Map.of("candidate", "sha256:1", "test", "2"),
            new Rules(Metric.ROUGE_L, 1, 100, true, false, 3),
            List.of(
                    Check.of("better.current", true, true, Map.of("difference", 4.25)),
                    Check.of("guard.laterality", true, true, Map.of("p", 1.0)),
                    Check.notMade("canaries", false)));
    private static final ModelCard CARD = new ModelCard("north", "tiny <&>", DECISION, Instant.EPOCH);

    @Test
    void the_xml_has_the_sections_of_the_schema_in_its_order() throws Exception {
        Element card = parse(CARD.xml()).getDocumentElement();

        assertThat(card.getNamespaceURI()).isEqualTo(NAMESPACE);
        assertThat(card.getLocalName()).isEqualTo("AppliedModelCard");
        assertThat(names(card))
                .containsExactly(
                        "BasicInfo",
                        "ReleaseInfo",
                        "ModelSummary",
                        "UsesAndDirections",
                        "Warnings",
                        "TrustIngredients",
                        "KeyMetrics",
                        "Resources",
                        "Bibliography");
        assertThat(names(element(card, "BasicInfo")))
                .containsExactly("ModelName", "ModelDeveloper", "DeveloperContact");
        assertThat(names(element(card, "ReleaseInfo")))
                .containsExactly(
                        "ReleaseStage", "ReleaseDate", "ReleaseVersion", "GlobalAvailability", "RegulatoryApproval");
        assertThat(names(element(card, "UsesAndDirections")))
                .containsExactly(
                        "IntendedUseAndWorkflow",
                        "PrimaryIntendedUsers",
                        "HowToUse",
                        "TargetedPatientPopulation",
                        "CautionedOutOfScopeSettings");
        assertThat(names(element(card, "Warnings")))
                .containsExactly("KnownRisksAndLimitations", "KnownBiasesOrEthicalConsiderations", "ClinicalRiskLevel");
        assertThat(names(element(card, "AISystemFacts")))
                .containsExactly(
                        "OutcomesAndOutputs",
                        "ModelType",
                        "FoundationModels",
                        "InputDataSource",
                        "OutputAndInputDataTypes",
                        "DevelopmentDataCharacterization",
                        "BiasMitigationApproaches",
                        "OngoingMaintenance");
        for (String pillar : List.of("UsefulnessUsabilityEfficacy", "FairnessEquity", "SafetyReliability")) {
            assertThat(names(element(card, pillar)))
                    .containsExactly(
                            "MetricGoal",
                            "Result",
                            "Interpretation",
                            "TestType",
                            "TestingDataDescription",
                            "ValidationProcessAndJustification");
        }
    }

    @Test
    void what_nobody_measured_is_not_measured() throws Exception {
        Element card = parse(CARD.xml()).getDocumentElement();

        assertThat(element(element(card, "FairnessEquity"), "Result").getTextContent())
                .isEqualTo("not measured");
        assertThat(element(element(card, "SafetyReliability"), "Result").getTextContent())
                .contains("guard.laterality: passed", "canaries: not measured");
        assertThat(element(card, "KnownRisksAndLimitations").getTextContent()).contains("canaries: not measured");
        assertThat(CARD.markdown())
                .contains("| canaries | not measured |", "| better.current | passed | difference 4.250 |")
                .contains("Review by radiologists: not measured");
    }

    @Test
    void names_are_escaped() throws Exception {
        assertThat(element(parse(CARD.xml()).getDocumentElement(), "FoundationModels")
                        .getTextContent())
                .startsWith("tiny <&>");
    }

    private static Document parse(String xml) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
    }

    private static Element element(Element within, String name) {
        return (Element) within.getElementsByTagNameNS(NAMESPACE, name).item(0);
    }

    private static List<String> names(Element element) {
        List<String> names = new ArrayList<>();
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element named) {
                names.add(named.getLocalName());
            }
        }
        return names;
    }
}
