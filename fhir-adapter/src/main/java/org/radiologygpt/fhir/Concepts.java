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
        return imaging ? radiology(section) : List.of(of(FhirUris.SERVICE_SECTION, section, null));
    }

    /** The procedure with all its codings; LOINC's generic imaging study where the message names none. */
    static CodeableConcept procedure(Order order) {
        CodeableConcept concept = new CodeableConcept();
        order.procedure().stream()
                .filter(coding -> !coding.code().isBlank())
                .forEach(coding -> concept.addCoding(CodingSystem.fhir(coding)));
        order.procedure().stream()
                .map(org.radiologygpt.report.Coding::display)
                .filter(display -> !display.isBlank())
                .findFirst()
                .ifPresent(concept::setText);
        return concept.isEmpty() ? of(FhirUris.LOINC, "18748-4", "Diagnostic imaging study") : concept;
    }

    /** A confidentiality code; a bare v3 code gets its system. */
    static Coding securityLabel(org.radiologygpt.report.Coding label) {
        boolean bare =
                label.system().isBlank() && Set.of("U", "L", "M", "N", "R", "V").contains(label.code());
        return bare ? new Coding(FhirUris.CONFIDENTIALITY, label.code(), null) : CodingSystem.fhir(label);
    }
}
