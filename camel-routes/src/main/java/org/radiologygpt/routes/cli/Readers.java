package org.radiologygpt.routes.cli;

import org.radiologygpt.fhir.DiagnosticReportReader;
import org.radiologygpt.hl7v2.OruReader;
import org.radiologygpt.report.ReadOutcome;
import org.radiologygpt.report.RejectReason;
import org.radiologygpt.report.SourceProfiles;

/** Reads any input message that should be a report. */
final class Readers {
    private final OruReader oru;
    private final DiagnosticReportReader fhir;

    Readers(SourceProfiles profiles) {
        oru = new OruReader(profiles);
        fhir = new DiagnosticReportReader(profiles);
    }

    /** The report, or why there is none. */
    ReadOutcome read(InputMessage message) {
        if (message instanceof InputMessage.Hl7 hl7) {
            return oru.read(hl7.bytes());
        }
        if (message instanceof InputMessage.Fhir resource) {
            return fhir.read(resource.bytes());
        }
        if (message instanceof InputMessage.Unreadable unreadable) {
            return new ReadOutcome.Rejected(unreadable.reason(), unreadable.detail());
        }
        return new ReadOutcome.Rejected(
                RejectReason.UNSUPPORTED_MESSAGE_TYPE, "a text line {\"id\",\"text\"} is input of deidentify only");
    }
}
