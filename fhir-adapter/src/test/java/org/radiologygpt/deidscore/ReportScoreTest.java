package org.radiologygpt.deidscore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.radiologygpt.deid.PhiKind;
import org.radiologygpt.deid.Removed;
import org.radiologygpt.report.KnownIdentifier;
import org.radiologygpt.report.PersonName;

/** The rules of the measure, on one invented sentence. */
class ReportScoreTest {
    private static final String TEXT = "Seen by Dr. Anna Sample-Pool at 3 pm; Baker cyst.";
    private static final int NAME = TEXT.indexOf("Anna");
    private static final int NAME_END = TEXT.indexOf(" at");

    @Test
    void a_name_is_found_only_where_every_letter_of_it_is_gone() {
        assertThat(score(removed(PhiKind.NAME, NAME, NAME_END)).leaks()).isEmpty();
        assertThat(score(removed(PhiKind.NAME, NAME, NAME_END - 1)).leaks()).hasSize(1);
        assertThat(score(removed(PhiKind.NAME, NAME, NAME + 4)).leaks()).hasSize(1);
        assertThat(score().leaks()).hasSize(1);
    }

    @Test
    void blanks_and_hyphens_inside_a_name_may_stay() {
        int hyphen = TEXT.indexOf('-');
        ReportScore score = score(
                removed(PhiKind.NAME, NAME, NAME + 4),
                removed(PhiKind.NAME, NAME + 5, hyphen),
                removed(PhiKind.NAME, hyphen + 1, NAME_END));
        assertThat(score.leaks()).isEmpty();
    }

    @Test
    void a_name_removed_as_another_kind_is_no_leak_and_is_told() {
        ReportScore score = score(removed(PhiKind.ID, NAME, NAME_END));
        assertThat(score.leaks()).isEmpty();
        assertThat(score.spans().get(0).as()).contains(PhiKind.ID);
    }

    @Test
    void a_removal_is_right_where_half_of_it_is_labelled() {
        assertThat(score(removed(PhiKind.NAME, NAME, TEXT.indexOf(" pm"))).wrong())
                .isEmpty();
        assertThat(score(removed(PhiKind.NAME, TEXT.indexOf("Pool"), TEXT.length()))
                        .wrong())
                .hasSize(1);
    }

    @Test
    void what_may_stay_or_go_is_counted_neither_way() {
        int title = TEXT.indexOf("Dr.");
        ReportScore score = score(removed(PhiKind.NAME, title, title + 3));
        assertThat(score.removals()).isEmpty();
        assertThat(score.tokens())
                .noneMatch(token -> token.kind().isEmpty() && token.removed().isPresent());
    }

    @Test
    void a_clinical_term_is_lost_where_any_of_it_is_gone() {
        int baker = TEXT.indexOf("Baker");
        ReportScore score = score(removed(PhiKind.NAME, baker, baker + 5));
        assertThat(score.terms()).singleElement().matches(term -> !term.kept());
        assertThat(score.wrong()).hasSize(1);
        assertThat(score.tokens().stream()
                        .filter(token ->
                                token.kind().isEmpty() && token.removed().isPresent()))
                .hasSize(1);
    }

    @Test
    void a_label_within_a_token_needs_only_its_own_figures_gone() {
        LabelledReport zip = new LabelledReport(
                "z",
                "ZIP 55401",
                List.of(),
                List.of(new LabelledSpan(new Stretch(7, 9), PhiKind.ADDRESS, "zip", false)),
                List.of(),
                List.of(new Stretch(4, 7)));
        ReportScore score = ReportScore.of(zip, List.of(removed(PhiKind.ADDRESS, 7, 9)));
        assertThat(score.leaks()).isEmpty();
        assertThat(score.tokens())
                .contains(
                        new ReportScore.TokenResult(Optional.of(PhiKind.ADDRESS), Optional.of(PhiKind.ADDRESS), true));
    }

    @Test
    void the_plain_writing_of_a_known_name_is_told_from_the_others() {
        assertThat(score().spans()).singleElement().matches(ReportScore.SpanResult::exact);
        ReportScore initial = ReportScore.of(
                new LabelledReport(
                        "i",
                        "A. Sample",
                        List.of(new KnownIdentifier.Name(PersonName.of("Sample", "Anna"))),
                        List.of(new LabelledSpan(new Stretch(0, 9), PhiKind.NAME, "initial_surname", true)),
                        List.of(),
                        List.of()),
                List.of());
        assertThat(initial.spans()).singleElement().matches(span -> !span.exact());
    }

    private static Removed removed(PhiKind kind, int start, int end) {
        return new Removed(kind, start, end);
    }

    private static ReportScore score(Removed... removed) {
        int title = TEXT.indexOf("Dr.");
        int baker = TEXT.indexOf("Baker");
        return ReportScore.of(
                new LabelledReport(
                        "r",
                        TEXT,
                        List.of(new KnownIdentifier.Name(PersonName.of("Sample-Pool", "Anna"))),
                        List.of(new LabelledSpan(new Stretch(NAME, NAME_END), PhiKind.NAME, "given_family", true)),
                        List.of(new ClinicalTerm(new Stretch(baker, baker + 10), "Baker cyst")),
                        List.of(new Stretch(title, title + 3))),
                List.of(removed));
    }
}
