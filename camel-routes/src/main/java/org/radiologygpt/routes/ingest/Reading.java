package org.radiologygpt.routes.ingest;

import org.radiologygpt.draft.Arrival;
import org.radiologygpt.draft.Origin;
import org.radiologygpt.draft.PatientMarks;
import org.radiologygpt.draft.ReportEvents;
import org.radiologygpt.report.RadiologyReport;
import org.radiologygpt.report.ReportKey;

/** A message that was read: the record, its report, and the version that it brings. */
record Reading(Delivery delivery, RadiologyReport report, Arrival arrival) {

    static Reading of(Delivery delivery, RadiologyReport report) {
        Origin origin = new Origin(delivery.topic() + "-" + delivery.partition(), delivery.offset());
        String body = ReportEvents.hash(report.key(), delivery.bytes());
        return new Reading(
                delivery,
                report,
                new Arrival(
                        origin, report.clock(), report.version(), report.messageId(), body, PatientMarks.of(report)));
    }

    ReportKey key() {
        return report.key();
    }
}
