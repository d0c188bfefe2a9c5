package org.radiologygpt.guard;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.radiologygpt.draft.Objection;
import org.radiologygpt.draft.TextSpan;
import org.radiologygpt.report.RadiologyReport;

/** A draft beside its report; each text is read once for all guards. Belongs to one thread. */
final class DraftReading {
    private final String impression;
    private final RadiologyReport report;
    private final String finishReason;
    private final ClinicalText draft;
    private final SourceText findings;
    private final SourceText everything;
    private final Map<String, ClinicalText> read = new HashMap<>();

    /**
     * Of a draft and its report.
     *
     * @param impression the drafted text, placeholders restored
     * @param finishReason how the model server says the text ended, as {@code stop}, {@code length} or empty
     */
    DraftReading(String impression, RadiologyReport report, String finishReason) {
        this.impression = impression;
        this.report = report;
        this.finishReason = finishReason;
        this.draft = read(impression);
        this.findings = Source.findings(report);
        this.everything = Source.everything(report);
    }

    String impression() {
        return impression;
    }

    RadiologyReport report() {
        return report;
    }

    /** True where the model was stopped by its limit. */
    boolean isCut() {
        return finishReason.equals("length");
    }

    ClinicalText draft() {
        return draft;
    }

    /** What the draft was made from. */
    ClinicalText findings() {
        return read(findings);
    }

    /** A text of the report as the guards read it. */
    ClinicalText read(SourceText text) {
        return read(text.text());
    }

    ClinicalText read(String text) {
        return read.computeIfAbsent(text, ClinicalText::of);
    }

    /** The whole report but an impression. */
    SourceText everything() {
        return everything;
    }

    /** What the findings say is held against what the draft says. */
    Objection objection(String detail, TextSpan drafted, TextSpan found) {
        return new Objection(detail, Optional.of(drafted), findings.place(found));
    }

    /** What the findings say is not in the draft. */
    Objection missing(String detail, TextSpan found) {
        return new Objection(detail, Optional.empty(), findings.place(found));
    }
}
