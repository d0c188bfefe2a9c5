package org.radiologygpt.trainer.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SyntheticReportsTest {
    private static final int COUNT = 6000;
    private static List<SyntheticReport> reports;

    @BeforeAll
    static void generate() {
        reports = new SyntheticReports(42).stream().limit(COUNT).toList();
    }

    @Test
    void the_same_seed_gives_the_same_reports_and_another_seed_others() {
        assertThat(new SyntheticReports(42).stream().limit(200)).containsExactlyElementsOf(reports.subList(0, 200));
        assertThat(new SyntheticReports(43).report(0)).isNotEqualTo(reports.get(0));
    }

    @Test
    void every_main_fact_is_named_in_the_impression_on_its_side() {
        assertThat(reports).allSatisfy(report -> {
            FactCheck.Result result = FactCheck.check(report.impression(), report.facts());
            assertThat(result.allNamed()).isTrue();
            assertThat(result.sidesRight()).isTrue();
        });
    }

    @Test
    void sides_of_the_impression_stand_in_the_findings() {
        assertThat(reports).allSatisfy(report -> {
            Set<Side> sides = Side.in(report.findings());
            assertThat(sides).containsAll(Side.in(report.impression()));
        });
    }

    @Test
    void numbers_of_the_impression_stand_in_the_findings() {
        assertThat(reports).allSatisfy(report -> {
            String items = report.impression().replaceAll("(?m)^[1-4]\\. ", "");
            for (String word : items.split("[ ,]+|\\.(?:\\s|$)")) {
                if (word.matches("\\d.*")) {
                    assertThat(report.findings()).contains(word);
                }
            }
        });
    }

    @Test
    void a_report_without_main_findings_ends_with_the_normal_impression_of_its_exam() {
        Map<String, String> normal = new HashMap<>();
        ExamCatalog.bundled().exams().forEach(exam -> normal.put(exam.key(), exam.normalImpression()));
        assertThat(reports)
                .filteredOn(report -> report.facts().stream().noneMatch(Fact::main))
                .isNotEmpty()
                .allSatisfy(report -> assertThat(report.impression()).isEqualTo(normal.get(report.exam())));
    }

    @Test
    void change_is_stated_only_where_there_is_a_prior_examination() {
        assertThat(reports)
                .filteredOn(report -> report.comparison().equals("None."))
                .isNotEmpty()
                .allSatisfy(report ->
                        assertThat(report.findings() + report.impression()).doesNotContain("prior", "previous"));
    }

    @Test
    void several_main_findings_are_numbered_in_order_of_urgency() {
        assertThat(reports).allSatisfy(report -> {
            List<Fact> main = report.facts().stream().filter(Fact::main).toList();
            assertThat(report.impression().lines().count()).isEqualTo(Math.max(1, main.size()));
            if (main.size() > 1) {
                Fact first = main.stream()
                        .max(java.util.Comparator.comparingInt(Fact::urgency))
                        .orElseThrow();
                String item = report.impression().lines().findFirst().orElseThrow();
                assertThat(FactCheck.check(item, List.of(first)).allNamed()).isTrue();
            }
        });
    }

    @Test
    void the_impression_is_a_function_of_the_findings() {
        Map<String, String> seen = new HashMap<>();
        assertThat(reports).allSatisfy(report -> {
            String before = seen.putIfAbsent(report.findings(), report.impression());
            assertThat(before == null || before.equals(report.impression())).isTrue();
        });
    }

    @Test
    void nearly_all_reports_differ() {
        Set<String> findings = new HashSet<>();
        reports.forEach(report -> findings.add(report.findings()));
        assertThat(findings).hasSizeGreaterThan(COUNT * 95 / 100);
    }

    @Test
    void texts_are_of_trainable_length_and_well_formed() {
        assertThat(reports).allSatisfy(report -> {
            assertThat(report.findings().split("\\s+").length).isLessThanOrEqualTo(125);
            assertThat(report.impression().split("\\s+").length).isLessThanOrEqualTo(70);
            assertThat(report.findings() + report.impression())
                    .doesNotContain("  ", "{", "[", "|", "<", "..", " ,", "~");
            assertThat(report.findings()).matches("(?s)[A-Z0-9].*\\.");
        });
    }

    @Test
    void some_reports_have_main_findings_on_both_sides() {
        assertThat(reports)
                .filteredOn(report -> report.facts().stream()
                        .filter(Fact::main)
                        .map(Fact::side)
                        .toList()
                        .containsAll(EnumSet.of(Side.LEFT, Side.RIGHT)))
                .hasSizeGreaterThan(COUNT / 30);
    }
}
