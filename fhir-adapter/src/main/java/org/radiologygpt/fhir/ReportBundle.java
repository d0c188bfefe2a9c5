package org.radiologygpt.fhir;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.radiologygpt.report.OrderedStudy;
import org.radiologygpt.report.Participant;
import org.radiologygpt.report.RadiologyReport;

/**
 * A report as one FHIR R4 transaction, by the v2-to-FHIR guide: Patient, Encounter, Practitioners, a ServiceRequest for
 * each order, the DiagnosticReport, an Observation for each section and each measured value, and the Provenance of the
 * transformation.
 *
 * <p>The same report at the same time gives the same Bundle. Posted twice, or again with a later version of the report,
 * it leaves one of each: every entry is conditional. Thread-safe.
 */
public final class ReportBundle {
    private final Clock clock;

    /** Bundles recorded at the time of the system's clock. */
    public ReportBundle() {
        this(Clock.systemUTC());
    }

    /** Bundles whose Provenance is recorded at the time of this clock. */
    public ReportBundle(Clock clock) {
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /** The report with all its text. */
    public Bundle of(RadiologyReport report) {
        BundleEntries entries = new BundleEntries(report);
        Optional<Reference> subject = subject(report, entries);
        People people = new People(report, entries);
        Optional<Reference> encounter = encounter(report, entries, subject, people);
        List<Reference> orders = orders(report, entries, subject, encounter, people);

        ReportContext context = ReportContext.of(report, subject, encounter);
        List<Reference> results = new ArrayList<>();
        for (Map.Entry<String, Observation> result :
                ReportObservations.of(context).entrySet()) {
            Identifier own = entries.own(result.getKey());
            results.add(entries.put(result.getValue().addIdentifier(own), own));
        }
        DiagnosticReport resource = new SourceReport(context, people).of(entries.own("report"), orders, results);
        entries.put(resource, resource.getIdentifierFirstRep());
        entries.create(
                TransformProvenance.of(report, entries.references(), clock.instant()),
                FhirUris.token("_tag", FhirUris.CONVERSION_TAG, TransformProvenance.tag(report)));
        return entries.bundle();
    }

    /** A patient whom the message only refers to stays a reference. */
    private static Optional<Reference> subject(RadiologyReport report, BundleEntries entries) {
        if (!report.patient().reference().isBlank()) {
            return Optional.of(new Reference(report.patient().reference()));
        }
        org.hl7.fhir.r4.model.Patient patient = SourcePatient.of(report);
        Optional<Identifier> known = SourcePatient.identity(patient);
        if (known.isEmpty()) {
            Identifier own = entries.own("patient");
            return Optional.of(entries.createOnce(patient.addIdentifier(own), own));
        }
        return Optional.of(entries.createOnce(patient, known.get()));
    }

    private static Optional<Reference> encounter(
            RadiologyReport report, BundleEntries entries, Optional<Reference> subject, People people) {
        return report.details().visit().map(visit -> {
            org.hl7.fhir.r4.model.Encounter encounter = SourceVisit.of(visit, subject, people);
            Optional<Identifier> known = encounter.getIdentifier().stream()
                    .filter(Identifier::hasSystem)
                    .findFirst();
            Identifier identity = known.orElseGet(() -> entries.own("encounter"));
            if (known.isEmpty()) {
                encounter.addIdentifier(identity);
            }
            return entries.createOnce(encounter, identity);
        });
    }

    private static List<Reference> orders(
            RadiologyReport report,
            BundleEntries entries,
            Optional<Reference> subject,
            Optional<Reference> encounter,
            People people) {
        String known = report.order().serviceRequestReference();
        if (!known.isBlank()) {
            return List.of(new Reference(known));
        }
        List<OrderedStudy> orders = SourceOrder.orders(report);
        List<Reference> references = new ArrayList<>();
        for (int i = 0; i < orders.size(); i++) {
            ServiceRequest request = new SourceOrder(report).of(orders.get(i), i == 0);
            subject.ifPresent(request::setSubject);
            encounter.ifPresent(request::setEncounter);
            people.first(Participant.Role.ORDERING).ifPresent(request::setRequester);
            Identifier own = entries.own("order-" + (i + 1));
            Identifier identity = placer(orders.get(i)).orElse(own);
            references.add(entries.createOnce(request.addIdentifier(own), identity));
        }
        return references;
    }

    /** The placer's number is the order's name everywhere, where the message says whose it is. */
    private static Optional<Identifier> placer(OrderedStudy order) {
        return Optional.of(order.placer())
                .filter(number -> !number.value().isBlank() && !number.system().isBlank())
                .map(Identifiers::of);
    }
}
