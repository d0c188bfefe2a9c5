package org.radiologygpt.trainer.dataset;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.radiologygpt.trainer.curate.Curated;
import org.radiologygpt.trainer.curate.Exclusion;
import org.radiologygpt.trainer.curate.Gathered.Candidate;
import org.radiologygpt.trainer.curate.Rules;

/** The dataset card: counts and rules in Markdown, no word of any report. */
final class Card {
    private final Curated curated;
    private final Rules rules;

    Card(Curated curated, Rules rules) {
        this.curated = curated;
        this.rules = rules;
    }

    /** @param digests SHA-256 of each part's file */
    String markdown(Map<Part, String> digests) {
        StringBuilder card = new StringBuilder("# Dataset card\n\n")
                .append("Findings and impressions of signed radiology reports without identifiers, for training on them"
                        + " and measuring what was trained. Not for publication.\n\n")
                .append("## Where each message went\n\n| | messages |\n|---|---|\n")
                .append(row("read", curated.read()));
        for (Exclusion why : Exclusion.values()) {
            long count = curated.excluded().getOrDefault(why, 0L);
            if (count > 0) {
                card.append(row("left out: " + why.words(), count));
            }
        }
        card.append(row("pairs", curated.pairs())).append("\n## Parts\n\n");
        card.append(
                "| part | pairs | patients | words of findings, mean | of impression, mean | most frequent impression |"
                        + " SHA-256 |\n|---|---|---|---|---|---|---|\n");
        for (Part part : Part.values()) {
            card.append(part(part, digests.get(part)));
        }
        return card.append(rules()).toString();
    }

    private static String row(String name, long count) {
        return "| " + name + " | " + count + " |\n";
    }

    private String part(Part part, String digest) {
        List<Candidate> pairs = part.of(curated);
        return String.format(
                Locale.ROOT,
                "| %s | %d | %d | %.1f | %.1f | %.1f %% | `%s` |%n",
                part.code(),
                pairs.size(),
                pairs.stream().map(pair -> pair.pair().patient()).distinct().count(),
                mean(pairs.stream().map(pair -> pair.pair().findings()).toList()),
                mean(pairs.stream().map(pair -> pair.pair().impression()).toList()),
                100.0 * mostFrequent(pairs) / Math.max(1, pairs.size()),
                digest);
    }

    private static double mean(List<String> texts) {
        return texts.stream()
                .mapToInt(text -> text.split("\\s+").length)
                .average()
                .orElse(0);
    }

    private static int mostFrequent(List<Candidate> pairs) {
        Map<String, Integer> counts = new HashMap<>();
        pairs.forEach(pair -> counts.merge(pair.pair().impression().toLowerCase(Locale.ROOT), 1, Integer::sum));
        return counts.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    private String rules() {
        return String.format(
                Locale.ROOT,
                """

                ## Rules

                - Both sections, findings of %d words or more, impression of %d or more. The newest version of a report counts.
                - Reports signed after one of our own drafts was shown: %s.
                - Findings that are the same word for word, or share %.2f or more of their three-word shingles (Jaccard) with
                  those of an earlier report, are removed before the parts are divided.
                - The patients first seen last are held out: %.0f %% of the pairs for validation, %.0f %% for the test. No patient is in
                  two parts; %s. Seed %d decides what time does not.
                - One impression makes at most %.0f %% of the training part, counted before; the other parts keep their own frequencies.
                - Each file was read again after it was written: no identifier of a pair's own message and nothing with the
                  form of one was found by the engine's de-identification. How far that can be trusted:
                  docs/deidentification.md.
                """,
                rules.findingsWords(),
                rules.impressionWords(),
                rules.withAiInfluenced() ? "kept, marked aiInfluenced" : "left out",
                rules.near(),
                100 * rules.validation(),
                100 * rules.test(),
                rules.keepLater()
                        ? "later reports of the patients trained on are kept"
                        : "the training part ends where the others begin",
                rules.seed(),
                100 * rules.template());
    }
}
