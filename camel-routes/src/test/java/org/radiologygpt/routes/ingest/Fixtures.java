package org.radiologygpt.routes.ingest;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.radiologygpt.draft.Draft;
import org.radiologygpt.draft.GuardVerdict;
import org.radiologygpt.draft.ModelIdentity;
import org.radiologygpt.report.Order;
import org.radiologygpt.report.Patient;
import org.radiologygpt.report.PersonName;
import org.radiologygpt.report.RadiologyReport;
import org.radiologygpt.report.ReadOutcome;
import org.radiologygpt.report.RejectReason;
import org.radiologygpt.report.ReportKey;
import org.radiologygpt.report.ReportStatus;
import org.radiologygpt.report.Section;
import org.radiologygpt.report.SectionKind;
import org.radiologygpt.routes.lifecycle.ReportLives;

/** Reports and drafts for tests of the routes; a message is {@code accession|findings}. */
final class Fixtures {
    private Fixtures() {}

    static ReadOutcome read(byte[] bytes) {
        String text = new String(bytes);
        int bar = text.indexOf('|');
        return bar < 1
                ? new ReadOutcome.Rejected(RejectReason.NO_MSH_SEGMENT, "no bar")
                : new ReadOutcome.Read(report(text.substring(0, bar), text.substring(bar + 1)));
    }

    static RadiologyReport report(String accession, String findings) {
        return report(
                accession, "M-" + accession, ReportStatus.PRELIMINARY, new Section(SectionKind.FINDINGS, findings));
    }

    static RadiologyReport signed(String accession, String findings, String impression) {
        return report(
                accession,
                "M-signed",
                ReportStatus.FINAL,
                new Section(SectionKind.FINDINGS, findings),
                new Section(SectionKind.IMPRESSION, impression));
    }

    private static RadiologyReport report(String accession, String id, ReportStatus status, Section... sections) {
        return new RadiologyReport(
                new ReportKey("RIS", accession),
                id,
                Instant.parse("2026-03-01T12:00:00Z"),
                "20260301120000",
                status,
                Patient.unknown(),
                new Order("", "", accession, List.of(), "RAD", Optional.empty(), "", PersonName.of("", ""), ""),
                List.of(sections),
                List.of(),
                List.of(),
                "",
                List.of());
    }

    static Draft draft(RadiologyReport report, String impression) {
        return new Draft(
                report.key(),
                report.version(),
                1,
                impression,
                List.of(GuardVerdict.pass("laterality")),
                new ModelIdentity("demo", "sha256:00", ""),
                "impression-alpaca-v1",
                "00",
                10,
                5,
                1);
    }

    /** Every message is a report, or rejected. */
    static Notices noNotices() {
        return new Notices(Map.of(), new ReportLives(new MemoryStates()), new MemoryStore());
    }
}
