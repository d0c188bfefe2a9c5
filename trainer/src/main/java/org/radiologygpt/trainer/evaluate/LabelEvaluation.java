package org.radiologygpt.trainer.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.radiologygpt.trainer.corpus.CorpusException;

/** Our chest labels beside gold labels: of all reports, and of even and odd report numbers, since phrases are tuned on some. */
public final class LabelEvaluation {
    private static final ObjectMapper JSON = new ObjectMapper();

    private LabelEvaluation() {}

    /**
     * Compares.
     *
     * @param gold table of gold labels in NegBio's form
     * @param reports folder with Open-i reports as {@code 10.xml}
     * @return precision, recall and F1 (0 to 1) of what is present
     * @throws CorpusException where there is no table, or no report of it
     */
    public static ObjectNode run(Path gold, Path reports) throws IOException {
        GoldLabels labels = GoldLabels.read(gold);
        Half all = new Half();
        Half[] halves = {new Half(), new Half()};
        for (int report : labels.reports()) {
            Optional<Set<ChestFinding>> ours = labels.ours(reports, report);
            if (ours.isPresent()) {
                all.add(labels.gold(report), ours.get());
                halves[report % 2].add(labels.gold(report), ours.get());
            }
        }
        if (all.reports == 0) {
            throw new CorpusException("no report of the gold labels is in " + reports);
        }
        ObjectNode json = JSON.createObjectNode();
        json.set("all", all.toJson());
        json.set("even", halves[0].toJson());
        json.set("odd", halves[1].toJson());
        for (ChestFinding finding : ChestFinding.values()) {
            if (!labels.known().contains(finding)) {
                json.withArray("notInGold").add(name(finding));
            }
        }
        return json;
    }

    /** The figures as the rows of a Markdown table. */
    public static String table(ObjectNode figures) {
        StringBuilder table = new StringBuilder("| | precision | recall | F1 | gold |\n|---|---|---|---|---|\n");
        for (String half : new String[] {"all", "even", "odd"}) {
            row(table, half + ", all findings", figures.path(half).path("together"));
        }
        figures.path("odd").path("findings").properties().stream()
                .sorted(Comparator.comparingDouble((Map.Entry<String, JsonNode> finding) ->
                        -finding.getValue().path("f1").asDouble()))
                .forEach(finding -> row(table, "odd: " + finding.getKey(), finding.getValue()));
        return table.toString();
    }

    private static void row(StringBuilder table, String name, JsonNode figures) {
        table.append(String.format(
                Locale.ROOT,
                "| %s | %.3f | %.3f | %.3f | %d |%n",
                name,
                figures.path("precision").asDouble(),
                figures.path("recall").asDouble(),
                figures.path("f1").asDouble(),
                figures.path("gold").asInt()));
    }

    private static String name(ChestFinding finding) {
        return finding.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static final class Half {
        private final Agreement agreement = new Agreement();
        private int reports;

        void add(Set<ChestFinding> gold, Set<ChestFinding> ours) {
            agreement.add(gold, ours);
            reports++;
        }

        ObjectNode toJson() {
            ObjectNode json = JSON.createObjectNode().put("reports", reports);
            json.set("together", figures(agreement.micro()));
            ObjectNode findings = json.putObject("findings");
            agreement.each().entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(each -> findings.set(name(each.getKey()), figures(each.getValue())));
            return json;
        }

        private static ObjectNode figures(Agreement.Counts counts) {
            Overlap overlap = counts.overlap();
            return JSON.createObjectNode()
                    .put("precision", rounded(overlap.precision()))
                    .put("recall", rounded(overlap.recall()))
                    .put("f1", rounded(counts.f1()))
                    .put("gold", counts.hits() + counts.misses());
        }

        private static double rounded(double value) {
            return Math.round(value * 1000) / 1000.0;
        }
    }
}
