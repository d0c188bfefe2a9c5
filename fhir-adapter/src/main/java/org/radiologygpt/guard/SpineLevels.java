package org.radiologygpt.guard;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Vertebral levels: a finding may be right at one level and left at the next. */
final class SpineLevels {
    private static final Pattern LEVEL =
            Pattern.compile("\\b([CTLS]\\d{1,2})\\s?(?:[-/\u2013]\\s?([CTLS]?\\d{1,2}))?\\b", Pattern.CASE_INSENSITIVE);

    private SpineLevels() {}

    /** True where the findings name sides of the term at a level of the draft's sentence, and none of them is the draft's. */
    static boolean contradict(Mention mention, Sentence drafted, ClinicalText findings) {
        Set<String> levels = of(drafted);
        if (levels.isEmpty() || mention.isNegated()) {
            return false;
        }
        Set<Side> known = EnumSet.noneOf(Side.class);
        for (Mention source : findings.kinOf(mention.term())) {
            Sentence sentence = findings.sentences().get(source.sentence());
            if (!source.isNegated() && of(sentence).stream().anyMatch(levels::contains)) {
                known.addAll(source.sides());
            }
        }
        return !known.isEmpty() && mention.sides().stream().noneMatch(known::contains);
    }

    /**
     * A finding of the draft that the findings give only at other levels.
     *
     * @param drafted the draft's mention
     * @param source the findings' mention at another level
     */
    record Displaced(Mention drafted, Mention source) {}

    static List<Displaced> displaced(ClinicalText draft, ClinicalText findings) {
        List<Displaced> displaced = new ArrayList<>();
        for (Mention mention : draft.mentions()) {
            Set<String> levels = of(draft.sentenceOf(mention));
            List<Mention> levelled = findings.kinOf(mention.term()).stream()
                    .filter(source -> !source.isNegated()
                            && !of(findings.sentenceOf(source)).isEmpty())
                    .toList();
            boolean elsewhere = !mention.term().isOrgan()
                    && !mention.isNegated()
                    && !levels.isEmpty()
                    && !levelled.isEmpty()
                    && levelled.stream()
                            .allMatch(source -> Collections.disjoint(of(findings.sentenceOf(source)), levels));
            if (elsewhere) {
                displaced.add(new Displaced(mention, levelled.get(0)));
            }
        }
        return displaced;
    }

    /** Levels as {@code L4-L5} and {@code L2}. */
    static Set<String> of(Sentence sentence) {
        Set<String> levels = new HashSet<>();
        Matcher matcher = LEVEL.matcher(sentence.text());
        while (matcher.find()) {
            String upper = matcher.group(1).toUpperCase(Locale.ROOT);
            String lower = matcher.group(2) == null ? "" : matcher.group(2).toUpperCase(Locale.ROOT);
            boolean bare = !lower.isEmpty() && Character.isDigit(lower.charAt(0));
            levels.add(lower.isEmpty() ? upper : upper + "-" + (bare ? upper.charAt(0) + lower : lower));
        }
        return levels;
    }
}
