package org.radiologygpt.trainer.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.radiologygpt.draft.GuardVerdict;
import org.radiologygpt.draft.GuardVerdict.Verdict;
import org.radiologygpt.guard.GuardPolicy;
import org.radiologygpt.guard.Guards;
import org.radiologygpt.report.Order;
import org.radiologygpt.report.Patient;
import org.radiologygpt.report.PersonName;
import org.radiologygpt.report.RadiologyReport;
import org.radiologygpt.report.ReportKey;
import org.radiologygpt.report.ReportStatus;
import org.radiologygpt.report.Section;
import org.radiologygpt.report.SectionKind;

class ChestReportsTest {
    private static final int COUNT = 2000;
    private final List<SyntheticReport> reports =
            new ChestReports(7, Optional.empty()).stream().limit(COUNT).toList();

    @Test
    void the_same_seed_gives_the_same_reports() {
        assertThat(new ChestReports(7, Optional.empty()).stream().limit(200))
                .containsExactlyElementsOf(reports.subList(0, 200));
    }

    @Test
    void facts_are_named_on_their_side() {
        Stream.of(reports, styled(HouseStyle.Named.NORTH), styled(HouseStyle.Named.SOUTH))
                .forEach(all -> assertThat(all).allSatisfy(report -> {
                    FactCheck.Result result = FactCheck.check(report.impression(), report.facts());
                    assertThat(result.allNamed()).as(report.impression()).isTrue();
                    assertThat(result.sidesRight()).as(report.impression()).isTrue();
                }));
    }

    @Test
    void two_hospitals_write_different_impressions_of_the_same_findings() {
        List<SyntheticReport> north = styled(HouseStyle.Named.NORTH);
        List<SyntheticReport> south = styled(HouseStyle.Named.SOUTH);
        for (int i = 0; i < COUNT; i++) {
            assertThat(north.get(i).findings()).isEqualTo(south.get(i).findings());
            assertThat(north.get(i).impression()).isNotEqualTo(south.get(i).impression());
        }
    }

    @Test
    void texts_vary_and_are_well_formed() {
        assertThat(reports.stream().map(SyntheticReport::findings).distinct()).hasSizeGreaterThan(COUNT * 95 / 100);
        assertThat(reports.stream().map(SyntheticReport::impression).distinct()).hasSizeGreaterThan(COUNT / 2);
        assertThat(reports).allSatisfy(report -> assertThat(report.findings() + report.impression())
                .doesNotContain("  ", "{", "[", "|", "<", "..", " ,", "~", "^", "%"));
    }

    /** Sides, sizes and negations are never objected to; the rest are the guards' own gaps and stay rare. */
    @Test
    void guards_find_no_wrong_side_size_or_negation() {
        Guards guards = Guards.standard(GuardPolicy.standard());
        List<List<String>> alarms = reports.stream()
                .map(report -> guards.check(report.impression(), routed(report), "stop").stream()
                        .filter(verdict -> verdict.verdict() != Verdict.PASS)
                        .map(GuardVerdict::guard)
                        .toList())
                .toList();
        assertThat(alarms.stream().flatMap(List::stream)).doesNotContain("laterality", "measurement", "negation");
        assertThat(alarms).filteredOn(found -> !found.isEmpty()).hasSizeLessThan(COUNT * 4 / 100);
    }

    private static RadiologyReport routed(SyntheticReport report) {
        return new RadiologyReport(
                new ReportKey("synthetic", "1"),
                "1",
                Instant.EPOCH,
                "1",
                ReportStatus.PRELIMINARY,
                Patient.unknown(),
                new Order("", "", "1", List.of(), "", Optional.empty(), "", PersonName.of("", ""), ""),
                List.of(new Section(SectionKind.FINDINGS, report.findings())),
                List.of(),
                List.of(),
                "",
                List.of());
    }

    private static List<SyntheticReport> styled(HouseStyle.Named hospital) {
        return new ChestReports(7, Optional.of(hospital.style()))
                .stream().limit(COUNT).toList();
    }
}
