package org.radiologygpt.model.bench.speed;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.radiologygpt.model.decode.DecoderOptions;
import org.radiologygpt.model.generate.Generation;
import org.radiologygpt.model.generate.GenerationRequest;
import org.radiologygpt.model.generate.GeneratorOptions;
import org.radiologygpt.model.generate.LoadedModel;
import org.radiologygpt.model.generate.Piece;
import org.radiologygpt.model.generate.Sampling;

/** This project's model server without its HTTP: tokenizer, scheduler, decoder, sampler and text. */
record OursEngine(LoadedModel model) implements Engine {
    private static final Duration LONG = Duration.ofMinutes(30);

    /** Opens a model directory; prefixes are not reused. */
    static Engine open(Path directory, DecoderOptions options) {
        return new OursEngine(LoadedModel.open(directory, Optional.empty(), options, new GeneratorOptions(64, false)));
    }

    @Override
    public Pace one(String prompt, int tokens) {
        Stopwatch watch = new Stopwatch();
        submit(prompt, tokens, piece -> watch.token()).join();
        return watch.pace();
    }

    @Override
    public double together(List<String> prompts, int tokens) {
        long start = System.nanoTime();
        List<CompletableFuture<Generation>> answers = prompts.stream()
                .map(prompt -> submit(prompt, tokens, piece -> {}))
                .toList();
        for (CompletableFuture<Generation> answer : answers) {
            if (answer.join().completionTokens() != tokens) {
                throw new IllegalStateException("an answer ended early");
            }
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private CompletableFuture<Generation> submit(String prompt, int tokens, Consumer<Piece> onText) {
        return model.generator()
                .generate(new GenerationRequest(prompt, tokens, Sampling.GREEDY, List.of(), LONG), onText);
    }

    @Override
    public void close() {
        model.close();
    }
}
