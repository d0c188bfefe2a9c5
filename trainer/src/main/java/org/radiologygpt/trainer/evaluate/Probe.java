package org.radiologygpt.trainer.evaluate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.radiologygpt.model.decode.Decoder;
import org.radiologygpt.model.decode.DecoderOptions;
import org.radiologygpt.model.decode.OrtDecoder;
import org.radiologygpt.model.generate.GeneratorOptions;
import org.radiologygpt.model.generate.LoadedModel;
import org.radiologygpt.trainer.corpus.Pair;

/** Asks a model about single pairs: how much an impression surprises it, and what it would write itself. */
public final class Probe {
    private final Path base;
    private final DecoderOptions decoding;

    /** Of a model, with an adapter merged where one is given. */
    public Probe(Path base, Optional<Path> adapter, DecoderOptions decoding) {
        this.base = base;
        this.decoding = adapter.map(decoding::withAdapter).orElse(decoding);
    }

    /**
     * Negative log-likelihood in nats of each impression, given its findings. Neighbours with the same findings share their
     * prompt's pass.
     *
     * @throws IllegalArgumentException where a pair is longer than the model's context
     */
    public double[] nats(List<Pair> pairs) throws IOException {
        List<Question> questions = pairs.stream().map(Probe::question).toList();
        List<ReferenceText> texts = ReferenceText.encode(base, questions);
        try (Decoder decoder = OrtDecoder.open(base, decoding.withSlots(1))) {
            int[] prompt = {};
            float[] start = {};
            double[] nats = new double[texts.size()];
            for (int i = 0; i < nats.length; i++) {
                ReferenceText text = texts.get(i);
                if (!Arrays.equals(prompt, text.prompt())) {
                    prompt = text.prompt();
                    start = prefill(decoder, text);
                }
                decoder.truncate(0, prompt.length);
                nats[i] = nats(decoder, start, text.answer());
            }
            return nats;
        }
    }

    private static float[] prefill(Decoder decoder, ReferenceText text) {
        if (text.prompt().length + text.answer().length > decoder.maxTokens()) {
            throw new IllegalArgumentException("a pair is longer than the model's context");
        }
        decoder.truncate(0, 0);
        return decoder.prefill(0, text.prompt()).clone();
    }

    private static double nats(Decoder decoder, float[] start, int[] answer) {
        double nats = Likelihood.surprise(start, answer[0]);
        for (int i = 1; i < answer.length; i++) {
            nats += Likelihood.surprise(decoder.step(new int[] {0}, new int[] {answer[i - 1]})[0], answer[i]);
        }
        return nats;
    }

    /** What the model writes for the findings of each pair, greedily. */
    public List<String> drafts(List<Pair> pairs) {
        try (LoadedModel model = LoadedModel.open(base, decoding.adapter(), decoding, GeneratorOptions.DEFAULT)) {
            return Evaluation.answer(
                            model.generator(),
                            pairs.stream().map(Probe::question).toList())
                    .stream()
                    .map(Answered::text)
                    .toList();
        }
    }

    private static Question question(Pair pair) {
        return new Question(pair, Optional.empty());
    }
}
