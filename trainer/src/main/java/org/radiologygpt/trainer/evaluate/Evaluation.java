package org.radiologygpt.trainer.evaluate;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.radiologygpt.model.decode.DecoderOptions;
import org.radiologygpt.model.generate.Generation;
import org.radiologygpt.model.generate.GenerationException;
import org.radiologygpt.model.generate.GenerationRequest;
import org.radiologygpt.model.generate.GeneratorOptions;
import org.radiologygpt.model.generate.LoadedModel;
import org.radiologygpt.model.generate.Sampling;
import org.radiologygpt.model.generate.TextGenerator;
import org.radiologygpt.model.prompt.PromptTemplate;
import org.radiologygpt.trainer.corpus.Pair;
import org.radiologygpt.trainer.corpus.PairFile;

/** Lets a model draft the impression of every pair, greedily, and marks the drafts. */
public final class Evaluation {
    private static final int MAX_TOKENS = 256;
    private static final Duration DEADLINE = Duration.ofMinutes(30);

    /** Requests in flight; more than the decoder has slots, fewer than its queue takes. */
    private static final int AT_ONCE = 64;

    private Evaluation() {}

    /**
     * Evaluates a model directory.
     *
     * @param decoding how the model is opened
     * @param data pairs as JSON lines, with {@code facts} where they are known
     * @param limit most pairs to use, from the start
     * @param train the part that the model was trained on, for the baselines that need one
     * @param out directory for {@code metrics.json}, {@code report.html}, and {@code drafts.jsonl} with id and impression
     * @return the figures
     */
    public static ObjectNode run(
            Path base,
            Optional<Path> adapter,
            DecoderOptions decoding,
            Path data,
            int limit,
            Optional<Path> train,
            Optional<Path> out)
            throws IOException {
        List<Pair> training = train.isPresent() ? pairs(train.get()) : List.of();
        List<Question> questions = Question.read(data, limit);
        try (LoadedModel model = LoadedModel.open(base, adapter, decoding, GeneratorOptions.DEFAULT)) {
            long start = System.nanoTime();
            List<Answered> answers = answer(model.generator(), questions);
            double seconds = (System.nanoTime() - start) / 1e9;
            ObjectNode metrics = new Metrics(answers).toJson(model.name(), model.digest(), seconds);
            metrics.put("precision", model.precision().toString());
            if (!answers.isEmpty()) {
                new Comparison(answers, training).addTo(metrics);
            }
            if (out.isPresent()) {
                write(out.get(), metrics, answers);
            }
            return metrics;
        }
    }

    private static List<Pair> pairs(Path file) throws IOException {
        try (Stream<Pair> pairs = PairFile.read(file)) {
            return pairs.toList();
        }
    }

    static List<Answered> answer(TextGenerator generator, List<Question> questions) {
        List<Answered> answers = new ArrayList<>();
        for (int from = 0; from < questions.size(); from += AT_ONCE) {
            List<Question> some = questions.subList(from, Math.min(questions.size(), from + AT_ONCE));
            List<CompletableFuture<Generation>> running =
                    some.stream().map(question -> submit(generator, question)).toList();
            for (int i = 0; i < some.size(); i++) {
                answers.add(await(some.get(i), running.get(i)));
            }
        }
        return answers;
    }

    private static CompletableFuture<Generation> submit(TextGenerator generator, Question question) {
        String prompt = PromptTemplate.IMPRESSION.render(
                PromptTemplate.plain(question.pair().findings()));
        return generator.generate(
                new GenerationRequest(prompt, MAX_TOKENS, Sampling.GREEDY, List.of(), DEADLINE), text -> {});
    }

    /** A report the model cannot take counts as an empty draft; a failed engine ends the evaluation. */
    private static Answered await(Question question, CompletableFuture<Generation> running) {
        try {
            Generation answer = running.join();
            boolean cut = answer.finish() == Generation.Finish.LENGTH;
            return Answered.of(question, answer.text(), answer.completionTokens(), cut);
        } catch (CompletionException e) {
            if (e.getCause() instanceof GenerationException refused
                    && refused.kind() == GenerationException.Cause.PROMPT_TOO_LONG) {
                return Answered.of(question, "", 0, true);
            }
            throw e;
        }
    }

    static void write(Path out, ObjectNode metrics, List<Answered> answers) throws IOException {
        Files.createDirectories(out);
        Files.writeString(
                out.resolve("metrics.json"),
                new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(metrics) + "\n");
        Files.writeString(out.resolve("report.html"), new HtmlReport(metrics, answers).html());
        PairFile.writeLines(out.resolve("drafts.jsonl"), answers.stream().map(answer -> metrics.objectNode()
                .put("id", answer.question().pair().id())
                .put("impression", answer.text())));
    }
}
