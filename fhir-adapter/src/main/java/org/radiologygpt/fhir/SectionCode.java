package org.radiologygpt.fhir;

import java.util.Arrays;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.radiologygpt.report.SectionKind;

/** The LOINC code we write for each section of a report that has one (DICOM PS3.20 section 9 uses the same). */
enum SectionCode {
    FINDINGS(SectionKind.FINDINGS, "59776-5", "Procedure findings Narrative"),
    IMPRESSION(SectionKind.IMPRESSION, "19005-8", "Radiology Imaging study [Impression] (narrative)"),
    RECOMMENDATION(SectionKind.RECOMMENDATION, "18783-1", "Radiology Study recommendation (narrative)"),
    COMPARISON(SectionKind.COMPARISON, "18834-2", "Radiology Comparison study (narrative)"),
    PROCEDURE(SectionKind.PROCEDURE, "55111-9", "Current imaging procedure descriptions Document"),
    REQUEST(SectionKind.REQUEST, "55115-0", "Requested imaging studies information Document"),
    HISTORY(SectionKind.HISTORY, "11329-0", "History general Narrative - Reported"),
    INDICATION(SectionKind.INDICATION, "18785-6", "Radiology Reason for study (narrative)");

    private final SectionKind kind;
    private final String code;
    private final String display;

    SectionCode(SectionKind kind, String code, String display) {
        this.kind = kind;
        this.code = code;
        this.display = display;
    }

    SectionKind kind() {
        return kind;
    }

    String code() {
        return code;
    }

    /** A section as {@code Observation.code}: coded where LOINC has a code, else by name. */
    static CodeableConcept concept(SectionKind kind) {
        Optional<SectionCode> row =
                Arrays.stream(values()).filter(value -> value.kind == kind).findFirst();
        return row.map(value -> Concepts.of(FhirUris.LOINC, value.code, value.display))
                .orElseGet(CodeableConcept::new)
                .setText(kind.key());
    }
}
