package org.radiologygpt.trainer.evaluate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.radiologygpt.model.decode.Decoder;
import org.radiologygpt.model.decode.DecoderOptions;
import org.radiologygpt.model.decode.OrtDecoder;
import org.radiologygpt.model.generate.GeneratorOptions;
import org.radiologygpt.model.generate.LoadedModel;
import org.radiologygpt.model.quantize.Precision;

/** What each precision of a model costs in accuracy and brings in speed, against the weights as stored. */
public final class PrecisionComparison {
    private static final List<Precision> PRECISIONS = List.of(
            Precision.F32,
            Precision.int8(32),
            Precision.int8(128),
            Precision.int4(32),
            Precision.int4(128),
            Precision.int4Exact(32));
    private static final int PREFILL = 512;
    private static final int DECODE = 128;

    private final Path base;
    private final DecoderOptions options;

    /**
     * What one precision showed.
     *
     * @param perplexity of the reference impressions; 1 is certainty
     * @param sameTokens percent of their tokens at which the first choice is that of the weights as stored
     * @param sameDrafts percent of reports whose draft is that of the weights as stored, to the letter
     * @param exact percent of reports whose draft is the reference
     */
    public record Accuracy(
            Precision precision, double perplexity, double sameTokens, double sameDrafts, double exact) {}

    /**
     * How fast one precision is on one sequence; the median of the rounds.
     *
     * @param openMs until the first pass can run, quantising included
     * @param prefill tokens/s of a prompt of 512 tokens
     * @param decode tokens/s of 128 tokens after it
     */
    public record Speed(Precision precision, long openMs, double prefill, double decode) {}

    /**
     * Of a model and an adapter.
     *
     * @param threads of one pass, where not one a physical core
     */
    public PrecisionComparison(Path base, Optional<Path> adapter, Optional<Integer> threads) {
        DecoderOptions defaults = DecoderOptions.defaults().withMaxTokens(1024);
        DecoderOptions adapted = adapter.map(defaults::withAdapter).orElse(defaults);
        this.base = base;
        options = threads.map(adapted::withIntraOpThreads).orElse(adapted);
    }

    /**
     * Measures accuracy on the first pairs of a file, a precision after the other.
     *
     * @param each told of each precision as soon as it is measured
     */
    public void accuracy(Path data, int limit, Consumer<Accuracy> each) throws IOException {
        List<Question> questions = Question.read(data, limit);
        List<ReferenceText> texts = ReferenceText.encode(base, questions);
        Likelihood stored = null;
        List<String> drafts = List.of();
        for (Precision precision : PRECISIONS) {
            Likelihood likelihood = likelihood(precision, texts);
            List<Answered> answers = answers(precision, questions);
            List<String> written = answers.stream().map(Answered::text).toList();
            if (stored == null) {
                stored = likelihood;
                drafts = written;
            }
            each.accept(new Accuracy(
                    precision,
                    likelihood.perplexity(),
                    likelihood.agreement(stored),
                    same(drafts, written),
                    100.0 * answers.stream().filter(Answered::exact).count() / Math.max(1, answers.size())));
        }
    }

    private Likelihood likelihood(Precision precision, List<ReferenceText> texts) {
        try (Decoder decoder = OrtDecoder.open(base, options.withSlots(1).withPrecision(precision))) {
            return Likelihood.of(decoder, texts);
        }
    }

    private List<Answered> answers(Precision precision, List<Question> questions) {
        try (LoadedModel model =
                LoadedModel.open(base, options.adapter(), options.withPrecision(precision), GeneratorOptions.DEFAULT)) {
            return Evaluation.answer(model.generator(), questions);
        }
    }

    private static double same(List<String> drafts, List<String> others) {
        long same = IntStream.range(0, drafts.size())
                .filter(i -> drafts.get(i).equals(others.get(i)))
                .count();
        return 100.0 * same / Math.max(1, drafts.size());
    }

    /** Measures speed, a precision after the other in every round, so that a busy machine is unfair to none. */
    public List<Speed> speed(int rounds) {
        List<List<Speed>> all = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            all.add(PRECISIONS.stream().map(this::speed).toList());
        }
        return IntStream.range(0, PRECISIONS.size())
                .mapToObj(i -> median(all.stream().map(round -> round.get(i)).toList()))
                .toList();
    }

    private Speed speed(Precision precision) {
        long start = System.nanoTime();
        try (Decoder decoder = OrtDecoder.open(base, options.withSlots(1).withPrecision(precision))) {
            long openMs = (System.nanoTime() - start) / 1_000_000;
            int[] prompt = new int[Math.min(PREFILL, decoder.maxTokens() / 2)];
            Arrays.setAll(prompt, i -> i * 7 % decoder.vocabSize());
            decoder.prefill(0, prompt);
            double prefill = perSecond(prompt.length, () -> {
                decoder.truncate(0, 0);
                decoder.prefill(0, prompt);
            });
            double decode = perSecond(DECODE, () -> {
                for (int i = 0; i < DECODE; i++) {
                    decoder.step(new int[] {0}, new int[] {1});
                }
            });
            return new Speed(precision, openMs, prefill, decode);
        }
    }

    private static double perSecond(int tokens, Runnable work) {
        long start = System.nanoTime();
        work.run();
        return tokens * 1e9 / (System.nanoTime() - start);
    }

    private static Speed median(List<Speed> rounds) {
        return new Speed(
                rounds.get(0).precision(),
                rounds.stream()
                        .mapToLong(Speed::openMs)
                        .sorted()
                        .skip(rounds.size() / 2)
                        .findFirst()
                        .orElseThrow(),
                rounds.stream()
                        .mapToDouble(Speed::prefill)
                        .sorted()
                        .skip(rounds.size() / 2)
                        .findFirst()
                        .orElseThrow(),
                rounds.stream()
                        .mapToDouble(Speed::decode)
                        .sorted()
                        .skip(rounds.size() / 2)
                        .findFirst()
                        .orElseThrow());
    }
}
