package org.radiologygpt.guard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.radiologygpt.Reports;
import org.radiologygpt.draft.GuardVerdict;
import org.radiologygpt.draft.GuardVerdict.Verdict;

/** Planted errors are caught and sound drafts pass: every row of {@code planted-errors.tsv}. */
class GuardTableTest {
    @ParameterizedTest(name = "{0} {1}: {3}")
    @CsvFileSource(resources = "planted-errors.tsv", delimiter = '\t')
    void each_row_is_judged_as_written(String guard, String verdict, String findings, String impression) {
        GuardVerdict found = Guards.standard(GuardPolicy.standard())
                .check(impression == null ? "" : impression, Reports.withFindings(findings == null ? "" : findings))
                .stream()
                .filter(one -> one.guard().equals(guard))
                .findFirst()
                .orElseThrow();
        assertThat(found.verdict() == Verdict.PASS ? "ok" : "alarm")
                .as(found.detail())
                .isEqualTo(verdict);
    }
}
