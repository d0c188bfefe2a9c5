package org.radiologygpt.guard;

import java.util.EnumSet;
import java.util.HashSet;
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

    /** Levels as {@code L4-L5} and {@code L2}. */
    private static Set<String> of(Sentence sentence) {
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
