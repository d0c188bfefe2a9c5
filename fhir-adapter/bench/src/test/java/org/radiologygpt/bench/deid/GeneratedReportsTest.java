package org.radiologygpt.bench.deid;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.radiologygpt.deid.PhiKind;
import org.radiologygpt.deidscore.ClinicalTerm;
import org.radiologygpt.deidscore.LabelledLines;
import org.radiologygpt.deidscore.LabelledReport;
import org.radiologygpt.deidscore.LabelledSpan;
import org.radiologygpt.deidscore.Stretch;

/** The answer key is right, whatever is drawn. */
class GeneratedReportsTest {
    @Property(tries = 400)
    void labels_lie_on_whole_words_and_never_over_each_other(
            @ForAll Edition edition, @ForAll @IntRange(min = 0, max = 100_000) int number) {
        LabelledReport report = Reports.one(edition, number);
        List<Stretch> all = Stream.concat(report.spans().stream().map(LabelledSpan::at), report.either().stream())
                .toList();
        for (int i = 0; i < all.size(); i++) {
            Stretch label = all.get(i);
            assertThat(report.at(label)).isEqualTo(report.at(label).strip()).isNotEmpty();
            assertThat(all.subList(i + 1, all.size())).noneMatch(label::overlaps);
            assertThat(report.clinical()).noneMatch(term -> term.at().overlaps(label));
        }
    }

    @Property(tries = 400)
    void no_sign_of_a_template_is_left(@ForAll Edition edition, @ForAll @IntRange(min = 0, max = 100_000) int number) {
        assertThat(Reports.one(edition, number).text()).doesNotContainPattern("[{}\\[\\]<>]|%d|\\bnull\\b");
    }

    @Property(tries = 100)
    void a_report_is_the_same_for_ever(@ForAll Edition edition, @ForAll @IntRange(min = 0, max = 100_000) int number) {
        LabelledReport report = Reports.one(edition, number);
        assertThat(Reports.one(edition, number)).isEqualTo(report);
        assertThat(LabelledLines.read(LabelledLines.write(report), 1)).isEqualTo(report);
    }

    @Property(tries = 200)
    void a_clinical_term_is_what_it_says(
            @ForAll Edition edition, @ForAll @IntRange(min = 0, max = 100_000) int number) {
        LabelledReport report = Reports.one(edition, number);
        for (ClinicalTerm term : report.clinical()) {
            assertThat(report.at(term.at()).replace('\n', ' ')).isEqualToIgnoringCase(term.term());
        }
    }

    @Test
    void every_kind_and_a_hundred_written_forms_are_planted() {
        Set<PhiKind> kinds = EnumSet.noneOf(PhiKind.class);
        Set<String> forms = new TreeSet<>();
        Reports.of(Edition.DEVELOPMENT, 1500)
                .flatMap(report -> report.spans().stream())
                .forEach(span -> {
                    kinds.add(span.kind());
                    forms.add(span.kind() + " " + span.form());
                });
        assertThat(kinds).containsExactlyInAnyOrder(PhiKind.values());
        assertThat(forms)
                .hasSizeGreaterThan(100)
                .contains(
                        "NAME last_first_comma",
                        "NAME initial_surname",
                        "NAME surname_initial",
                        "NAME possessive",
                        "NAME one_typo",
                        "NAME split_over_line",
                        "NAME hyphen_half",
                        "NAME diacritics_folded",
                        "NAME upper_case",
                        "NAME lower_case",
                        "DATE weekday_date",
                        "DATE month_day",
                        "DATE compact",
                        "MRN mrn_rewritten");
    }

    @Test
    void about_half_of_the_names_are_known_to_the_message() {
        List<LabelledSpan> names = Reports.of(Edition.REPORTING, 800)
                .flatMap(report -> report.spans().stream())
                .filter(span -> span.kind() == PhiKind.NAME)
                .toList();
        long known = names.stream().filter(LabelledSpan::known).count();
        assertThat((double) known / names.size()).isBetween(0.4, 0.6);
    }
}
