package org.radiologygpt.fhir;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.radiologygpt.draft.Draft;
import org.radiologygpt.draft.GuardVerdict;
import org.radiologygpt.draft.GuardVerdict.Verdict;
import org.radiologygpt.draft.ModelIdentity;
import org.radiologygpt.report.Coding;
import org.radiologygpt.report.Identifier;
import org.radiologygpt.report.Order;
import org.radiologygpt.report.Patient;
import org.radiologygpt.report.PersonName;
import org.radiologygpt.report.RadiologyReport;
import org.radiologygpt.report.ReportKey;
import org.radiologygpt.report.ReportStatus;
import org.radiologygpt.report.Section;
import org.radiologygpt.report.SectionKind;

/** Synthetic reports and drafts that the tests of this package share. */
final class Reports {
    static final Instant NOW = Instant.parse("2026-03-01T12:00:00.123Z");
    static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private Reports() {}

    static RadiologyReport fromOru() {
        return new RadiologyReport(
                new ReportKey("RIS|NORTH", "A-1001"),
                "MSG00042",
                Instant.parse("2026-03-01T11:30:00Z"),
                "20260301113000",
                ReportStatus.PRELIMINARY,
                new Patient(
                        List.of(new Identifier("NORTH", "V77", "VN"), new Identifier("1.2.3.4", "MRN-9", "MR")),
                        List.of(PersonName.of("Roe", "Jane")),
                        Optional.of(LocalDate.of(1960, 5, 4)),
                        "female",
                        ""),
                new Order(
                        "",
                        "A-1001",
                        "A-1001",
                        List.of(
                                new Coding("LN", "30746-2", "Portable XR Chest Views"),
                                new Coding("99LOCAL", "XRCH", "Chest portable")),
                        "CT",
                        Optional.of(Instant.parse("2026-03-01T10:00:00Z")),
                        "",
                        new PersonName("Novak", "Petra", "", "Dr", ""),
                        ""),
                List.of(
                        new Section(SectionKind.FINDINGS, "Small left pleural effusion."),
                        new Section(SectionKind.UNSECTIONED, "Portable view.")),
                List.of(),
                List.of(new Coding("", "R", "restricted")),
                "",
                List.of());
    }

    static RadiologyReport fromFhir() {
        RadiologyReport oru = fromOru();
        Order order = oru.order();
        return new RadiologyReport(
                oru.key(),
                "dr-7",
                oru.clock(),
                "3",
                oru.status(),
                new Patient(List.of(), List.of(), Optional.empty(), "", "Patient/12"),
                new Order(
                        order.placerNumber(),
                        order.fillerNumber(),
                        order.accession(),
                        order.procedure(),
                        "RAD",
                        order.effective(),
                        "",
                        PersonName.of("", ""),
                        "ServiceRequest/55"),
                oru.sections(),
                List.of(),
                List.of(),
                "DiagnosticReport/dr-7/_history/3",
                List.of());
    }

    static Draft draftOf(RadiologyReport report) {
        return new Draft(
                report.key(),
                report.version(),
                1,
                "1. Small left pleural effusion < 1 cm.\n2. No pneumothorax.",
                List.of(
                        GuardVerdict.pass("laterality"),
                        new GuardVerdict("length", Verdict.FLAG, "61 words, limit 60")),
                new ModelIdentity("demo", "sha256:ab12", "north-v3", "int4-b32"),
                "alpaca-impression-1",
                "c0ffee",
                120,
                20,
                640);
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
