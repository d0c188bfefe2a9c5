package org.radiologygpt.trainer.synthetic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says which main findings a drafted impression names, and whether each is named on its side. A finding named only
 * under negation is not named. The side of a mention is that of its own sentence; where a sentence names several sides,
 * the one nearest before the name counts, else the nearest after it. A finding without a side must be named without one.
 */
public final class FactCheck {
    private static final Pattern SENTENCES = Pattern.compile("\\n|(?<=[a-z)])\\.\\s+|;|(?<=\\.)\\s+(?=[0-9]\\. )");
    private static final Pattern NEGATION =
            Pattern.compile("\\b(no|not|without|negative for|absence of|resolved|ruled out|free of)\\b");
    private static final Pattern END_OF_NEGATION = Pattern.compile("\\b(but|however|although|except|with)\\b");

    private FactCheck() {}

    /**
     * The verdict on one main finding.
     *
     * @param named whether the impression affirms it
     * @param sideRight whether it is named on its side; false when it is not named
     */
    public record Verdict(Fact fact, boolean named, boolean sideRight) {}

    /** The verdicts on all main findings of a report. */
    public record Result(List<Verdict> verdicts) {
        public Result {
            verdicts = List.copyOf(verdicts);
        }

        /** Whether every main finding is named. */
        public boolean allNamed() {
            return verdicts.stream().allMatch(Verdict::named);
        }

        /** Whether every finding that is named stands on its right side; what is not named does not count here. */
        public boolean sidesRight() {
            return verdicts.stream().filter(Verdict::named).allMatch(Verdict::sideRight);
        }
    }

    /** Checks a draft against the facts of its report. */
    public static Result check(String impression, List<Fact> facts) {
        List<String> sentences = Arrays.stream(
                        SENTENCES.split(impression.toLowerCase(Locale.ROOT).strip()))
                .toList();
        return new Result(facts.stream()
                .filter(Fact::main)
                .map(fact -> verdict(fact, sentences))
                .toList());
    }

    private static Verdict verdict(Fact fact, List<String> sentences) {
        List<Set<Side>> mentions = new ArrayList<>();
        for (String sentence : sentences) {
            affirmed(fact, sentence).ifPresent(at -> mentions.add(sideAt(sentence, at)));
        }
        Set<Side> wanted = fact.side() == Side.NONE ? Set.of() : Set.of(fact.side());
        boolean right = !mentions.isEmpty() && mentions.stream().allMatch(wanted::equals);
        return new Verdict(fact, !mentions.isEmpty(), right);
    }

    /** Where the sentence names the fact outside a negation. */
    private static Optional<Integer> affirmed(Fact fact, String sentence) {
        return fact.accepted().stream()
                .flatMap(name -> occurrences(name, sentence).stream())
                .filter(at -> !negated(sentence.substring(0, at)))
                .min(Comparator.naturalOrder());
    }

    private static List<Integer> occurrences(String name, String sentence) {
        Matcher matcher =
                Pattern.compile("\\b" + Pattern.quote(name) + "(?:s|es)?\\b").matcher(sentence);
        return matcher.results().map(m -> m.start()).toList();
    }

    private static boolean negated(String before) {
        Matcher negation = NEGATION.matcher(before);
        int last = -1;
        while (negation.find()) {
            last = negation.end();
        }
        return last >= 0 && !END_OF_NEGATION.matcher(before.substring(last)).find();
    }

    private static Set<Side> sideAt(String sentence, int at) {
        Set<Side> all = Side.in(sentence);
        if (all.size() < 2) {
            return all;
        }
        Matcher words = Side.words(sentence);
        Optional<Side> nearest = Optional.empty();
        while (words.find() && (words.start() < at || nearest.isEmpty())) {
            nearest = Optional.of(Side.ofWord(words.group()));
        }
        return nearest.map(Set::of).orElse(Set.of());
    }
}
