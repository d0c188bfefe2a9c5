package org.radiologygpt.guard;

import java.util.List;
import org.radiologygpt.draft.GuardVerdict;
import org.radiologygpt.report.RadiologyReport;

/** An impression is short: at most 60 words, or six tenths of the findings. */
final class LengthGuard implements Guard {
    private static final int ALWAYS_ALLOWED_WORDS = 60;
    private static final double SHARE_OF_FINDINGS = 0.6;

    @Override
    public String name() {
        return "length";
    }

    @Override
    public GuardVerdict check(String impression, RadiologyReport report) {
        long words = ClinicalText.of(impression).words();
        double allowed = Math.max(
                ALWAYS_ALLOWED_WORDS,
                SHARE_OF_FINDINGS * ClinicalText.of(Source.findings(report)).words());
        return Verdicts.of(
                name(), words <= allowed ? List.of() : List.of(words + " words, " + (long) allowed + " allowed"));
    }
}
