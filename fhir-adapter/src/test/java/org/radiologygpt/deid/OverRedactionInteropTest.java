package org.radiologygpt.deid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.radiologygpt.OpenI;

/** Texts that hold no identifiers any more but dates and ages: what else is removed there is clinical. */
@Tag("interop")
class OverRedactionInteropTest {
    private static final double MOST_PER_THOUSAND = 2;
    private static final double MOST_OF_A_KIND = 1;

    @Test
    void deidentified_reports_lose_next_to_nothing_of_any_kind() {
        List<OpenI> reports = OpenI.all();
        assumeTrue(!reports.isEmpty(), "no shared/data/openi beside the project");
        Map<PhiKind, Integer> removed = new EnumMap<>(PhiKind.class);
        long tokens = 0;
        for (OpenI report : reports) {
            String text = report.findings() + "\n" + report.impression();
            tokens += text.split("\\s+").length;
            for (Removed one : Deidentifier.mask().deidentify(text, List.of()).removed()) {
                if (!isPublishersMark(text.substring(one.start(), one.end()))) {
                    removed.merge(one.kind(), 1, Integer::sum);
                }
            }
        }
        double thousands = tokens / 1000.0;
        removed.forEach((kind, count) -> {
            System.out.printf("%s: %d of %.0f thousand tokens%n", kind, count, thousands);
            assertThat(count / thousands).as("%s for each 1,000 tokens", kind).isLessThan(MOST_OF_A_KIND);
        });
        assertThat(removed.values().stream().mapToInt(Integer::intValue).sum() / thousands)
                .as("all for each 1,000 tokens")
                .isLessThan(MOST_PER_THOUSAND);
    }

    /** {@code XXXX} stands where the publishers removed something. */
    private static boolean isPublishersMark(String words) {
        return words.matches("[X\\s,-]+");
    }
}
