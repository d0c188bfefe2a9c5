package org.radiologygpt.trainer.synthetic;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** An endless, seeded source of synthetic reports: report n of a seed is always the same. */
public final class SyntheticReports {
    /** How often a report has 0, 1, 2, 3 or 4 main findings, in percent. */
    private static final int[] MAIN_FINDINGS = {16, 30, 30, 18, 6};

    private static final double PRIOR = 0.45;
    private static final double INCIDENTAL = 0.45;

    private final long seed;
    private final List<Exam> exams;

    public SyntheticReports(long seed) {
        this.seed = seed;
        this.exams = ExamCatalog.bundled().weighted();
    }

    /** All reports from number 0 on; infinite. */
    public Stream<SyntheticReport> stream() {
        return LongStream.iterate(0, n -> n + 1).mapToObj(this::report);
    }

    /** Report number {@code index}. */
    public SyntheticReport report(long index) {
        Dice dice = new Dice(seed, index);
        Exam exam = dice.pick(exams);
        boolean prior = dice.chance(PRIOR);
        Optional<Side> examSide =
                exam.oneSided() ? Optional.of(dice.pick(List.of(Side.LEFT, Side.RIGHT))) : Optional.empty();
        List<Occurrence> occurrences = occurrences(exam, prior, examSide, dice);
        String findings = new FindingsWriter(exam, occurrences, dice).write();
        return new SyntheticReport(
                index,
                exam.key(),
                exam.modality(),
                exam.region(),
                procedure(exam, examSide, dice),
                dice.pick(exam.techniques()),
                prior ? "Prior examination " + dice.between(2, 11) + " months ago." : "None.",
                findings,
                ImpressionWriter.write(exam, occurrences),
                occurrences.stream().map(Occurrence::fact).toList());
    }

    private static String procedure(Exam exam, Optional<Side> side, Dice dice) {
        String name = dice.pick(exam.procedures());
        return side.map(s -> name.replace("{side}", s.name())).orElse(name);
    }

    private static List<Occurrence> occurrences(Exam exam, boolean prior, Optional<Side> examSide, Dice dice) {
        int wanted = mainFindings(dice);
        boolean incidental = dice.chance(INCIDENTAL);
        Set<String> groups = new HashSet<>();
        List<Occurrence> chosen = new ArrayList<>();
        for (Finding finding : dice.shuffled(exam.findings())) {
            boolean room = finding.main() ? wanted > 0 : incidental;
            if (room && groups.add(finding.group())) {
                chosen.add(Occurrence.of(finding, structureOf(exam, finding), prior, examSide, dice));
                wanted -= finding.main() ? 1 : 0;
                incidental &= finding.main();
            }
        }
        return chosen;
    }

    private static Structure structureOf(Exam exam, Finding finding) {
        return exam.structures().stream()
                .filter(structure -> structure.findings().stream().anyMatch(f -> f == finding))
                .findFirst()
                .orElseThrow();
    }

    private static int mainFindings(Dice dice) {
        int percent = dice.between(0, 99);
        int count = 0;
        while (percent >= MAIN_FINDINGS[count]) {
            percent -= MAIN_FINDINGS[count++];
        }
        return count;
    }
}
