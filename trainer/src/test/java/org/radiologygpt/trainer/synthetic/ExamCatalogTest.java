package org.radiologygpt.trainer.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Walks every row of the exam files. */
class ExamCatalogTest {
    private static final int LEAST_WORDINGS = 5;

    static List<Exam> exams() {
        return ExamCatalog.bundled().exams();
    }

    @Test
    void there_are_at_least_sixty_kinds_of_finding_over_four_modalities() {
        Set<String> names = exams().stream()
                .flatMap(exam -> exam.findings().stream())
                .map(Finding::name)
                .collect(Collectors.toSet());
        assertThat(names).hasSizeGreaterThanOrEqualTo(60);
        assertThat(exams()).extracting(Exam::modality).contains("CT", "MR", "XR", "US");
    }

    @ParameterizedTest
    @MethodSource("exams")
    void every_finding_has_many_wordings_and_a_conclusion_unless_incidental(Exam exam) {
        for (Finding finding : exam.findings()) {
            long wordings = finding.texts().stream().mapToLong(Phrase::wordings).sum();
            assertThat(wordings).as(finding.key()).isGreaterThanOrEqualTo(LEAST_WORDINGS);
            assertThat(finding.impression().toString().isBlank())
                    .as(finding.key())
                    .isEqualTo(!finding.main());
        }
    }

    @ParameterizedTest
    @MethodSource("exams")
    void whatever_the_impression_says_every_wording_of_the_findings_says_too(Exam exam) {
        for (Finding finding : exam.findings()) {
            Set<String> concluded = finding.impression().slots();
            finding.texts().forEach(text -> assertThat(text.slots())
                    .as(finding.key() + ": " + text)
                    .containsAll(concluded));
            finding.advice().forEach(text -> assertThat(text.slots())
                    .as(finding.key() + ": " + text)
                    .containsAll(finding.advised().slots()));
            assertThat(finding.impression().wordings()).as(finding.key()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @MethodSource("exams")
    void no_wording_of_a_slot_stands_for_two_values(Exam exam) {
        for (Finding finding : exam.findings()) {
            for (Slot slot : finding.slots()) {
                List<String> surfaces = slot.values().stream()
                        .flatMap(v -> v.surfaces().stream())
                        .toList();
                assertThat(surfaces).as(finding.key() + " " + slot.name()).doesNotHaveDuplicates();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("exams")
    void urgency_orders_the_groups_of_an_exam_without_ties(Exam exam) {
        Map<Integer, Finding> byUrgency = new HashMap<>();
        for (Finding finding : exam.findings()) {
            Finding other = finding.main() ? byUrgency.put(finding.urgency(), finding) : null;
            if (other != null) {
                assertThat(other.group()).as(finding.key()).isEqualTo(finding.group());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("exams")
    void a_conclusion_is_recognised_as_its_own_finding_and_as_no_other(Exam exam) {
        for (Finding finding : exam.findings()) {
            for (Finding other : exam.findings()) {
                if (finding.main() && other.main()) {
                    boolean compatible = !finding.group().equals(other.group());
                    for (Occurrence drawn : drawn(exam, finding)) {
                        boolean named = FactCheck.check(drawn.conclusion(), List.of(fact(other, drawn)))
                                .allNamed();
                        if (finding == other || compatible) {
                            assertThat(named)
                                    .as(drawn.conclusion() + " names " + other.key())
                                    .isEqualTo(finding == other);
                        }
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("exams")
    void negatives_are_contradicted_by_groups_that_exist(Exam exam) {
        Set<String> groups = exam.findings().stream().map(Finding::group).collect(Collectors.toSet());
        Set<String> used = new HashSet<>();
        exam.negatives().forEach(negative -> used.addAll(negative.contradictedBy()));
        exam.structures().forEach(structure -> used.addAll(structure.notNormalWith()));
        assertThat(groups).containsAll(used);
    }

    @ParameterizedTest
    @MethodSource("exams")
    void every_structure_can_be_said_to_be_normal_unless_it_is_a_device(Exam exam) {
        exam.structures().stream()
                .filter(structure -> !structure.key().equals("devices"))
                .forEach(structure ->
                        assertThat(structure.normal()).as(structure.key()).isNotEmpty());
        assertThat(exam.normalImpression()).matches("[A-Z].*\\.");
        assertThat(exam.region()).isEqualTo(exam.region().toLowerCase(Locale.ROOT));
    }

    private static List<Occurrence> drawn(Exam exam, Finding finding) {
        Structure structure = exam.structures().stream()
                .filter(s -> s.findings().contains(finding))
                .findFirst()
                .orElseThrow();
        Optional<Side> side = exam.oneSided() ? Optional.of(Side.LEFT) : Optional.empty();
        return IntStream.range(0, 12)
                .mapToObj(n -> Occurrence.of(finding, structure, true, side, new Dice(5, n)))
                .toList();
    }

    private static Fact fact(Finding finding, Occurrence drawn) {
        return new Fact(finding.name(), drawn.side(), true, finding.urgency(), finding.accepted());
    }
}
