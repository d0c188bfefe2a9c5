package org.radiologygpt.guard;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.radiologygpt.draft.GuardVerdict;
import org.radiologygpt.report.RadiologyReport;

/** A critical finding that the findings affirm or suspect must be named in the draft, and not to deny it. */
final class CriticalMissingGuard implements Guard {
    private static final Set<String> NOT_TODAY = Set.of("old", "chronic", "remote", "healed");

    @Override
    public String name() {
        return "critical_missing";
    }

    @Override
    public GuardVerdict check(String impression, RadiologyReport report) {
        ClinicalText draft = ClinicalText.of(impression);
        List<String> problems = new ArrayList<>();
        for (Mention mention : ClinicalText.of(Source.findings(report)).mentions()) {
            if (isCritical(mention) && draft.kinOf(mention.term()).stream().allMatch(Mention::isNegated)) {
                problems.add(
                        "critical finding not in the draft: " + mention.term().spoken());
            }
        }
        return Verdicts.of(name(), problems);
    }

    private static boolean isCritical(Mention mention) {
        return mention.term().isCritical()
                && !mention.isNegated()
                && !mention.historical()
                && mention.qualifiers().stream().noneMatch(NOT_TODAY::contains);
    }
}
