package org.radiologygpt.fhir;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Extension;
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

    /** The visit by its number, a visit number (VN) before an account. */
    static Optional<Reference> encounter(RadiologyReport report) {
        return report.details().visit().stream()
                .flatMap(visit -> visit.numbers().stream())
                .filter(number -> !number.value().isBlank())
                .min(Comparator.comparing(number -> number.type().equals("VN") ? 0 : 1))
                .map(number -> logical("Encounter", identifier(number)));
    }

    /** The orders that the report answers, each once. */
    static List<Reference> orders(RadiologyReport report) {
        List<Reference> all = new ArrayList<>();
        allOrders(report)
                .map(order -> order(report, order))
                .filter(reference -> all.stream().noneMatch(reference::equalsDeep))
                .forEach(all::add);
        return all;
    }

    private static Stream<Order> allOrders(RadiologyReport report) {
        return Stream.concat(Stream.of(report.order()), report.linkedOrders().stream());
    }

    private static Reference order(RadiologyReport report, Order order) {
        if (!order.serviceRequestReference().isBlank()) {
            return new Reference(order.serviceRequestReference());
        }
        String source = FhirUris.system(report.key().source());
        return logical(
                "ServiceRequest",
                order.placerNumber().isBlank()
                        ? identifier("ACSN", source, accession(report, order))
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

    /** The accession numbers of the report, its own first. */
    static List<Identifier> accessions(RadiologyReport report) {
        String source = FhirUris.system(report.key().source());
        return Stream.concat(
                        Stream.of(report.key().accession()), allOrders(report).map(order -> accession(report, order)))
                .distinct()
                .map(accession -> identifier("ACSN", source, accession))
                .toList();
    }

    private static String accession(RadiologyReport report, Order order) {
        return order.accession().isBlank() ? report.key().accession() : order.accession();
    }

    /** Stands where a profile wants an element that the message does not state. */
    static Extension unknown() {
        return new Extension(FhirUris.DATA_ABSENT, new CodeType("unknown"));
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
            identifier.setType(Identifiers.type(type));
        }
        return identifier;
    }

    private static Reference logical(String type, Identifier identifier) {
        return new Reference().setType(type).setIdentifier(identifier);
    }
}
