package org.radiologygpt.trainer.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.radiologygpt.trainer.drift.ControlChart.Point;

class ControlChartTest {
    private static final int REFERENCE = 8;
    private static final int HALF_A_YEAR = 26;
    private static final int SERIES = 400;

    @Test
    void a_point_and_its_limit_are_those_worked_out_by_hand() {
        List<Week> reference = List.of(week(0, 0.2, 0.4), week(1, 0.2, 0.4));

        List<Point> points =
                new ControlChart(reference).points(List.of(week(2, 0.5, 0.5), week(3, 0.3, 0.3, 0.3, 0.3)));

        // Mean 0.3 of 4 reports; variance within (4 * 0.01) / 2 = 0.02, between 0.
        assertThat(points.get(0).ewma()).isCloseTo(0.2 * 0.2, within(1e-12));
        assertThat(points.get(0).limit()).isCloseTo(3 * Math.sqrt(0.02 * (0.04 / 2 + 0.04 / 4)), within(1e-12));
        assertThat(points.get(1).ewma()).isCloseTo(0.8 * 0.04, within(1e-12));
        double own = 0.04 / 4 + 0.64 * 0.04 / 2;
        assertThat(points.get(1).limit()).isCloseTo(3 * Math.sqrt(0.02 * (own + 0.36 * 0.36 / 4)), within(1e-12));
    }

    @Test
    void few_stable_series_are_called_drifting_in_half_a_year() {
        long alarms = alarms(0, HALF_A_YEAR, 0);

        System.out.printf("stable: %d of %d series with an alarm in %d weeks%n", alarms, SERIES, HALF_A_YEAR);
        assertThat(alarms).isLessThan(SERIES * 5 / 100);
    }

    @Test
    void few_series_whose_weeks_differ_by_themselves_are_called_drifting() {
        long alarms = alarms(0, HALF_A_YEAR, 0.05);

        System.out.printf("uneven: %d of %d series with an alarm in %d weeks%n", alarms, SERIES, HALF_A_YEAR);
        assertThat(alarms).isLessThan(SERIES * 10 / 100);
    }

    @Test
    void most_shifts_by_a_tenth_are_found_within_six_weeks() {
        long found = alarms(0.1, 6, 0);

        System.out.printf("shifted by 0.1: %d of %d series found in 6 weeks%n", found, SERIES);
        assertThat(found).isGreaterThan(SERIES * 90 / 100);
    }

    @Test
    void a_reference_without_any_change_is_no_reason_for_an_alarm_by_one_word() {
        List<Week> reference = IntStream.range(0, REFERENCE)
                .mapToObj(i -> week(i, new double[40]))
                .toList();
        double[] one = new double[40];
        one[39] = 0.2;

        assertThat(new ControlChart(reference)
                        .points(List.of(week(9, one)))
                        .get(0)
                        .drifted())
                .isFalse();
    }

    /** Series with an alarm upward in the weeks after the reference. */
    private static long alarms(double shift, int weeks, double uneven) {
        Random random = new Random(11);
        return IntStream.range(0, SERIES)
                .filter(series -> {
                    List<Week> reference = IntStream.range(0, REFERENCE)
                            .mapToObj(week -> drawn(random, week, 0, uneven))
                            .toList();
                    List<Week> later = IntStream.range(0, weeks)
                            .mapToObj(week -> drawn(random, REFERENCE + week, shift, uneven))
                            .toList();
                    return new ControlChart(reference).points(later).stream().anyMatch(Point::drifted);
                })
                .count();
    }

    /** 50 reports, two in five signed as they were drafted, the others changed by 0 to 70 %, plus the shift. */
    private static Week drawn(Random random, int week, double shift, double uneven) {
        double own = shift + uneven * random.nextGaussian();
        return week(
                week,
                IntStream.range(0, 50)
                        .mapToDouble(i -> random.nextDouble() < 0.4 ? 0 : 0.7 * random.nextDouble())
                        .map(distance -> Math.max(0, Math.min(1, distance + own)))
                        .toArray());
    }

    private static Week week(int number, double... distances) {
        Arrays.sort(distances);
        return new Week(LocalDate.of(2026, 1, 5).plusWeeks(number), distances, 0);
    }
}
