package org.radiologygpt.trainer.evaluate;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.radiologygpt.trainer.evaluate.ChestFinding.Status;

/**
 * Answers of one writer to all questions, marked one by one, so that figures of any draw of them are quick.
 *
 * @param answers in the order of the questions
 * @param findings agreement of the present findings of each with those of its reference; "no finding" left out
 */
record Marked(List<Answered> answers, List<Agreement.Counts> findings) {

    static Marked of(List<Answered> answers) {
        return new Marked(answers, answers.stream().map(Marked::findings).toList());
    }

    /** Mean ROUGE-L of these answers, percent. */
    double rougeL(int[] drawn) {
        double sum = 0;
        for (int at : drawn) {
            sum += answers.get(at).rouge().longest();
        }
        return 100 * sum / drawn.length;
    }

    /** Micro F1 of present findings of these answers, percent. */
    double findingsF1(int[] drawn) {
        int hits = 0;
        int wrong = 0;
        for (int at : drawn) {
            Agreement.Counts counts = findings.get(at);
            hits += counts.hits();
            wrong += counts.alarms() + counts.misses();
        }
        return hits == 0 ? 0 : 100 * 2.0 * hits / (2 * hits + wrong);
    }

    /** All answers together. */
    Agreement agreement() {
        Agreement agreement = new Agreement();
        answers.forEach(
                answer -> agreement.add(present(answer.question().pair().impression()), present(answer.text())));
        return agreement;
    }

    private static Agreement.Counts findings(Answered answer) {
        Agreement agreement = new Agreement();
        agreement.add(present(answer.question().pair().impression()), present(answer.text()));
        return agreement.micro();
    }

    private static Set<ChestFinding> present(String text) {
        Set<ChestFinding> present = EnumSet.noneOf(ChestFinding.class);
        for (Map.Entry<ChestFinding, Status> label : ChestLabels.of(text).entrySet()) {
            if (label.getKey() != ChestFinding.NO_FINDING && label.getValue() == Status.PRESENT) {
                present.add(label.getKey());
            }
        }
        return present;
    }
}
