package org.radiologygpt.model.gpu;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.radiologygpt.model.decode.Decoder;
import org.radiologygpt.model.gpu.DeviceEngine.Binding;
import org.radiologygpt.model.gpu.FactorLayout.Matrix;
import org.radiologygpt.model.graph.AdapterNames;
import org.radiologygpt.model.weights.AdapterLimits;
import org.radiologygpt.model.weights.DType;
import org.radiologygpt.model.weights.FloatEncoder;
import org.radiologygpt.model.weights.LlamaConfig;
import org.radiologygpt.model.weights.LoraAdapter;
import org.radiologygpt.model.weights.LoraAdapter.Factors;
import org.radiologygpt.model.weights.ModelFormatException;

/**
 * The factors of all places on the device, and which slot uses which place. An adapter comes by copies beside the passes,
 * whose rows do not see the columns of a place that they do not use.
 */
final class DeviceAdapters {
    private final Device device;
    private final LlamaConfig config;
    private final AdapterLimits limits;
    private final DType type;
    private final FactorLayout layout;
    private final long memory;
    private final int[] placeOfSlot;
    private final boolean[] loaded;

    /** A place's part of both factors: {@code a [in, rank]}, {@code b [rank, out]}. */
    private record Encoded(ByteBuffer a, ByteBuffer b) {}

    DeviceAdapters(Device device, LlamaConfig config, GpuOptions options) {
        this.device = device;
        this.config = config;
        limits = options.adapters();
        type = options.type();
        layout = FactorLayout.of(config, options);
        memory = layout.matrices().isEmpty() ? 0 : device.allocate(layout.bytes());
        placeOfSlot = new int[options.slots()];
        Arrays.fill(placeOfSlot, Decoder.BASE);
        loaded = new boolean[limits.places()];
    }

    AdapterLimits limits() {
        return limits;
    }

    int placeOf(int slot) {
        return placeOfSlot[slot];
    }

    /** Copies an adapter into a place; what was there is gone. Nothing changes where it does not fit. */
    synchronized void load(int place, LoraAdapter adapter) {
        limits.check(adapter, config);
        Map<Matrix, Encoded> all = new LinkedHashMap<>();
        layout.matrices().forEach((name, matrix) -> all.put(matrix, encoded(name, matrix, adapter)));
        unload(place);
        all.forEach((matrix, encoded) -> {
            device.write(memory + layout.staging(), encoded.a());
            device.copy(layout.columns(memory, matrix, place), layout.staged(memory, matrix), layout.extent(matrix));
            device.write(memory + layout.rows(matrix, place), encoded.b());
        });
        loaded[place] = true;
    }

    /** Zeros where the adapter does not change the matrix, and for the ranks that it has not. */
    private Encoded encoded(String name, Matrix matrix, LoraAdapter adapter) {
        float[] a = new float[matrix.in() * limits.rank()];
        float[] b = new float[limits.rank() * matrix.out()];
        if (adapter.targets().contains(name)) {
            Factors factors = adapter.factors(name, new long[] {matrix.out(), matrix.in()});
            transpose(factors.a().toFloats(), adapter.rank(), matrix.in(), 1, a, limits.rank());
            transpose(factors.b().toFloats(), matrix.out(), adapter.rank(), adapter.scale(), b, matrix.out());
        }
        return new Encoded(encoded(name, a), encoded(name, b));
    }

    private static void transpose(float[] from, int rows, int columns, double scale, float[] to, int width) {
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                to[column * width + row] = (float) (scale * from[row * columns + column]);
            }
        }
    }

    private ByteBuffer encoded(String name, float[] values) {
        for (float value : values) {
            if (!FloatEncoder.fits(value, type)) {
                throw new ModelFormatException(
                        "the adapter's matrices for " + name + " exceed what " + type + " holds");
            }
        }
        return FloatEncoder.encode(values, type);
    }

    /** Empties a place: from now on no row can use it; its numbers stay until others come. */
    void unload(int place) {
        loaded[place] = false;
        for (int slot = 0; slot < placeOfSlot.length; slot++) {
            if (placeOfSlot[slot] == place) {
                placeOfSlot[slot] = Decoder.BASE;
            }
        }
    }

    /** Lets a slot use a place, or the base model alone. */
    void use(int slot, int place) {
        if (place != Decoder.BASE && !loaded[place]) {
            throw new IllegalArgumentException("place " + place + " holds no adapter");
        }
        placeOfSlot[slot] = place;
    }

    /** Marks the columns that a row of a pass uses. */
    void mark(ByteBuffer mask, int row, int slot) {
        int place = placeOfSlot[slot];
        for (int i = 0; place != Decoder.BASE && i < limits.rank(); i++) {
            mask.put(row * limits.columns() + place * limits.rank() + i, (byte) 1);
        }
    }

    /** Binds the factors, which never move. */
    void bind(Map<String, Binding> bindings) {
        layout.matrices().forEach((name, matrix) -> {
            long columns = limits.columns();
            bindings.put(AdapterNames.a(name), new Binding(memory + matrix.a(), List.of((long) matrix.in(), columns)));
            bindings.put(AdapterNames.b(name), new Binding(memory + matrix.b(), List.of(columns, (long) matrix.out())));
        });
    }
}
