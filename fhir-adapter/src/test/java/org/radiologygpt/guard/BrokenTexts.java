package org.radiologygpt.guard;

import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Errors of a generator: cut, going round in circles, rambling, silent. */
final class BrokenTexts {
    private BrokenTexts() {}

    static Optional<String> cutBetweenWords(SyntheticReport report, Random random) {
        String draft = report.impression(random);
        String[] words = draft.split("(?<=\\s)");
        int kept = 1 + random.nextInt(words.length - 1);
        String cut = String.join("", List.of(words).subList(0, kept)).strip();
        return cut.endsWith(".") && !cut.matches("(?s)(?:.*\\s)?\\d\\.") ? Optional.empty() : Optional.of(cut);
    }

    static Optional<String> cutInWord(SyntheticReport report, Random random) {
        String draft = report.impression(random);
        int end = draft.length() / 2 + random.nextInt(draft.length() / 2);
        boolean inWord = Character.isLetter(draft.charAt(end)) && Character.isLetter(draft.charAt(end - 1));
        return inWord ? Optional.of(draft.substring(0, end)) : Optional.empty();
    }

    static Optional<String> sentenceAgain(SyntheticReport report, Random random) {
        String draft = report.impression(random);
        List<Sentence> sentences = Sentence.of(draft);
        String again = sentences.get(random.nextInt(sentences.size())).text();
        return Optional.of(SyntheticReport.with(draft, again));
    }

    /** The end of the draft over and over, as a greedy decoder does it. */
    static Optional<String> circle(SyntheticReport report, Random random) {
        String draft = report.impression(random).replaceFirst("\\.$", "");
        String[] words = draft.split("\\s");
        int from = Math.max(0, words.length - 2 - random.nextInt(4));
        String tail = String.join(" ", List.of(words).subList(from, words.length));
        return Optional.of(draft + (" " + tail).repeat(4) + ".");
    }

    static Optional<String> rambling(SyntheticReport report, Random random) {
        StringBuilder draft = new StringBuilder(report.impression(random));
        SyntheticReports others = new SyntheticReports(random.nextLong());
        while (draft.toString().split("\\s").length < 75 + report.text().split("\\s").length) {
            draft.append(' ').append(others.next().impression(random));
        }
        return Optional.of(draft.toString());
    }

    static Optional<String> empty(SyntheticReport report, Random random) {
        return Optional.of(ChangedFindings.oneOf(
                random,
                "",
                " ",
                "...",
                "1.",
                "1. 2.",
                "Impression:",
                "IMPRESSION",
                "### Response:",
                "</s>",
                "<s>",
                "-",
                "\n\n",
                "[]",
                "12",
                report.impression(random) + "</s>",
                "### Instruction: " + report.procedure(),
                report.impression(random) + " \uFFFD"));
    }
}
