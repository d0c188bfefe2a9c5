package org.radiologygpt.model.bench.gpu;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.radiologygpt.model.bench.gguf.CharacterVocabulary;
import org.radiologygpt.model.bench.speed.Samples;
import org.radiologygpt.model.decode.Decoder;
import org.radiologygpt.model.decode.DecoderOptions;
import org.radiologygpt.model.generate.Generation;
import org.radiologygpt.model.generate.GenerationRequest;
import org.radiologygpt.model.generate.GeneratorOptions;
import org.radiologygpt.model.generate.LoadedModel;
import org.radiologygpt.model.generate.Sampling;
import org.radiologygpt.model.generate.TextGenerator;

/** Whole requests through tokenizer, scheduler and sampler, without HTTP. */
final class ServedRequests implements AutoCloseable {
    private static final Duration LONG = Duration.ofMinutes(30);

    private final LoadedModel model;
    private final Workload work;
    private final CharacterVocabulary vocabulary;

    /** @param decoder which it closes */
    ServedRequests(Path directory, Decoder decoder, DecoderOptions options, Workload work) {
        this.work = work;
        vocabulary = new CharacterVocabulary(decoder.vocabSize());
        GeneratorOptions scheduling = new GeneratorOptions(work.slots(), false).withPrefillChunk(256);
        model = LoadedModel.open(
                directory, Optional.empty(), options, scheduling, (path, wanted, digest) -> List.of(decoder));
    }

    /** Milliseconds from a request's coming to its first token, alone. */
    Samples firstToken() {
        List<Double> values = new ArrayList<>();
        for (int round = 0; round <= work.rounds(); round++) {
            long start = System.nanoTime();
            AtomicLong first = new AtomicLong();
            model.generator()
                    .generate(request(round), piece -> first.compareAndSet(0, System.nanoTime()))
                    .join();
            values.add((first.get() - start) / 1e6);
        }
        return new Samples(values.subList(1, values.size()));
    }

    /** Requests a second with as many at once as there are slots. */
    double perSecond() {
        Semaphore open = new Semaphore(work.slots());
        List<CompletableFuture<Generation>> answers = new ArrayList<>();
        long start = System.nanoTime();
        for (int i = 0; i < work.requests(); i++) {
            open.acquireUninterruptibly();
            CompletableFuture<Generation> answer = generator().generate(request(100 + i), piece -> {});
            answer.whenComplete((generation, failure) -> open.release());
            answers.add(answer);
        }
        for (CompletableFuture<Generation> answer : answers) {
            if (answer.join().completionTokens() != work.answerTokens()) {
                throw new IllegalStateException("an answer ended early");
            }
        }
        return work.requests() / ((System.nanoTime() - start) / 1e9);
    }

    private TextGenerator generator() {
        return model.generator();
    }

    private GenerationRequest request(long seed) {
        int[] prompt = new SplittableRandom(seed)
                .ints(work.promptTokens(), CharacterVocabulary.SPECIAL, vocabulary.size())
                .toArray();
        return new GenerationRequest(vocabulary.text(prompt), work.answerTokens(), Sampling.GREEDY, List.of(), LONG);
    }

    @Override
    public void close() {
        model.close();
    }
}
