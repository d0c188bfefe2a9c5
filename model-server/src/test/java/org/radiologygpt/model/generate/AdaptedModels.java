package org.radiologygpt.model.generate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.radiologygpt.model.decode.DecoderOptions;
import org.radiologygpt.model.weights.AdapterLimits;
import org.radiologygpt.model.weights.RandomAdapter;

/** A tiny model and adapters that answer otherwise than it and than one another, also for tests of other packages. */
public final class AdaptedModels {
    public static final Duration DEADLINE = Duration.ofSeconds(100);

    private AdaptedModels() {}

    /** The model {@code tiny} and adapters {@code a1}, {@code a2}, … below {@code adapters}. */
    public static void write(Path directory, int adapters) throws IOException {
        TinyModel.write(directory.resolve("tiny"), 11);
        for (int i = 1; i <= adapters; i++) {
            adapter(directory, i);
        }
    }

    public static Path adapter(Path directory, int number) throws IOException {
        return RandomAdapter.strong(number)
                .write(directory.resolve("adapters/a" + number), TinyModel.config(TinyModel.BOS));
    }

    /** One whose numbers overflow when it is used. */
    public static Path absurd(Path directory) throws IOException {
        return new RandomAdapter(4, 4, false, List.of("v_proj"), 1e37, 1)
                .write(directory.resolve("adapters/absurd"), TinyModel.config(TinyModel.BOS));
    }

    public static AdaptedModel open(Path directory, int slots, int places) {
        DecoderOptions decoding = DecoderOptions.defaults()
                .withSlots(slots)
                .withIntraOpThreads(1)
                .withAdapters(new AdapterLimits(places, 8, List.of("q_proj", "v_proj", "down_proj")));
        return AdaptedModel.open(
                directory.resolve("tiny"), Optional.empty(), decoding, new GeneratorOptions(256, true));
    }

    static LoadedModel load(AdaptedModel model, Path adapter) {
        AdapterOutcome outcome = model.load(adapter.getFileName().toString(), adapter, Optional.empty(), DEADLINE);
        if (outcome instanceof AdapterOutcome.Loaded loaded) {
            return loaded.model();
        }
        throw new AssertionError(outcome.toString());
    }

    static CompletableFuture<Generation> ask(LoadedModel model, String prompt, int maxTokens) {
        return model.generator()
                .generate(new GenerationRequest(prompt, maxTokens, Sampling.GREEDY, List.of(), DEADLINE), piece -> {});
    }

    public static String answer(LoadedModel model, String prompt, int maxTokens) {
        return ask(model, prompt, maxTokens).join().text();
    }

    public static void canary(Path adapter, String json) throws IOException {
        Files.writeString(adapter.resolve("canary.json"), json);
    }
}
