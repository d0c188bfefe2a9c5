package org.radiologygpt.fhir;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.radiologygpt.report.RadiologyReport;
import org.radiologygpt.report.ReadOutcome;
import org.radiologygpt.report.RejectReason;
import org.radiologygpt.report.SourceProfile;
import org.radiologygpt.report.SourceProfiles;
import org.radiologygpt.report.TextAccount;
import org.radiologygpt.report.TextLedger;

/**
 * Reads FHIR JSON as a report: a DiagnosticReport of R4, or of R4B or R5 where only the version differs, or a Bundle of
 * any type that is about one. Every input has an outcome; nothing is thrown. Thread-safe.
 */
public final class DiagnosticReportReader {
    /** Largest message read: room for a report with its pages as PDF. */
    public static final int MAX_BYTES = 32 * 1024 * 1024;

    private final SourceProfiles profiles;
    private final Map<String, ReportText> texts = new ConcurrentHashMap<>();

    /** Reads text by the headings, codes and ignore lines of each sender's profile. */
    public DiagnosticReportReader(SourceProfiles profiles) {
        this.profiles = profiles;
    }

    /** Reads every sender by one profile. */
    public DiagnosticReportReader(SourceProfile profile) {
        this(SourceProfiles.of(profile));
    }

    /** What the bytes of one message are. */
    public ReadOutcome read(byte[] json) {
        try {
            StrictJson message = StrictJson.of(json, MAX_BYTES);
            ReceivedReport received = ReceivedReport.of(message);
            SourceProfile profile = Sender.of(received).profile(profiles);
            ReportText text = texts.computeIfAbsent(profile.name(), name -> new ReportText(profile));
            TextLedger ledger = new TextLedger();
            RadiologyReport report = ReportAssembly.of(received, profile, text, ledger);
            return new ReadOutcome.Read(
                    report, balanced(ledger.account(ReceivedText.count(message), report.sections())));
        } catch (Rejection rejection) {
            return rejection.outcome();
        } catch (RuntimeException | StackOverflowError fault) {
            return new ReadOutcome.Rejected(
                    RejectReason.READER_FAULT, fault.getClass().getSimpleName());
        }
    }

    private static TextAccount balanced(TextAccount account) {
        if (!account.balanced()) {
            throw new Rejection(
                    RejectReason.READER_FAULT, "text does not add up: " + account.difference() + " characters");
        }
        return account;
    }
}
