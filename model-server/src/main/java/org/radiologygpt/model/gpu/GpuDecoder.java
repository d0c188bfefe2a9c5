package org.radiologygpt.model.gpu;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.radiologygpt.model.decode.Decoder;
import org.radiologygpt.model.decode.DeviceStatus;
import org.radiologygpt.model.decode.HeldTokens;
import org.radiologygpt.model.gpu.Passes.Pass;
import org.radiologygpt.model.gpu.Passes.Shape;
import org.radiologygpt.model.graph.DeviceForm;
import org.radiologygpt.model.graph.LlamaGraph;
import org.radiologygpt.model.weights.AdapterLimits;
import org.radiologygpt.model.weights.LlamaConfig;
import org.radiologygpt.model.weights.LlamaWeights;
import org.radiologygpt.model.weights.LoraAdapter;

/**
 * The decoder on a GPU. Prompts run alone, in chunks, over their own part of the cache; a step runs over the first rows of
 * it, in one pass whatever the sequences' lengths and adapters.
 */
public final class GpuDecoder implements Decoder {
    private static final int NOBODY = -1;

    private final Device device;
    private final Buckets buckets;
    private final HeldTokens held;
    private final DeviceCache cache;
    private final DeviceAdapters adapters;
    private final Passes passes;
    private boolean closed;

    private GpuDecoder(LlamaWeights weights, GpuOptions options, Buckets buckets, Device device) {
        LlamaConfig config = weights.config();
        this.device = device;
        this.buckets = buckets;
        held = new HeldTokens(options.slots(), options.maxTokens(), config.vocabSize());
        Profiles profiles = new Profiles(config, options.adapters(), buckets);
        Supplier<DeviceEngine> engine = engine(weights, options, profiles.all());
        KvLayout layout = KvLayout.of(config, options, buckets.capacity());
        cache = new DeviceCache(device, layout, buckets);
        adapters = new DeviceAdapters(device, config, options);
        passes = new Passes(device, engine, profiles, options, layout, cache, adapters);
    }

    private Supplier<DeviceEngine> engine(LlamaWeights weights, GpuOptions options, List<Profile> profiles) {
        DeviceForm form = new DeviceForm(options.type(), options.maxTokens(), buckets.mostNew(), options.readout());
        return device.build(
                files -> LlamaGraph.emit(weights.config(), weights.types(), files, form, options.adapters()),
                weights.tensors(),
                profiles);
    }

    /**
     * Puts a model on a device, which it closes from now on, and runs each shape of a pass before anybody waits for it.
     *
     * @throws org.radiologygpt.model.decode.DecoderException where there is no memory for it, or the device fails
     */
    public static Decoder open(LlamaWeights weights, GpuOptions options, Device device) {
        int maxTokens = Math.min(options.maxTokens(), weights.config().maxPositions());
        Buckets buckets = Buckets.of(options.slots(), maxTokens);
        Decoder decoder = open(weights, options.withMaxTokens(maxTokens), buckets, device);
        try {
            new WarmUp(decoder, buckets).run();
            return decoder;
        } catch (RuntimeException | Error e) {
            decoder.close();
            throw e;
        }
    }

    static Decoder open(LlamaWeights weights, GpuOptions options, Buckets buckets, Device device) {
        try {
            return new GpuDecoder(weights, options, buckets, device);
        } catch (RuntimeException | Error e) {
            device.close();
            throw e;
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
        cache.clean(slot, length);
    }

    @Override
    public Optional<DeviceStatus> device() {
        DeviceStatus status = device.status();
        return Optional.of(cache.broken() ? status.asLost() : status);
    }

    @Override
    public AdapterLimits adapters() {
        return adapters.limits();
    }

    @Override
    public void load(int place, LoraAdapter adapter) {
        held.checkUnused(place, adapters(), adapters::placeOf);
        adapters.load(place, adapter);
    }

    @Override
    public void unload(int place) {
        held.checkUnused(place, adapters(), adapters::placeOf);
        adapters.unload(place);
    }

    @Override
    public void use(int slot, int place) {
        held.length(slot);
        if (place != adapters.placeOf(slot)) {
            held.checkUse(slot, place, adapters());
            adapters.use(slot, place);
        }
    }

    @Override
    public float[] prefill(int slot, int[] tokens) {
        held.checkPrefill(slot, tokens);
        int before = held.length(slot);
        fit(before + tokens.length);
        if (before == 0) {
            cache.clean(slot, 0);
        }
        for (int from = 0; from < tokens.length; from += buckets.mostNew()) {
            int to = Math.min(tokens.length, from + buckets.mostNew());
            chunk(slot, before + from, Arrays.copyOfRange(tokens, from, to));
        }
        float[] logits = passes.logits(1)[0];
        watch(slot, logits);
        held.append(tokens.length, slot);
        return logits;
    }

    private void chunk(int slot, int before, int[] tokens) {
        int padded = buckets.newTokens(tokens.length);
        long[] ids = new long[padded];
        Arrays.setAll(ids, i -> i < tokens.length ? tokens[i] : 0);
        int row = cache.row(slot);
        Shape shape = new Shape(row, 1, padded, buckets.pitch(before), cache.pitch());
        passes.run(new Pass(shape, ids, new long[] {before}, new long[] {tokens.length - 1}, new int[] {slot}));
        cache.append(row, before, passes.added(0, padded), tokens.length);
    }

    @Override
    public float[][] step(int[] slots, int[] tokens) {
        held.checkStep(slots, tokens);
        int rows = buckets.rows(slots.length);
        fit(IntStream.of(slots).map(held::length).max().orElseThrow() + 1);
        cache.gather(slots, rows, slot -> held.length(slot) == 0);
        passes.run(pass(rows, slots, tokens));
        for (int slot : slots) {
            cache.append(cache.row(slot), held.length(slot), passes.added(cache.row(slot), 1), 1);
        }
        float[][] byRow = passes.logits(rows);
        float[][] logits =
                IntStream.of(slots).mapToObj(slot -> byRow[cache.row(slot)]).toArray(float[][]::new);
        IntStream.range(0, slots.length).forEach(i -> watch(slots[i], logits[i]));
        held.append(1, slots);
        return logits;
    }

    /** Rows of no active slot compute what nobody reads. */
    private Pass pass(int rows, int[] slots, int[] tokens) {
        long[] ids = new long[rows];
        long[] before = new long[rows];
        int[] slotOf = new int[rows];
        Arrays.fill(slotOf, NOBODY);
        for (int i = 0; i < slots.length; i++) {
            int row = cache.row(slots[i]);
            ids[row] = tokens[i];
            before[row] = held.length(slots[i]);
            slotOf[row] = slots[i];
        }
        int past = rows == 1 ? buckets.pitch((int) before[0]) : cache.pitch();
        return new Pass(new Shape(0, rows, 1, past, cache.pitch()), ids, before, new long[rows], slotOf);
    }

    private void fit(int wanted) {
        cache.fit(Math.max(wanted, IntStream.of(held.lengths()).max().orElseThrow()));
    }

    /** Keys or values that are no finite numbers make all logits of the sequence no numbers. */
    private void watch(int slot, float[] logits) {
        if (Float.isNaN(logits[0])) {
            cache.taint(slot);
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            try (device) {
                passes.close();
            }
        }
    }
}
