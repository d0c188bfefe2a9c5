package org.radiologygpt.fhir;

import java.util.List;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestIntent;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestPriority;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestStatus;
import org.radiologygpt.report.Coding;
import org.radiologygpt.report.Identifier;
import org.radiologygpt.report.Order;
import org.radiologygpt.report.OrderedStudy;
import org.radiologygpt.report.RadiologyReport;

/** An order of a report (ORC and OBR to ServiceRequest of the v2-to-FHIR guide). */
final class SourceOrder {
    private final RadiologyReport report;

    SourceOrder(RadiologyReport report) {
        this.report = report;
    }

    /** The orders of a report; one made of what it says of its order where it did not come as HL7 v2. */
    static List<OrderedStudy> orders(RadiologyReport report) {
        if (!report.details().orders().isEmpty()) {
            return report.details().orders();
        }
        return List.of(prioritised(report, ""));
    }

    /** The order that a report says it is of, where it did not come as HL7 v2. */
    static OrderedStudy prioritised(RadiologyReport report, String priority) {
        Order order = report.order();
        return new OrderedStudy(
                new Identifier("", order.placerNumber(), "PLAC"),
                new Identifier("", order.fillerNumber(), "FILL"),
                order.procedure(),
                order.section(),
                "",
                priority,
                "",
                "",
                "",
                List.of(),
                "");
    }

    ServiceRequest of(OrderedStudy order, boolean first) {
        ServiceRequest request = new ServiceRequest();
        report.securityLabels().forEach(label -> request.getMeta().addSecurity(Concepts.securityLabel(label)));
        if (first) {
            request.addIdentifier(ReportReferences.accession(report));
        }
        numbers(order).forEach(request::addIdentifier);
        request.setIntent(ServiceRequestIntent.ORDER)
                .setStatus(V2Table.ORDER_STATUS
                        .fhir(order.orderStatus())
                        .map(ServiceRequestStatus::fromCode)
                        .orElse(ServiceRequestStatus.UNKNOWN));
        V2Table.PRIORITY
                .fhir(order.priority())
                .map(ServiceRequestPriority::fromCode)
                .ifPresent(request::setPriority);
        Concepts.categories(order.section()).forEach(request::addCategory);
        CodeableConcept code = Concepts.concept(order.procedure());
        request.setCode(code.isEmpty() ? Concepts.procedure(report.order()) : code);
        if (!order.authored().isEmpty()) {
            request.setAuthoredOnElement(new DateTimeType(order.authored()));
        }
        for (Coding reason : order.reasons()) {
            request.addReasonCode(Concepts.concept(List.of(reason)));
        }
        String information = FhirText.string(order.clinicalInformation());
        if (information != null) {
            request.addNote().setText(information);
        }
        return request;
    }

    /** Placer and filler numbers; without an assigning authority they are the sender's. */
    List<org.hl7.fhir.r4.model.Identifier> numbers(OrderedStudy order) {
        return List.of(order.placer(), order.filler()).stream()
                .filter(number -> !number.value().isBlank())
                .map(number -> Identifiers.of(number, report.key().source()))
                .toList();
    }
}
