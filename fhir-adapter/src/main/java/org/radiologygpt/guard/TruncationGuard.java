package org.radiologygpt.guard;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.radiologygpt.draft.GuardVerdict;
import org.radiologygpt.report.RadiologyReport;

/** The draft ends where a sentence ends. */
final class TruncationGuard implements Guard {
    private static final Set<String> NEVER_LAST = Set.of(
            "the",
            "a",
            "an",
            "of",
            "and",
            "or",
            "with",
            "without",
            "in",
            "on",
            "at",
            "to",
            "for",
            "from",
            "by",
            "is",
            "are",
            "was",
            "no",
            "which",
            "that",
            "this",
            "as",
            "than",
            "measuring",
            "likely",
            "suggestive",
            "consistent",
            "left",
            "right",
            "versus",
            "mild",
            "moderate",
            "severe",
            "small",
            "large",
            "acute",
            "chronic",
            "possible",
            "probable",
            "bilateral",
            "may",
            "compatible");
    private static final Pattern HANGING = Pattern.compile("(?s).*(?:[,:(\\[/–]|\\s-|\\w-|(?:^|\\s)\\d{1,2}[.)])\\s*");
    private static final Pattern CLOSED = Pattern.compile("(?s).*[.!?)\\]\"'”]\\s*");

    @Override
    public String name() {
        return "truncation";
    }

    @Override
    public GuardVerdict check(String impression, RadiologyReport report) {
        boolean cut = !impression.isBlank()
                && (HANGING.matcher(impression).matches() || endsOpen(impression) || opensBracket(impression));
        return Verdicts.of(name(), cut ? List.of("ends in mid-sentence") : List.of());
    }

    /** What the model server says of how the text ended: {@code length} is a cut text. */
    GuardVerdict check(String impression, RadiologyReport report, String finishReason) {
        return finishReason.equals("length")
                ? Verdicts.of(name(), List.of("the model reached its limit"))
                : check(impression, report);
    }

    private static boolean endsOpen(String impression) {
        List<String> words = Words.of(impression);
        String last = words.isEmpty() ? "" : words.get(words.size() - 1);
        boolean closed = CLOSED.matcher(impression).matches();
        boolean punctuated =
                impression.strip().matches("(?s).*\\w[.!?]\\s+\\p{Lu}\\p{Ll}.*\\s.*") && !impression.contains("\n");
        return !closed && (NEVER_LAST.contains(last) || punctuated);
    }

    private static boolean opensBracket(String impression) {
        return impression.chars().filter(c -> c == '(').count()
                > impression.chars().filter(c -> c == ')').count();
    }
}
