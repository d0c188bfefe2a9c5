package org.radiologygpt.deid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.radiologygpt.report.KnownIdentifier;

class DeidentifierTest {
    private static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8);

    @Test
    void one_person_has_one_number_and_every_writing_its_own_letter() {
        assertThat(People.placeholders("Gordon White saw Okonkwo, Mariela. Gordon White called. White, Gordon signed."))
                .isEqualTo("[NAME-1] saw [NAME-2]. [NAME-1] called. [NAME-1b] signed.");
    }

    @Test
    void one_day_has_one_number_in_every_notation() {
        assertThat(People.placeholders("3/4/2024 and March 4, 2024 and 5/4/2024"))
                .isEqualTo("[DATE-1] and [DATE-1b] and [DATE-2]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"OkonkwoMariela was seen.", "Seen: MarielaOkonkwo2.", "M a r i e l a O k o n k w o"})
    void a_whole_name_without_its_separators_is_never_let_through(String text) {
        String left;
        try {
            left = Deidentifier.placeholders().deidentify(text, People.KNOWN).text();
        } catch (DeidentificationException withheld) {
            left = withheld.getMessage();
        }
        assertThat(left.replace(" ", "")).doesNotContain("Okonkwo", "Mariela");
    }

    @Test
    void removed_tells_offsets_in_the_original_text() {
        String text = "Seen by Dr. Gordon White on 3/4/24.";
        assertThat(Deidentifier.placeholders().deidentify(text, People.KNOWN).removed())
                .extracting(removed -> removed.kind() + " " + text.substring(removed.start(), removed.end()))
                .containsExactly("NAME Gordon White", "DATE 3/4/24");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[NAME-1]",
                "[name-1]",
                "[Name 1]",
                "( NAME-1 )",
                "NAME-1",
                "[NAME 1]",
                "<NAME-1>",
                "[NAME_1]",
                "[ NAME - 1 ]"
            })
    void a_placeholder_is_restored_however_the_model_writes_it(String written) {
        PlaceholderMap map = Deidentifier.placeholders()
                .deidentify("Discussed with Gordon White.", People.KNOWN)
                .map();
        assertThat(map.restore("Discussed with " + written + ".").text()).isEqualTo("Discussed with Gordon White.");
        assertThat(map.restore("Discussed with " + written + ".").unresolved()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[NAME-7]", "[DATE-1]", "[name 9]", "PHONE-3", "[NAME]"})
    void a_placeholder_that_the_model_invented_is_reported(String written) {
        PlaceholderMap map = Deidentifier.placeholders()
                .deidentify("Discussed with Gordon White.", People.KNOWN)
                .map();
        assertThat(map.restore("See " + written + ".").unresolved()).containsExactly(written);
    }

    @Test
    void text_that_looks_like_a_placeholder_is_not_taken_for_one() {
        String text = "As [NAME-1] and (name 2) told Gordon White.";
        Deidentified clean = Deidentifier.placeholders().deidentify(text, People.KNOWN);
        assertThat(clean.text()).isEqualTo("As [NAME-1] and (name 2) told [NAME-3].");
        assertThat(clean.map().restore(clean.text())).isEqualTo(new Restored(text, List.of()));
    }

    @Test
    void nothing_prints_what_was_removed() {
        Deidentified clean = Deidentifier.placeholders().deidentify("Gordon White", People.KNOWN);
        assertThat(clean + " " + clean.map() + " " + clean.map().restore("[NAME-1]"))
                .doesNotContain("White", "Gordon");
    }

    @Test
    void an_age_over_89_is_told_as_such() {
        assertThat(People.placeholders("A 94-year-old man.")).isEqualTo("A over 89-year-old man.");
    }

    @Test
    void a_known_identifier_that_is_left_is_no_text_but_an_exception() {
        List<KnownIdentifier> known = List.of(new KnownIdentifier.Number("778899"));
        assertThatThrownBy(() -> Deidentifier.mask().deidentify("value 77----88----99", known))
                .isInstanceOf(DeidentificationException.class)
                .hasMessage("identifier_left: number");
    }

    @Test
    void a_fault_tells_its_class_and_no_word_of_the_text() {
        List<KnownIdentifier> known = new java.util.ArrayList<>();
        known.add(new KnownIdentifier.Words(null));
        assertThatThrownBy(() -> Deidentifier.mask().deidentify("Gordon White", known))
                .isInstanceOf(DeidentificationException.class)
                .hasMessage("deidentifier_fault: NullPointerException")
                .hasNoCause();
    }

    @Test
    void dates_of_one_subject_move_together_and_keep_their_notation() {
        Deidentifier deidentifier = Deidentifier.surrogates(KEY, "patient-1");
        String text = deidentifier
                .deidentify("From 01/10/2024 to 2024-01-20 and Mar 4, 2024.", List.of())
                .text();
        assertThat(text)
                .matches(
                        "From \\d\\d/\\d\\d/20\\d\\d to 20\\d\\d-\\d\\d-\\d\\d and [A-Z][a-z]{2} \\d{1,2}, 20\\d\\d\\.");
        List<DateText> dates = Dates.dates(text);
        assertThat(java.time.temporal.ChronoUnit.DAYS.between(
                        dates.get(0).date().orElseThrow(), dates.get(1).date().orElseThrow()))
                .isEqualTo(10);
        assertThat(text)
                .doesNotContain("2024-01-20")
                .isEqualTo(deidentifier
                        .deidentify("From 01/10/2024 to 2024-01-20 and Mar 4, 2024.", List.of())
                        .text());
    }

    @Test
    void surrogates_are_the_same_for_a_person_and_tell_nothing_of_them() {
        String text = Deidentifier.surrogates(KEY, "p")
                .deidentify("Gordon White called. White, Gordon signed; MRN 0012345678.", People.KNOWN)
                .text();
        assertThat(text)
                .doesNotContain("Gordon", "White", "0012345678")
                .matches("(\\w+) (\\w+) called\\. \\2, \\1 signed; MRN \\d{10}\\.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a ", "1", "1 ", "A ", "Dr. ", "1.", "Smith, ", "3/4/", "[", "12-", "@a", "a-", "A.B.", "\n", "no ",
                "(555) ", "Mar ", "x1", "Oko-\n"
            })
    void a_long_line_of_anything_takes_seconds(String unit) {
        String text = unit.repeat(100_000 / unit.length());
        assertBounded(() -> {
            try {
                Deidentifier.mask().deidentify(text, People.KNOWN);
            } catch (DeidentificationException e) {
                assertThat(e.reason()).isEqualTo(DeidentificationException.Reason.IDENTIFIER_LEFT);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"a ", "1", "a-", "Okonkwo ", "123-", "3/4/"})
    void a_megabyte_takes_seconds(String unit) {
        String text = unit.repeat(1_000_000 / unit.length());
        assertBounded(() -> Deidentifier.mask().deidentify(text, List.of()));
    }

    /** Time of this thread, whatever else the machine does. */
    private static void assertBounded(Runnable work) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadCpuTime();
        work.run();
        assertThat(Duration.ofNanos(threads.getCurrentThreadCpuTime() - before)).isLessThan(Duration.ofSeconds(30));
    }
}
