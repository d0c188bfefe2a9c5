package org.radiologygpt.fhir;

import java.sql.Date;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.DiagnosticReport.DiagnosticReportStatus;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestIntent;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestStatus;
import org.hl7.fhir.r4.model.StringType;
import org.radiologygpt.report.Order;
import org.radiologygpt.report.PersonName;
import org.radiologygpt.report.RadiologyReport;
import org.radiologygpt.report.Section;
import org.radiologygpt.report.SectionKind;

/**
 * A report as a FHIR R4 collection Bundle: patient, order, DiagnosticReport and one Observation for each section. Ids
 * follow from the report's key and version, so the same message gives the same Bundle.
 */
public final class ReportBundle {

    /** The report with all its text. */
    public Bundle of(RadiologyReport report) {
        String seed = report.key() + "|" + report.version();
        Patient patient = patient(report);
        ServiceRequest order = order(report);
        patient.setId(FhirUris.uuid("patient|" + seed));
        order.setId(FhirUris.uuid("order|" + seed));
        Reference subject = new Reference("urn:uuid:" + patient.getIdPart());
        order.setSubject(subject.copy());
        List<Observation> sections = sections(report, seed, subject);
        DiagnosticReport resource = diagnosticReport(report, subject);
        resource.setId(FhirUris.uuid("report|" + seed));
        resource.addBasedOn(new Reference("urn:uuid:" + order.getIdPart()));
        sections.forEach(section -> resource.addResult(new Reference("urn:uuid:" + section.getIdPart())));

        Bundle bundle = new Bundle().setType(BundleType.COLLECTION);
        bundle.setId(FhirUris.uuid("bundle|" + seed));
        add(bundle, resource);
        add(bundle, patient);
        add(bundle, order);
        sections.forEach(section -> add(bundle, section));
        return bundle;
    }

    private static void add(Bundle bundle, Resource resource) {
        bundle.addEntry().setFullUrl("urn:uuid:" + resource.getIdPart()).setResource(resource);
    }

    private static Patient patient(RadiologyReport report) {
        Patient patient = new Patient();
        report.patient().identifiers().stream()
                .filter(identifier -> !identifier.value().isBlank())
                .forEach(identifier -> patient.addIdentifier(ReportReferences.identifier(identifier)));
        report.patient().names().stream()
                .filter(name -> !name.isBlank())
                .forEach(name -> patient.addName(humanName(name)));
        report.patient()
                .birthDate()
                .map(Date::valueOf)
                .ifPresent(date -> patient.setBirthDateElement(new DateType(date)));
        gender(report.patient().sex()).ifPresent(patient::setGender);
        return patient;
    }

    private static Optional<AdministrativeGender> gender(String code) {
        return List.of(AdministrativeGender.values()).stream()
                .filter(gender -> gender != AdministrativeGender.NULL)
                .filter(gender -> gender.toCode().equals(code))
                .findFirst();
    }

    private static HumanName humanName(PersonName name) {
        HumanName human = new HumanName();
        if (!name.family().isBlank()) {
            human.setFamily(name.family());
        }
        List.of(name.given(), name.middle()).stream()
                .filter(part -> !part.isBlank())
                .forEach(human::addGiven);
        List.of(name.prefix()).stream().filter(part -> !part.isBlank()).forEach(human::addPrefix);
        List.of(name.suffix()).stream().filter(part -> !part.isBlank()).forEach(human::addSuffix);
        return human;
    }

    private static ServiceRequest order(RadiologyReport report) {
        Order order = report.order();
        ServiceRequest request = new ServiceRequest();
        String source = FhirUris.system(report.key().source());
        request.addIdentifier(ReportReferences.accession(report));
        if (!order.placerNumber().isBlank()) {
            request.addIdentifier(ReportReferences.identifier("PLAC", source, order.placerNumber()));
        }
        if (!order.fillerNumber().isBlank()) {
            request.addIdentifier(ReportReferences.identifier("FILL", source, order.fillerNumber()));
        }
        request.setStatus(ServiceRequestStatus.UNKNOWN).setIntent(ServiceRequestIntent.ORDER);
        return request.setCode(Concepts.procedure(order));
    }

    private static DiagnosticReport diagnosticReport(RadiologyReport report, Reference subject) {
        DiagnosticReport resource = new DiagnosticReport();
        report.securityLabels().forEach(label -> resource.getMeta().addSecurity(Concepts.securityLabel(label)));
        resource.addIdentifier(ReportReferences.accession(report));
        resource.setStatus(DiagnosticReportStatus.fromCode(report.status().code()));
        Concepts.categories(report.order().section()).forEach(resource::addCategory);
        resource.setCode(Concepts.procedure(report.order()));
        resource.setSubject(subject.copy());
        report.order().effective().ifPresent(time -> resource.setEffective(Times.dateTime(time)));
        resource.setIssuedElement(Times.instant(report.clock()));
        report.text(SectionKind.IMPRESSION).ifPresent(resource::setConclusion);
        String text = report.sections().stream().map(Section::text).collect(Collectors.joining("\n\n"));
        if (!text.isBlank()) {
            resource.addPresentedForm(DraftReport.plainText(text));
        }
        return resource;
    }

    private static List<Observation> sections(RadiologyReport report, String seed, Reference subject) {
        List<Observation> observations = new ArrayList<>();
        for (SectionKind kind : SectionKind.values()) {
            if (kind != SectionKind.IGNORED) {
                report.text(kind).ifPresent(text -> observations.add(observation(report, kind, text, seed, subject)));
            }
        }
        return observations;
    }

    private static Observation observation(
            RadiologyReport report, SectionKind kind, String text, String seed, Reference subject) {
        Observation observation = new Observation();
        observation.setId(FhirUris.uuid(kind.key() + "|" + seed));
        observation.setStatus(observationStatus(report));
        observation.setCode(SectionCode.concept(kind)).setSubject(subject.copy());
        report.order().effective().ifPresent(time -> observation.setEffective(Times.dateTime(time)));
        return observation.setValue(new StringType(text));
    }

    /** Observation status has no {@code partial} and no {@code appended}. */
    private static ObservationStatus observationStatus(RadiologyReport report) {
        return switch (report.status()) {
            case REGISTERED -> ObservationStatus.REGISTERED;
            case PARTIAL, PRELIMINARY -> ObservationStatus.PRELIMINARY;
            case FINAL -> ObservationStatus.FINAL;
            case AMENDED, APPENDED -> ObservationStatus.AMENDED;
            case CORRECTED -> ObservationStatus.CORRECTED;
            case CANCELLED -> ObservationStatus.CANCELLED;
            case ENTERED_IN_ERROR -> ObservationStatus.ENTEREDINERROR;
        };
    }
}
