package org.radiologygpt.trainer.curate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.radiologygpt.trainer.curate.Candidates.findings;
import static org.radiologygpt.trainer.curate.Candidates.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.radiologygpt.report.KnownIdentifier;
import org.radiologygpt.report.PersonName;
import org.radiologygpt.trainer.curate.Gathered.Candidate;

class CurationTest {
    private static final Rules ALL_TRAINING = new Rules(10, 2, false, 0.8, 0.1, 0, 0, false, 1);

    @Test
    void a_correction_replaces_the_final_in_whatever_order_they_come() {
        Candidate signed = report("r1", "p", 1, findings(1), "First thought.", false);
        Candidate corrected = report("r1", "p", 2, findings(1), "Second thought.", false);
        for (List<Gathered> order :
                List.of(List.<Gathered>of(signed, corrected), List.<Gathered>of(corrected, signed))) {
            Curated curated = curated(ALL_TRAINING, order);
            assertThat(curated.training())
                    .extracting(pair -> pair.pair().impression())
                    .containsExactly("Second thought.");
            assertThat(curated.excluded()).containsOnlyKeys(Exclusion.REPLACED);
        }
    }

    @Test
    void a_report_taken_back_later_is_left_out_and_one_signed_again_after_that_is_not() {
        Candidate signed = report(1, "p", 1);
        Gathered cancelled = new Gathered.TakenBack(report(1, "p", 2).version(), Exclusion.TAKES_BACK);
        assertThat(curated(ALL_TRAINING, List.of(cancelled, signed)).pairs()).isZero();
        assertThat(curated(ALL_TRAINING, List.of(signed, cancelled, report(1, "p", 3)))
                        .pairs())
                .isOne();
    }

    @Test
    void a_report_once_signed_after_our_draft_stays_influenced_in_all_its_versions() {
        Candidate influenced = report("r1", "p", 1, findings(1), "Signed as drafted.", true);
        Candidate corrected = report("r1", "p", 2, findings(1), "Signed anew.", false);
        assertThat(curated(ALL_TRAINING, List.of(influenced, corrected)).excluded())
                .containsEntry(Exclusion.AI_INFLUENCED, 1L);
        Rules keeping = new Rules(10, 2, true, 0.8, 0.1, 0, 0, false, 1);
        assertThat(curated(keeping, List.of(influenced, corrected)).training())
                .extracting(pair -> pair.pair().aiInfluenced())
                .containsExactly(true);
    }

    @Test
    void a_whole_name_that_another_message_knows_is_left_out_and_the_same_words_in_small_letters_are_not() {
        PersonName show = new PersonName("Show", "Ma\u00ef", "", "", "");
        Candidate first = report(1, "p1", 1);
        Candidate knowing = new Candidate(first.version(), first.pair(), true, List.of(new KnownIdentifier.Name(show)));
        Candidate naming = report("r2", "p2", 2, findings(2) + " Mai B. Show", "Second finding.", false);
        Candidate saying = report("r3", "p3", 3, findings(3) + " it mai show more", "Third finding.", false);
        Curated curated = curated(ALL_TRAINING, List.of(naming, saying, knowing));
        assertThat(curated.training()).containsExactlyInAnyOrder(knowing, saying);
        assertThat(curated.excluded()).containsOnly(Map.entry(Exclusion.NOT_CLEAN, 1L));
    }

    @Test
    void people_are_known_from_messages_without_a_pair_too_and_by_each_part_of_a_twofold_name() {
        PersonName twofold = new PersonName("Smith-Jones", "Mary Ann", "", "", "");
        List<KnownIdentifier> known = List.of(new KnownIdentifier.Name(twofold));
        Version other =
                report("r9", "p9", 9, findings(9), "Ninth finding.", false).version();
        for (Gathered knowing : List.of(
                new Gathered.LeftOut(Exclusion.NO_IMPRESSION, known),
                new Gathered.TakenBack(List.of(other), Exclusion.TAKES_BACK, known))) {
            for (String name : List.of("Mary Smith-Jones", "Ann Smith", "Jones, Mary")) {
                Candidate naming = report("r1", "p1", 1, findings(1) + " " + name, "First finding.", false);
                assertThat(curated(ALL_TRAINING, List.of(naming, knowing)).excluded())
                        .containsEntry(Exclusion.NOT_CLEAN, 1L);
            }
        }
    }

    @Test
    void the_papers_word_counts_are_the_least() {
        String ten = "One two three four five six seven eight nine ten.";
        String nine = "One two three four five six seven eight nine ___.";
        assertThat(curated(ALL_TRAINING, List.of(report("a", "p", 1, ten, "Two words.", false)))
                        .pairs())
                .isOne();
        assertThat(curated(ALL_TRAINING, List.of(report("a", "p", 1, nine, "Two words.", false)))
                        .excluded())
                .containsEntry(Exclusion.SHORT_FINDINGS, 1L);
        assertThat(curated(ALL_TRAINING, List.of(report("a", "p", 1, ten, "Normal.", false)))
                        .excluded())
                .containsEntry(Exclusion.SHORT_IMPRESSION, 1L);
    }

    @Test
    void duplicates_are_gone_before_the_parts_are_divided() {
        String findings =
                "The lungs are clear. There is no effusion, no pneumothorax and no acute bony abnormality of the"
                        + " chest wall. The heart is of normal size and the mediastinal contours are unremarkable today.";
        Candidate first = report("a", "p1", 1, findings, "No acute disease.", false);
        Candidate same = report("b", "p2", 200, findings.toUpperCase(Locale.ROOT), "Normal chest.", false);
        Candidate near = report("c", "p3", 300, findings.replace("today", "again"), "Normal chest.", false);
        Candidate other = report(4, "p4", 400);
        Curated curated =
                curated(new Rules(10, 2, false, 0.8, 0.1, 0, 0.3, false, 1), List.of(near, same, other, first));
        assertThat(curated.training()).containsExactly(first);
        assertThat(curated.test()).containsExactly(other);
        assertThat(curated.excluded())
                .containsEntry(Exclusion.DUPLICATE, 1L)
                .containsEntry(Exclusion.NEAR_DUPLICATE, 1L);
    }

    @Test
    void one_impression_makes_no_more_than_its_share_of_the_training_part() {
        List<Gathered> reports = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            String impression = i % 3 == 0 ? "No acute disease." : "Finding number " + i + ".";
            reports.add(report("r" + i, "p" + i, i, findings(i), impression, false));
        }
        Curated curated = curated(ALL_TRAINING, reports);
        assertThat(curated.training().stream()
                        .filter(pair -> pair.pair().impression().equals("No acute disease.")))
                .hasSize(30);
        assertThat(curated.excluded()).containsEntry(Exclusion.TEMPLATE, 70L);
        Curated small = curated(ALL_TRAINING, reports.subList(0, 60));
        assertThat(small.excluded()).isEmpty();
    }

    @Test
    void every_message_is_counted_once() {
        Random random = new Random(5);
        List<Gathered> all = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            int report = random.nextInt(900);
            Candidate candidate = report(
                    "r" + report,
                    "p" + report % 300,
                    i,
                    findings(random.nextInt(600)).substring(0, 20 + random.nextInt(70)),
                    random.nextBoolean() ? "No acute disease." : "Normal",
                    random.nextInt(9) == 0);
            all.add(
                    switch (random.nextInt(8)) {
                        case 0 -> new Gathered.LeftOut(Exclusion.NOT_SIGNED);
                        case 1 -> new Gathered.TakenBack(candidate.version(), Exclusion.NOT_CLEAN);
                        default -> candidate;
                    });
        }
        Curated curated = curated(Rules.standard(), all);
        long left =
                curated.excluded().values().stream().mapToLong(Long::longValue).sum();
        assertThat(left + curated.pairs()).isEqualTo(curated.read()).isEqualTo(2000);
        assertThat(curated.pairs()).isPositive();
    }

    @Test
    void the_order_of_the_input_changes_nothing() {
        List<Gathered> reports = new ArrayList<>(IntStream.range(0, 200)
                .mapToObj(i -> report(i, "p" + i % 70, i))
                .toList());
        Curated first = curated(Rules.standard(), reports);
        Collections.shuffle(reports, new Random(3));
        Curated second = curated(Rules.standard(), reports);
        assertThat(second).isEqualTo(first);
    }

    @Test
    void a_line_that_takes_a_report_back_holds_against_every_message_of_it() {
        Gathered line =
                new Gathered.TakenBack(new Version("r1", Version.FOR_GOOD, Optional.empty(), 0), Exclusion.TAKES_BACK);
        assertThat(curated(ALL_TRAINING, List.of(line, report(1, "p", 9))).pairs())
                .isZero();
    }

    static Curated curated(Rules rules, List<? extends Gathered> all) {
        Curation curation = new Curation(rules);
        all.forEach(curation::add);
        return curation.finish();
    }
}
