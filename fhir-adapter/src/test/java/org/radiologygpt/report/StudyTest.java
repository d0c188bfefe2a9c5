package org.radiologygpt.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StudyTest {
    private final SectionFinder finder = new SectionFinder(SourceProfile.defaults());

    private List<Study> studies(String text) {
        return Study.of(finder.find(text));
    }

    @Test
    void each_study_keeps_its_own_findings_and_impression() {
        List<Study> studies = studies("""
                CT HEAD WITHOUT CONTRAST:

                TECHNIQUE: Axial.
                FINDINGS: No hemorrhage.
                IMPRESSION:
                1. Normal head CT.

                CT CERVICAL SPINE:
                TECHNIQUE: Helical.
                FINDINGS: Fracture of C2.
                IMPRESSION: C2 fracture.
                """);
        assertThat(studies).hasSize(2);
        assertThat(studies.get(0).procedure()).isEqualTo("CT HEAD WITHOUT CONTRAST:");
        assertThat(studies.get(0).text(SectionKind.IMPRESSION)).hasValue("1. Normal head CT.");
        assertThat(studies.get(1).procedure()).isEqualTo("CT CERVICAL SPINE:");
        assertThat(studies.get(1).text(SectionKind.FINDINGS)).hasValue("Fracture of C2.");
        assertThat(studies.get(1).text(SectionKind.IMPRESSION)).hasValue("C2 fracture.");
    }

    @Test
    void examination_headings_divide_studies_whose_findings_share_one_impression() {
        List<Study> studies = studies("EXAM: CT head\nFINDINGS: a.\nEXAM: CT neck\nFINDINGS: b.\nIMPRESSION: c.");
        assertThat(studies).extracting(Study::procedure).containsExactly("CT head", "CT neck");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FINDINGS: a.\nIMPRESSION: b.",
                "IMPRESSION: b.\nFINDINGS: a.",
                "FINDINGS: a.\nIMPRESSION:\nCT HEAD:\n1. Normal.\nCT C-SPINE:\n1. Normal.",
                "FINDINGS:\nCT HEAD: a.\nCT C-SPINE: b.\nIMPRESSION: c.",
                "FINDINGS: a.\nIMPRESSION: b.\nADDENDUM: c.",
                "FINDINGS: a.\nIMPRESSION: b.\nRADIATION DOSE: 3 mSv",
                "EXAM: CT\nEXAM DATE: 1\nTECHNIQUE: x\nFINDINGS: a.\nOTHER FINDINGS: b.\nIMPRESSION: c.",
                "Lungs clear.",
            })
    void one_study_stays_one(String text) {
        assertThat(studies(text)).hasSize(1);
    }

    @Test
    void the_studies_of_a_report_hold_all_its_sections_in_order() {
        List<Section> sections = finder.find("FINDINGS: a.\nIMPRESSION: b.\nFINDINGS: c.\nIMPRESSION: d.");
        assertThat(Study.of(sections)).hasSize(2).flatMap(Study::sections).isEqualTo(sections);
    }
}
