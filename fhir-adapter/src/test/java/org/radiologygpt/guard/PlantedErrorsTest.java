package org.radiologygpt.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.radiologygpt.draft.GuardVerdict;
import org.radiologygpt.draft.GuardVerdict.Verdict;

/** Each guard sees the errors that it is there for, and leaves sound impressions alone. */
class PlantedErrorsTest {
    private static final int PLANTED = 300;
    private static final int SOUND = 1_000;
    private static final Guards GUARDS = Guards.standard(GuardPolicy.standard());

    @Test
    void every_guard_has_errors_to_find() {
        assertThat(PlantedErrors.BY_GUARD.keySet()).containsExactlyInAnyOrderElementsOf(Guards.names());
    }

    @ParameterizedTest
    @MethodSource("guards")
    void a_guard_finds_99_of_100_planted_errors(Guard guard) {
        List<PlantedErrors.Planted> planted = PlantedErrors.of(guard.name(), PLANTED, 20261127);
        List<String> missed = planted.stream()
                .filter(one -> guard.objections(
                                new DraftReading(one.draft(), one.report().report(), one.finishReason()))
                        .isEmpty())
                .map(one -> one.report().text() + " -> " + one.draft())
                .toList();
        System.out.printf("planted errors, %s: %d of %d found%n", guard.name(), PLANTED - missed.size(), PLANTED);
        assertThat(missed).as(guard.name()).hasSizeLessThanOrEqualTo(PLANTED / 100);
    }

    @Test
    void sound_impressions_seldom_alarm_a_guard() {
        SyntheticReports reports = new SyntheticReports(4711);
        Map<String, Integer> alarms = new TreeMap<>();
        for (int drawn = 0; drawn < SOUND; drawn++) {
            SyntheticReport report = reports.next();
            for (GuardVerdict verdict : GUARDS.check(report.impression(reports.random()), report.report())) {
                if (verdict.verdict() != Verdict.PASS) {
                    alarms.merge(verdict.guard(), 1, Integer::sum);
                }
            }
        }
        System.out.println("alarms on " + SOUND + " sound impressions: " + alarms);
        assertThat(alarms)
                .allSatisfy((guard, count) -> assertThat(count).as(guard).isLessThan(SOUND / 100));
    }

    static Stream<Guard> guards() {
        return Guards.all().stream();
    }
}
