package org.radiologygpt.guard;

import java.util.Set;
import java.util.stream.Collectors;
import org.radiologygpt.draft.Eligibility;
import org.radiologygpt.report.Coding;
import org.radiologygpt.report.RadiologyReport;
import org.radiologygpt.report.Section;
import org.radiologygpt.report.SectionKind;

/** The texts of a report that a draft is checked against. */
final class Source {
    private static final Set<SectionKind> EXAMINATION = Set.of(
            SectionKind.PROCEDURE,
            SectionKind.REQUEST,
            SectionKind.INDICATION,
            SectionKind.HISTORY,
            SectionKind.TECHNIQUE);

    private Source() {}

    /** What the draft was made from. */
    static String findings(RadiologyReport report) {
        return Eligibility.findings(report).orElse("");
    }

    /** Everything but an impression. */
    static String everything(RadiologyReport report) {
        return report.sections().stream()
                .filter(section -> section.kind() != SectionKind.IMPRESSION)
                .map(Section::text)
                .collect(Collectors.joining("\n"));
    }

    /** What was examined and why: a knee's report need not say in each sentence which knee. */
    static String examination(RadiologyReport report) {
        String procedures =
                report.order().procedure().stream().map(Coding::display).collect(Collectors.joining("\n"));
        return report.sections().stream()
                .filter(section -> EXAMINATION.contains(section.kind()))
                .map(Section::text)
                .collect(Collectors.joining("\n", procedures + "\n", ""));
    }
}
