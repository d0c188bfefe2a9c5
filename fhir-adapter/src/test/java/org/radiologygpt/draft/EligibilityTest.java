package org.radiologygpt.draft;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.radiologygpt.Reports;
import org.radiologygpt.report.RadiologyReport;
import org.radiologygpt.report.ReportStatus;
import org.radiologygpt.report.Section;
import org.radiologygpt.report.SectionKind;

class EligibilityTest {
    private static final Section FINDINGS = new Section(SectionKind.FINDINGS, "The lungs are clear.");
    private static final Section IMPRESSION = new Section(SectionKind.IMPRESSION, "Normal chest.");
    private static final String NARRATIVE =
            "The lungs are clear without effusion or pneumothorax and the heart is normal.";

    @ParameterizedTest
    @CsvSource({
        "REGISTERED,NOT_YET_DICTATED",
        "FINAL,FINAL_REPORT",
        "AMENDED,FINAL_REPORT",
        "CORRECTED,FINAL_REPORT",
        "APPENDED,FINAL_REPORT",
        "CANCELLED,CANCELLED_REPORT",
        "ENTERED_IN_ERROR,CANCELLED_REPORT"
    })
    void a_status_that_awaits_no_impression_is_skipped(ReportStatus status, SkipReason reason) {
        assertThat(Eligibility.skip(report(status, "RAD", FINDINGS))).contains(reason);
    }

    @ParameterizedTest
    @EnumSource(
            value = ReportStatus.class,
            names = {"PARTIAL", "PRELIMINARY"})
    void findings_without_impression_are_drafted(ReportStatus status) {
        assertThat(Eligibility.skip(report(status, "RAD", FINDINGS))).isEmpty();
    }

    @Test
    void every_status_but_partial_and_preliminary_is_skipped() {
        for (ReportStatus status : ReportStatus.values()) {
            assertThat(Eligibility.skip(report(status, "RAD", FINDINGS)).isEmpty())
                    .as(status.code())
                    .isEqualTo(status.awaitsImpression());
        }
    }

    @Test
    void an_impression_is_not_drafted_again() {
        assertThat(Eligibility.skip(report(ReportStatus.PRELIMINARY, "RAD", FINDINGS, IMPRESSION)))
                .contains(SkipReason.HAS_IMPRESSION);
    }

    @Test
    void findings_of_two_examinations_are_not_drafted_as_one() {
        Section chest = new Section(SectionKind.PROCEDURE, "CT CHEST");
        Section head = new Section(SectionKind.PROCEDURE, "CT HEAD");
        assertThat(Eligibility.skip(report(ReportStatus.PRELIMINARY, "RAD", chest, FINDINGS, head, FINDINGS)))
                .contains(SkipReason.SEVERAL_STUDIES);
    }

    @ParameterizedTest
    @MethodSource("imaging")
    void every_imaging_section_is_drafted(String section) {
        assertThat(Eligibility.skip(report(ReportStatus.PRELIMINARY, section, FINDINGS)))
                .isEmpty();
    }

    static List<String> imaging() {
        return Eligibility.imagingSections().stream().sorted().toList();
    }

    @ParameterizedTest
    @MethodSource("other")
    void no_other_section_is_drafted_even_with_findings(String section) {
        assertThat(Eligibility.skip(report(ReportStatus.PRELIMINARY, section.toLowerCase(), FINDINGS)))
                .contains(SkipReason.NOT_RADIOLOGY);
    }

    static List<String> other() {
        return Eligibility.otherSections().stream().sorted().toList();
    }

    @Test
    void an_unknown_section_is_drafted_only_with_findings() {
        assertThat(Eligibility.skip(report(ReportStatus.PRELIMINARY, "ZZ9", FINDINGS)))
                .isEmpty();
        assertThat(Eligibility.skip(report(ReportStatus.PRELIMINARY, "ZZ9", unsectioned(NARRATIVE))))
                .contains(SkipReason.NOT_RADIOLOGY);
    }

    @Test
    void a_report_without_findings_is_skipped() {
        assertThat(Eligibility.skip(report(ReportStatus.PRELIMINARY, "RAD"))).contains(SkipReason.NO_FINDINGS);
        assertThat(Eligibility.skip(report(ReportStatus.PRELIMINARY, "", new Section(SectionKind.FINDINGS, "  "))))
                .contains(SkipReason.NO_FINDINGS);
    }

    @Test
    void a_narrative_without_any_heading_is_the_findings() {
        RadiologyReport report = report(
                ReportStatus.PRELIMINARY, "", unsectioned(NARRATIVE), new Section(SectionKind.IGNORED, "Dictation TS"));
        assertThat(Eligibility.findings(report)).contains(NARRATIVE);
        assertThat(Eligibility.skip(report)).isEmpty();
    }

    @Test
    void a_note_of_few_words_is_no_findings() {
        assertThat(Eligibility.skip(report(ReportStatus.PRELIMINARY, "RAD", unsectioned("Report to follow."))))
                .contains(SkipReason.NO_FINDINGS);
    }

    @Test
    void text_beside_headings_is_never_taken_for_findings() {
        Section technique = new Section(SectionKind.TECHNIQUE, "Two views.");
        assertThat(Eligibility.findings(report(ReportStatus.PRELIMINARY, "RAD", unsectioned(NARRATIVE), technique)))
                .isEqualTo(Optional.empty());
    }

    @Test
    void damaged_characters_are_told_to_the_caller() {
        RadiologyReport garbled =
                Reports.of(ReportStatus.PRELIMINARY, "RAD", "XR", List.of(), List.of("charset_garbled"), FINDINGS);
        assertThat(Eligibility.isGarbled(garbled)).isTrue();
        assertThat(Eligibility.isGarbled(report(ReportStatus.PRELIMINARY, "RAD", FINDINGS)))
                .isFalse();
    }

    @Test
    void a_text_attachment_that_could_not_be_read_counts_as_damage() {
        RadiologyReport incomplete = Reports.of(
                ReportStatus.PRELIMINARY, "RAD", "XR", List.of(), List.of("attachment_unreadable=2"), FINDINGS);
        assertThat(Eligibility.isGarbled(incomplete)).isTrue();
        RadiologyReport whole =
                Reports.of(ReportStatus.PRELIMINARY, "RAD", "XR", List.of(), List.of("attachment_not_read"), FINDINGS);
        assertThat(Eligibility.isGarbled(whole)).isFalse();
    }

    private static Section unsectioned(String text) {
        return new Section(SectionKind.UNSECTIONED, text);
    }

    private static RadiologyReport report(ReportStatus status, String section, Section... sections) {
        return Reports.of(status, section, "XR CHEST", List.of(), List.of(), sections);
    }
}
