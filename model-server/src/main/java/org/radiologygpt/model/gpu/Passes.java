package org.radiologygpt.model.gpu;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.radiologygpt.model.gpu.Device.Region;
import org.radiologygpt.model.gpu.DeviceEngine.Binding;
import org.radiologygpt.model.graph.AdapterNames;
import org.radiologygpt.model.graph.CacheNames;
import org.radiologygpt.model.graph.PassNames;
import org.radiologygpt.model.graph.Readout;
import org.radiologygpt.model.weights.LlamaConfig;

/** Runs passes: writes their small inputs, binds what lies on the device, and tells where the results are. */
final class Passes {
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
    private final Map<Shape, Map<String, Binding>> steps = new HashMap<>();

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

    Passes(
            Device device,
            DeviceEngine engine,
            Profiles profiles,
            GpuOptions options,
            KvLayout kv,
            DeviceCache cache,
            DeviceAdapters adapters) {
        this.device = device;
        this.engine = engine;
        this.profiles = profiles;
        this.config = profiles.config();
        this.readout = options.readout();
        this.kv = kv;
        this.cache = cache;
        this.adapters = adapters;
        layout = PassLayout.of(config, options, profiles.buckets(), kv);
        memory = device.allocate(layout.bytes());
    }

    void run(Pass pass) {
        write(layout.ids(), pass.ids());
        write(layout.held(), pass.held());
        write(layout.index(), pass.index());
        if (adapters.limits().columns() > 0) {
            device.write(memory + layout.mask(), mask(pass.slots()));
        }
        boolean step = pass.shape().newTokens() == 1;
        engine.run(step ? steps.computeIfAbsent(pass.shape(), this::bindings) : bindings(pass.shape()));
    }

    private void write(long offset, long[] values) {
        ByteBuffer bytes = buffer(values.length * Long.BYTES);
        bytes.asLongBuffer().put(values);
        device.write(memory + offset, bytes);
    }

    private ByteBuffer mask(int[] slots) {
        ByteBuffer mask = buffer(slots.length * adapters.limits().columns());
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
                past,
                new Binding(cache.address(plane, shape.firstRow()), profiles.tokens(shape.rows(), shape.past())));
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
        ByteBuffer values = read(layout.values(), rows * width * Float.BYTES);
        float[][] logits = new float[rows][width];
        for (int row = 0; row < rows; row++) {
            values.asFloatBuffer().get(row * width, logits[row]);
        }
        return readout == Readout.WHOLE ? logits : spread(logits);
    }

    private float[][] spread(float[][] top) {
        int width = readout.width(config);
        ByteBuffer ids = read(layout.topIds(), top.length * width * Long.BYTES);
        ByteBuffer sums = read(layout.logSum(), top.length * Float.BYTES);
        long[] own = new long[width];
        for (int row = 0; row < top.length; row++) {
            ids.asLongBuffer().get(row * width, own);
            top[row] = new Likeliest(top[row], own, sums.asFloatBuffer().get(row)).row(config.vocabSize());
        }
        return top;
    }

    private ByteBuffer read(long offset, int bytes) {
        ByteBuffer into = buffer(bytes);
        device.read(memory + offset, into);
        return into;
    }

    private static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    }
}
