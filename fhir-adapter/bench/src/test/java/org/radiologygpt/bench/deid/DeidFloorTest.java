package org.radiologygpt.bench.deid;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.radiologygpt.deid.Deidentifier;
import org.radiologygpt.deidscore.DeidScore;
import org.radiologygpt.deidscore.Evaluation;

/** A cut of the measure in every build: what de-identification has reached, it keeps. */
class DeidFloorTest {
    private static final int REPORTS = 400;

    @ParameterizedTest
    @EnumSource
    void figures_stay_above_their_floors(Edition edition) {
        Evaluation evaluation = new Evaluation(Deidentifier.mask());
        Reports.of(edition, REPORTS).forEach(evaluation::add);
        DeidScore score = evaluation.score();
        assertThat(score.knownExact().value()).as("known, exact forms").isGreaterThan(0.998);
        assertThat(score.known().value()).as("known, all forms").isGreaterThan(0.998);
        assertThat(score.unknown().value()).as("unknown, recall").isGreaterThan(0.985);
        assertThat(score.all().precision().value()).as("precision").isGreaterThan(0.975);
        assertThat(score.kept().value()).as("distractors kept").isGreaterThan(0.99);
        assertThat(score.lost().perThousand())
                .as("over-redaction per 1,000 tokens")
                .isLessThan(5);
        assertThat(score.withheld().part()).as("withheld").isLessThan(5);
    }
}
