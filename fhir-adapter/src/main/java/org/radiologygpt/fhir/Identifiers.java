package org.radiologygpt.fhir;

import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Identifier;

/** Identifiers of a message as FHIR's. A type that HL7 table 0203 does not have is kept as text. */
final class Identifiers {
    private Identifiers() {}

    static Identifier of(org.radiologygpt.report.Identifier identifier) {
        Identifier fhir = new Identifier()
                .setSystem(FhirText.string(FhirUris.system(identifier.system())))
                .setValue(FhirText.string(identifier.value()));
        String type = identifier.type().strip();
        return type.isEmpty() ? fhir : fhir.setType(type(type));
    }

    /** The same, in the sender's own system where the message names no assigning authority. */
    static Identifier of(org.radiologygpt.report.Identifier identifier, String source) {
        Identifier fhir = of(identifier);
        return fhir.hasSystem() ? fhir : fhir.setSystem(FhirUris.system(source));
    }

    static CodeableConcept type(String code) {
        return V2Table.IDENTIFIER_TYPE
                .fhir(code)
                .map(known -> Concepts.of(FhirUris.IDENTIFIER_TYPE, known, null))
                .orElseGet(() -> Concepts.text(FhirText.string(code)));
    }
}
