package org.radiologygpt.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SectionFinderTest {
    private final SectionFinder finder = new SectionFinder(SourceProfile.defaults());

    static List<String[]> headings() {
        return ResourceTable.rows("headings-en.tsv");
    }

    @ParameterizedTest
    @MethodSource("headings")
    void every_heading_of_the_table_opens_its_section(String words, String section, String form) {
        String mark = form.equals("colon") ? ":" : "";
        Section found = last(words + mark + "\nThe text.");
        assertThat(found).isEqualTo(new Section(kind(section), "The text."));
        Section lower = last("A sentence.\n" + words.toLowerCase(Locale.ROOT) + mark + "\nThe text.");
        assertThat(lower.kind()).isEqualTo(kind(section));
        if (!form.equals("title")) {
            assertThat(last("Before\n" + words + ": The text.")).isEqualTo(new Section(kind(section), "The text."));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "FINDINGS: Clear lungs.            | FINDINGS",
                "Findings - Clear lungs.           | FINDINGS",
                "findings: Clear lungs.            | FINDINGS",
                "**FINDINGS** Clear lungs.         | FINDINGS",
                "FINDINGS Clear lungs.             | FINDINGS",
                "IMPRESSION 1. Clear lungs.        | IMPRESSION",
                "TECHNIQUE CT of the chest.        | TECHNIQUE",
                "==== IMPRESSION ====\\nClear.     | IMPRESSION",
                "Findings\\nClear lungs.           | FINDINGS",
                "CLINICAL   HISTORY:\\nCough.      | HISTORY",
                "ADDENDUM #1: Side is left.        | ADDENDUM",
                "IMPRESSION (PRELIMINARY): Clear.  | IMPRESSION",
                "FINDINGS/IMPRESSION: Clear.       | IMPRESSION",
                "FINDINGS AND IMPRESSION:\\nClear.  | IMPRESSION",
                "IMPRESSION AND RECOMMENDATION: x  | IMPRESSION",
                "TECHNIQUE AND FINDINGS: CT. Clear. | FINDINGS",
                "CLINICAL INFORMATION: Cough.      | HISTORY",
                "COMPARISON STUDIES: None.         | COMPARISON",
                "PREVIOUS IMPRESSION: stable       | COMPARISON",
                "<b>FINDINGS:</b> Clear.           | FINDINGS",
                "<h2>Findings</h2>\\nClear.         | FINDINGS",
                "<p><strong>IMPRESSION</strong> Clear. | IMPRESSION",
                "## Findings\\nClear.               | FINDINGS",
                "**Findings:** Clear.              | FINDINGS",
                "__IMPRESSION:__ Clear.            | IMPRESSION",
                "[IMPRESSION]\\nClear.              | IMPRESSION",
                "2. FINDINGS: Clear.               | FINDINGS",
                "III. FINDINGS\\nClear.             | FINDINGS",
                "CT CHEST FINDINGS: Clear.         | FINDINGS",
                "CHEST CT IMPRESSION: Clear.       | IMPRESSION",
                "Cardiac findings: Normal.         | FINDINGS",
                "FINDINGS LEFT KNEE: Effusion.     | FINDINGS",
                "MRI BRAIN WITHOUT CONTRAST FINDINGS:\\nClear. | FINDINGS",
            })
    void a_heading_is_known_in_any_dress(String text, SectionKind kind) {
        assertThat(last(text.replace("\\n", "\n")).kind()).isEqualTo(kind);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "No acute findings.",
                "FINDINGS ARE CONSISTENT WITH EDEMA.",
                "FINDINGS OF Crohn disease are present.",
                "HISTORY OF Smoking.",
                "Compared with the\nfindings: of the prior study, no change.",
                "There are no other acute\nfindings\n\nThe heart is normal.",
                "THERE ARE NO OTHER ACUTE\nFINDINGS\n\nTHE HEART IS NORMAL.",
                "The impression of the liver by the rib.",
                "Impression of the renal vein is normal.",
                "Technique is limited by motion.",
                "A nodule in the right lobe. Comparison: 4 mm in 2019.",
                "FINDINGSX: no.",
                "The previous impression: stable",
                "Compared with prior, findings: see above.",
                "No significant findings: the chest is clear.",
                "NO ACUTE FINDINGS: NORMAL CHEST",
                "Chest findings are stable.",
                "2. findings consistent with edema",
            })
    void a_heading_word_inside_a_sentence_is_no_heading(String text) {
        assertThat(finder.find(text)).hasSize(1).allMatch(section -> section.kind() == SectionKind.UNSECTIONED);
    }

    @Test
    void a_report_on_one_line_is_divided_at_its_headings() {
        assertThat(finder.find("INDICATION: Pain. FINDINGS: Lungs clear. No effusion. Impression: Normal."))
                .containsExactly(
                        new Section(SectionKind.INDICATION, "Pain."),
                        new Section(SectionKind.FINDINGS, "Lungs clear. No effusion."),
                        new Section(SectionKind.IMPRESSION, "Normal."));
    }

    @Test
    void subheadings_and_blank_lines_stay_in_their_section() {
        assertThat(finder.find("FINDINGS:\n\nLUNGS: Clear.\n\nHEART: Normal.\n\nIMPRESSION:\nNormal."))
                .containsExactly(
                        new Section(SectionKind.FINDINGS, "LUNGS: Clear.\n\nHEART: Normal."),
                        new Section(SectionKind.IMPRESSION, "Normal."));
    }

    @Test
    void names_of_body_parts_and_studies_in_a_heading_stay_with_the_text() {
        assertThat(finder.find("FINDINGS:\nLUNG FINDINGS: Clear.\nCT HEAD FINDINGS: Normal.\nCT CHEST IMPRESSION: None."))
                .containsExactly(
                        new Section(SectionKind.FINDINGS, "LUNG FINDINGS: Clear.\nCT HEAD FINDINGS: Normal."),
                        new Section(SectionKind.IMPRESSION, "CT CHEST IMPRESSION: None."));
        assertThat(finder.find("FINDINGS LEFT KNEE: Effusion."))
                .containsExactly(new Section(SectionKind.FINDINGS, "LEFT KNEE: Effusion."));
    }

    @Test
    void numbered_items_of_an_impression_are_no_headings() {
        assertThat(finder.find("IMPRESSION:\n1. FINDINGS: edema.\n2. RECOMMENDATION: CT."))
                .containsExactly(new Section(SectionKind.IMPRESSION, "1. FINDINGS: edema.\n2. RECOMMENDATION: CT."));
    }

    /** A step that is quadratic in these lengths would take hours, not seconds. */
    @ParameterizedTest
    @ValueSource(strings = {" ", ":", "*", ". ", "FINDINGS:  ", "<b", "A ", "1. ", "CT ", "\n", "electronically signed by ", "CT HEAD\n", "(", "\u00a0", "I"})
    void time_is_linear_to_hostile_text(String part) {
        assertTimeoutPreemptively(
                Duration.ofSeconds(60), () -> finder.find(part.repeat(200_000)));
    }

    @Test
    void sections_found_once_are_found_again_in_the_same_text_without_footers() {
        String text = "FINDINGS:\nLungs clear.\nDictated By: A B\nHeart normal.\nIMPRESSION:\n1. Normal.";
        List<Section> once = finder.find(text).stream()
                .filter(section -> section.kind() != SectionKind.IGNORED)
                .toList();
        String again = once.stream()
                .map(section -> section.kind().name() + ":\n" + section.text())
                .collect(Collectors.joining("\n"));
        assertThat(finder.find(again)).isEqualTo(once);
    }

    @Test
    void a_bracket_after_a_heading_stays_with_its_text() {
        assertThat(finder.find("FINDINGS (LEFT KNEE): Effusion."))
                .containsExactly(new Section(SectionKind.FINDINGS, "(LEFT KNEE): Effusion."));
    }

    @Test
    void text_under_a_code_is_of_that_kind_until_a_heading() {
        assertThat(finder.find("Lungs clear.\nEXAMINATION: Chest", SectionKind.FINDINGS))
                .containsExactly(
                        new Section(SectionKind.FINDINGS, "Lungs clear."), new Section(SectionKind.PROCEDURE, "Chest"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Dictated By: Ada Test, M.D. on Jul 23 1994 10:22AM",
                "Requested By: Test,Ada K. M.D.",
                "Pending review by: Ada Test, M.D.",
                "This document has been electronically signed by: Ada Test,\nM.D. on Jul 23 1994 10:22AM",
                "This document has been electronically signed by: Ada Test, M.D. on\nJul 23 1994 10:22AM",
                "Electronically signed by Ada Test MD",
                "Dictation TS 20260101 101500 INTERFACE",
                "ACC#  Date Time  Exam",
                "7795083011 Jul 23 1994 10:22AM OMHEADWO MRI BRAIN",
                "Attending radiologist: Ada Test",
                "Page 2 of 3",
                "D: 01/02/2026 T: 01/02/2026",
            })
    void footers_signatures_and_stamps_are_ignored_and_kept_apart(String footer) {
        assertThat(finder.find("FINDINGS: Clear.\n" + footer + "\nHeart normal."))
                .containsExactly(
                        new Section(SectionKind.FINDINGS, "Clear."),
                        new Section(SectionKind.IGNORED, footer),
                        new Section(SectionKind.FINDINGS, "Heart normal."));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Lucency at the bone-implant interface",
                "Jul 23 1994 the nodule measured 4 mm",
                "The mass was approved for biopsy",
                "Signed rank of the lesions",
                "Read in conjunction with the CT by the team",
            })
    void clinical_text_is_not_ignored(String line) {
        assertThat(finder.find("FINDINGS: Clear.\n" + line))
                .containsExactly(new Section(SectionKind.FINDINGS, "Clear.\n" + line));
    }

    @Test
    void a_signature_at_the_end_of_a_line_is_cut_off_it() {
        assertThat(finder.find("IMPRESSION: Normal. Electronically signed by: Ada Test"))
                .containsExactly(
                        new Section(SectionKind.IMPRESSION, "Normal."),
                        new Section(SectionKind.IGNORED, "Electronically signed by: Ada Test"));
    }

    @Property(tries = 2000)
    void no_character_is_lost(@ForAll("reports") String text) {
        StringBuilder kept = new StringBuilder();
        for (Passage passage : finder.passages(text, SectionKind.UNSECTIONED)) {
            kept.append(passage.heading()).append(passage.text());
        }
        assertThat(nonBlank(kept.toString())).isEqualTo(nonBlank(text));
    }

    @Property(tries = 500)
    void sections_are_the_passages_without_their_headings(@ForAll("reports") String text) {
        long characters = finder.passages(text, SectionKind.UNSECTIONED).stream()
                .mapToLong(passage -> nonBlank(passage.text()).length())
                .sum();
        assertThat(finder.find(text).stream()
                        .mapToLong(section -> nonBlank(section.text()).length())
                        .sum())
                .isEqualTo(characters);
    }

    @Provide
    Arbitrary<String> reports() {
        Arbitrary<String> parts = Arbitraries.of(
                "FINDINGS",
                "Findings:",
                "impression",
                "IMPRESSION: ",
                "Dictated By: A",
                "****",
                " ",
                "\n",
                "\n\n",
                "\r\n",
                ": ",
                ". ",
                "electronically signed by: B",
                "The lungs are clear",
                "   ",
                "TECHNIQUE CT",
                "FINAL REPORT",
                "on Jul 23 1994",
                "M.D.",
                "\t",
                "(left)",
                "- ",
                "\u00a0",
                "é",
                "<b>",
                "</b>",
                "2. ",
                "CT HEAD",
                "CT CHEST FINDINGS:",
                "\u2028");
        Arbitrary<String> noise = Arbitraries.strings().ofMaxLength(6);
        return Arbitraries.frequencyOf(net.jqwik.api.Tuple.of(9, parts), net.jqwik.api.Tuple.of(1, noise))
                .list()
                .ofMaxSize(40)
                .map(list -> String.join("", list));
    }

    private Section last(String text) {
        List<Section> sections = finder.find(text);
        return sections.get(sections.size() - 1);
    }

    private static SectionKind kind(String section) {
        return SectionKind.valueOf(section.toUpperCase(Locale.ROOT));
    }

    private static String nonBlank(String text) {
        return text.codePoints()
                .filter(c -> !Character.isWhitespace(c) && c != 0x85)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
