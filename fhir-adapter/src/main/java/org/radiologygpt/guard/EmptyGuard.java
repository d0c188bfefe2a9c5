package org.radiologygpt.guard;

import java.util.List;
import org.radiologygpt.draft.GuardVerdict;
import org.radiologygpt.report.RadiologyReport;

/** The draft says something: at least two words of letters, and not the template's own. */
final class EmptyGuard implements Guard {
    @Override
    public String name() {
        return "empty";
    }

    @Override
    public GuardVerdict check(String impression, RadiologyReport report) {
        long words = Words.of(impression).stream()
                .filter(word -> Character.isLetter(word.charAt(0)) && !word.equals("impression"))
                .count();
        boolean template = impression.contains("###")
                || impression.contains("<s>")
                || impression.contains("</s>")
                || impression.contains("\uFFFD");
        return Verdicts.of(
                name(),
                template ? List.of("holds marks of the template") : words > 0 ? List.of() : List.of("no words"));
    }
}
