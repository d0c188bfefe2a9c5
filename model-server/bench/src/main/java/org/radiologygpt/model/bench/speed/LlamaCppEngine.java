package org.radiologygpt.model.bench.speed;

import de.kherud.llama.InferenceParameters;
import de.kherud.llama.LlamaModel;
import de.kherud.llama.LlamaOutput;
import de.kherud.llama.ModelParameters;
import de.kherud.llama.args.Sampler;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** llama.cpp through its Java binding: its own scheduler, keys and values in 16 bits (its default). */
record LlamaCppEngine(LlamaModel model) implements Engine {
    /** Its slots share one cache and leave gaps in it: without room to spare it refuses the last of several prompts. */
    private static final int ROOM_FOR_GAPS = 2;

    /**
     * Opens a GGUF file.
     *
     * @param slots sequences held at once
     * @param maxTokens longest sequence
     */
    static Engine open(Path file, int slots, int maxTokens, int threads) {
        return new LlamaCppEngine(new LlamaModel(new ModelParameters()
                .setModel(file.toString())
                .setCtxSize(slots == 1 ? maxTokens : ROOM_FOR_GAPS * slots * maxTokens)
                .setParallel(slots)
                .setThreads(threads)
                .setThreadsBatch(threads)
                .disableLog()));
    }

    @Override
    public Pace one(String prompt, int tokens) {
        Stopwatch watch = new Stopwatch();
        for (LlamaOutput output : model.generate(greedy(prompt, tokens))) {
            if (!output.text.isEmpty()) {
                watch.token();
            }
        }
        return watch.pace();
    }

    @Override
    public double together(List<String> prompts, int tokens) {
        ExecutorService threads = Executors.newFixedThreadPool(prompts.size());
        try {
            long start = System.nanoTime();
            List<CompletableFuture<String>> answers = prompts.stream()
                    .map(prompt -> CompletableFuture.supplyAsync(() -> model.complete(greedy(prompt, tokens)), threads))
                    .toList();
            for (CompletableFuture<String> answer : answers) {
                if (answer.join().length() != tokens) {
                    throw new IllegalStateException("an answer ended early");
                }
            }
            return (System.nanoTime() - start) / 1e9;
        } finally {
            threads.shutdownNow();
        }
    }

    private static InferenceParameters greedy(String prompt, int tokens) {
        return new InferenceParameters(prompt)
                .setNPredict(tokens)
                .setSamplers(Sampler.TOP_K)
                .setTopK(1)
                .setIgnoreEos(true)
                .setCachePrompt(false);
    }

    @Override
    public void close() {
        model.close();
    }
}
