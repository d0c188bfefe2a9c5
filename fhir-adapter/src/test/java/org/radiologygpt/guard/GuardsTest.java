package org.radiologygpt.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.radiologygpt.Reports;
import org.radiologygpt.draft.GuardVerdict;
import org.radiologygpt.draft.GuardVerdict.Verdict;
import org.radiologygpt.draft.Objection;
import org.radiologygpt.draft.SourceSpan;
import org.radiologygpt.draft.TextSpan;
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
        GuardPolicy policy = GuardPolicy.parse("guards:\n  laterality: flag\n  negation: pass\n");
        assertThat(verdict(policy, "laterality", "Small right pleural effusion.", "stop")
                        .verdict())
                .isEqualTo(Verdict.FLAG);
        assertThat(verdict(policy, "negation", "Pneumothorax.", "stop").verdict())
                .isEqualTo(Verdict.PASS);
        assertThat(verdict(policy, "measurement", "5 mm.", "stop").verdict()).isEqualTo(Verdict.WITHHOLD);
    }

    @Test
    void a_guard_that_fails_withholds_though_its_findings_are_only_flagged() {
        Guard broken = new Guard() {
            @Override
            public String name() {
                return "length";
            }

            @Override
            public List<Objection> objections(DraftReading reading) {
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
        assertThat(objections(new LeakedIdentifierGuard(), report, "Thistlewood has clear lungs."))
                .singleElement()
                .satisfies(objection -> {
                    assertThat(objection.detail()).doesNotContain("Thistlewood");
                    assertThat(objection.draft()).contains(new TextSpan(0, 11));
                });
    }

    @Test
    void an_examination_of_one_side_lends_its_side() {
        Section findings = new Section(SectionKind.FINDINGS, "Small joint effusion. No fracture.");
        RadiologyReport report = Reports.with("XR LEFT KNEE", findings);
        assertThat(objections(new LateralityGuard(), report, "Small left knee effusion."))
                .isEmpty();
        assertThat(objections(new LateralityGuard(), report, "Small right knee effusion."))
                .isNotEmpty();
    }

    @Test
    void a_comparison_section_of_none_is_no_prior() {
        Section findings = new Section(SectionKind.FINDINGS, "Left effusion.");
        RadiologyReport none = Reports.with("XR", new Section(SectionKind.COMPARISON, "None."), findings);
        RadiologyReport some =
                Reports.with("XR", new Section(SectionKind.COMPARISON, "Chest radiograph of last week."), findings);
        assertThat(objections(new PhantomPriorGuard(), none, "Stable left effusion."))
                .isNotEmpty();
        assertThat(objections(new PhantomPriorGuard(), some, "Stable left effusion."))
                .isEmpty();
    }

    @Test
    void an_objection_points_at_the_words_of_draft_and_report_that_decided() {
        Section technique = new Section(SectionKind.TECHNIQUE, "PA and lateral.");
        Section first = new Section(SectionKind.FINDINGS, "Heart is normal.");
        Section second = new Section(SectionKind.FINDINGS, "Small left pleural effusion.");
        RadiologyReport report = Reports.with("XR CHEST", technique, first, second);
        String draft = "Normal heart. Small right pleural effusion.";
        Objection objection = objections(new LateralityGuard(), report, draft).get(0);
        TextSpan drafted = objection.draft().orElseThrow();
        SourceSpan found = objection.source().orElseThrow();
        String findings = report.text(found.section()).orElseThrow();
        assertThat(draft.substring(drafted.start(), drafted.end())).isEqualTo("right pleural effusion");
        assertThat(findings.substring(found.span().start(), found.span().end())).isEqualTo("left pleural effusion");
    }

    @Test
    void a_site_has_its_own_policy_under_its_sending_facility() {
        GuardPolicy policy = GuardPolicy.parse("sites:\n  North:\n    laterality: flag\n");
        assertThat(policy.on("laterality", "RIS/NORTH")).isEqualTo(Verdict.FLAG);
        assertThat(policy.on("laterality", "north")).isEqualTo(Verdict.FLAG);
        assertThat(policy.on("negation", "RIS/NORTH")).isEqualTo(Verdict.WITHHOLD);
        assertThat(policy.on("laterality", "RIS/SOUTH")).isEqualTo(Verdict.WITHHOLD);
        assertThat(policy.on("laterality", "http://north.example/north")).isEqualTo(Verdict.WITHHOLD);
    }

    private static List<Objection> objections(Guard guard, RadiologyReport report, String impression) {
        return guard.objections(new DraftReading(impression, report, "stop"));
    }

    private static GuardVerdict verdict(GuardPolicy policy, String guard, String impression, String finishReason) {
        return Guards.standard(policy).check(impression, REPORT, finishReason).stream()
                .filter(verdict -> verdict.guard().equals(guard))
                .findFirst()
                .orElseThrow();
    }
}
