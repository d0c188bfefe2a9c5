package org.radiologygpt.model.generate;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.radiologygpt.model.decode.DecoderOptions;
import org.radiologygpt.model.decode.DecoderSource;
import org.radiologygpt.model.generate.AdapterChanges.NoPlaceException;
import org.radiologygpt.model.generate.AdapterOutcome.Loaded;
import org.radiologygpt.model.generate.AdapterOutcome.Reason;
import org.radiologygpt.model.generate.AdapterOutcome.Refused;
import org.radiologygpt.model.quantize.Quantized;
import org.radiologygpt.model.weights.LoraAdapter;
import org.radiologygpt.model.weights.ModelDigest;
import org.radiologygpt.model.weights.ModelFormatException;

/**
 * A base model and the adapters that share its weights, its slots and its batches. Any thread may load and unload.
 *
 * <p>An adapter answers as the base model with the adapter merged would, up to the rounding of sums; in a quantised
 * precision the base is rounded and the adapter is not, which is nearer to the unquantised model than a merged and rounded
 * one, and has a digest of its own.
 */
public final class AdaptedModel implements AutoCloseable {
    private final LoadedModel base;
    private final Scheduler scheduler;
    private final ModelDigest digest;

    private AdaptedModel(LoadedModel base, Scheduler scheduler, ModelDigest digest) {
        this.base = base;
        this.scheduler = scheduler;
        this.digest = digest;
    }

    /**
     * Opens a model directory in Hugging Face layout.
     *
     * @param name of the base model; else that of its directory
     * @param decoding says how many adapters, and which, there is room for
     * @throws ModelFormatException naming the file and what is wrong with it
     * @throws org.radiologygpt.model.decode.DecoderException where the engine refuses the model
     */
    public static AdaptedModel open(
            Path modelDirectory, Optional<String> name, DecoderOptions decoding, GeneratorOptions scheduling) {
        return open(modelDirectory, name, decoding, scheduling, DecoderSource.CPU);
    }

    /** The same on other decoders. */
    public static AdaptedModel open(
            Path modelDirectory,
            Optional<String> name,
            DecoderOptions decoding,
            GeneratorOptions scheduling,
            DecoderSource decoders) {
        ModelDigest digest = ModelDigest.begin(modelDirectory);
        LoadedModel opened =
                ModelOpening.open(modelDirectory, Optional.empty(), digest.value(), decoding, scheduling, decoders);
        return new AdaptedModel(name.map(opened::named).orElse(opened), (Scheduler) opened.generator(), digest);
    }

    /** The base model alone; closing it closes all. */
    public LoadedModel base() {
        return base;
    }

    /**
     * Reads an adapter, puts it into a free place and verifies it: its files did not change meanwhile, they have the digest
     * asked for, and it answers its {@link Canary} prompt.
     *
     * @param name what requests will call it
     * @param directory in PEFT's layout
     * @param expected the digest that {@link LoadedModel#digest} will tell, or that of the base model's and the adapter's
     *     files as stored
     * @param deadline for the canary's answer
     * @throws GenerationException where the model cannot answer now: it is closed, overloaded or too slow
     */
    public AdapterOutcome load(String name, Path directory, Optional<String> expected, Duration deadline) {
        try {
            String stored = digest.with(directory);
            String served = Quantized.digestBeside(stored, base.precision());
            if (expected.isPresent()
                    && !expected.get().equals(stored)
                    && !expected.get().equals(served)) {
                return new Refused(Reason.WRONG_DIGEST, "the adapter's digest is " + served + ", not the one given");
            }
            Canary canary = Canary.read(directory);
            AdapterLoad load = scheduler.load(LoraAdapter.read(directory));
            return verified(load, canary, directory, stored, deadline, () -> model(name, directory, served, load));
        } catch (ModelFormatException e) {
            return new Refused(Reason.BAD_ADAPTER, e.getMessage());
        } catch (NoPlaceException e) {
            return new Refused(Reason.NO_PLACE, e.getMessage());
        }
    }

    private AdapterOutcome verified(
            AdapterLoad load,
            Canary canary,
            Path directory,
            String stored,
            Duration deadline,
            Supplier<LoadedModel> describing) {
        boolean right = false;
        try {
            LoadedModel model = describing.get();
            if (!digest.with(directory).equals(stored)) {
                return new Refused(Reason.WRONG_DIGEST, "the adapter's files changed while they were read");
            }
            Optional<String> wrong = scheduler.copies(load).stream()
                    .flatMap(copy -> canary.ask(copy, deadline).stream())
                    .findFirst();
            right = wrong.isEmpty();
            return right ? new Loaded(model) : new Refused(Reason.CANARY_FAILED, wrong.get());
        } finally {
            if (!right) {
                AdapterChanges.join(scheduler.unload(load));
            }
        }
    }

    private LoadedModel model(String name, Path directory, String served, AdapterLoad load) {
        return new LoadedModel(
                name,
                served,
                Optional.of(base.name()),
                ModelOpening.written(directory),
                base.precision(),
                base.contextTokens(),
                base.chatTemplate(),
                new AdapterGenerator(scheduler, load));
    }

    /**
     * Lets an adapter go: it takes no new request, those it has are answered to their end.
     *
     * @param adapter one that {@link #load} gave
     * @return completes when its place is free
     */
    public CompletableFuture<Void> unload(LoadedModel adapter) {
        if (adapter.generator() instanceof AdapterGenerator generator && generator.scheduler() == scheduler) {
            return scheduler.unload(generator.adapter());
        }
        throw new IllegalArgumentException(adapter.name() + " is no adapter of " + base.name());
    }

    /** Ends running requests with an error and frees native memory. */
    @Override
    public void close() {
        base.close();
    }
}
