package org.radiologygpt.guard;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** The errors that each guard must see, planted into impressions of synthetic reports. */
final class PlantedErrors {

    /**
     * A draft with an error.
     *
     * @param finishReason as the model server would give it
     */
    record Planted(SyntheticReport report, String draft, String finishReason) {}

    /** Plants an error of one sort where the report has what it takes. */
    interface Planter {
        Optional<String> plant(SyntheticReport report, Random random);
    }

    static final Map<String, List<Planter>> BY_GUARD = planters();

    private PlantedErrors() {}

    /** Drafts with errors for one guard, all sorts of them in turn. */
    static List<Planted> of(String guard, int count, long seed) {
        SyntheticReports reports = new SyntheticReports(seed);
        List<Planter> planters = BY_GUARD.get(guard);
        List<Planted> planted = new ArrayList<>();
        while (planted.size() < count) {
            SyntheticReport report = reports.next();
            planters.get(planted.size() % planters.size())
                    .plant(report, reports.random())
                    .ifPresent(draft -> planted.add(new Planted(report, draft, "stop")));
        }
        return planted;
    }

    private static Map<String, List<Planter>> planters() {
        Map<String, List<Planter>> planters = new LinkedHashMap<>();
        planters.put(
                "laterality",
                List.of(ChangedFindings::otherSide, ChangedFindings::bothSides, ChangedFindings::swappedSides));
        planters.put(
                "negation",
                List.of(ChangedFindings::affirmed, ChangedFindings::deniedWhole, ChangedFindings::deniedBeside));
        planters.put(
                "measurement",
                List.of(
                        ChangedFindings::otherNumber,
                        ChangedFindings::otherUnit,
                        ChangedFindings::swappedNumbers,
                        ChangedFindings::otherLevel));
        planters.put("location", List.of(ChangedFindings::otherLobe));
        planters.put("size", List.of(ChangedFindings::otherGrade));
        planters.put("acuity", List.of(ChangedFindings::otherAge));
        planters.put("critical_missing", List.of(ChangedFindings::withoutCritical, ChangedFindings::allNormal));
        planters.put("malignancy", List.of(InventedStatements::malignant, InventedStatements::benign));
        planters.put("device", List.of(InventedStatements::deviceElsewhere, InventedStatements::inventedDevice));
        planters.put(
                "unsupported_finding",
                List.of(
                        InventedStatements::criticalFinding,
                        InventedStatements::minorFinding,
                        InventedStatements::nonsense));
        planters.put("sex", List.of(InventedStatements::otherSex));
        planters.put("body_part", List.of(InventedStatements::otherBodyPart));
        planters.put("modality", List.of(InventedStatements::otherModality));
        planters.put("contrast", List.of(InventedStatements::otherContrast));
        planters.put("phantom_prior", List.of(InventedStatements::prior));
        planters.put(
                "invented_recommendation",
                List.of(InventedStatements::recommendation, InventedStatements::otherInterval));
        planters.put("leaked_identifier", List.of(InventedStatements::identifier));
        planters.put("truncation", List.of(BrokenTexts::cutBetweenWords, BrokenTexts::cutInWord));
        planters.put("repetition", List.of(BrokenTexts::sentenceAgain, BrokenTexts::circle));
        planters.put("length", List.of(BrokenTexts::rambling));
        planters.put("empty", List.of(BrokenTexts::empty));
        return Collections.unmodifiableMap(planters);
    }
}
