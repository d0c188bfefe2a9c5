package org.radiologygpt.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.radiologygpt.Reports;
import org.radiologygpt.draft.GuardVerdict;
import org.radiologygpt.draft.GuardVerdict.Verdict;
import org.radiologygpt.report.KnownIdentifier;
import org.radiologygpt.report.PersonName;
import org.radiologygpt.report.RadiologyReport;
import org.radiologygpt.report.ReportStatus;
import org.radiologygpt.report.Section;
import org.radiologygpt.report.SectionKind;

class GuardsTest {
    private static final RadiologyReport REPORT = Reports.withFindings("Small left pleural effusion. No pneumothorax.");

    @Test
    void a_sound_draft_passes_every_guard() {
        assertThat(Guards.standard(GuardPolicy.standard()).check("Small left pleural effusion.", REPORT))
                .extracting(GuardVerdict::verdict)
                .containsOnly(Verdict.PASS)
                .hasSize(Guards.names().size());
    }

    @Test
    void a_text_cut_by_the_model_is_truncated() {
        assertThat(verdict(GuardPolicy.standard(), "truncation", "Small left pleural effusion.", "length")
                        .verdict())
                .isEqualTo(Verdict.WITHHOLD);
        assertThat(verdict(GuardPolicy.standard(), "truncation", "Small left pleural effusion.", "stop")
                        .verdict())
                .isEqualTo(Verdict.PASS);
    }

    @Test
    void the_policy_decides_what_follows() {
        GuardPolicy policy = GuardPolicy.parse("laterality: flag\nnegation: pass\n");
        assertThat(verdict(policy, "laterality", "Small right pleural effusion.", "stop")
                        .verdict())
                .isEqualTo(Verdict.FLAG);
        assertThat(verdict(policy, "negation", "Pneumothorax.", "stop").verdict())
                .isEqualTo(Verdict.PASS);
        assertThat(verdict(policy, "measurement", "5 mm.", "stop").verdict()).isEqualTo(Verdict.WITHHOLD);
    }

    @Test
    void a_wrong_policy_names_the_key() {
        assertThatThrownBy(() -> GuardPolicy.parse("lateralty: flag")).hasMessageContaining("guards.lateralty");
        assertThatThrownBy(() -> GuardPolicy.parse("laterality: maybe")).hasMessageContaining("pass, flag or withhold");
        assertThatThrownBy(() -> GuardPolicy.parse("- a")).isInstanceOf(IllegalArgumentException.class);
        assertThat(GuardPolicy.parse("")).isEqualTo(GuardPolicy.standard());
    }

    @Test
    void a_guard_that_fails_withholds_though_its_findings_are_only_flagged() {
        Guard broken = new Guard() {
            @Override
            public String name() {
                return "length";
            }

            @Override
            public GuardVerdict check(String impression, RadiologyReport report) {
                throw new IllegalStateException("text of the report");
            }
        };
        GuardVerdict verdict = new Guards(List.of(broken), GuardPolicy.standard())
                .check("x", REPORT)
                .get(0);
        assertThat(verdict)
                .isEqualTo(new GuardVerdict("length", Verdict.WITHHOLD, "guard fault: IllegalStateException"));
    }

    @Test
    void the_patients_name_in_a_draft_is_a_leak_unless_the_report_says_it() {
        List<KnownIdentifier> known = List.of(new KnownIdentifier.Name(PersonName.of("Thistlewood", "Edmund")));
        Section findings = new Section(SectionKind.FINDINGS, "Lungs are clear.");
        RadiologyReport report = Reports.of(ReportStatus.PRELIMINARY, "RAD", "XR", known, List.of(), findings);
        GuardVerdict verdict = new LeakedIdentifierGuard().check("Thistlewood has clear lungs.", report);
        assertThat(verdict.verdict()).isEqualTo(Verdict.WITHHOLD);
        assertThat(verdict.detail()).doesNotContain("Thistlewood");
    }

    @Test
    void an_examination_of_one_side_lends_its_side() {
        Section findings = new Section(SectionKind.FINDINGS, "Small joint effusion. No fracture.");
        RadiologyReport report = Reports.with("XR LEFT KNEE", findings);
        assertThat(new LateralityGuard()
                        .check("Small left knee effusion.", report)
                        .verdict())
                .isEqualTo(Verdict.PASS);
        assertThat(new LateralityGuard()
                        .check("Small right knee effusion.", report)
                        .verdict())
                .isEqualTo(Verdict.WITHHOLD);
    }

    @Test
    void a_comparison_section_of_none_is_no_prior() {
        Section findings = new Section(SectionKind.FINDINGS, "Left effusion.");
        RadiologyReport none = Reports.with("XR", new Section(SectionKind.COMPARISON, "None."), findings);
        RadiologyReport some =
                Reports.with("XR", new Section(SectionKind.COMPARISON, "Chest radiograph of last week."), findings);
        assertThat(verdict(none, "Stable left effusion.").verdict()).isEqualTo(Verdict.WITHHOLD);
        assertThat(verdict(some, "Stable left effusion.").verdict()).isEqualTo(Verdict.PASS);
    }

    private static GuardVerdict verdict(RadiologyReport report, String impression) {
        return Wording.PHANTOM_PRIOR.guard().check(impression, report);
    }

    private static GuardVerdict verdict(GuardPolicy policy, String guard, String impression, String finishReason) {
        return Guards.standard(policy).check(impression, REPORT, finishReason).stream()
                .filter(verdict -> verdict.guard().equals(guard))
                .findFirst()
                .orElseThrow();
    }
}
