package org.radiologygpt.bench.deid;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.radiologygpt.deid.PhiKind;
import org.radiologygpt.deidscore.LabelledReport;

/** What is tuned on the development edition cannot have seen the reporting edition's names and phrases. */
class EditionsTest {
    private static final int REPORTS = 1500;

    @Test
    void half_of_the_names_of_the_reporting_edition_are_in_no_development_report() {
        Set<String> developed = names(Edition.DEVELOPMENT);
        Set<String> reported = names(Edition.REPORTING);
        long unseen =
                reported.stream().filter(name -> !developed.contains(name)).count();
        assertThat((double) unseen / reported.size()).isGreaterThan(0.5);
    }

    @Test
    void no_name_or_place_that_is_held_out_is_drawn_for_development() {
        Dice dice = new Dice(5);
        List<String> all = People.all();
        for (int i = 0; i < 5_000; i++) {
            assertThat(Edition.isHeldOutName(Edition.DEVELOPMENT.name(all, dice)))
                    .isFalse();
            assertThat(Edition.isHeldOutName(Edition.DEVELOPMENT.name(Places.all(), dice)))
                    .isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"phrases.txt", "exams.txt", "layouts.txt"})
    void about_a_quarter_of_the_phrases_is_held_out(String file) {
        Material material = Material.of(file);
        List<String> all = material.names().stream()
                .flatMap(list -> material.list(list).stream())
                .toList();
        long heldOut = all.stream().filter(Edition::isHeldOutPhrase).count();
        assertThat((double) heldOut / all.size()).isBetween(0.15, 0.35);
        assertThat(Edition.DEVELOPMENT.phrases(all)).noneMatch(Edition::isHeldOutPhrase);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hospitals", "streets", "cities", "counties", "employers"})
    void about_half_of_the_places_is_held_out(String list) {
        List<String> all = Material.of("places.txt").list(list);
        long heldOut = all.stream().filter(Edition::isHeldOutName).count();
        assertThat((double) heldOut / all.size()).isBetween(0.3, 0.7);
    }

    private static Set<String> names(Edition edition) {
        return Reports.of(edition, REPORTS).flatMap(EditionsTest::names).collect(Collectors.toCollection(HashSet::new));
    }

    private static Stream<String> names(LabelledReport report) {
        return report.spans().stream()
                .filter(span -> span.kind() == PhiKind.NAME
                        && !span.form().startsWith("initials")
                        && !span.form().equals("one_typo"))
                .flatMap(span -> Arrays.stream(report.at(span.at()).split("[^\\p{L}\\p{M}]+")))
                .filter(word -> word.length() > 1)
                .map(word -> word.toLowerCase(Locale.ROOT));
    }
}
