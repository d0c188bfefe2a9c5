package org.radiologygpt.deid;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.radiologygpt.deidscore.LabelledReport;
import org.radiologygpt.deidscore.LabelledSpan;

/**
 * Learns {@code name-model.txt}: which words look like names from our own lists, which tokens are people and places from
 * labelled reports of the development edition.
 *
 * <p>Many words of the reports are hidden from the lists while it learns, so that names of nobody's list are met as what they
 * will be: unknown. Each such word is judged by runs of letters learned without it.
 */
public final class NameTraining {
    private static final int PASSES = 8;
    private static final int RUN_PASSES = 12;
    private static final double RATE = 0.08;
    private static final double DECAY = 2e-6;
    private static final int HIDDEN_NAMES = 35;
    private static final int HIDDEN_WORDS = 6;
    private static final int PERCENT = 100;
    private static final int FIFTH = 5;
    private static final double PRECISE = 0.97;
    private static final float[] THRESHOLDS = {
        0.05f, 0.07f, 0.1f, 0.12f, 0.15f, 0.2f, 0.25f, 0.3f, 0.35f, 0.4f, 0.45f, 0.5f, 0.55f, 0.6f
    };

    private final long seed;

    /**
     * A training.
     *
     * @param seed of the order of examples
     */
    public NameTraining(long seed) {
        this.seed = seed;
    }

    /**
     * Learns from reports, each read twice, with other words hidden. The threshold is the lowest that is precise
     * enough on a fifth of the reports, learned without it: a word too much harms less than a name left.
     *
     * @param told of each threshold tried
     * @return the resource {@code name-model.txt}
     */
    public String learn(List<LabelledReport> reports, Consumer<String> told) {
        NameLikeness[] halves = {likeness(0), likeness(1)};
        List<Example> learned = new ArrayList<>();
        List<Example> kept = new ArrayList<>();
        for (int i = 0; i < reports.size(); i++) {
            for (int salt = 0; salt < 2; salt++) {
                examples(reports.get(i), salt, halves, i % FIFTH == 0 ? kept : learned);
            }
        }
        float threshold = threshold(new NameModel(weights(learned), halves[0], 0), kept, told);
        learned.addAll(kept);
        return NameModelText.write(new NameModel(weights(learned), likeness(-1), threshold));
    }

    private static float threshold(NameModel model, List<Example> kept, Consumer<String> told) {
        for (float threshold : THRESHOLDS) {
            int found = 0;
            int wrong = 0;
            int all = 0;
            for (Example example : kept) {
                boolean taken = model.probability(example.features) >= threshold;
                boolean right = example.label != NameModel.OTHER;
                all += right ? 1 : 0;
                found += right && taken ? 1 : 0;
                wrong += !right && taken ? 1 : 0;
            }
            double recall = (double) found / all;
            double precision = (double) found / (found + wrong);
            told.accept("threshold %.2f: recall %.4f, precision %.4f of %d tokens"
                    .formatted(threshold, recall, precision, all));
            if (precision >= PRECISE) {
                return threshold;
            }
        }
        return THRESHOLDS[THRESHOLDS.length - 1];
    }

    /** Which features a token has, and which label. */
    private record Example(int[] features, int label) {}

    private void examples(LabelledReport report, int salt, NameLikeness[] halves, List<Example> examples) {
        Text text = Text.of(report.text());
        int[] labels = labels(text, report.spans());
        Map<String, Integer> seen = new HashMap<>();
        ToIntFunction<Token> lists = token ->
                seen.computeIfAbsent(token.folded(), word -> hidden(word, salt, report.id()) ? 0 : Lexicon.flags(word));
        NameFeatures features = new NameFeatures(text, lists, word -> halves[half(word)].score(word));
        int[] indices = new int[NameFeatures.Template.values().length];
        for (int i = 0; i < labels.length; i++) {
            if (features.isCandidate(i)) {
                features.of(i, i > 0 ? labels[i - 1] : 0, i > 1 ? labels[i - 2] : 0, indices);
                examples.add(new Example(indices.clone(), labels[i]));
            }
        }
    }

    private boolean hidden(String word, int salt, String report) {
        int flags = Lexicon.flags(word);
        int share = (flags & (Lexicon.NAME | Lexicon.PLACE)) != 0 && (flags & Lexicon.WORD) == 0
                ? HIDDEN_NAMES
                : (flags & Lexicon.FUNCTION) != 0 ? 0 : HIDDEN_WORDS;
        return Math.floorMod((word + "|" + salt + report).hashCode() * 0x9E3779B1, PERCENT) < share;
    }

    private static int[] labels(Text text, List<LabelledSpan> spans) {
        int[] labels = new int[text.tokens().size()];
        int span = 0;
        for (int i = 0; i < labels.length; i++) {
            Token token = text.tokens().get(i);
            while (span < spans.size() && spans.get(span).at().end() <= token.start()) {
                span++;
            }
            if (span < spans.size() && spans.get(span).at().start() < token.end()) {
                labels[i] = switch (spans.get(span).kind()) {
                    case NAME -> NameModel.PERSON;
                    case ADDRESS -> NameModel.PLACE;
                    default -> NameModel.OTHER;
                };
            }
        }
        return labels;
    }

    private float[] weights(List<Example> examples) {
        float[] weights = new float[NameModel.SIZE * NameModel.LABELS];
        Random random = new Random(seed);
        for (int pass = 0; pass < PASSES; pass++) {
            Collections.shuffle(examples, random);
            double rate = RATE / (1 + pass);
            for (Example example : examples) {
                step(example, weights, rate);
            }
        }
        return weights;
    }

    private static void step(Example example, float[] weights, double rate) {
        double person = 0;
        double place = 0;
        for (int at : example.features) {
            person += weights[at + NameModel.PERSON];
            place += weights[at + NameModel.PLACE];
        }
        double one = Math.exp(Math.min(person, 30));
        double two = Math.exp(Math.min(place, 30));
        double all = 1 + one + two;
        double personError = (example.label == NameModel.PERSON ? 1 : 0) - one / all;
        double placeError = (example.label == NameModel.PLACE ? 1 : 0) - two / all;
        for (int at : example.features) {
            weights[at + NameModel.PERSON] +=
                    (float) (rate * (personError - DECAY * weights[at + NameModel.PERSON] / rate));
            weights[at + NameModel.PLACE] +=
                    (float) (rate * (placeError - DECAY * weights[at + NameModel.PLACE] / rate));
        }
    }

    /** Learned from the words of our lists; without those of one half where {@code left} is 0 or 1. */
    NameLikeness likeness(int left) {
        List<Map.Entry<String, Integer>> words = new ArrayList<>(Stream.of(Lexicon.all())
                .flatMap(all -> all.entrySet().stream())
                .filter(entry -> isTelling(entry.getValue()) && half(entry.getKey()) != left)
                .sorted(Map.Entry.comparingByKey())
                .toList());
        float[] weights = new float[NameLikeness.BUCKETS];
        NameLikeness likeness = new NameLikeness(weights);
        Random random = new Random(seed);
        for (int pass = 0; pass < RUN_PASSES; pass++) {
            Collections.shuffle(words, random);
            float rate = 0.1f / (1 + pass * 0.5f);
            for (Map.Entry<String, Integer> word : words) {
                int name = (word.getValue() & Lexicon.WORD) == 0 ? 1 : 0;
                double error = name - 1 / (1 + Math.exp(-likeness.score(word.getKey())));
                NameLikeness.runs(
                        word.getKey(),
                        bucket -> weights[bucket] += (float) (rate * error) - rate * 1e-3f * weights[bucket]);
            }
        }
        return likeness;
    }

    static int half(String word) {
        return word.hashCode() >> 4 & 1;
    }

    private static boolean isTelling(int flags) {
        boolean name = (flags & (Lexicon.NAME | Lexicon.PLACE)) != 0;
        boolean word = (flags & Lexicon.WORD) != 0;
        return name != word && (flags & Lexicon.EPONYM) == 0;
    }
}
