package org.radiologygpt.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.radiologygpt.OpenI;
import org.radiologygpt.Reports;
import org.radiologygpt.draft.GuardVerdict;
import org.radiologygpt.draft.GuardVerdict.Verdict;
import org.radiologygpt.report.RadiologyReport;
import org.radiologygpt.report.Section;
import org.radiologygpt.report.SectionKind;

/** Impressions that people wrote, against their own findings: what a guard finds there is nearly always a false alarm. */
@Tag("interop")
class HumanImpressionsInteropTest {
    @Test
    void guards_seldom_alarm_on_impressions_that_people_wrote() {
        List<OpenI> reports = OpenI.all().stream()
                .filter(report ->
                        report.findings().length() > 20 && report.impression().length() > 5)
                .toList();
        assumeTrue(!reports.isEmpty(), "no shared/data/openi beside the project");
        Map<String, List<String>> alarms = new TreeMap<>();
        for (OpenI report : reports) {
            for (GuardVerdict verdict :
                    Guards.standard(GuardPolicy.standard()).check(report.impression(), report(report))) {
                if (verdict.verdict() != Verdict.PASS) {
                    alarms.computeIfAbsent(verdict.guard(), any -> new ArrayList<>())
                            .add(verdict.detail());
                }
            }
        }
        for (String guard : Guards.names()) {
            List<String> list = alarms.getOrDefault(guard, List.of());
            System.out.printf(
                    "human impressions, %s: %d of %d (%.2f %%)%n",
                    guard, list.size(), reports.size(), 100.0 * list.size() / reports.size());
            causes(list).forEach((cause, count) -> System.out.println("    " + count + " x " + cause));
        }
        for (String guard : List.of("laterality", "negation", "measurement")) {
            double rate = (double) alarms.getOrDefault(guard, List.of()).size() / reports.size();
            assertThat(rate).as(guard).isLessThan(0.03);
        }
    }

    /** Alarms by what the guard says, the most frequent first. */
    private static Map<String, Long> causes(List<String> alarms) {
        return alarms.stream()
                .flatMap(alarm -> Stream.of(alarm.split("; ")))
                .collect(Collectors.groupingBy(cause -> cause, Collectors.counting()))
                .entrySet()
                .stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .collect(Collectors.toMap(
                        Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one, LinkedHashMap::new));
    }

    private static RadiologyReport report(OpenI report) {
        return Reports.with(
                "XR CHEST",
                new Section(SectionKind.COMPARISON, report.comparison()),
                new Section(SectionKind.INDICATION, report.indication()),
                new Section(SectionKind.FINDINGS, report.findings()));
    }
}
