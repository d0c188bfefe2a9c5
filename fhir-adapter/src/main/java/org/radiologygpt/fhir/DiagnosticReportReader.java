package org.radiologygpt.fhir;

import org.radiologygpt.report.ReadOutcome;
import org.radiologygpt.report.RejectReason;
import org.radiologygpt.report.SourceProfile;

/**
 * Reads FHIR R4 JSON as a report: a DiagnosticReport, or a Bundle that holds exactly one. Every input has an outcome;
 * nothing is thrown. Thread-safe.
 */
public final class DiagnosticReportReader {
    /** Largest message read: room for a report with its pages as PDF. */
    public static final int MAX_BYTES = 32 * 1024 * 1024;

    private final ReportText text;

    /** Reads text by the headings, codes and ignore lines of a profile. */
    public DiagnosticReportReader(SourceProfile profile) {
        text = new ReportText(profile);
    }

    /** What the bytes of one message are. */
    public ReadOutcome read(byte[] json) {
        try {
            StrictJson message = StrictJson.of(json, MAX_BYTES);
            ReceivedReport received = ReceivedReport.of(message);
            return new ReadOutcome.Read(ReportAssembly.of(received, text));
        } catch (Rejection rejection) {
            return rejection.outcome();
        } catch (RuntimeException | StackOverflowError fault) {
            return new ReadOutcome.Rejected(
                    RejectReason.READER_FAULT, fault.getClass().getSimpleName());
        }
    }
}
