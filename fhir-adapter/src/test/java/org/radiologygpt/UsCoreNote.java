package org.radiologygpt;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.DiagnosticReport.DiagnosticReportStatus;

/**
 * The rules of the profile US Core DiagnosticReport for Report and Note Exchange (us-core-diagnosticreport-note) that go
 * beyond R4, written down by hand: its package is not published on Maven Central.
 */
final class UsCoreNote {
    private static final List<String> NOTES = List.of("LP29684-5", "LP29708-2", "LP7839-6");

    private UsCoreNote() {}

    static List<String> violations(DiagnosticReport report) {
        Map<String, Boolean> rules = new LinkedHashMap<>();
        rules.put("status 1..1", report.hasStatus());
        rules.put("category 1..*", report.hasCategory());
        rules.put(
                "category:us-core, LOINC of radiology, cardiology or pathology",
                report.getCategory().stream()
                        .flatMap(category -> category.getCoding().stream())
                        .anyMatch(coding ->
                                "http://loinc.org".equals(coding.getSystem()) && NOTES.contains(coding.getCode())));
        rules.put("code 1..1 with coding or text", report.hasCode());
        rules.put("subject 1..1, data-absent-reason where unknown", report.hasSubject());
        boolean reported = report.getStatus() != DiagnosticReportStatus.CANCELLED
                && report.getStatus() != DiagnosticReportStatus.ENTEREDINERROR;
        rules.put("us-core-10: effective[x] at this status", !reported || report.hasEffective());
        rules.put(
                "us-core-8: a dateTime of at least a day",
                !report.hasEffectiveDateTimeType()
                        || !report.getEffectiveDateTimeType().hasValue()
                        || report.getEffectiveDateTimeType().getValueAsString().length() >= 10);
        rules.put("issued, must support", report.hasIssued());
        rules.put("presentedForm, must support", report.hasPresentedForm());
        rules.put(
                "no performer and no interpreter: no person has answered for a draft",
                !report.hasPerformer() && !report.hasResultsInterpreter());
        return rules.entrySet().stream()
                .filter(rule -> !rule.getValue())
                .map(Map.Entry::getKey)
                .toList();
    }
}
