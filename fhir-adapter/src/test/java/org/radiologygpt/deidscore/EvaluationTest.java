package org.radiologygpt.deidscore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.radiologygpt.deid.Deidentifier;
import org.radiologygpt.deid.PhiKind;
import org.radiologygpt.deid.Removed;

class EvaluationTest {
    private static final LabelledReport REPORT = new LabelledReport(
            "r",
            "Zorblatt fell. Quixley called. Clear lungs.",
            List.of(),
            List.of(
                    new LabelledSpan(new Stretch(0, 8), PhiKind.NAME, "surname", true),
                    new LabelledSpan(new Stretch(15, 22), PhiKind.NAME, "surname", false)),
            List.of(new ClinicalTerm(new Stretch(31, 36), "Clear")),
            List.of());

    @Test
    void figures_are_sums_over_texts() {
        DeidScore score = new DeidScore();
        score.add(ReportScore.of(REPORT, List.of(new Removed(PhiKind.NAME, 0, 8), new Removed(PhiKind.ID, 31, 36))));
        score.add(ReportScore.of(REPORT, List.of(new Removed(PhiKind.NAME, 0, 8), new Removed(PhiKind.ID, 15, 22))));
        score.addWithheld();
        assertThat(score.all().recall()).isEqualTo(new Ratio(3, 4));
        assertThat(score.all().precision()).isEqualTo(new Ratio(3, 4));
        assertThat(score.kinds().get(PhiKind.NAME).recall()).isEqualTo(new Ratio(3, 4));
        assertThat(score.kinds().get(PhiKind.NAME).precision()).isEqualTo(new Ratio(2, 2));
        assertThat(score.kinds().get(PhiKind.ID).precision()).isEqualTo(new Ratio(1, 2));
        assertThat(score.kinds().get(PhiKind.NAME).sameKind()).isEqualTo(new Ratio(2, 3));
        assertThat(score.known()).isEqualTo(new Ratio(2, 2));
        assertThat(score.unknown()).isEqualTo(new Ratio(1, 2));
        assertThat(score.clean()).isEqualTo(new Ratio(1, 2));
        assertThat(score.leaksPerThousand()).isEqualTo(500, within(1e-9));
        assertThat(score.lost()).isEqualTo(new Ratio(1, 8));
        assertThat(score.lostByKind()).containsEntry(PhiKind.ID, 1L);
        assertThat(score.kept()).isEqualTo(new Ratio(1, 2));
        assertThat(score.withheld()).isEqualTo(new Ratio(1, 3));
        assertThat(score.forms()).containsEntry("NAME surname", new Ratio(3, 4));
        assertThat(score.removedAs().get(PhiKind.NAME)).containsEntry(PhiKind.ID, 1L);
    }

    @Test
    void the_deidentifier_is_held_against_the_key() {
        Evaluation evaluation = new Evaluation(Deidentifier.mask());
        String text = "MRN: 0012345678.";
        LabelledSpan number = new LabelledSpan(new Stretch(5, 15), PhiKind.MRN, "mrn", false);
        evaluation.add(new LabelledReport("m", text, List.of(), List.of(number), List.of(), List.of()));
        assertThat(evaluation.score().all().recall()).isEqualTo(new Ratio(1, 1));
    }

    @Test
    void tables_hold_figures_and_no_word_of_a_text() {
        DeidScore score = new DeidScore();
        score.add(ReportScore.of(REPORT, List.of()));
        assertThat(String.join("\n", new ScoreTable(score).lines()))
                .contains("| NAME surname | 2 | 2 | 0.0000 |")
                .doesNotContain("Zorblatt", "Quixley", "Clear");
    }

    @Test
    void the_page_of_misses_is_for_synthetic_texts_alone() {
        assertThatThrownBy(() -> MissPage.of(false, 5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("synthetic");
    }

    @Test
    void the_page_shows_misses_in_their_sentence_and_escapes_them() {
        LabelledReport report = new LabelledReport(
                "h",
                "Seen by <b>Zorblatt</b> today.",
                List.of(),
                List.of(new LabelledSpan(new Stretch(11, 19), PhiKind.NAME, "surname", false)),
                List.of(),
                List.of());
        ReportScore one = ReportScore.of(report, List.of(new Removed(PhiKind.ID, 24, 29)));
        DeidScore score = new DeidScore();
        score.add(one);
        MissPage page = MissPage.of(true, 5);
        page.add(one);
        assertThat(page.html(score))
                .contains(
                        "NAME surname: 1",
                        "Seen by &lt;b&gt;<mark>Zorblatt</mark>&lt;/b&gt;",
                        "ID: 1",
                        "<mark>today</mark>")
                .doesNotContain("<b>");
    }

    @Test
    void of_nothing_nothing_was_missed() {
        DeidScore score = new DeidScore();
        assertThat(score.all().recall().value()).isEqualTo(1);
        assertThat(score.leaksPerThousand()).isZero();
        assertThat(score.lost().perThousand()).isZero();
    }
}
