package org.radiologygpt.trainer.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

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

    private static List<SyntheticReport> styled(HouseStyle.Named hospital) {
        return new ChestReports(7, Optional.of(hospital.style()))
                .stream().limit(COUNT).toList();
    }
}
