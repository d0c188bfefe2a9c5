package org.radiologygpt.guard;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.radiologygpt.draft.Objection;
import org.radiologygpt.draft.TextSpan;

/**
 * The draft ends where a sentence ends: with a full stop where the findings end with one, else at least not with a word
 * that wants another.
 */
final class TruncationGuard implements Guard {
    private static final Set<String> NEVER_LAST = Words.set("""
            the a an of and or with without in on at to for from by is are was no which that this as than measuring
            likely suggestive consistent left right versus mild moderate severe small large acute chronic possible
            probable bilateral may compatible upper lower middle pleural pulmonary renal hepatic
            """);
    private static final Pattern HANGING = Pattern.compile(
            "(?s).*(?:[,:(\\[/–]|\\s-|\\w-|(?:^|(?<!(?i:rads|category|grade|type|stage|segment|score|zone|class|bosniak|level))\\s)\\d{1,2}[.)])\\s*");
    private static final Pattern CLOSED = Pattern.compile("(?s).*[.!?][)\\]\"'”]*\\s*");
    private static final Pattern BRACKETED = Pattern.compile("(?s).*[)\\]\"'”]\\s*");
    private static final Pattern SENTENCES = Pattern.compile("(?s).*\\p{L}[.!?]\\s+\\p{Lu}\\p{Ll}.*\\s.*");

    @Override
    public String name() {
        return "truncation";
    }

    @Override
    public List<Objection> objections(DraftReading reading) {
        String draft = reading.impression();
        if (reading.isCut()) {
            return List.of(Objection.of("the model reached its limit"));
        }
        boolean cut = HANGING.matcher(draft).matches() || endsOpen(draft, reading) || opensBracket(draft);
        return !draft.isBlank() && cut ? List.of(objection(reading)) : List.of();
    }

    private static Objection objection(DraftReading reading) {
        List<Sentence> sentences = reading.draft().sentences();
        String detail = "ends in mid-sentence";
        return sentences.isEmpty() ? Objection.of(detail) : Objection.of(detail, lastWord(sentences));
    }

    private static TextSpan lastWord(List<Sentence> sentences) {
        Sentence last = sentences.get(sentences.size() - 1);
        return last.place(last.words().size() - 1, last.words().size());
    }

    private static boolean endsOpen(String draft, DraftReading reading) {
        if (CLOSED.matcher(draft).matches()) {
            return false;
        }
        boolean housePunctuates =
                CLOSED.matcher(Source.findings(reading.report()).text()).matches();
        boolean sentences = SENTENCES.matcher(draft.strip()).matches() && !draft.contains("\n");
        List<String> words = Words.of(draft);
        String last = words.isEmpty() ? "" : words.get(words.size() - 1);
        return housePunctuates || !BRACKETED.matcher(draft).matches() && (sentences || NEVER_LAST.contains(last));
    }

    private static boolean opensBracket(String impression) {
        return impression.chars().filter(c -> c == '(').count()
                > impression.chars().filter(c -> c == ')').count();
    }
}
