package org.radiologygpt.trainer.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FactCheckTest {
    private static final Fact EFFUSION = fact("pleural effusion", Side.LEFT, "pleural effusion", "effusion");
    private static final Fact PNEUMOTHORAX = fact("pneumothorax", Side.RIGHT, "pneumothorax");
    private static final Fact EDEMA = fact("pulmonary edema", Side.NONE, "edema");

    @Test
    void a_finding_named_on_its_side_passes() {
        FactCheck.Result result = FactCheck.check("1. Small LEFT pleural effusions.", List.of(EFFUSION));
        assertThat(result.allNamed()).isTrue();
        assertThat(result.sidesRight()).isTrue();
    }

    @Test
    void a_negated_finding_is_not_named() {
        assertThat(named("No pneumothorax or left pleural effusion.", EFFUSION)).isFalse();
        assertThat(named("Lungs clear without pleural effusion.", EFFUSION)).isFalse();
        assertThat(named("No pneumothorax but small left pleural effusion.", EFFUSION))
                .isTrue();
        assertThat(named("No pneumothorax. Left pleural effusion.", EFFUSION)).isTrue();
    }

    @Test
    void a_flipped_or_missing_side_is_wrong() {
        assertThat(sideRight("Right pleural effusion.", EFFUSION)).isFalse();
        assertThat(sideRight("Pleural effusion.", EFFUSION)).isFalse();
        assertThat(sideRight("Bilateral pleural effusions.", EFFUSION)).isFalse();
    }

    @Test
    void a_finding_without_a_side_must_not_be_given_one() {
        assertThat(sideRight("Pulmonary edema.", EDEMA)).isTrue();
        assertThat(sideRight("Left pulmonary edema.", EDEMA)).isFalse();
    }

    @Test
    void each_of_two_findings_in_one_sentence_has_its_own_side() {
        String right = "Left pleural effusion and right pneumothorax.";
        String swapped = "Right pleural effusion and left pneumothorax.";
        List<Fact> facts = List.of(EFFUSION, PNEUMOTHORAX);
        assertThat(FactCheck.check(right, facts).sidesRight()).isTrue();
        assertThat(FactCheck.check(swapped, facts).verdicts())
                .extracting(FactCheck.Verdict::sideRight)
                .containsExactly(false, false);
    }

    @Test
    void incidental_facts_need_not_be_named() {
        Fact cyst = new Fact("renal cyst", Side.LEFT, false, 0, List.of("renal cyst"));
        assertThat(FactCheck.check("No acute abnormality.", List.of(cyst)).allNamed())
                .isTrue();
    }

    @Test
    void dropped_findings_and_flipped_sides_of_generated_impressions_are_detected() {
        new SyntheticReports(3)
                .stream().limit(2000).filter(FactCheckTest::hasMain).forEach(report -> {
                    for (int dropped = 0; dropped < report.impression().lines().count(); dropped++) {
                        assertThat(FactCheck.check(without(report.impression(), dropped), report.facts())
                                        .allNamed())
                                .as(report.impression())
                                .isFalse();
                    }
                    boolean sided = report.facts().stream()
                            .anyMatch(f -> f.main() && (f.side() == Side.LEFT || f.side() == Side.RIGHT));
                    assertThat(FactCheck.check(flipped(report.impression()), report.facts())
                                    .sidesRight())
                            .as(report.impression())
                            .isEqualTo(!sided);
                });
    }

    private static boolean hasMain(SyntheticReport report) {
        return report.facts().stream().anyMatch(Fact::main);
    }

    private static String without(String impression, int dropped) {
        List<String> lines = impression.lines().toList();
        return IntStream.range(0, lines.size())
                .filter(i -> i != dropped)
                .mapToObj(lines::get)
                .collect(Collectors.joining("\n"));
    }

    private static String flipped(String impression) {
        return impression
                .toLowerCase(java.util.Locale.ROOT)
                .replaceAll("\\bleft\\b", "#")
                .replaceAll("\\bright\\b", "left")
                .replace("#", "right");
    }

    private static boolean named(String impression, Fact fact) {
        return FactCheck.check(impression, List.of(fact)).allNamed();
    }

    private static boolean sideRight(String impression, Fact fact) {
        return FactCheck.check(impression, List.of(fact)).verdicts().get(0).sideRight();
    }

    private static Fact fact(String name, Side side, String... accepted) {
        return new Fact(name, side, true, 1, List.of(accepted));
    }
}
