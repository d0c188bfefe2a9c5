package org.radiologygpt.draft;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.radiologygpt.draft.LifecycleEvent.SignedArrived;
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

class ReportEventsTest {
    private static final Section FINDINGS = new Section(SectionKind.FINDINGS, "The lungs are clear.");
    private static final Section IMPRESSION = new Section(SectionKind.IMPRESSION, "Normal.");

    @ParameterizedTest
    @CsvSource({
        "REGISTERED, IdleArrived",
        "PARTIAL, FindingsArrived",
        "PRELIMINARY, FindingsArrived",
        "FINAL, SignedArrived",
        "AMENDED, SignedArrived",
        "CORRECTED, SignedArrived",
        "APPENDED, SignedArrived",
        "CANCELLED, WithdrawnArrived",
        "ENTERED_IN_ERROR, WithdrawnArrived",
    })
    void each_status_has_its_event(ReportStatus status, String event) {
        assertThat(event(report("A1", status, FINDINGS)).getClass().getSimpleName())
                .isEqualTo(event);
    }

    @Test
    void final_without_text_finalises_what_was_sent_before() {
        assertThat(event(report("A1", ReportStatus.FINAL))).isInstanceOf(LifecycleEvent.FinalisedArrived.class);
    }

    @Test
    void only_a_signed_report_with_findings_and_impression_teaches() {
        assertThat(((SignedArrived) event(report("A1", ReportStatus.FINAL, FINDINGS, IMPRESSION))).teaches())
                .isTrue();
        assertThat(((SignedArrived) event(report("A1", ReportStatus.FINAL, FINDINGS))).teaches())
                .isFalse();
        assertThat(((SignedArrived) event(report("A1", ReportStatus.FINAL, IMPRESSION))).teaches())
                .isFalse();
    }

    @Test
    void preliminary_report_with_an_impression_needs_no_draft_and_replaces_older_ones() {
        assertThat(event(report("A1", ReportStatus.PRELIMINARY, FINDINGS, IMPRESSION)))
                .isInstanceOf(LifecycleEvent.NeedlessArrived.class);
    }

    @Test
    void hash_does_not_follow_footers_or_status() {
        RadiologyReport one = report("A1", ReportStatus.PRELIMINARY, FINDINGS);
        RadiologyReport footer =
                report("A1", ReportStatus.PARTIAL, FINDINGS, new Section(SectionKind.IGNORED, "Dictated at noon"));
        RadiologyReport edited =
                report("A1", ReportStatus.PRELIMINARY, new Section(SectionKind.FINDINGS, "Left effusion."));
        assertThat(ReportEvents.textHash(footer)).isEqualTo(ReportEvents.textHash(one));
        assertThat(ReportEvents.textHash(edited)).isNotEqualTo(ReportEvents.textHash(one));
        assertThat(ReportEvents.textHash(report("A2", ReportStatus.PRELIMINARY, FINDINGS)))
                .isNotEqualTo(ReportEvents.textHash(one));
    }

    @Test
    void same_findings_under_another_patient_or_examination_are_drafted_anew() {
        RadiologyReport one = report("A1", ReportStatus.PRELIMINARY, FINDINGS);
        Patient other =
                new Patient(List.of(new Identifier("NORTH", "7", "MR")), List.of(), Optional.empty(), "female", "");
        assertThat(ReportEvents.textHash(about(one, other, List.of()))).isNotEqualTo(ReportEvents.textHash(one));
        assertThat(ReportEvents.textHash(about(one, one.patient(), List.of(new Coding("L", "73130", "XR RIGHT HAND")))))
                .isNotEqualTo(ReportEvents.textHash(one));
    }

    private static RadiologyReport about(RadiologyReport report, Patient patient, List<Coding> procedure) {
        Order order = report.order();
        return new RadiologyReport(
                report.key(),
                report.messageId(),
                report.clock(),
                report.version(),
                report.status(),
                patient,
                new Order("", "", order.accession(), procedure, "RAD", Optional.empty(), "", order.reader(), ""),
                report.sections(),
                List.of(),
                List.of(),
                "",
                List.of());
    }

    private static LifecycleEvent event(RadiologyReport report) {
        return ReportEvents.of(report, LifecycleCases.arrival(1, 12, "M1"), Eligibility.skip(report));
    }

    private static RadiologyReport report(String accession, ReportStatus status, Section... sections) {
        return new RadiologyReport(
                new ReportKey("RIS", accession),
                "M1",
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
}
