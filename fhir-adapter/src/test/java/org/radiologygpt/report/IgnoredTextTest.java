package org.radiologygpt.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IgnoredTextTest {
    private final SectionFinder finder = new SectionFinder(SourceProfile.defaults());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Dictated by Ada Test, MD",
                "DICTATED BY: ADA TEST",
                "Electronically signed by Ada Test MD on 01/02/2026 10:11",
                "Transcribed by: AT",
                "Reviewed and interpreted by Dr. Ada Test",
                "Interpreted by Ada K. Test, M.D.",
                "Dictated but not read",
                "Attending radiologist: Ada Test",
                "Attending: Ada Test",
                "Referring physician: Ada Test",
                "Accession #: A-123456",
                "Accession: A-123456",
                "ACCESSION NUMBER: 12345",
                "Job ID: 12345",
                "Report ID 99-12",
                "D: 01/02/2026  T: 01/02/2026",
                "DD: 01/02/2026",
                "ABC/de",
                "cc: Ada Test, MD",
                "This report was generated using voice recognition software.",
                "Portions of this report may have been created with speech recognition software.",
                "Patient name: Ada Test",
                "MRN: 12345",
                "Report status: Final",
                "CONFIDENTIAL",
                "I have personally reviewed the images and agree with the above.",
            })
    void footers_are_kept_out_of_findings(String footer) {
        assertThat(finder.find("FINDINGS: Clear.\n" + footer + "\nHeart normal."))
                .filteredOn(section -> section.kind() == SectionKind.FINDINGS)
                .extracting(Section::text)
                .containsExactly("Clear.", "Heart normal.");
    }

    @Test
    void what_follows_the_end_of_the_report_is_no_finding() {
        assertThat(finder.find("FINDINGS: Clear.\n*** End of report ***\nPrinted today"))
                .containsExactly(
                        new Section(SectionKind.FINDINGS, "Clear."), new Section(SectionKind.UNSECTIONED, "Printed today"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Critical results were communicated to Dr. Test at 10:00.",
                "Findings were discussed with Dr. Test by phone.",
                "I have personally reviewed the images and agree, but the nodule is 6 mm.",
                "Reviewed by comparison with the prior study, the nodule grew.",
                "Read at the level of the carina, the diameter is 4 cm.",
                "cc: cough",
                "T: 5 cm tumor",
                "Signs of edema.",
                "Accessory spleen: 2 cm.",
                "Jobst syndrome",
                "Transcribed gene expression is no finding",
                "CT/MR",
            })
    void content_that_looks_like_a_footer_stays(String line) {
        assertThat(finder.find("FINDINGS: Clear.\n" + line))
                .containsExactly(new Section(SectionKind.FINDINGS, "Clear.\n" + line));
    }

    @Test
    void an_expression_that_backtracks_without_end_is_refused() {
        for (String regex : List.of("(a+)+$", "^(?:\\w+\\s?)+:$", "^(\\w+\\s*)*\\1!", "^.*.*.*.*x$")) {
            assertThatThrownBy(() -> SourceProfile.ignoreLine(regex))
                    .as(regex)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("too many steps");
        }
    }

    @Test
    void an_expression_that_is_slow_only_on_rare_lines_leaves_them_in_the_report() {
        IgnoredText ignored = new IgnoredText(List.of(Pattern.compile("^(?:(q+)\\1?)+;")), List.of());
        assertThat(ignored.in("q".repeat(5000), false)).isEmpty();
        assertThat(ignored.in("qqq;", false)).isPresent();
    }

    @Test
    void a_quick_test_never_hides_a_match() {
        String line = "  Printed 2026, page X";
        for (String regex : List.of("^printed", "^p|x$", "page", "\\bpage x", "X$", "^[a-z]+ 2026", "^(?=p).*", "prin(?:ted)?")) {
            IgnoredText ignored = new IgnoredText(List.of(SourceProfile.ignoreLine(regex)), List.of());
            assertThat(ignored.in(line, false)).as(regex).isPresent();
        }
    }
}
