package org.radiologygpt.deid;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.radiologygpt.report.KnownIdentifier;
import org.radiologygpt.report.PersonName;

class PlaceholdersTest {
    private static final List<KnownIdentifier> KNOWN = List.of(
            new KnownIdentifier.Name(PersonName.of("Thistlewood", "Edmund")),
            new KnownIdentifier.Name(PersonName.of("Okonkwo", "Mariela")),
            new KnownIdentifier.Number("QX7718823"));

    private final Deidentifier deidentifier = Deidentifier.placeholders();

    @Test
    void one_person_has_one_number_in_all_sections_of_a_report() {
        List<Deidentified> clean = deidentifier.deidentify(
                List.of(
                        "Mr. Thistlewood, seen by Mariela Okonkwo.",
                        "Discussed with Okonkwo.",
                        "THISTLEWOOD, EDMUND improved."),
                KNOWN);
        String first = clean.get(0).text();
        assertThat(first).contains("[NAME-1]", "[NAME-2]");
        assertThat(clean.get(1).text()).isEqualTo("Discussed with [NAME-2b].");
        assertThat(clean.get(2).text()).isEqualTo("[NAME-1b] improved.");
        assertThat(clean.get(0).map().restore("[NAME-2b] told [NAME-1]").text()).isEqualTo("Okonkwo told Thistlewood");
    }

    @Test
    void a_name_signed_in_one_section_is_known_in_the_others() {
        List<Deidentified> clean = deidentifier.deidentify(
                List.of("Findings as told by Vandersloot.", "Dictated By: Petra Vandersloot, MD"), List.of());
        assertThat(clean).noneMatch(text -> text.text().contains("Vandersloot"));
    }

    @Test
    void offsets_are_those_of_each_text() {
        List<Deidentified> clean = deidentifier.deidentify(List.of("No change.", "Dr. Okonkwo was told."), KNOWN);
        assertThat(clean.get(0).removed()).isEmpty();
        assertThat(clean.get(1).removed()).containsExactly(new Removed(PhiKind.NAME, 4, 11));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"[name-1]", "(NAME-1)", "[ NAME 1 ]", "{NAME-1}", "NAME-1", "<Name-1>", "[NAME–1]", "[NAME_1]"})
    void a_placeholder_that_a_model_rewrote_is_restored(String written) {
        Deidentified clean = deidentifier.deidentify("Thistlewood came.", KNOWN);
        assertThat(clean.map().restore("Told " + written + " so."))
                .isEqualTo(new Restored("Told Thistlewood so.", List.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"[NAME-2]", "[NAME-", "[NAME", "[NME-1]", "[NAMES-1]", "NAME1", "[NAME]", "PHONE 1", "[DATE 3"})
    void a_placeholder_that_stands_for_nothing_or_is_damaged_is_reported(String written) {
        Deidentified clean = deidentifier.deidentify("Thistlewood came.", KNOWN);
        assertThat(clean.map().restore("Told " + written + " so.").unresolved()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "COVID-19 pneumonia. TI-RADS 3 (LI-RADS 4). T2 [arrow] L4-L5, 3 x 4 cm, AGE 65, TIME 3.",
                "1. BI-RADS 2.\n2. No mass [see below].",
                "Type A (Stanford) dissection, date of study unknown."
            })
    void ordinary_words_of_a_draft_are_no_placeholders(String draft) {
        Deidentified clean = deidentifier.deidentify("Thistlewood came.", KNOWN);
        assertThat(clean.map().restore(draft)).isEqualTo(new Restored(draft, List.of()));
    }

    @Property(tries = 1000)
    void restoring_gives_the_original_whatever_stands_around(@ForAll("reports") List<String> report) {
        List<Deidentified> clean = deidentifier.deidentify(report, KNOWN);
        for (int i = 0; i < report.size(); i++) {
            String text = clean.get(i).text();
            assertThat(text).doesNotContainIgnoringCase("thistlewood").doesNotContainIgnoringCase("7718823");
            assertThat(clean.get(i).map().restore(text)).isEqualTo(new Restored(report.get(i), List.of()));
        }
    }

    /** Sections of names, numbers, dates and clinical words, and much that looks like a placeholder. */
    @Provide
    Arbitrary<List<String>> reports() {
        Arbitrary<String> pieces = Arbitraries.of(
                "Thistlewood",
                "Edmund Thistlewood",
                "THISTLEWOOD",
                "Okonkwo, Mariela",
                "QX7718823",
                "QX-7718823",
                "3/4/2024",
                "March 4th, 2024",
                "(610) 555-0142",
                "x@example.org",
                "The lungs are clear",
                "3.2 cm",
                "[NAME-1]",
                "[NAME-1",
                "NAME-1",
                "[NAME-1b]",
                "[NAME",
                "[NAME-2 ",
                "(name 1)",
                "[ID-1]",
                "ID-1",
                "[DATE]",
                "<DATE-1>",
                "NAME1",
                "[NME-1]",
                "[NAME-1Thistlewood",
                "[",
                "]",
                "[[",
                "{",
                "-",
                "1",
                "b]",
                "\n",
                "\n\n",
                "___",
                "$1",
                "\\",
                "[PHONE-1]Okonkwo",
                "DATE-3/4/2024");
        Arbitrary<String> glue = Arbitraries.of(" ", "", ", ", "\n");
        Arbitrary<String> section = pieces.list().ofMinSize(1).ofMaxSize(9).flatMap(words -> glue.list()
                .ofSize(words.size())
                .map(between -> java.util.stream.IntStream.range(0, words.size())
                        .mapToObj(i -> words.get(i) + separated(words, i, between.get(i)))
                        .collect(Collectors.joining())));
        return section.list().ofMinSize(1).ofMaxSize(3);
    }

    /** Identifiers stand as words; only what looks like a placeholder is pressed against them. */
    private static String separated(List<String> words, int at, String glue) {
        boolean wordEnds =
                Character.isLetterOrDigit(words.get(at).charAt(words.get(at).length() - 1));
        boolean wordBegins = at + 1 < words.size()
                && Character.isLetterOrDigit(words.get(at + 1).charAt(0));
        return glue.isEmpty() && wordEnds && wordBegins ? " " : glue;
    }
}
