package org.radiologygpt.routes.writeback;

import ca.uhn.fhir.rest.client.api.IGenericClient;
import ca.uhn.fhir.rest.client.api.ServerValidationModeEnum;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Resource;
import org.radiologygpt.draft.Draft;
import org.radiologygpt.draft.GuardVerdict;
import org.radiologygpt.draft.GuardVerdict.Verdict;
import org.radiologygpt.draft.ModelIdentity;
import org.radiologygpt.fhir.CallsFhirStore;
import org.radiologygpt.fhir.DraftBundle;
import org.radiologygpt.fhir.DraftContent;
import org.radiologygpt.fhir.DraftForm;
import org.radiologygpt.fhir.DraftReview;
import org.radiologygpt.fhir.DraftSettings;
import org.radiologygpt.fhir.DraftWithdrawal;
import org.radiologygpt.fhir.FhirEndpoint;
import org.radiologygpt.fhir.FhirR4;
import org.radiologygpt.fhir.RestFhirStore;
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

/** A report, its draft, and what a server holds of it. */
final class Written {
    private Written() {}

    static Draft draft(String impression) {
        return draft("A1", impression);
    }

    static Draft draft(String accession, String impression) {
        return new Draft(
                new ReportKey("RIS/NORTH", accession),
                "20260301120000",
                1,
                impression,
                List.of(
                        GuardVerdict.pass("laterality"),
                        new GuardVerdict("length", Verdict.FLAG, "61 words, limit 60")),
                new ModelIdentity("demo", "sha256:00", "north-v3"),
                "impression-alpaca-v1",
                "c0ffee",
                10,
                5,
                1);
    }

    static RadiologyReport report() {
        return report("A1");
    }

    static RadiologyReport report(String accession) {
        return new RadiologyReport(
                new ReportKey("RIS/NORTH", accession),
                "M1",
                Instant.parse("2026-03-01T12:00:00Z"),
                "20260301120000",
                ReportStatus.PRELIMINARY,
                new Patient(
                        List.of(new Identifier("NORTH", "MRN-9", "MR")),
                        List.of(new PersonName("O|Roe", "Jane", "B", "", "")),
                        Optional.of(LocalDate.of(1960, 5, 4)),
                        "female",
                        ""),
                new Order(
                        "P1",
                        accession,
                        accession,
                        List.of(new Coding("L", "CXR", "Chest & ribs")),
                        "RAD",
                        Optional.of(Instant.parse("2026-03-01T11:00:00Z")),
                        "",
                        PersonName.of("Novak", "Petra"),
                        ""),
                List.of(new Section(SectionKind.FINDINGS, "The lungs are clear.")),
                List.of(),
                List.of(),
                "",
                List.of());
    }

    /** A store as one of the write modes to a FHIR server has it. */
    static DraftStore store(URI fhir, WriteMode mode, DraftContent options) {
        DraftForm form = mode.isDocument() ? DraftForm.DOCUMENT_REFERENCE : DraftForm.DIAGNOSTIC_REPORT;
        DraftSettings settings = DraftSettings.defaults("1.2.3")
                .with(new DraftContent(form, options.observations(), options.modelCard()));
        RestFhirStore server = new RestFhirStore(FhirEndpoint.open(fhir), Clock.systemUTC(), form);
        boolean calls = mode == WriteMode.CALLS || mode == WriteMode.DOCUMENT_REFERENCE_CALLS;
        return new FhirDraftStore(
                calls ? new CallsFhirStore(server) : server,
                new DraftBundle(settings, Clock.systemUTC()),
                new DraftWithdrawal(settings, Clock.systemUTC()),
                new DraftReview(settings, Clock.systemUTC()),
                settings.banner());
    }

    /** The resources that a search finds, as {@code Provenance?target=DiagnosticReport/1}. */
    static List<Resource> all(URI fhir, String search) {
        FhirR4.context().getRestfulClientFactory().setServerValidationMode(ServerValidationModeEnum.NEVER);
        IGenericClient client = FhirR4.context().newRestfulGenericClient(fhir.toString());
        return client.search().byUrl(search).returnBundle(Bundle.class).execute().getEntry().stream()
                .map(Bundle.BundleEntryComponent::getResource)
                .toList();
    }
}
