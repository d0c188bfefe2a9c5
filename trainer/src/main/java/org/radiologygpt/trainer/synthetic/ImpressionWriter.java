package org.radiologygpt.trainer.synthetic;

import java.util.Comparator;
import java.util.List;

/**
 * Writes the impression: what matters, most urgent first, numbered when there are several; incidental and normal
 * findings are left out. A function of the occurrences alone, so that it can be learned from the findings.
 */
final class ImpressionWriter {
    private ImpressionWriter() {}

    static String write(Exam exam, List<Occurrence> occurrences) {
        List<String> items = occurrences.stream()
                .filter(o -> o.finding().main())
                .sorted(Comparator.comparingInt(o -> -o.finding().urgency()))
                .map(o -> Wording.polish(o.conclusion()))
                .toList();
        return switch (items.size()) {
            case 0 -> exam.normalImpression();
            case 1 -> items.get(0);
            default -> numbered(items);
        };
    }

    private static String numbered(List<String> items) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < items.size(); i++) {
            text.append(i == 0 ? "" : "\n").append(i + 1).append(". ").append(items.get(i));
        }
        return text.toString();
    }
}
