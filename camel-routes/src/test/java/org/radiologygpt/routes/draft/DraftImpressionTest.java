package org.radiologygpt.routes.draft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.radiologygpt.deid.Deidentifier;
import org.radiologygpt.draft.Draft;
import org.radiologygpt.draft.DraftOutcome;
import org.radiologygpt.draft.DraftOutcome.Drafted;
import org.radiologygpt.draft.DraftOutcome.Skipped;
import org.radiologygpt.draft.DraftOutcome.Withheld;
import org.radiologygpt.draft.ModelIdentity;
import org.radiologygpt.draft.SkipReason;
import org.radiologygpt.guard.GuardPolicy;
import org.radiologygpt.guard.Guards;
import org.radiologygpt.model.prompt.PromptTemplate;
import org.radiologygpt.report.KnownIdentifier;
import org.radiologygpt.report.Order;
import org.radiologygpt.report.Patient;
import org.radiologygpt.report.PersonName;
import org.radiologygpt.report.RadiologyReport;
import org.radiologygpt.report.ReportKey;
import org.radiologygpt.report.ReportStatus;
import org.radiologygpt.report.Section;
import org.radiologygpt.report.SectionKind;
import org.radiologygpt.routes.draft.ModelException.Kind;

class DraftImpressionTest {
    private static final String FINDINGS =
            "Mr. Quackenbush has a fracture of the right femoral neck. The left hip joint is normal.";
    private static final ModelIdentity MODEL = new ModelIdentity("demo", "sha256:00", "");

    private final List<String> prompts = new ArrayList<>();

    @Test
    void draft_names_report_model_and_prompt() {
        Draft draft = ((Drafted) draft(report(FINDINGS), "Fracture of the right femoral neck.")).draft();
        assertThat(draft.impression()).isEqualTo("Fracture of the right femoral neck.");
        assertThat(draft.idempotencyKey()).isEqualTo("RIS|A1|20260301|1");
        assertThat(draft.model()).isEqualTo(MODEL);
        assertThat(draft.promptSha256()).isEqualTo(PromptTemplate.sha256(prompts.get(0)));
        assertThat(draft.guards()).hasSameSizeAs(Guards.names());
    }

    @Test
    void prompt_holds_a_placeholder_where_the_name_stood() {
        draft(report(FINDINGS), "Fracture of the right femoral neck.");
        assertThat(prompts.get(0)).doesNotContain("Quackenbush").contains("[NAME-1]", "right femoral neck");
    }

    @Test
    void placeholder_in_the_answer_becomes_the_name_again() {
        DraftOutcome outcome = draft(report(FINDINGS), "Fracture of the right femoral neck in [NAME-1].");
        assertThat(((Drafted) outcome).draft().impression()).endsWith("in Quackenbush.");
    }

    @Test
    void invented_placeholder_withholds() {
        assertReason(draft(report(FINDINGS), "Discussed with [NAME-7]."), "unresolved_placeholder");
    }

    @Test
    void wrong_side_withholds_with_the_guards_name() {
        assertReason(draft(report(FINDINGS), "Fracture of the left femoral neck."), "laterality");
    }

    @Test
    void answer_cut_at_its_longest_withholds() {
        DraftOutcome outcome = drafter(prompt -> new Completion("Fracture of the right", true, 1, 1, MODEL))
                .draft(report(FINDINGS));
        assertReason(outcome, "truncation");
    }

    @Test
    void answer_without_text_withholds() {
        assertReason(draft(report(FINDINGS), " \n "), "empty_draft");
    }

    @Test
    void report_without_findings_is_skipped_without_asking_the_model() {
        assertThat(draft(report(""), "x")).isEqualTo(new Skipped(SkipReason.NO_FINDINGS));
        assertThat(prompts).isEmpty();
    }

    @Test
    void garbled_text_withholds_without_asking_the_model() {
        assertReason(
                draft(report(FINDINGS, ReportStatus.PRELIMINARY, List.of("charset_garbled")), "x"), "charset_garbled");
        assertThat(prompts).isEmpty();
    }

    @Test
    void silent_model_is_the_callers_to_wait_for() {
        Drafter drafter = drafter(prompt -> {
            throw new ModelException(Kind.UNAVAILABLE, "down");
        });
        assertThatThrownBy(() -> drafter.draft(report(FINDINGS))).isInstanceOf(ModelException.class);
    }

    private DraftOutcome draft(RadiologyReport report, String answer) {
        return drafter(prompt -> new Completion(answer, false, 20, 8, MODEL)).draft(report);
    }

    private Drafter drafter(Function<String, Completion> model) {
        ImpressionModel recording = prompt -> {
            prompts.add(prompt);
            return model.apply(prompt);
        };
        return new DraftImpression(
                Deidentifier.placeholders(), recording, Guards.standard(GuardPolicy.standard()), Clock.systemUTC());
    }

    private static void assertReason(DraftOutcome outcome, String reason) {
        assertThat(outcome).isInstanceOf(Withheld.class);
        assertThat(((Withheld) outcome).reason()).isEqualTo(reason);
    }

    private static RadiologyReport report(String findings) {
        return report(findings, ReportStatus.PRELIMINARY, List.of());
    }

    private static RadiologyReport report(String findings, ReportStatus status, List<String> warnings) {
        PersonName name = PersonName.of("Quackenbush", "Zebulon");
        return new RadiologyReport(
                new ReportKey("RIS", "A1"),
                "M1",
                Instant.parse("2026-03-01T12:00:00Z"),
                "20260301",
                status,
                new Patient(List.of(), List.of(name), Optional.empty(), "male", ""),
                new Order("", "", "A1", List.of(), "RAD", Optional.empty(), "", PersonName.of("", ""), ""),
                List.of(new Section(SectionKind.FINDINGS, findings)),
                List.of(new KnownIdentifier.Name(name)),
                List.of(),
                "",
                warnings);
    }
}
