package org.radiologygpt.guard;

import java.util.EnumSet;
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
    static SourceText findings(RadiologyReport report) {
        return SourceText.of(report, findingsKind(report));
    }

    /** Everything but an impression. */
    static SourceText everything(RadiologyReport report) {
        return SourceText.of(report, EnumSet.complementOf(EnumSet.of(SectionKind.IMPRESSION)));
    }

    /** Where numbers may come from. Slice thickness and dose are no findings: the technique does not count. */
    static SourceText measured(RadiologyReport report) {
        Set<SectionKind> kinds = EnumSet.of(SectionKind.COMPARISON, SectionKind.HISTORY, SectionKind.INDICATION);
        kinds.addAll(findingsKind(report));
        return SourceText.of(report, kinds);
    }

    /** Where recommendations may come from. */
    static SourceText recommending(RadiologyReport report) {
        Set<SectionKind> kinds = EnumSet.of(SectionKind.RECOMMENDATION);
        kinds.addAll(findingsKind(report));
        return SourceText.of(report, kinds);
    }

    /** What was examined and why: a knee's report need not say in each sentence which knee. */
    static String examination(RadiologyReport report) {
        return report.sections().stream()
                .filter(section -> EXAMINATION.contains(section.kind()))
                .map(Section::text)
                .collect(Collectors.joining("\n", ordered(report) + "\n", ""));
    }

    /** What was ordered, by its names. */
    static String ordered(RadiologyReport report) {
        return report.order().procedure().stream().map(Coding::display).collect(Collectors.joining("\n"));
    }

    private static Set<SectionKind> findingsKind(RadiologyReport report) {
        if (report.text(SectionKind.FINDINGS).isPresent()) {
            return EnumSet.of(SectionKind.FINDINGS);
        }
        return Eligibility.findings(report).isPresent()
                ? EnumSet.of(SectionKind.UNSECTIONED)
                : EnumSet.noneOf(SectionKind.class);
    }
}
