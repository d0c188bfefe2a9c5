package org.radiologygpt.deid;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.Locale;

/**
 * A {@link NameModel} as text that can be read and compared: a line {@code threshold t}; lines {@code runs …} with the weights
 * of {@link NameLikeness}, 64 a line, in tenths; then one line a feature: template, first value, second value, and in
 * hundredths the weights of person and place. What is not written is 0.
 */
final class NameModelText {
    private static final int RUNS_A_LINE = 64;
    private static final float TENTHS = 10f;
    private static final float HUNDREDTHS = 100f;

    private NameModelText() {}

    static NameModel read(BufferedReader lines) throws IOException {
        float threshold = 0.5f;
        float[] runs = new float[NameLikeness.BUCKETS];
        float[] weights = new float[NameModel.SIZE * NameModel.LABELS];
        int run = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String[] words = line.split(" ");
            if (words[0].equals("threshold")) {
                threshold = Float.parseFloat(words[1]);
            } else if (words[0].equals("runs")) {
                for (int i = 1; i < words.length; i++) {
                    runs[run++] = Integer.parseInt(words[i]) / TENTHS;
                }
            } else if (!words[0].startsWith("#")) {
                feature(words, weights);
            }
        }
        return new NameModel(weights, new NameLikeness(runs), threshold);
    }

    private static void feature(String[] words, float[] weights) {
        int at = NameModel.index(
                NameFeatures.Template.valueOf(words[0]), Integer.parseInt(words[1]), Integer.parseInt(words[2]));
        weights[at + NameModel.PERSON] = Integer.parseInt(words[3]) / HUNDREDTHS;
        weights[at + NameModel.PLACE] = Integer.parseInt(words[4]) / HUNDREDTHS;
    }

    static String write(NameModel model) {
        StringBuilder text = new StringBuilder("# Learned; written by ./radiology-gpt train-deid.\n");
        text.append("threshold %.3f\n".formatted(model.threshold()).replace(',', '.'));
        for (int run = 0; run < NameLikeness.BUCKETS; run += RUNS_A_LINE) {
            text.append("runs");
            for (int i = run; i < run + RUNS_A_LINE; i++) {
                text.append(' ').append(Math.round(model.likeness().weights()[i] * TENTHS));
            }
            text.append('\n');
        }
        for (NameFeatures.Template template : NameFeatures.Template.values()) {
            features(model, template, text);
        }
        return text.toString();
    }

    private static void features(NameModel model, NameFeatures.Template template, StringBuilder text) {
        for (int first = 0; first < NameModel.VALUES; first++) {
            for (int second = 0; second < NameModel.VALUES; second++) {
                int at = NameModel.index(template, first, second);
                int person = Math.round(model.weight(at + NameModel.PERSON) * HUNDREDTHS);
                int place = Math.round(model.weight(at + NameModel.PLACE) * HUNDREDTHS);
                if (person != 0 || place != 0) {
                    text.append(String.format(Locale.ROOT, "%s %d %d %d %d\n", template, first, second, person, place));
                }
            }
        }
    }
}
