package org.radiologygpt;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.radiologygpt.report.Coding;
import org.radiologygpt.report.KnownIdentifier;
import org.radiologygpt.report.Order;
import org.radiologygpt.report.Patient;
import org.radiologygpt.report.PersonName;
import org.radiologygpt.report.RadiologyReport;
import org.radiologygpt.report.ReportKey;
import org.radiologygpt.report.ReportStatus;
import org.radiologygpt.report.Section;
import org.radiologygpt.report.SectionKind;

/** Reports of our own making for tests. */
public final class Reports {
    private Reports() {}

    /** A preliminary report with these findings. */
    public static RadiologyReport withFindings(String findings) {
        return with("XR CHEST", new Section(SectionKind.FINDINGS, findings));
    }

    /** A preliminary report of an examination with these sections. */
    public static RadiologyReport with(String procedure, Section... sections) {
        return of(ReportStatus.PRELIMINARY, "RAD", procedure, List.of(), List.of(), sections);
    }

    /** A report. */
    public static RadiologyReport of(
            ReportStatus status,
            String orderSection,
            String procedure,
            List<KnownIdentifier> known,
            List<String> warnings,
            Section... sections) {
        Order order = new Order(
                "P-1",
                "A-1",
                "A-1",
                List.of(new Coding("L", "X1", procedure)),
                orderSection,
                Optional.empty(),
                "",
                PersonName.of("", ""),
                "");
        return new RadiologyReport(
                new ReportKey("RIS", "A-1"),
                "M-1",
                Instant.parse("2026-03-01T12:00:00Z"),
                "20260301120000",
                status,
                Patient.unknown(),
                order,
                new ArrayList<>(List.of(sections)),
                known,
                List.of(),
                "",
                warnings);
    }
}
