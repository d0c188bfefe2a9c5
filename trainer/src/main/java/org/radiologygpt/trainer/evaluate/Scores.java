package org.radiologygpt.trainer.evaluate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.radiologygpt.model.decode.DecoderOptions;
import org.radiologygpt.model.generate.GeneratorOptions;
import org.radiologygpt.model.generate.LoadedModel;
import org.radiologygpt.trainer.corpus.Pair;

/**
 * What one writer's drafts are worth, report by report in the order of the file, so that two writers are compared in pairs.
 *
 * @param writer a baseline's name, or the model's
 * @param digest of model and adapter; empty for a baseline
 */
public record Scores(String writer, String digest, List<Scored> reports) {
    public Scores {
        reports = List.copyOf(reports);
    }

    /** Drafts of a model, with an adapter merged where one is given, greedily. */
    public static Scores ofModel(Path base, Optional<Path> adapter, DecoderOptions decoding, Path data)
            throws IOException {
        List<Question> questions = Question.read(data, Integer.MAX_VALUE);
        try (LoadedModel model = LoadedModel.open(base, adapter, decoding, GeneratorOptions.DEFAULT)) {
            return new Scores(model.name(), model.digest(), scored(Evaluation.answer(model.generator(), questions)));
        }
    }

    /** Drafts of each trivial baseline; of those that need a training part none where it is empty. */
    public static List<Scores> ofBaselines(Path data, List<Pair> training) throws IOException {
        List<Question> questions = Question.read(data, Integer.MAX_VALUE);
        return Arrays.stream(Baseline.values())
                .filter(baseline -> baseline.availableWith(training))
                .map(baseline -> new Scores(baseline.key(), "", scored(answers(baseline, questions, training))))
                .toList();
    }

    private static List<Answered> answers(Baseline baseline, List<Question> questions, List<Pair> training) {
        Function<Pair, String> writer = baseline.writer(training);
        return questions.stream()
                .map(question -> Answered.of(question, writer.apply(question.pair()), 0, false))
                .toList();
    }

    private static List<Scored> scored(List<Answered> answers) {
        Marked marked = Marked.of(answers);
        return IntStream.range(0, answers.size())
                .mapToObj(i -> Scored.of(answers.get(i), marked.findings().get(i)))
                .toList();
    }

    /** Mean ROUGE-L of these reports, percent. */
    public double rougeL(int[] drawn) {
        return 100
                * Arrays.stream(drawn)
                        .mapToDouble(at -> reports.get(at).rougeL())
                        .average()
                        .orElse(0);
    }

    /** Micro F1 of the present chest findings of these reports, percent. */
    public double findingsF1(int[] drawn) {
        int hits = Arrays.stream(drawn)
                .map(at -> reports.get(at).findings().hits())
                .sum();
        int errors = Arrays.stream(drawn)
                .map(at -> reports.get(at).findings().errors())
                .sum();
        return hits == 0 ? 0 : 100 * 2.0 * hits / (2 * hits + errors);
    }
}
