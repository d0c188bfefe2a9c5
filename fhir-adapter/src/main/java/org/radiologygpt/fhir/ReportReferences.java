package org.radiologygpt.fhir;

import java.util.Comparator;
import java.util.Optional;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;
import org.radiologygpt.report.Order;
import org.radiologygpt.report.Patient;
import org.radiologygpt.report.RadiologyReport;

/**
 * How a draft points at what stands in the hospital's server already: by the reference a FHIR message came with, else
 * by business identifier. A draft never creates a patient or an order.
 */
final class ReportReferences {
    private ReportReferences() {}

    static Optional<Reference> subject(Patient patient) {
        if (!patient.reference().isBlank()) {
            return Optional.of(new Reference(patient.reference()));
        }
        return patient.identifiers().stream()
                .filter(identifier -> !identifier.value().isBlank())
                .min(Comparator.comparing(identifier -> identifier.type().equals("MR") ? 0 : 1))
                .map(identifier -> logical("Patient", identifier(identifier)));
    }

    static Reference order(RadiologyReport report) {
        Order order = report.order();
        if (!order.serviceRequestReference().isBlank()) {
            return new Reference(order.serviceRequestReference());
        }
        String source = FhirUris.system(report.key().source());
        return logical(
                "ServiceRequest",
                order.placerNumber().isBlank()
                        ? identifier("ACSN", source, report.key().accession())
                        : identifier("PLAC", source, order.placerNumber()));
    }

    /** The report that was read: its FHIR version, or the message that carried it. */
    static Reference source(RadiologyReport report) {
        if (!report.sourceReference().isBlank()) {
            return new Reference(report.sourceReference());
        }
        Identifier message = new Identifier().setSystem(FhirUris.MESSAGE).setValue(report.messageId());
        message.getAssigner().setDisplay(report.key().source());
        return new Reference().setIdentifier(message).setDisplay("HL7 v2 message");
    }

    static Identifier accession(RadiologyReport report) {
        return identifier(
                "ACSN", FhirUris.system(report.key().source()), report.key().accession());
    }

    static Identifier identifier(org.radiologygpt.report.Identifier identifier) {
        return identifier(identifier.type(), FhirUris.system(identifier.system()), identifier.value());
    }

    static Identifier identifier(String type, String system, String value) {
        Identifier identifier = new Identifier().setValue(value);
        if (!system.isBlank()) {
            identifier.setSystem(system);
        }
        if (!type.isBlank()) {
            identifier.getType().addCoding().setSystem(FhirUris.IDENTIFIER_TYPE).setCode(type);
        }
        return identifier;
    }

    private static Reference logical(String type, Identifier identifier) {
        return new Reference().setType(type).setIdentifier(identifier);
    }
}
