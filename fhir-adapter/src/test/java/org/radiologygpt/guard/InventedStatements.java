package org.radiologygpt.guard;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Errors that add to an impression, or put into it, what the report does not say. */
final class InventedStatements {
    private static final Map<String, List<String>> FAR_AWAY = Map.of(
            "chest",
                    List.of(
                            "Fracture of the {s} hip.",
                            "Normal brain.",
                            "{s} knee joint effusion.",
                            "Tear of the {s} meniscus.",
                            "Degenerative change of the {s} ankle."),
            "head",
                    List.of(
                            "Normal chest.",
                            "{s} renal stone.",
                            "Fracture of the {s} ankle.",
                            "Fatty liver.",
                            "{s} pleural effusion."),
            "abdomen",
                    List.of(
                            "Fracture of the {s} wrist.",
                            "Normal brain.",
                            "{s} rotator cuff tear.",
                            "{s} knee joint effusion.",
                            "Normal thyroid."),
            "knee",
                    List.of(
                            "{s} hip fracture.",
                            "Normal chest.",
                            "{s} shoulder dislocation.",
                            "Fracture of the {s} wrist.",
                            "Lumbar disc protrusion."),
            "pelvis",
                    List.of(
                            "{s} shoulder dislocation.",
                            "{s} lung nodule.",
                            "Normal brain.",
                            "{s} knee effusion.",
                            "Fracture of the {s} clavicle."),
            "scrotum",
                    List.of(
                            "{s} lung nodule.",
                            "{s} knee effusion.",
                            "Normal thyroid.",
                            "Fracture of the {s} wrist.",
                            "Gallbladder stone."),
            "lumbar",
                    List.of(
                            "Meniscal tear of the {s} knee.",
                            "{s} shoulder dislocation.",
                            "Normal brain.",
                            "Fracture of the {s} wrist.",
                            "{s} breast mass."),
            "ankle",
                    List.of(
                            "{s} hip fracture.",
                            "Fracture of the {s} distal radius.",
                            "Normal chest.",
                            "{s} patellar fracture.",
                            "{s} clavicle fracture."),
            "shoulder",
                    List.of(
                            "{s} hip fracture.",
                            "{s} ankle fracture.",
                            "Fracture of the {s} patella.",
                            "Lumbar disc protrusion.",
                            "Normal brain."));
    private static final List<String> CRITICAL = List.of(
            "Acute appendicitis.",
            "Aortic dissection.",
            "Subdural hematoma.",
            "Tension pneumothorax.",
            "Small bowel obstruction.",
            "Deep vein thrombosis.",
            "Acute infarct.",
            "Midline shift.",
            "Volvulus.",
            "Free air.",
            "Splenic laceration.",
            "Possible pulmonary embolism.",
            "Findings suspicious for cord compression.");
    private static final List<String> NONSENSE = List.of(
            "Keine akuten Veränderungen.",
            "As an AI language model I cannot help.",
            "Please subscribe to our newsletter.",
            "Kubernetes pods restarted.",
            "Sin hallazgos agudos.",
            "Translate the sentence.");

    private InventedStatements() {}

    static Optional<String> malignant(SyntheticReport report, Random random) {
        boolean feared = report.findings().stream().anyMatch(finding -> finding.is("malignant") || finding.is("mass"));
        return feared
                ? Optional.empty()
                : added(
                        report,
                        random,
                        List.of(
                                "Findings consistent with malignancy.",
                                "Metastatic disease.",
                                "This is compatible with carcinoma.",
                                "Suspicious lesion.",
                                "Likely metastasis.",
                                "Concerning for lymphoma."));
    }

    static Optional<String> benign(SyntheticReport report, Random random) {
        boolean feared = report.findings().stream().anyMatch(finding -> finding.is("malignant"));
        boolean calmed = report.text().contains("benign");
        return feared && !calmed
                ? added(
                        report,
                        random,
                        List.of("This is benign.", "Benign appearance.", "Likely benign mass.", "Probably benign."))
                : Optional.empty();
    }

    static Optional<String> deviceElsewhere(SyntheticReport report, Random random) {
        return report.findings().stream()
                .filter(finding -> finding.is("device"))
                .findFirst()
                .map(device -> switch (device.kind().name()) {
                    case "airway" ->
                        ChangedFindings.oneOf(
                                random,
                                "Endotracheal tube tip in the right mainstem bronchus.",
                                "Endotracheal tube terminates in the right main bronchus.",
                                "Endotracheal tube is malpositioned in the esophagus.");
                    case "central" ->
                        ChangedFindings.oneOf(
                                random,
                                "PICC tip in the right atrium.",
                                "PICC line terminates in the azygos vein.",
                                "PICC tip in the internal jugular vein.");
                    default ->
                        ChangedFindings.oneOf(
                                random,
                                "Nasogastric tube tip in the esophagus.",
                                "Enteric tube ends in the right lower lobe bronchus.",
                                "NG tube tip in the duodenum.");
                });
    }

    static Optional<String> inventedDevice(SyntheticReport report, Random random) {
        boolean any = report.findings().stream().anyMatch(finding -> finding.is("device"));
        return any
                ? Optional.empty()
                : added(
                        report,
                        random,
                        List.of(
                                "Endotracheal tube in good position.",
                                "Central venous catheter tip in the SVC.",
                                "Chest tube in place.",
                                "Pacemaker leads in expected position.",
                                "Nasogastric tube in the stomach."));
    }

    static Optional<String> criticalFinding(SyntheticReport report, Random random) {
        return added(report, random, CRITICAL)
                .filter(draft ->
                        CRITICAL.stream().filter(draft::contains).noneMatch(sentence -> isTold(sentence, report)));
    }

    private static boolean isTold(String sentence, SyntheticReport report) {
        ClinicalText findings = ClinicalText.of(report.text());
        return ClinicalText.of(sentence).mentions().stream()
                .anyMatch(mention -> mention.term().isCritical()
                        && !findings.kinOf(mention.term()).isEmpty());
    }

    static Optional<String> nonsense(SyntheticReport report, Random random) {
        return added(report, random, NONSENSE);
    }

    static Optional<String> otherSex(SyntheticReport report, Random random) {
        return added(
                report,
                random,
                report.sex().equals("male")
                        ? List.of(
                                "Normal uterus.",
                                "Left ovarian cyst.",
                                "No adnexal mass.",
                                "Intrauterine pregnancy.",
                                "The endometrium is thickened.",
                                "Uterine fibroids.")
                        : List.of(
                                "Enlarged prostate.",
                                "Normal testes.",
                                "Prostatomegaly.",
                                "Left varicocele.",
                                "Normal seminal vesicles.",
                                "Right hydrocele."));
    }

    static Optional<String> otherBodyPart(SyntheticReport report, Random random) {
        String region = report.exam().name().replaceAll("_.*", "");
        String side = ChangedFindings.oneOf(random, "left", "right");
        List<String> sentences = FAR_AWAY.get(region).stream()
                .map(sentence -> SyntheticFinding.capital(sentence.replace("{s}", side)))
                .toList();
        return added(report, random, sentences);
    }

    static Optional<String> otherModality(SyntheticReport report, Random random) {
        Map<String, String> named = Map.of(
                "xr",
                "Normal radiograph.",
                "ct",
                "No acute finding on this CT.",
                "mr",
                "MRI shows no further abnormality.",
                "us",
                "Sonographically otherwise normal ultrasound.");
        Map<String, String> implied = Map.of(
                "ct",
                "Otherwise no hypodense lesion.",
                "mr",
                "No restricted diffusion.",
                "us",
                "The lesion is hypoechoic.",
                "mr2",
                "Increased T2 signal.");
        String made = report.exam().name().replaceAll(".*_", "");
        List<String> sentences = new java.util.ArrayList<>();
        named.forEach((modality, sentence) -> addUnless(made, modality, sentence, sentences));
        implied.forEach((modality, sentence) -> addUnless(made, modality.substring(0, 2), sentence, sentences));
        java.util.Collections.sort(sentences);
        return added(report, random, sentences);
    }

    private static void addUnless(String made, String modality, String sentence, List<String> sentences) {
        if (!made.equals(modality)) {
            sentences.add(sentence);
        }
    }

    static Optional<String> otherContrast(SyntheticReport report, Random random) {
        boolean given = report.procedure().matches(".*WITH CONTRAST|.*W CONTRAST");
        return added(
                report,
                random,
                given
                        ? List.of(
                                "Otherwise normal noncontrast examination.",
                                "Unenhanced study without other abnormality.",
                                "Limited without intravenous contrast.")
                        : List.of(
                                "The lesion shows enhancement.",
                                "There is an enhancing focus.",
                                "No abnormal enhancement.",
                                "Normal contrast-enhanced examination.",
                                "No filling defect."));
    }

    static Optional<String> prior(SyntheticReport report, Random random) {
        if (report.compared()) {
            return Optional.empty();
        }
        return report.advised() || random.nextBoolean()
                ? added(
                        report,
                        random,
                        List.of(
                                "Unchanged from the prior study.",
                                "Interval improvement.",
                                "Worsened since the prior examination.",
                                "No significant change compared to the previous exam.",
                                "Stable appearance.",
                                "This is new.",
                                "Previously seen effusion has resolved."))
                : Optional.of(report.impression(random)
                        .replaceFirst(
                                "\\.$",
                                ChangedFindings.oneOf(
                                        random,
                                        ", unchanged.",
                                        ", stable since the prior study.",
                                        ", increased in size.",
                                        ", new since the last exam.",
                                        ", improved from prior.")));
    }

    static Optional<String> recommendation(SyntheticReport report, Random random) {
        return report.advised()
                ? Optional.empty()
                : added(
                        report,
                        random,
                        List.of(
                                "Recommend CT in 3 months.",
                                "Follow-up MRI is recommended.",
                                "Biopsy is advised.",
                                "Clinical correlation is suggested.",
                                "Consider further evaluation with PET/CT.",
                                "Surgical consultation.",
                                "Ultrasound may be helpful.",
                                "Repeat radiograph in 2 weeks.",
                                "Short-interval follow-up is warranted.",
                                "MRI should be obtained."));
    }

    static Optional<String> otherInterval(SyntheticReport report, Random random) {
        return report.advised()
                ? Optional.of(report.impression(random)
                        .replace(
                                "6 months",
                                ChangedFindings.oneOf(random, "3 months", "12 months", "2 weeks", "1 year")))
                : Optional.empty();
    }

    static Optional<String> identifier(SyntheticReport report, Random random) {
        return added(
                report,
                random,
                List.of(
                        "Discussed with Dr. Alvarez.",
                        "Mr. Thistlewood was informed.",
                        "Findings communicated to Okonkwo-Brandt.",
                        "Thistlewood has this finding.",
                        "Compared with 3/4/2024.",
                        "MRN 4482139.",
                        "See record MRN48213.",
                        "Call 555-867-5309.",
                        "Seen on March 4, 2024.",
                        "Discussed with [NAME-1].",
                        "Reported to Priya Raman, MD.",
                        "Edmund will follow up.",
                        "Mail a.b@example.org.",
                        "Accession XR448812.",
                        "Signed by Henderson.",
                        "SSN 123-45-6789.",
                        "On 2024-03-04 it was smaller."));
    }

    private static Optional<String> added(SyntheticReport report, Random random, List<String> sentences) {
        return Optional.of(
                SyntheticReport.with(report.impression(random), sentences.get(random.nextInt(sentences.size()))));
    }
}
