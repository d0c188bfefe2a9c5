package org.radiologygpt.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.radiologygpt.Reports;
import org.radiologygpt.draft.GuardVerdict;
import org.radiologygpt.report.RadiologyReport;
import org.radiologygpt.report.Section;
import org.radiologygpt.report.SectionKind;

/** Impressions that a person wrote to get past a guard, and sound ones that come close to them. */
class PairsByHandTest {
    @ParameterizedTest(name = "{0} {1}: {3}")
    @CsvFileSource(resources = "pairs-by-hand.tsv", delimiter = '\t')
    void each_pair_has_its_verdict(String guard, String verdict, String findings, String impression, String order) {
        RadiologyReport report = Reports.with(order, new Section(SectionKind.FINDINGS, findings));
        assertThat(Guards.standard(GuardPolicy.standard()).check(impression, report).stream()
                        .filter(one -> one.guard().equals(guard))
                        .map(GuardVerdict::verdict))
                .extracting(one -> one.name().toLowerCase(Locale.ROOT))
                .containsExactly(verdict);
    }
}
