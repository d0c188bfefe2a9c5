package org.radiologygpt.trainer.promote;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The card of an adapter, written from the gate's decision: as Markdown, and as an Applied Model Card of the Coalition for
 * Health AI (schema 0.1). What nobody measured is "not measured", what only the hospital can say "not stated".
 *
 * @param name of the adapter
 * @param base directory name of the base model
 * @param decision what was measured
 * @param at when the card was written
 */
public record ModelCard(String name, String base, Decision decision, Instant at) {
    static final String NOT_MEASURED = "not measured";
    static final String NOT_STATED = "not stated";

    private static final String USE =
            "Drafts the impression of a radiology report from its findings, for a radiologist who reads both, corrects and signs.";
    private static final String OUT_OF_SCOPE =
            "Any use without a radiologist's review; findings of images, which it does not see; other languages and"
                    + " institutions than those of the test reports.";

    /** As Markdown. */
    public String markdown() {
        String checks = decision.checks().stream()
                .map(check -> "| " + check.name() + " | " + result(check) + " | " + figures(check) + " |\n")
                .collect(Collectors.joining());
        String inputs = decision.inputs().entrySet().stream()
                .map(input -> "- " + input.getKey() + ": `" + input.getValue() + "`\n")
                .collect(Collectors.joining());
        return "# " + name + "\n\n"
                + "A LoRA adapter of the base model " + base + ". " + USE + "\n\n"
                + "Not for: " + OUT_OF_SCOPE + "\n\n"
                + "## What was looked at\n\n" + inputs
                + "\nDecision " + decision.id() + ", card of " + at + ".\n\n"
                + "## What was measured\n\n| rule | result | figures |\n|---|---|---|\n" + checks
                + "\nRates and differences in percent and percentage points; better: paired bootstrap over the test reports,"
                + " guards: McNemar's exact one-sided test, canaries: bits of exposure.\n\n"
                + "## What was not\n\n"
                + "- Review by radiologists: " + NOT_MEASURED + "\n"
                + "- Fairness over groups of patients: " + NOT_MEASURED + "\n"
                + "- Use in practice: " + NOT_MEASURED + "\n";
    }

    /** As XML in the element order of the schema. */
    public String xml() {
        Xml xml = new Xml("AppliedModelCard", "https://mc.chai.org/v0.1/schema.xsd");
        xml.open("BasicInfo")
                .text("ModelName", name)
                .text("ModelDeveloper", NOT_STATED)
                .text("DeveloperContact", NOT_STATED)
                .close();
        xml.open("ReleaseInfo")
                .text("ReleaseStage", decision.promotes() ? "passed the gate" : "refused by the gate")
                .text("ReleaseDate", at.toString())
                .text("ReleaseVersion", decision.inputs().getOrDefault("candidate", NOT_STATED))
                .text("GlobalAvailability", NOT_STATED)
                .text("RegulatoryApproval", NOT_STATED)
                .close();
        xml.open("ModelSummary")
                .text("Summary", "A LoRA adapter of the base model " + base + ". " + USE)
                .open("Keywords")
                .text("Keyword", "radiology report impression")
                .text("Keyword", "LoRA")
                .close()
                .close();
        xml.open("UsesAndDirections")
                .text("IntendedUseAndWorkflow", USE)
                .text("PrimaryIntendedUsers", "Radiologists")
                .text("HowToUse", "Read the draft beside the findings; it is preliminary until signed.")
                .text("TargetedPatientPopulation", NOT_STATED)
                .text("CautionedOutOfScopeSettings", OUT_OF_SCOPE)
                .close();
        xml.open("Warnings")
                .text("KnownRisksAndLimitations", failed())
                .text("KnownBiasesOrEthicalConsiderations", NOT_MEASURED)
                .text("ClinicalRiskLevel", NOT_STATED)
                .close();
        trust(xml);
        xml.open("KeyMetrics");
        metric(xml, "UsefulnessUsabilityEfficacy", decision.rules().metric().key(), "better.");
        metric(xml, "FairnessEquity", NOT_STATED, "fairness.");
        metric(xml, "SafetyReliability", "no guard speaks more often, no canary is known", "guard.", "canaries");
        xml.close();
        xml.open("Resources")
                .text("PeerReviewedPublications", "none of this adapter")
                .text("PatientConsentOrDisclosure", NOT_STATED)
                .text("StakeholdersConsulted", NOT_STATED)
                .close();
        return xml.text("Bibliography", "").end();
    }

    private void trust(Xml xml) {
        xml.open("TrustIngredients")
                .open("AISystemFacts")
                .text("OutcomesAndOutputs", "Text: the draft of an impression")
                .text("ModelType", "Large language model with a LoRA adapter")
                .text("FoundationModels", base + " " + decision.inputs().getOrDefault("base", ""))
                .text("InputDataSource", "Findings of radiology reports, de-identified")
                .text("OutputAndInputDataTypes", "Text to text")
                .text("DevelopmentDataCharacterization", training())
                .text("BiasMitigationApproaches", NOT_MEASURED)
                .text("OngoingMaintenance", NOT_STATED)
                .close()
                .open("TransparencyInformation")
                .text("FundingSource", NOT_STATED)
                .text("StakeholdersConsulted", NOT_STATED)
                .close()
                .close();
    }

    private String training() {
        String digest = decision.inputs().get("training");
        return digest == null ? NOT_STATED : "pairs of findings and impression, proven de-identified, sha256 " + digest;
    }

    private String failed() {
        List<String> open = decision.checks().stream()
                .filter(check -> check.result() != Check.Result.PASSED)
                .map(check -> check.name() + ": " + result(check))
                .toList();
        return "Drafts can be wrong. Rules not passed: " + (open.isEmpty() ? "none" : String.join("; ", open));
    }

    private void metric(Xml xml, String element, String goal, String... prefixes) {
        List<Check> checks = decision.checks().stream()
                .filter(check -> List.of(prefixes).stream().anyMatch(check.name()::startsWith))
                .toList();
        String result = checks.isEmpty()
                ? NOT_MEASURED
                : checks.stream()
                        .map(check -> check.name() + ": " + result(check) + " " + figures(check))
                        .collect(Collectors.joining("; "));
        boolean made = !checks.isEmpty();
        xml.open(element)
                .text("MetricGoal", goal)
                .text("Result", result)
                .text("Interpretation", made ? "by the gate's rules; no clinical conclusion" : NOT_MEASURED)
                .text("TestType", made ? "Local" : NOT_MEASURED)
                .text(
                        "TestingDataDescription",
                        made ? "held-out pairs, sha256 " + decision.inputs().getOrDefault("test", "") : NOT_MEASURED)
                .text(
                        "ValidationProcessAndJustification",
                        made ? "rules and their figures: decision " + decision.id() : NOT_MEASURED)
                .close();
    }

    private static String result(Check check) {
        return switch (check.result()) {
            case PASSED -> "passed";
            case FAILED -> check.required() ? "failed" : "failed, not required";
            case NOT_CHECKED -> NOT_MEASURED;
        };
    }

    private static String figures(Check check) {
        return check.figures().entrySet().stream().map(ModelCard::figure).collect(Collectors.joining(", "));
    }

    private static String figure(Map.Entry<String, Double> figure) {
        return String.format(Locale.ROOT, "%s %.4g", figure.getKey(), figure.getValue());
    }
}
