package org.radiologygpt.guard;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.radiologygpt.guard.Lexicon.Trigger;

/** Whether a sentence affirms, denies or doubts a term, and whether it speaks of the past. */
final class PolarityReader {
    private static final Set<String> CLAUSE_BREAKS = Set.of(",", ";", ":", ".");
    private static final Set<String> LIST_OPENERS = Words.set("""
            there a an the with small mild moderate large stable unchanged new bilateral left right interval
            minimal trace tiny chronic persistent mildly moderately possible subtle prominent increased again
            slight severe extensive
            """);
    private static final int POST_REACH = 7;

    private final List<String> words;
    private final Triggers triggers;

    PolarityReader(List<String> words, Triggers triggers) {
        this.words = words;
        this.triggers = triggers;
    }

    Mention.Polarity polarity(Found at) {
        return polarity(at.start(), at.end());
    }

    /** Of the words from a first one to behind a last one. */
    Mention.Polarity polarity(int start, int end) {
        Optional<Trigger> before = triggerBefore(start);
        if (before.filter(trigger -> trigger == Trigger.PRE).isPresent()) {
            return Mention.Polarity.NEGATED;
        }
        if (reached(end, triggers.doubts())) {
            return Mention.Polarity.UNCERTAIN;
        }
        if (reached(end, triggers.posts())) {
            return Mention.Polarity.NEGATED;
        }
        return before.isPresent() ? Mention.Polarity.UNCERTAIN : Mention.Polarity.AFFIRMED;
    }

    /** The nearest trigger before the term whose scope reaches it; a negation counts over a doubt. */
    private Optional<Trigger> triggerBefore(int start) {
        Optional<Trigger> trigger = Optional.empty();
        for (int index = start - 1; index >= 0 && !triggers.stops(index); index--) {
            if (endsList(index, start)) {
                return trigger;
            }
            if (triggers.negates(index)) {
                return Optional.of(Trigger.PRE);
            }
            if (triggers.before(index).isPresent()) {
                trigger = Optional.of(Trigger.UNCERTAIN_PRE);
            }
        }
        return trigger;
    }

    /** {@code No pneumothorax, small effusion}: a comma that opens a new statement, not a list ending in "or". */
    private boolean endsList(int index, int term) {
        if (!words.get(index).equals(",")
                || index + 1 >= words.size()
                || !LIST_OPENERS.contains(words.get(index + 1))) {
            return isAndOpener(index);
        }
        int end = Math.min(words.size(), term + 12);
        for (int ahead = index + 1; ahead < end && !triggers.stops(ahead); ahead++) {
            if (words.get(ahead).equals("or") || words.get(ahead).equals("nor")) {
                return false;
            }
        }
        return true;
    }

    /** {@code no effusion and there is}, {@code and the heart is}. */
    private boolean isAndOpener(int index) {
        return words.get(index).equals("and")
                && index + 1 < words.size()
                && Set.of("there", "the", "a", "an", "with").contains(words.get(index + 1));
    }

    private boolean reached(int end, List<Triggers.Span> spans) {
        return spans.stream()
                .anyMatch(trigger ->
                        trigger.start() >= end && trigger.start() - end <= POST_REACH && joined(end, trigger.start()));
    }

    private boolean joined(int from, int to) {
        for (int index = from; index < to; index++) {
            String word = words.get(index);
            if (word.equals(".")
                    || word.equals(";")
                    || word.equals("with")
                    || word.equals("but")
                    || triggers.negates(index)) {
                return false;
            }
            if (word.equals(",") && index + 1 < to && LIST_OPENERS.contains(words.get(index + 1))) {
                return false;
            }
        }
        return true;
    }

    boolean isHistorical(Found at) {
        for (int index = at.start() - 1; index >= Math.max(0, at.start() - 5); index--) {
            if (triggers.isPast(index)) {
                return true;
            }
            if (CLAUSE_BREAKS.contains(words.get(index)) || triggers.stops(index)) {
                return false;
            }
        }
        return false;
    }
}
