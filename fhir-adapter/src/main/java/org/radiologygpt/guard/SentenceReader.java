package org.radiologygpt.guard;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.radiologygpt.guard.Lexicon.Trigger;

/** Reads one sentence: which terms, whether negated (after NegEx, Chapman 2001), on which side. */
final class SentenceReader {
    private static final Set<String> QUALIFIERS = Set.of(
            "acute",
            "chronic",
            "old",
            "remote",
            "new",
            "large",
            "small",
            "tiny",
            "trace",
            "mild",
            "minimal",
            "moderate",
            "severe",
            "significant",
            "focal",
            "displaced",
            "definite",
            "suspicious",
            "discrete",
            "dominant",
            "active",
            "massive",
            "gross",
            "healed",
            "healing",
            "subacute",
            "recurrent",
            "residual",
            "tension",
            "obstructive",
            "obstructing",
            "calcified",
            "high",
            "grade",
            "critical",
            "complete",
            "frank",
            "confluent",
            "obvious",
            "overt",
            "drainable",
            "enlarging",
            "additional",
            "other",
            "further",
            "convincing",
            "bony",
            "pathologic",
            "sizable",
            "sizeable",
            "slight",
            "worsening",
            "increasing",
            "central",
            "segmental",
            "lobar",
            "measurable",
            "hemodynamically",
            "flow",
            "limiting",
            "traumatic",
            "pathologically",
            "solid",
            "aggressive",
            "destructive");
    private static final Set<String> PREPOSITIONS = Set.of(
            "in",
            "on",
            "at",
            "of",
            "within",
            "along",
            "involving",
            "to",
            "from",
            "throughout",
            "near",
            "over",
            "overlying",
            "about");
    private static final Set<String> LIST_OPENERS = Set.of(
            "there",
            "a",
            "an",
            "the",
            "with",
            "small",
            "mild",
            "moderate",
            "large",
            "stable",
            "unchanged",
            "new",
            "bilateral",
            "left",
            "right",
            "interval",
            "minimal",
            "trace",
            "tiny",
            "chronic",
            "persistent",
            "mildly",
            "moderately",
            "possible",
            "subtle",
            "prominent",
            "increased",
            "again",
            "slight",
            "severe",
            "extensive");
    private static final Set<String> CLAUSE_BREAKS = Set.of(",", ";", ":", ".");
    private static final int POST_REACH = 7;

    private final List<String> words;
    private final int sentence;
    private final Lexicon lexicon;
    private final Trigger[] pre;
    private final boolean[] stop;
    private final boolean[] history;
    private final List<int[]> posts = new ArrayList<>();
    private final List<int[]> maybes = new ArrayList<>();
    private final List<Found> found = new ArrayList<>();

    private record Found(Term term, int start, int end) {}

    SentenceReader(Sentence sentence, int number, Lexicon lexicon) {
        this.words = sentence.words();
        this.sentence = number;
        this.lexicon = lexicon;
        this.pre = new Trigger[words.size()];
        this.stop = new boolean[words.size()];
        this.history = new boolean[words.size()];
        readTriggers();
        readTerms();
    }

    List<Mention> mentions() {
        return found.stream().map(this::mention).toList();
    }

    private void readTerms() {
        int at = 0;
        while (at < words.size()) {
            List<Phrases.Hit<Term>> hits = lexicon.termsAt(words, at);
            int start = at;
            hits.forEach(hit -> found.add(new Found(hit.value(), start, start + hit.length())));
            at += hits.isEmpty() ? 1 : hits.get(0).length();
        }
    }

    private void readTriggers() {
        int at = 0;
        while (at < words.size()) {
            List<Phrases.Hit<Trigger>> hits = lexicon.triggersAt(words, at);
            for (Phrases.Hit<Trigger> hit : hits) {
                note(hit.value(), at, at + hit.length());
            }
            at += hits.isEmpty() ? 1 : hits.get(0).length();
        }
    }

    private void note(Trigger trigger, int start, int end) {
        switch (trigger) {
            case PRE, UNCERTAIN_PRE -> {
                if (pre[end - 1] != Trigger.PRE) {
                    pre[end - 1] = trigger;
                }
            }
            case POST -> posts.add(new int[] {start, end});
            case UNCERTAIN_POST -> maybes.add(new int[] {start, end});
            case STOP -> Arrays.fill(stop, start, end, true);
            case HISTORY -> Arrays.fill(history, start, end, true);
            case PSEUDO -> {
                // holds a negating word and negates nothing
            }
        }
    }

    private Mention mention(Found at) {
        return new Mention(at.term, sentence, polarity(at), sides(at), qualifiers(at), isHistorical(at));
    }

    private Mention.Polarity polarity(Found at) {
        Optional<Trigger> before = triggerBefore(at);
        if (before.filter(trigger -> trigger == Trigger.PRE).isPresent()) {
            return Mention.Polarity.NEGATED;
        }
        if (reached(at, maybes)) {
            return Mention.Polarity.UNCERTAIN;
        }
        if (reached(at, posts)) {
            return Mention.Polarity.NEGATED;
        }
        return before.isPresent() ? Mention.Polarity.UNCERTAIN : Mention.Polarity.AFFIRMED;
    }

    /** The nearest trigger before the term whose scope reaches it; a negation counts over a doubt. */
    private Optional<Trigger> triggerBefore(Found at) {
        Optional<Trigger> trigger = Optional.empty();
        for (int index = at.start - 1; index >= 0 && !stop[index]; index--) {
            if (endsList(index, at.start)) {
                return trigger;
            }
            if (pre[index] == Trigger.PRE) {
                return Optional.of(Trigger.PRE);
            }
            if (pre[index] == Trigger.UNCERTAIN_PRE) {
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
        for (int ahead = index + 1; ahead < end && !stop[ahead]; ahead++) {
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

    private boolean reached(Found at, List<int[]> triggers) {
        return triggers.stream()
                .anyMatch(trigger ->
                        trigger[0] >= at.end && trigger[0] - at.end <= POST_REACH && joined(at.end, trigger[0]));
    }

    private boolean joined(int from, int to) {
        for (int index = from; index < to; index++) {
            String word = words.get(index);
            if (word.equals(".")
                    || word.equals(";")
                    || word.equals("with")
                    || word.equals("but")
                    || pre[index] == Trigger.PRE) {
                return false;
            }
            if (word.equals(",") && index + 1 < to && LIST_OPENERS.contains(words.get(index + 1))) {
                return false;
            }
        }
        return true;
    }

    private boolean isHistorical(Found at) {
        for (int index = at.start - 1; index >= Math.max(0, at.start - 5); index--) {
            if (history[index]) {
                return true;
            }
            if (CLAUSE_BREAKS.contains(words.get(index)) || stop[index]) {
                return false;
            }
        }
        return false;
    }

    private Set<String> qualifiers(Found at) {
        Set<String> qualifiers = new HashSet<>();
        for (int index = at.start; index < at.end; index++) {
            addQualifier(index, qualifiers);
        }
        for (int index = at.start - 1; index >= Math.max(0, at.start - 6); index--) {
            if (stop[index]
                    || pre[index] == Trigger.PRE
                    || CLAUSE_BREAKS.contains(words.get(index)) && !isAdjectiveComma(index)) {
                break;
            }
            addQualifier(index, qualifiers);
        }
        return qualifiers;
    }

    private boolean isAdjectiveComma(int index) {
        return words.get(index).equals(",") && index + 1 < words.size() && QUALIFIERS.contains(words.get(index + 1));
    }

    private void addQualifier(int index, Set<String> qualifiers) {
        if (QUALIFIERS.contains(words.get(index))) {
            qualifiers.add(words.get(index));
        }
    }

    // Sides

    private Set<Side> sides(Found at) {
        Set<Side> own = within(at);
        Set<Side> beside = EnumSet.noneOf(Side.class);
        beside.addAll(own);
        beside.addAll(inNounPhrase(at));
        beside.addAll(behind(at));
        return beside.isEmpty() ? nearestBefore(at) : beside;
    }

    private Set<Side> within(Found at) {
        Set<Side> sides = EnumSet.noneOf(Side.class);
        for (int index = at.start; index < at.end; index++) {
            sides.addAll(sideOf(index));
        }
        return sides;
    }

    /** {@code small left pleural effusion}, {@code right and left kidneys}. */
    private Set<Side> inNounPhrase(Found at) {
        Set<Side> sides = EnumSet.noneOf(Side.class);
        for (int index = at.start - 1; index >= Math.max(0, at.start - 8); index--) {
            Set<Side> side = sideOf(index);
            if (side.isEmpty() && breaksNounPhrase(index, !sides.isEmpty())) {
                return sides;
            }
            if (!sides.isEmpty() && !side.isEmpty() && !isSideList(index)) {
                return sides;
            }
            sides.addAll(side);
        }
        return sides;
    }

    private boolean breaksNounPhrase(int index, boolean sided) {
        String word = words.get(index);
        boolean compares = word.equals("than")
                || word.equals("greater")
                || word.equals("more")
                || word.equals("less")
                || word.equals("larger");
        if (sided) {
            return !compares && !word.equals("and") && !word.equals("or") && !word.equals("/") && !word.equals(",");
        }
        return stop[index]
                || CLAUSE_BREAKS.contains(word)
                || PREPOSITIONS.contains(word)
                || pre[index] == Trigger.PRE
                || word.equals("and") && !isOrganJoin(index)
                || word.equals("with")
                || word.equals("is")
                || word.equals("are");
    }

    /** {@code right upper and lower lobes}: the side stands for both. */
    private boolean isOrganJoin(int index) {
        boolean next = index + 1 < words.size() && sideOf(index + 1).isEmpty();
        boolean position = index > 0
                && Set.of(
                                "upper",
                                "lower",
                                "middle",
                                "mid",
                                "superior",
                                "inferior",
                                "anterior",
                                "posterior",
                                "medial",
                                "lateral",
                                "proximal",
                                "distal")
                        .contains(words.get(index - 1));
        return next && position;
    }

    private boolean isSideList(int index) {
        return index + 1 < words.size()
                && Set.of("and", "or", "/", "greater", "more", "less", "larger", ",")
                        .contains(words.get(index + 1));
    }

    /** {@code effusion on the left}, {@code nodule in the right upper lobe}: up to the next finding or clause. */
    private Set<Side> behind(Found at) {
        Set<Side> sides = EnumSet.noneOf(Side.class);
        boolean preposition = false;
        for (int index = at.end; index < Math.min(words.size(), at.end + 9); index++) {
            String word = words.get(index);
            if (word.equals(";")
                    || word.equals(".")
                    || word.equals(",")
                    || word.equals("with")
                    || stop[index] && !word.equals("is")
                    || pre[index] != null) {
                return sides;
            }
            if (startsOther(index, at) || word.equals("and") && !joinsSides(index)) {
                return sides;
            }
            Set<Side> side = sideOf(index);
            if (!side.isEmpty() && !preposition && !isTrailing(index)) {
                return sides;
            }
            preposition |= PREPOSITIONS.contains(word) || word.equals(":");
            sides.addAll(side);
        }
        return sides;
    }

    /** {@code pleural effusions, left greater than right} and {@code effusion, left}. */
    private boolean isTrailing(int index) {
        return index + 1 >= words.size()
                || Set.of("greater", "more", ".", "larger").contains(words.get(index + 1));
    }

    private boolean joinsSides(int index) {
        return index > 0
                && index + 1 < words.size()
                && (!sideOf(index + 1).isEmpty()
                        || Set.of("the").contains(words.get(index + 1))
                                && index + 2 < words.size()
                                && !sideOf(index + 2).isEmpty());
    }

    /** Another finding ends the reach of a finding; another term of any kind that of an organ. */
    private boolean startsOther(int index, Found at) {
        return found.stream()
                .anyMatch(other ->
                        other.start == index && other.start >= at.end && (!other.term.isOrgan() || at.term.isOrgan()));
    }

    /** {@code Left kidney: hydronephrosis}: a side before, with no other between, in the same sentence. */
    private Set<Side> nearestBefore(Found at) {
        if (at.term.isOrgan()) {
            return Set.of();
        }
        for (int index = at.start - 1; index >= 0; index--) {
            Set<Side> side = sideOf(index);
            if (!side.isEmpty()) {
                Set<Side> sides = EnumSet.copyOf(side);
                if (index >= 2 && isSideList(index - 2)) {
                    sides.addAll(sideOf(index - 2));
                }
                return sides;
            }
            if (words.get(index).equals(",")
                    || words.get(index).equals(";")
                    || words.get(index).equals("and") && pre[index] == null && otherFindingBetween(index, at)) {
                return Set.of();
            }
        }
        return Set.of();
    }

    private boolean otherFindingBetween(int index, Found at) {
        return found.stream().anyMatch(other -> !other.term.isOrgan() && other.end <= index && other.start < at.start);
    }

    private Set<Side> sideOf(int index) {
        return SideWords.of(words, index);
    }
}
