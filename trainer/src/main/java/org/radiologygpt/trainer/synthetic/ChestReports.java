package org.radiologygpt.trainer.synthetic;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * An endless, seeded source of chest radiograph reports in the wording of many radiologists, half of them without an
 * acute finding. The findings of a seed do not depend on the style of the impressions.
 */
final class ChestReports {
    /** How often a report has 0, 1, 2 or 3 acute findings, in percent; and findings of long standing. */
    private static final List<Integer> ACUTE = List.of(50, 28, 16, 6);

    private static final List<Integer> MINOR = List.of(50, 30, 15, 5);
    private static final double PRIOR = 0.4;
    private static final double PRIOR_NAMED = 0.3;
    private static final double CAPITALS = 0.05;
    private static final Phrase COMPARED = Phrase.parse("[Comparison is made with|Comparison:|In comparison with] the"
            + " [radiograph|study|examination|prior film] [of|dated|from] ___.");

    private final long seed;
    private final Optional<HouseStyle> style;
    private final Exam exam = ExamCatalog.chestDictation();

    /** In the given style, or in each report that of another radiologist. */
    ChestReports(long seed, Optional<HouseStyle> style) {
        this.seed = seed;
        this.style = style;
    }

    Stream<SyntheticReport> stream() {
        return LongStream.iterate(0, n -> n + 1).mapToObj(this::report);
    }

    SyntheticReport report(long index) {
        Dice dice = new Dice(seed, index);
        boolean prior = dice.chance(PRIOR);
        boolean capitals = dice.chance(CAPITALS);
        HouseStyle radiologist = HouseStyle.any(dice);
        List<Occurrence> occurrences = occurrences(prior, dice);
        String compared = prior && dice.chance(PRIOR_NAMED) ? COMPARED.render(dice, Map.of()) + " " : "";
        String findings = compared + new FindingsWriter(exam, occurrences, dice).write();
        HouseStyle applied = style.orElse(radiologist);
        String impression = applied.impression(occurrences);
        return new SyntheticReport(
                index,
                exam.key(),
                exam.modality(),
                exam.region(),
                dice.pick(exam.procedures()),
                dice.pick(exam.techniques()),
                prior ? "Prior examination " + dice.between(2, 11) + " months ago." : "None.",
                capitals ? findings.toUpperCase(Locale.ROOT) : findings,
                capitals ? impression.toUpperCase(Locale.ROOT) : impression,
                occurrences.stream().map(o -> fact(o, applied)).toList());
    }

    private List<Occurrence> occurrences(boolean prior, Dice dice) {
        int acute = drawn(ACUTE, dice);
        int minor = drawn(MINOR, dice);
        Set<String> groups = new HashSet<>();
        List<Occurrence> chosen = new ArrayList<>();
        for (Finding finding : dice.shuffled(exam.findings())) {
            boolean isAcute = finding.urgency() >= HouseStyle.ACUTE;
            if ((isAcute ? acute : minor) > 0 && groups.add(finding.group())) {
                chosen.add(Occurrence.of(finding, structureOf(finding), prior, Optional.empty(), dice));
                acute -= isAcute ? 1 : 0;
                minor -= isAcute ? 0 : 1;
            }
        }
        return chosen;
    }

    private Structure structureOf(Finding finding) {
        return exam.structures().stream()
                .filter(structure -> structure.findings().contains(finding))
                .findFirst()
                .orElseThrow();
    }

    private static int drawn(List<Integer> percents, Dice dice) {
        int percent = dice.between(0, 99);
        int count = 0;
        while (percent >= percents.get(count)) {
            percent -= percents.get(count++);
        }
        return count;
    }

    private static Fact fact(Occurrence occurrence, HouseStyle style) {
        Finding finding = occurrence.finding();
        return new Fact(finding.name(), occurrence.side(), style.names(finding), finding.urgency(), finding.accepted());
    }
}
