package org.radiologygpt.trainer.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiologygpt.model.generate.Generation;
import org.radiologygpt.model.generate.GenerationException;
import org.radiologygpt.model.generate.GenerationRequest;
import org.radiologygpt.model.generate.Piece;
import org.radiologygpt.model.generate.TextGenerator;

class EvaluationTest {
    private static final String DATA = """
            {"id":"a","findings":"one","impression":"Left nodule.","facts":[{"finding":"nodule","side":"left","main":true,"urgency":5,"accepted":["nodule"]}]}
            {"id":"b","findings":"two","impression":"Right stone.","facts":[{"finding":"stone","side":"right","main":true,"urgency":5,"accepted":["stone"]}]}
            {"id":"c","findings":"three","impression":"Cyst.","facts":[{"finding":"cyst","side":"none","main":true,"urgency":5,"accepted":["cyst"]}]}
            """;

    @TempDir
    Path directory;

    @Test
    void wrong_sides_and_missing_findings_are_counted() throws IOException {
        ObjectNode metrics = metrics(answers("Left nodule.", "Left stone.", "Normal <study>."));

        assertThat(metrics.path("n").asInt()).isEqualTo(3);
        assertThat(metrics.path("exactMatchPercent").asDouble()).isEqualTo(33.33);
        assertThat(metrics.at("/facts/reportsAllMainFindingsNamedPercent").asDouble())
                .isEqualTo(66.67);
        assertThat(metrics.at("/facts/namedFindingsSideRightPercent").asDouble())
                .isEqualTo(50);
    }

    @Test
    void a_report_too_long_for_the_model_counts_as_an_empty_draft() throws IOException {
        List<Answered> answers = answers("Left nodule.", "Right stone.", "too long");

        assertThat(answers.get(2).text()).isEmpty();
        assertThat(metrics(answers).path("cut").asInt()).isEqualTo(1);
    }

    @Test
    void a_failed_engine_ends_the_evaluation() {
        assertThatThrownBy(() -> answers("Left nodule.", "dead", "Cyst."))
                .hasCauseInstanceOf(GenerationException.class);
    }

    @Test
    void the_page_shows_the_worst_first_and_escapes_their_text() throws IOException {
        List<Answered> answers = answers("Left nodule.", "Left stone.", "Normal <study>.");

        String page = new HtmlReport(metrics(answers), answers).html();

        assertThat(page).contains("Normal &lt;study&gt;.").doesNotContain("<study>");
        assertThat(page.indexOf("Left stone.")).isLessThan(page.indexOf("Normal &lt;"));
        assertThat(page).doesNotContain("<td>a</td>");
    }

    @Test
    void baselines_stand_beside_the_model_and_say_where_they_need_the_training_part() throws IOException {
        List<Answered> answers = answers("Left nodule.", "Right stone.", "Cyst.");
        ObjectNode without = metrics(answers);
        ObjectNode with = metrics(answers);

        new Comparison(answers, List.of()).addTo(without);
        new Comparison(answers, List.of(answers.get(0).question().pair())).addTo(with);

        assertThat(without.at("/baselines/constant").asText()).contains("--train");
        assertThat(without.at("/baselines/lead3/rougeL").asDouble()).isZero();
        assertThat(with.at("/baselines/constant/rougeL").asDouble()).isEqualTo(33.33);
        assertThat(with.at("/baselines/nearest/modelMinusBaseline/rougeL/value").asDouble())
                .isEqualTo(66.67);
        assertThat(with.at("/findings/microF1").asDouble()).isEqualTo(100);
    }

    @Test
    void drafts_are_written_as_lines_with_their_ids() throws IOException {
        List<Answered> answers = answers("Left nodule.", "Right stone.", "Cyst.");

        Evaluation.write(directory.resolve("out"), metrics(answers), answers);

        assertThat(Files.readAllLines(directory.resolve("out/drafts.jsonl")))
                .hasSize(3)
                .first()
                .isEqualTo("{\"id\":\"a\",\"impression\":\"Left nodule.\"}");
    }

    private static ObjectNode metrics(List<Answered> answers) {
        return new Metrics(answers).toJson("model", "sha256:0", 2);
    }

    private List<Answered> answers(String... texts) throws IOException {
        Path file = Files.writeString(directory.resolve("data.jsonl"), DATA);
        try (TextGenerator generator = new Scripted(texts)) {
            return Evaluation.answer(generator, Question.read(file, 10));
        }
    }

    /** Answers in the order of the questions. */
    private static final class Scripted implements TextGenerator {
        private final String[] texts;
        private int next;

        Scripted(String... texts) {
            this.texts = texts;
        }

        @Override
        public CompletableFuture<Generation> generate(GenerationRequest request, Consumer<Piece> onPiece) {
            String text = texts[next++];
            return switch (text) {
                case "too long" ->
                    CompletableFuture.failedFuture(
                            new GenerationException(GenerationException.Cause.PROMPT_TOO_LONG, "too long"));
                case "dead" ->
                    CompletableFuture.failedFuture(
                            new GenerationException(GenerationException.Cause.UNAVAILABLE, "engine failed"));
                default -> CompletableFuture.completedFuture(new Generation(text, Generation.Finish.STOP, 10, 4));
            };
        }

        @Override
        public void close() {}
    }
}
