package org.radiologygpt.routes.quickstart;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Bundle;
import org.radiologygpt.draft.Draft;
import org.radiologygpt.draft.GuardVerdict;
import org.radiologygpt.draft.ModelIdentity;
import org.radiologygpt.fhir.DraftBundle;
import org.radiologygpt.fhir.DraftSettings;
import org.radiologygpt.report.Identifier;
import org.radiologygpt.report.Order;
import org.radiologygpt.report.Patient;
import org.radiologygpt.report.PersonName;
import org.radiologygpt.report.RadiologyReport;
import org.radiologygpt.report.ReportKey;
import org.radiologygpt.report.ReportStatus;

/** Synthetic drafts for the FHIR server's tests. */
final class Drafts {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);

    private Drafts() {}

    static String key(String accession) {
        return "RIS|" + accession + "|v1|1";
    }

    static Bundle bundle(String accession) {
        return new DraftBundle(DraftSettings.defaults("0.1.0"), CLOCK).of(report(accession), draft(accession));
    }

    private static RadiologyReport report(String accession) {
        return new RadiologyReport(
                new ReportKey("RIS", accession),
                "MSG-" + accession,
                CLOCK.instant(),
                "v1",
                ReportStatus.PRELIMINARY,
                new Patient(List.of(new Identifier("NORTH", "MRN-9", "MR")), List.of(), Optional.empty(), "", ""),
                new Order("", accession, accession, List.of(), "RAD", Optional.empty(), "", PersonName.of("", ""), ""),
                List.of(),
                List.of(),
                List.of(),
                "",
                List.of());
    }

    private static Draft draft(String accession) {
        return new Draft(
                new ReportKey("RIS", accession),
                "v1",
                1,
                "No acute abnormality.",
                List.of(GuardVerdict.pass("laterality")),
                new ModelIdentity("demo", "sha256:ab", ""),
                "alpaca-impression-1",
                "c0ffee",
                10,
                5,
                100);
    }
}
