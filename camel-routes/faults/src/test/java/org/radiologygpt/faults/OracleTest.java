package org.radiologygpt.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The oracle's word on short lives of a report; the letters are those of {@link Traffic}. */
class OracleTest {

    private static List<Oracle.Sent> log(String script) {
        List<Oracle.Sent> log = new ArrayList<>();
        Traffic.messages(1, script).forEach(message -> log.add(new Oracle.Sent("oru-" + log.size(), message)));
        return log;
    }

    @ParameterizedTest
    @CsvSource({
        "P, drafted, oru-0",
        "PF, drafted|skipped superseded; skipped final_report, none",
        "PD, drafted; skipped duplicate, oru-0",
        "PS, drafted; skipped duplicate, oru-0",
        "PM, drafted; drafted, oru-1",
        "Pp, drafted; skipped older_version, oru-0",
        "PpF, drafted|skipped superseded; skipped older_version|skipped superseded; skipped final_report, none",
        "PX, drafted|skipped superseded; skipped cancelled_report, none",
        "PXP, drafted|skipped superseded; skipped cancelled_report; drafted, oru-2",
        "PI, drafted; skipped has_impression, none",
        "IX, skipped has_impression; skipped cancelled_report, none",
        "IF, skipped has_impression|skipped superseded; skipped final_report, none",
        "FP, skipped final_report; skipped superseded, none",
        "FDC, skipped final_report; skipped duplicate; skipped final_report, none",
        "OP, skipped not_yet_dictated; drafted, oru-1",
        "PMF, drafted|skipped superseded; drafted|skipped superseded; skipped final_report, none"
    })
    void messages_may_end_so_and_this_draft_is_open_at_last(String script, String endings, String open) {
        List<Oracle.Sent> log = log(script);
        Oracle oracle = Oracle.of(log);
        List<Set<String>> expected = new ArrayList<>();
        for (String allowed : endings.split("; ")) {
            expected.add(Set.of(allowed.split("\\|")));
        }
        assertThat(log.stream().map(sent -> oracle.endings().get(sent.id())).toList())
                .isEqualTo(expected);
        assertThat(oracle.open().orElse("none")).isEqualTo(open);
    }
}
