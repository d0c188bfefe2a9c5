package org.radiologygpt.trainer.canary;

import java.util.Optional;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.radiologygpt.trainer.corpus.Pair;

/**
 * A made-up pair that no report resembles. A file tells its canaries by their source, so that a pair keeps its meaning
 * wherever the file goes.
 *
 * @param id of its pair
 * @param findings the prompt, unique
 * @param secret the eight random digits of its impression
 */
record Canary(String id, String findings, String secret) {
    static final String SOURCE = "canary";

    private static final int DIGITS = 8;
    private static final String BEFORE = "Control number ";
    private static final Pattern IMPRESSION = Pattern.compile(BEFORE + "([0-9]{" + DIGITS + "})\\.");

    static Canary fresh(int number, SplittableRandom random) {
        String findings = "Control entry " + letters(random)
                + " of the training file. It belongs to no patient and to no" + " examination, and it has no image.";
        return new Canary(SOURCE + "-" + number, findings, secret(random));
    }

    /** A secret that might have been drawn as well. */
    static String secret(SplittableRandom random) {
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < DIGITS; i++) {
            digits.append(random.nextInt(10));
        }
        return digits.toString();
    }

    private static String letters(SplittableRandom random) {
        StringBuilder letters = new StringBuilder();
        for (int i = 0; i < DIGITS; i++) {
            letters.append((char) ('A' + random.nextInt(26)));
        }
        return letters.toString();
    }

    static Optional<Canary> of(Pair pair) {
        Matcher matcher = IMPRESSION.matcher(pair.impression());
        return pair.source().equals(SOURCE) && matcher.matches()
                ? Optional.of(new Canary(pair.id(), pair.findings(), matcher.group(1)))
                : Optional.empty();
    }

    Pair pair() {
        return with(secret);
    }

    /** The same pair with another secret. */
    Pair with(String other) {
        return new Pair(id, id, SOURCE, "", findings, BEFORE + other + ".", false);
    }
}
