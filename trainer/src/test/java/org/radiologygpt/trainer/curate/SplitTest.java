package org.radiologygpt.trainer.curate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.radiologygpt.trainer.curate.Candidates.findings;
import static org.radiologygpt.trainer.curate.Candidates.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.radiologygpt.trainer.corpus.Pair;
import org.radiologygpt.trainer.curate.Gathered.Candidate;

class SplitTest {
    private static final Rules RULES = Rules.standard();

    @Property(tries = 50)
    void no_patient_is_in_two_parts_and_training_ends_where_the_others_begin(@ForAll long seed) {
        Split split = Split.of(reports(seed, 0, 300), RULES);
        Set<String> training = patients(split.training());
        Set<String> validation = patients(split.validation());
        Set<String> test = patients(split.test());
        assertThat(training).doesNotContainAnyElementsOf(validation).doesNotContainAnyElementsOf(test);
        assertThat(validation).doesNotContainAnyElementsOf(test);
        assertThat(clocks(split.training()).reduce(Instant.MIN, SplitTest::later))
                .isBeforeOrEqualTo(clocks(split.test()).reduce(Instant.MAX, SplitTest::earlier))
                .isBeforeOrEqualTo(clocks(split.validation()).reduce(Instant.MAX, SplitTest::earlier));
        int held = split.validation().size() + split.test().size();
        assertThat(held)
                .isGreaterThanOrEqualTo((int) (0.2 * (held + split.training().size())));
    }

    @Property(tries = 50)
    void later_reports_move_no_patient_from_training_to_the_parts_held_out(@ForAll long seed) {
        List<Candidate> reports = reports(seed, 0, 200);
        Set<String> trained = patients(Split.of(reports, RULES).training());
        List<Candidate> more = new ArrayList<>(reports);
        more.addAll(reports(seed + 1, 200, 320));
        Split after = Split.of(more, RULES);
        Set<String> heldOut = new HashSet<>(patients(after.validation()));
        heldOut.addAll(patients(after.test()));
        assertThat(trained).doesNotContainAnyElementsOf(heldOut);
    }

    @Property(tries = 5)
    void without_any_time_the_seed_divides_and_every_pair_is_in_one_part(@ForAll long seed) {
        List<Candidate> reports =
                IntStream.range(0, 400).mapToObj(SplitTest::undated).toList();
        Split split = Split.of(reports, new Rules(10, 2, false, 0.8, 0.1, 0.1, 0.1, false, seed));
        assertThat(split.later()).isEmpty();
        assertThat(split.training()).hasSize(320);
        assertThat(split.validation().size()).isBetween(15, 65);
        Split other = Split.of(reports, new Rules(10, 2, false, 0.8, 0.1, 0.1, 0.1, false, seed + 1));
        assertThat(patients(other.training())).isNotEqualTo(patients(split.training()));
    }

    /** Some 60 patients, each report a day after the one before it. */
    private static List<Candidate> reports(long seed, int from, int to) {
        Random random = new Random(seed);
        return IntStream.range(from, to)
                .mapToObj(i -> report(i, "p" + (random.nextInt(60) + i / 5), i))
                .toList();
    }

    private static Candidate undated(int number) {
        String id = "u" + number;
        return new Candidate(
                new Version(id, "", Optional.empty(), number),
                new Pair(id, id, "openi", "", findings(number), "Finding " + number, false),
                false,
                List.of());
    }

    private static Set<String> patients(List<Candidate> part) {
        return part.stream().map(candidate -> candidate.pair().patient()).collect(Collectors.toSet());
    }

    private static Stream<Instant> clocks(List<Candidate> part) {
        return part.stream().map(candidate -> candidate.version().clock().orElseThrow());
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
