package org.radiologygpt.deid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.radiologygpt.OpenI;

/** Texts that hold no identifiers any more: what is removed there is nearly always clinical. */
@Tag("interop")
class OverRedactionInteropTest {
    @Test
    void deidentified_reports_lose_next_to_nothing() {
        List<OpenI> reports = OpenI.all();
        assumeTrue(!reports.isEmpty(), "no shared/data/openi beside the project");
        Map<String, Integer> removed = new HashMap<>();
        long tokens = 0;
        int lost = 0;
        for (OpenI report : reports) {
            String text = report.findings() + "\n" + report.impression();
            tokens += text.split("\\s+").length;
            for (Removed one : Deidentifier.mask().deidentify(text, List.of()).removed()) {
                removed.merge(one.kind() + " " + text.substring(one.start(), one.end()), 1, Integer::sum);
                lost++;
            }
        }
        System.out.printf("removed %d of %d tokens: %.3f per 1,000%n", lost, tokens, 1000.0 * lost / tokens);
        if (Boolean.getBoolean("alarms")) {
            removed.entrySet().stream()
                    .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                    .limit(60)
                    .forEach(entry -> System.out.println("REMOVED " + entry.getValue() + " " + entry.getKey()));
        }
        assertThat(1000.0 * lost / tokens).isLessThan(1.0);
    }
}
