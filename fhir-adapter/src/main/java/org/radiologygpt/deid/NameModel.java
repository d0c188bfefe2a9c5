package org.radiologygpt.deid;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The learned weights of the tagger of names: a softmax regression over the labels {@link #OTHER}, {@link #PERSON} and
 * {@link #PLACE}. The resource {@code name-model.txt} is written by {@code ./radiology-gpt train-deid} from our own lists and
 * our own synthetic development reports.
 */
final class NameModel {
    static final int OTHER = 0;
    static final int PERSON = 1;
    static final int PLACE = 2;
    static final int LABELS = 3;
    /** Values of one part of a feature. */
    static final int VALUES = 64;

    static final int SIZE = NameFeatures.Template.values().length * VALUES * VALUES;

    private final float[] weights;
    private final NameLikeness likeness;
    private final float threshold;

    /**
     * A model.
     *
     * @param weights {@code [feature, label]}, those of {@link #OTHER} being 0
     * @param likeness for words on no list
     * @param threshold least probability of person and place together at which a token is taken
     */
    NameModel(float[] weights, NameLikeness likeness, float threshold) {
        this.weights = weights.clone();
        this.likeness = likeness;
        this.threshold = threshold;
    }

    NameLikeness likeness() {
        return likeness;
    }

    static int index(NameFeatures.Template template, int first, int second) {
        return ((template.ordinal() * VALUES + first) * VALUES + second) * LABELS;
    }

    /** The label of each token. */
    int[] labels(NameFeatures features) {
        int[] labels = new int[features.size()];
        int[] seen = new int[NameFeatures.Template.values().length];
        for (int i = 0; i < labels.length; i++) {
            if (features.isCandidate(i)) {
                features.of(i, i > 0 ? labels[i - 1] : 0, i > 1 ? labels[i - 2] : 0, seen);
                labels[i] = label(seen);
            }
        }
        return labels;
    }

    private int label(int[] seen) {
        float person = 0;
        float place = 0;
        for (int at : seen) {
            person += weights[at + PERSON];
            place += weights[at + PLACE];
        }
        if (probability(person, place) < threshold) {
            return OTHER;
        }
        return person >= place ? PERSON : PLACE;
    }

    /** That a token with these features is of a person or a place. */
    double probability(int[] features) {
        float person = 0;
        float place = 0;
        for (int at : features) {
            person += weights[at + PERSON];
            place += weights[at + PLACE];
        }
        return probability(person, place);
    }

    private static double probability(float person, float place) {
        double either = Math.exp(person) + Math.exp(place);
        return Double.isInfinite(either) ? 1 : either / (1 + either);
    }

    float threshold() {
        return threshold;
    }

    float weight(int index) {
        return weights[index];
    }

    /** The model that is shipped. */
    static NameModel shipped() {
        return Shipped.MODEL;
    }

    private static final class Shipped {
        private static final NameModel MODEL = read("name-model.txt");
    }

    static NameModel read(String resource) {
        try (InputStream in = NameModel.class.getResourceAsStream(resource);
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return NameModelText.read(lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
