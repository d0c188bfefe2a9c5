package org.radiologygpt.fhir;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.radiologygpt.report.Order;

/** The coded concepts that drafts and converted reports share. */
final class Concepts {
    /** LOINC part for the diagnostic service section radiology, as US Core DiagnosticReport Note slices on it. */
    static final String RADIOLOGY = "LP29684-5";

    /** Codes of HL7 table 0074 that are radiology. */
    static final Set<String> IMAGING = Set.of("RAD", "RX", "XRC", "CT", "NMR", "NMS", "RUS", "OUS", "VUS");

    /** DICOM modalities and other names that senders put in OBR-24 in place of table 0074's. */
    static final Map<String, String> MODALITIES = Map.of(
            "MR", "NMR", "MRI", "NMR", "US", "RUS", "NM", "NMS", "XR", "RAD", "CR", "RAD", "DX", "RAD", "MG", "RAD",
            RADIOLOGY, "RAD");

    private Concepts() {}

    static Coding artificialIntelligenceAsserted() {
        return new Coding(FhirUris.OBSERVATION_VALUE, "AIAST", "Artificial Intelligence asserted");
    }

    static CodeableConcept of(String system, String code, String display) {
        return new CodeableConcept(new Coding(system, code, display));
    }

    static CodeableConcept text(String text) {
        return new CodeableConcept().setText(text);
    }

    static List<CodeableConcept> radiology(String section) {
        String code = IMAGING.contains(section) ? section : MODALITIES.getOrDefault(section, "RAD");
        return List.of(
                of(FhirUris.LOINC, RADIOLOGY, "Radiology"),
                new CodeableConcept(new Coding(FhirUris.SERVICE_SECTION, code, null)));
    }

    /** The category of a report as received: radiology where its section says so or is not stated. */
    static List<CodeableConcept> categories(String section) {
        boolean imaging = section.isBlank() || IMAGING.contains(section) || MODALITIES.containsKey(section);
        if (imaging) {
            return radiology(section);
        }
        String system = V2Table.SERVICE_SECTION.fhir(section).isPresent() ? FhirUris.SERVICE_SECTION : null;
        return List.of(of(system, FhirText.code(section), null));
    }

    /** The procedure with all its codings; LOINC's generic imaging study where the message names none. */
    static CodeableConcept procedure(Order order) {
        CodeableConcept concept = concept(order.procedure());
        return concept.isEmpty() ? anyImagingStudy() : concept;
    }

    /** LOINC's generic imaging study, as a procedure and as a kind of document. */
    static CodeableConcept anyImagingStudy() {
        return of(FhirUris.LOINC, "18748-4", "Diagnostic imaging study");
    }

    /** What the guide on AI Transparency calls the type of a Device and the role of an agent. */
    static CodeableConcept artificialIntelligence() {
        return of(FhirUris.AI_DEVICE_TYPE, "Artificial-Intelligence", null);
    }

    /** Codings that mean one thing, and the first display as its text. */
    static CodeableConcept concept(List<org.radiologygpt.report.Coding> codings) {
        CodeableConcept concept = new CodeableConcept();
        for (org.radiologygpt.report.Coding coding : codings) {
            if (!coding.code().isBlank()) {
                concept.addCoding(CodingSystem.fhir(coding));
            }
            if (!concept.hasText()) {
                concept.setText(FhirText.string(coding.display()));
            }
        }
        return concept;
    }

    /**
     * A confidentiality code; a bare v3 code gets its system, and what HL7 table 0177 has in common with v3 becomes v3's. A
     * code that no table has keeps its meaning to the sender, without a system.
     */
    static Coding securityLabel(org.radiologygpt.report.Coding label) {
        String system = CodingSystem.uriOf(label.system());
        boolean version2 = system.equals(CodingSystem.CONFIDENTIALITY_2.uri());
        Set<String> version3 = version2 ? Set.of("R", "V") : Set.of("U", "L", "M", "N", "R", "V");
        if ((system.isBlank() || version2) && version3.contains(label.code())) {
            return new Coding(FhirUris.CONFIDENTIALITY, label.code(), null);
        }
        boolean unknown = version2 && V2Table.CONFIDENTIALITY.fhir(label.code()).isEmpty();
        return unknown
                ? new Coding(null, FhirText.code(label.code()), FhirText.string(label.display()))
                : CodingSystem.fhir(label);
    }
}
