package org.radiologygpt.report;

import java.util.List;
import java.util.Optional;

/**
 * What a message says besides what a draft is made from; kept so that a conversion is whole.
 *
 * @param orders the OBRs in file order; of a report that came as FHIR the order, where that states a priority, else empty
 * @param participants the people by role, each person once a role
 * @param measurements the OBX that are values, in file order
 */
public record ReportDetails(
        Demographics demographics,
        Optional<Visit> visit,
        List<OrderedStudy> orders,
        List<Participant> participants,
        List<Measurement> measurements) {
    private static final ReportDetails NONE =
            new ReportDetails(Demographics.none(), Optional.empty(), List.of(), List.of(), List.of());

    public ReportDetails {
        orders = List.copyOf(orders);
        participants = List.copyOf(participants);
        measurements = List.copyOf(measurements);
    }

    /** An order, and nothing besides. */
    public static ReportDetails of(OrderedStudy order) {
        return new ReportDetails(Demographics.none(), Optional.empty(), List.of(order), List.of(), List.of());
    }

    /** Nothing besides. */
    public static ReportDetails none() {
        return NONE;
    }
}
