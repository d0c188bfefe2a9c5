package org.radiologygpt.trainer.lora;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The curves of a training as one HTML page without scripts or links. It holds figures only, no report's text. */
final class TrainingPage {
    private static final String PAGE = """
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><title>Training</title>
            <style>
            body { font: 15px/1.45 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
            svg { background: #fafafa; border: 1px solid #ddd; } text { font-size: 11px; fill: #555; }
            .step { fill: none; stroke: #47a; } .heldOut { fill: none; stroke: #c50; } circle { fill: #c50; }
            </style></head><body>
            <h1>Training</h1>
            <p>%s</p>
            %s
            </body></html>
            """;

    private final List<JsonNode> lines;

    /**
     * Of a training's log.
     *
     * @param lines of {@code training.jsonl}, in order of their steps
     */
    TrainingPage(List<JsonNode> lines) {
        this.lines = List.copyOf(lines);
    }

    String html() {
        String curves = List.of(
                        chart("Loss, nats per token (blue: training, orange: held-out pairs)", "loss", "heldOutLoss"),
                        chart("Learning rate", "rate"),
                        chart("Norm of the gradients before clipping", "norm"))
                .stream()
                .collect(Collectors.joining("\n"));
        return String.format(Locale.ROOT, PAGE, summary(), curves);
    }

    private String summary() {
        if (lines.isEmpty()) {
            return "No step yet.";
        }
        JsonNode last = lines.get(lines.size() - 1);
        long tokens =
                lines.stream().mapToLong(line -> line.path("tokens").asLong()).sum();
        return String.format(
                Locale.ROOT,
                "%,d steps, %,d tokens; last loss %.4f.",
                last.path("step").asInt(),
                tokens,
                last.path("loss").asDouble());
    }

    private String chart(String title, String... fields) {
        Curves curves = new Curves(lines, List.of(fields));
        return "<h2>" + title + "</h2>\n" + curves.svg();
    }
}
