package org.radiologygpt.model.gpu;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.radiologygpt.model.gpu.Device.Region;
import org.radiologygpt.model.gpu.DeviceEngine.Binding;
import org.radiologygpt.model.graph.AdapterNames;
import org.radiologygpt.model.graph.CacheNames;
import org.radiologygpt.model.graph.PassNames;
import org.radiologygpt.model.graph.Readout;
import org.radiologygpt.model.weights.LlamaConfig;

/** Runs passes: writes their small inputs, binds what lies on the device, and tells where the results are. */
final class Passes implements AutoCloseable {
    private final Device device;
    private final DeviceEngine engine;
    private final LlamaConfig config;
    private final Readout readout;
    private final Profiles profiles;
    private final PassLayout layout;
    private final DeviceCache cache;
    private final DeviceAdapters adapters;
    private final KvLayout kv;
    private final long memory;
    private final ByteBuffer given;
    private final ByteBuffer told;
    private final Map<Shape, Runnable> steps = new HashMap<>();

    /**
     * One pass over neighbouring rows.
     *
     * @param shape of it
     * @param ids new tokens, {@code [rows, newTokens]}
     * @param held tokens that each row held before
     * @param index which new token each row is read at
     * @param slots the slot of each row, or -1
     */
    record Pass(Shape shape, long[] ids, long[] held, long[] index, int[] slots) {}

    /**
     * What decides a pass's bindings.
     *
     * @param past tokens of the cache that are shown
     * @param pitch of the cache
     */
    record Shape(int firstRow, int rows, int newTokens, int past, int pitch) {}

    /**
     * Takes memory first and the engine last: what fails before it leaves no engine behind.
     *
     * @param built makes the engine
     */
    Passes(
            Device device,
            Supplier<DeviceEngine> built,
            Profiles profiles,
            GpuOptions options,
            KvLayout kv,
            DeviceCache cache,
            DeviceAdapters adapters) {
        this.device = device;
        this.profiles = profiles;
        this.config = profiles.config();
        this.readout = options.readout();
        this.kv = kv;
        this.cache = cache;
        this.adapters = adapters;
        layout = PassLayout.of(config, options, profiles.buckets(), kv);
        memory = device.allocate(layout.bytes());
        int rows = options.slots();
        int tokens = Math.max(rows, profiles.buckets().mostNew());
        given = device.buffer(
                Math.max(tokens * Long.BYTES, rows * adapters.limits().columns()));
        told = device.buffer(Math.multiplyExact(rows * Long.BYTES, readout.width(config)));
        engine = built.get();
    }

    void run(Pass pass) {
        write(layout.ids(), pass.ids());
        write(layout.held(), pass.held());
        write(layout.index(), pass.index());
        if (adapters.limits().columns() > 0) {
            device.write(memory + layout.mask(), mask(pass.slots()));
        }
        boolean step = pass.shape().newTokens() == 1;
        (step ? steps.computeIfAbsent(pass.shape(), this::prepared) : prepared(pass.shape())).run();
    }

    private Runnable prepared(Shape shape) {
        return engine.pass(bindings(shape));
    }

    private void write(long offset, long[] values) {
        given.asLongBuffer().put(values);
        device.write(memory + offset, given.slice(0, values.length * Long.BYTES));
    }

    private ByteBuffer mask(int[] slots) {
        ByteBuffer mask = given.slice(0, slots.length * adapters.limits().columns());
        mask.duplicate().put(new byte[mask.capacity()]);
        for (int row = 0; row < slots.length; row++) {
            if (slots[row] >= 0) {
                adapters.mark(mask, row, slots[row]);
            }
        }
        return mask;
    }

    private Map<String, Binding> bindings(Shape shape) {
        Map<String, List<Long>> shapes = profiles.shapes(shape.rows(), shape.newTokens(), shape.past());
        Map<String, Binding> bindings = new HashMap<>();
        adapters.bind(bindings);
        bind(bindings, shapes, PassNames.INPUT_IDS, layout.ids());
        bind(bindings, shapes, PassNames.PAST_LENGTHS, layout.held());
        bind(bindings, shapes, PassNames.LOGIT_INDEX, layout.index());
        if (shapes.containsKey(AdapterNames.MASK)) {
            bind(bindings, shapes, AdapterNames.MASK, layout.mask());
        }
        for (int layer = 0; layer < config.layers(); layer++) {
            bindCache(bindings, shape, CacheNames.pastKey(layer), CacheNames.presentKey(layer), 2 * layer);
            bindCache(bindings, shape, CacheNames.pastValue(layer), CacheNames.presentValue(layer), 2 * layer + 1);
        }
        bindResults(bindings, shape.rows());
        return Map.copyOf(bindings);
    }

    private void bind(Map<String, Binding> bindings, Map<String, List<Long>> shapes, String name, long offset) {
        bindings.put(name, new Binding(memory + offset, shapes.get(name)));
    }

    private void bindCache(Map<String, Binding> bindings, Shape shape, String past, String present, int plane) {
        bindings.put(
                past, new Binding(cache.address(plane, shape.firstRow()), profiles.tokens(shape.rows(), shape.past())));
        bindings.put(
                present,
                new Binding(
                        memory + layout.added() + plane * layout.addedPitch(),
                        profiles.tokens(shape.rows(), shape.newTokens())));
    }

    private void bindResults(Map<String, Binding> bindings, long rows) {
        List<Long> shape = List.of(rows, (long) readout.width(config));
        if (readout == Readout.WHOLE) {
            bindings.put(PassNames.LOGITS, new Binding(memory + layout.values(), shape));
        } else {
            bindings.put(PassNames.TOP_VALUES, new Binding(memory + layout.values(), shape));
            bindings.put(PassNames.TOP_IDS, new Binding(memory + layout.topIds(), shape));
            bindings.put(PassNames.LOG_SUM, new Binding(memory + layout.logSum(), List.of(rows, 1L)));
        }
    }

    /** Where the last pass left a row's new keys and values. */
    Region added(int row, int newTokens) {
        long address = memory + layout.added() + row * newTokens * kv.tokenBytes();
        return new Region(address, layout.addedPitch(), layout.addedPitch());
    }

    /** Logits of the last pass's rows. */
    float[][] logits(int rows) {
        int width = readout.width(config);
        FloatBuffer values = read(layout.values(), rows * width * Float.BYTES).asFloatBuffer();
        float[][] logits = new float[rows][width];
        for (float[] row : logits) {
            values.get(row);
        }
        return readout == Readout.WHOLE ? logits : spread(logits);
    }

    private float[][] spread(float[][] top) {
        long[][] ids = new long[top.length][readout.width(config)];
        LongBuffer allIds =
                read(layout.topIds(), top.length * ids[0].length * Long.BYTES).asLongBuffer();
        for (long[] row : ids) {
            allIds.get(row);
        }
        FloatBuffer sums = read(layout.logSum(), top.length * Float.BYTES).asFloatBuffer();
        for (int row = 0; row < top.length; row++) {
            top[row] = new Likeliest(top[row], ids[row], sums.get(row)).row(config.vocabSize());
        }
        return top;
    }

    private ByteBuffer read(long offset, int bytes) {
        ByteBuffer into = told.slice(0, bytes).order(ByteOrder.nativeOrder());
        device.read(memory + offset, into);
        return into;
    }

    @Override
    public void close() {
        engine.close();
    }
}
