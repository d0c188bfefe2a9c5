package org.radiologygpt.deid;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.radiologygpt.deidscore.LabelledReport;
import org.radiologygpt.deidscore.LabelledSpan;
import org.radiologygpt.deidscore.Stretch;

class NameTrainingTest {
    @Test
    void the_same_reports_and_lists_give_the_same_weights() {
        String first = new NameTraining(7).learn(reports(), any -> {});
        assertThat(first)
                .startsWith("# Learned")
                .contains("KIND_BEFORE")
                .isEqualTo(new NameTraining(7).learn(reports(), any -> {}));
    }

    @Test
    void the_lowest_threshold_that_is_precise_is_taken() {
        List<String> told = new ArrayList<>();
        String learned = new NameTraining(7).learn(reports(), told::add);
        String last = told.get(told.size() - 1);
        assertThat(last).contains("precision 1.0000");
        assertThat(told.subList(0, told.size() - 1)).isNotEmpty().noneMatch(line -> line.contains("precision 1.0000"));
        assertThat(learned).contains(last.substring(0, "threshold 0.00".length()));
    }

    private static List<LabelledReport> reports() {
        List<LabelledReport> reports = new ArrayList<>();
        for (String name : List.of("Okafor", "Raghunathan", "Baek", "Villanueva", "Owusu", "Wycliffe")) {
            String text = "Small effusion. Discussed with Dr. " + name + " today.";
            int start = text.indexOf(name);
            LabelledSpan span =
                    new LabelledSpan(new Stretch(start, start + name.length()), PhiKind.NAME, "surname", false);
            reports.add(new LabelledReport(name, text, List.of(), List.of(span), List.of(), List.of()));
        }
        return reports;
    }
}
