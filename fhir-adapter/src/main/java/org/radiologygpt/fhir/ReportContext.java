package org.radiologygpt.fhir;

import java.util.Optional;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Type;
import org.radiologygpt.report.OrderedStudy;
import org.radiologygpt.report.RadiologyReport;

/**
 * What a report's DiagnosticReport and its Observations have in common.
 *
 * @param effective OBR-7 and OBR-8 of the first order, as precise as they were sent
 */
record ReportContext(
        RadiologyReport report, Optional<Reference> subject, Optional<Reference> encounter, Optional<Type> effective) {

    static ReportContext of(RadiologyReport report, Optional<Reference> subject, Optional<Reference> encounter) {
        return new ReportContext(report, subject, encounter, effective(report));
    }

    private static Optional<Type> effective(RadiologyReport report) {
        Optional<OrderedStudy> first = report.details().orders().stream().findFirst();
        if (first.isEmpty() || first.get().start().isEmpty()) {
            return report.order().effective().map(Times::dateTime);
        }
        Period period = Times.period(first.get().start(), first.get().end());
        return Optional.of(
                period.hasEnd() ? period : new DateTimeType(first.get().start()));
    }
}
