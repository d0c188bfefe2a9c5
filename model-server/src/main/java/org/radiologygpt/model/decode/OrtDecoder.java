package org.radiologygpt.model.decode;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import ai.onnxruntime.OrtException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.radiologygpt.model.decode.StepPlan.Run;
import org.radiologygpt.model.graph.Dialect;
import org.radiologygpt.model.weights.AdapterLimits;
import org.radiologygpt.model.weights.LlamaConfig;
import org.radiologygpt.model.weights.LlamaWeights;
import org.radiologygpt.model.weights.LoraAdapter;
import org.radiologygpt.model.weights.ModelFormatException;
import org.radiologygpt.model.weights.Tensor;

/**
 * The decoder on ONNX Runtime through DJL.
 *
 * <p>A prompt runs alone in its slot's own cache; a step runs all its slots in one pass where they are neighbours,
 * whatever their lengths, and in a few passes where they are not ({@link StepPlan}).
 */
public final class OrtDecoder implements Decoder {
    private final Model model;
    private final LlamaBlock block;
    private final HeldTokens held;
    private boolean closed;

    private OrtDecoder(Model model, LlamaBlock block, int vocabSize, DecoderOptions options) {
        this.model = model;
        this.block = block;
        held = new HeldTokens(options.slots(), options.maxTokens(), vocabSize);
    }

    /**
     * Opens a model directory in Hugging Face layout.
     *
     * @throws ModelFormatException naming what is missing or wrong in the model or the adapter
     * @throws DecoderException where ONNX Runtime refuses the model or memory does not suffice
     */
    public static Decoder open(Path modelDirectory, DecoderOptions options) {
        return open(modelDirectory, options, () -> Prepared.digest(modelDirectory, options));
    }

    /**
     * Opens a model directory whose digest may be known.
     *
     * @param digest that of the model and the adapter; asked for where quantised weights are kept in a cache
     */
    public static Decoder open(Path modelDirectory, DecoderOptions options, Supplier<String> digest) {
        Prepared model = Prepared.of(modelDirectory, options, digest);
        return open(model.config(), model.tensors(), model.dialect(), options);
    }

    static Decoder open(LlamaWeights weights, Dialect dialect, DecoderOptions options) {
        return open(weights.config(), weights.tensors(), dialect, options);
    }

    private static Decoder open(
            LlamaConfig config, Map<String, Tensor> tensors, Dialect dialect, DecoderOptions options) {
        Engine engine = Djl.engine();
        DecoderOptions fitting = options.withMaxTokens(Math.min(options.maxTokens(), config.maxPositions()));
        try {
            LlamaBlock block = new LlamaBlock(config, tensors, dialect, fitting);
            Model model = engine.newModel("llama", Device.cpu());
            model.setBlock(block);
            return new OrtDecoder(model, block, config.vocabSize(), fitting);
        } catch (OrtException e) {
            throw new DecoderException("ONNX Runtime refuses the model: " + e.getCode(), e);
        } catch (OutOfMemoryError e) {
            throw new DecoderException(
                    "no memory for " + fitting.slots() + " slots of " + fitting.maxTokens() + " tokens and "
                            + fitting.adapters().places()
                            + " places for adapters: ask for fewer, or raise -XX:MaxDirectMemorySize",
                    e);
        }
    }

    @Override
    public int slots() {
        return held.slots();
    }

    @Override
    public int maxTokens() {
        return held.maxTokens();
    }

    @Override
    public int vocabSize() {
        return held.vocabSize();
    }

    @Override
    public int length(int slot) {
        return held.length(slot);
    }

    @Override
    public void truncate(int slot, int length) {
        held.truncate(slot, length);
        if (length == 0) {
            block.emptied(slot);
        }
    }

    @Override
    public AdapterLimits adapters() {
        return block.adapters().limits();
    }

    @Override
    public void load(int place, LoraAdapter adapter) {
        held.checkUnused(place, adapters(), block.adapters()::placeOf);
        block.adapters().load(place, adapter);
    }

    @Override
    public void unload(int place) {
        held.checkUnused(place, adapters(), block.adapters()::placeOf);
        block.adapters().unload(place);
    }

    @Override
    public void use(int slot, int place) {
        held.length(slot);
        if (place != block.adapters().placeOf(slot)) {
            held.checkUse(slot, place, adapters());
            block.adapters().use(slot, place);
        }
    }

    @Override
    public float[] prefill(int slot, int[] tokens) {
        held.checkPrefill(slot, tokens);
        float[] logits = forward(new Run(slot, 1), ids(tokens), tokens.length);
        held.append(tokens.length, slot);
        return logits;
    }

    @Override
    public float[][] step(int[] slots, int[] tokens) {
        held.checkStep(slots, tokens);
        long[] tokenOfSlot = new long[slots()];
        IntStream.range(0, slots.length).forEach(i -> tokenOfSlot[slots[i]] = tokens[i]);
        float[][] bySlot = new float[slots()][];
        for (Run run : StepPlan.of(slots, held.lengths(), maxTokens())) {
            stepRun(run, tokenOfSlot, bySlot);
        }
        held.append(1, slots);
        return Arrays.stream(slots).mapToObj(slot -> bySlot[slot]).toArray(float[][]::new);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            model.close();
            block.close();
        }
    }

    private void stepRun(Run run, long[] tokenOfSlot, float[][] bySlot) {
        long[] ids = Arrays.copyOfRange(tokenOfSlot, run.first(), run.first() + run.count());
        float[] logits = forward(run, ids, 1);
        for (int row = 0; row < run.count(); row++) {
            bySlot[run.first() + row] = Arrays.copyOfRange(logits, row * vocabSize(), (row + 1) * vocabSize());
        }
    }

    private float[] forward(Run run, long[] ids, int newTokens) {
        int[] past = Arrays.copyOfRange(held.lengths(), run.first(), run.first() + run.count());
        try (NDManager manager = model.getNDManager().newSubManager()) {
            NDList inputs = new NDList(
                    manager.create(ids, new Shape(run.count(), newTokens)),
                    manager.create(past),
                    manager.create(new int[] {run.first()}));
            return block.forward(new ParameterStore(manager, false), inputs, false)
                    .singletonOrThrow()
                    .toFloatArray();
        }
    }

    private static long[] ids(int[] tokens) {
        return Arrays.stream(tokens).asLongStream().toArray();
    }
}
