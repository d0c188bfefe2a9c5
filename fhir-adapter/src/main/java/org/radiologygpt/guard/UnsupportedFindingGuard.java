package org.radiologygpt.guard;

import java.util.ArrayList;
import java.util.List;
import org.radiologygpt.draft.GuardVerdict;
import org.radiologygpt.report.RadiologyReport;

/**
 * Nothing is invented: a critical finding in the draft must be named somewhere in the report, and every statement must
 * share a finding, an organ or a word with it.
 */
final class UnsupportedFindingGuard implements Guard {
    @Override
    public String name() {
        return "unsupported_finding";
    }

    @Override
    public GuardVerdict check(String impression, RadiologyReport report) {
        ClinicalText source = ClinicalText.of(Source.everything(report));
        List<String> problems = new ArrayList<>();
        for (Mention mention : ClinicalText.of(impression).mentions()) {
            if (mention.term().isCritical()
                    && mention.isAffirmed()
                    && source.kinOf(mention.term()).isEmpty()) {
                problems.add("not in the report: " + mention.term().spoken());
            }
        }
        if (Statements.foreign(impression, source) > 0) {
            problems.add("a statement shares nothing with the report");
        }
        return Verdicts.of(name(), problems);
    }
}
