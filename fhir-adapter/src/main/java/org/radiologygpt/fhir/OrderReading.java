package org.radiologygpt.fhir;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.ImagingStudy;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestPriority;
import org.radiologygpt.report.Coding;
import org.radiologygpt.report.Order;
import org.radiologygpt.report.PersonName;

/** What was ordered and done, from the DiagnosticReport, its ServiceRequest and its ImagingStudy. */
final class OrderReading {
    private final ReceivedReport received;
    private final DiagnosticReport report;

    OrderReading(ReceivedReport received) {
        this.received = received;
        this.report = received.report();
    }

    Order order(String accession) {
        List<Identifier> identifiers = new ArrayList<>(report.getIdentifier());
        identifiers.addAll(identifiersOfOrders(received));
        return new Order(
                typed(identifiers, "PLAC").map(Identifier::getValue).orElse(""),
                typed(identifiers, "FILL").map(Identifier::getValue).orElse(""),
                accession,
                procedure(),
                ServiceSection.of(report.getCategory()),
                effective(report),
                study(),
                reader(),
                report.getBasedOn().stream()
                        .map(reference -> PatientReading.serverReference(reference, "ServiceRequest"))
                        .filter(reference -> !reference.isEmpty())
                        .findFirst()
                        .orElse(""));
    }

    static List<Identifier> identifiersOfOrders(ReceivedReport received) {
        List<Identifier> identifiers = new ArrayList<>();
        for (Reference basedOn : received.report().getBasedOn()) {
            received.resolve(basedOn, ServiceRequest.class)
                    .ifPresent(request -> identifiers.addAll(request.getIdentifier()));
            if (basedOn.hasIdentifier()) {
                identifiers.add(basedOn.getIdentifier());
            }
        }
        return identifiers;
    }

    /** The order's priority as HL7 table 0485 has it, the most urgent of several; empty where none is stated. */
    Optional<String> priority() {
        return report.getBasedOn().stream()
                .flatMap(basedOn -> received.resolve(basedOn, ServiceRequest.class).stream())
                .map(ServiceRequest::getPriority)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .flatMap(OrderReading::code);
    }

    private static Optional<String> code(ServiceRequestPriority priority) {
        return switch (priority) {
            case STAT -> Optional.of("S");
            case ASAP -> Optional.of("A");
            case URGENT -> Optional.of("T");
            case ROUTINE -> Optional.of("R");
            default -> Optional.empty();
        };
    }

    static Optional<Identifier> typed(List<Identifier> identifiers, String type) {
        return identifiers.stream()
                .filter(Identifier::hasValue)
                .filter(identifier ->
                        identifier.getType().getCoding().stream().anyMatch(coding -> type.equals(coding.getCode())))
                .findFirst();
    }

    static Optional<Instant> effective(DiagnosticReport report) {
        Date start = report.getEffective() instanceof Period period
                ? period.getStart()
                : report.hasEffectiveDateTimeType()
                        ? report.getEffectiveDateTimeType().getValue()
                        : null;
        return Optional.ofNullable(start).map(Date::toInstant);
    }

    static Coding coding(org.hl7.fhir.r4.model.Coding coding) {
        return new Coding(text(coding.getSystem()), text(coding.getCode()), text(coding.getDisplay()));
    }

    static org.radiologygpt.report.Identifier identifier(Identifier identifier) {
        String type = identifier.getType().getCoding().stream()
                .map(coding -> text(coding.getCode()))
                .filter(code -> !code.isEmpty())
                .findFirst()
                .orElse("");
        return new org.radiologygpt.report.Identifier(text(identifier.getSystem()), text(identifier.getValue()), type);
    }

    private List<Coding> procedure() {
        CodeableConcept code = report.getCode();
        List<Coding> codings = new ArrayList<>(
                code.getCoding().stream().map(OrderReading::coding).toList());
        if (code.hasText()
                && codings.stream().noneMatch(coding -> coding.display().equals(code.getText()))) {
            codings.add(new Coding("", "", code.getText()));
        }
        return codings;
    }

    private String study() {
        Stream<Identifier> carried = received.all(ImagingStudy.class).flatMap(study -> study.getIdentifier().stream());
        Stream<Identifier> referred = report.getImagingStudy().stream().map(Reference::getIdentifier);
        return Stream.concat(carried, referred)
                .filter(identifier -> FhirUris.DICOM_UID.equals(identifier.getSystem()) && identifier.hasValue())
                .map(identifier -> identifier.getValue().replaceFirst("^urn:oid:", ""))
                .findFirst()
                .orElse("");
    }

    private PersonName reader() {
        return report.getResultsInterpreter().stream()
                .map(this::name)
                .filter(name -> !name.isBlank())
                .findFirst()
                .orElse(PersonName.of("", ""));
    }

    private PersonName name(Reference person) {
        Optional<Practitioner> practitioner = received.resolve(person, PractitionerRole.class)
                .map(PractitionerRole::getPractitioner)
                .or(() -> Optional.of(person))
                .flatMap(reference -> received.resolve(reference, Practitioner.class));
        return practitioner
                .filter(Practitioner::hasName)
                .map(resource -> PersonNames.of(resource.getNameFirstRep()))
                .orElseGet(() -> PersonNames.parse(text(person.getDisplay())));
    }

    private static String text(String value) {
        return Objects.requireNonNullElse(value, "");
    }
}
