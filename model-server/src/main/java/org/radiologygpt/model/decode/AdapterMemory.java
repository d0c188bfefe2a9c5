package org.radiologygpt.model.decode;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.radiologygpt.model.decode.CacheBinding.Pass;
import org.radiologygpt.model.graph.AdapterNames;
import org.radiologygpt.model.weights.AdapterLimits;
import org.radiologygpt.model.weights.LlamaConfig;
import org.radiologygpt.model.weights.LoraAdapter;

/**
 * The factors of all places in native memory, which every pass reads in place, and which slot uses which place. An adapter
 * comes and goes by a copy: neither session nor graph changes.
 */
final class AdapterMemory implements AutoCloseable {
    private final LlamaConfig config;
    private final AdapterLimits limits;
    private final Map<String, StackedFactors> factors = new LinkedHashMap<>();
    private final ByteBuffer mask;
    private final int[] placeOfSlot;
    private final boolean[] loaded;

    AdapterMemory(LlamaConfig config, AdapterLimits limits, int slots) throws OrtException {
        this.config = config;
        this.limits = limits;
        placeOfSlot = new int[slots];
        Arrays.fill(placeOfSlot, Decoder.BASE);
        loaded = new boolean[limits.places()];
        mask = ByteBuffer.allocateDirect(Math.multiplyExact(slots, limits.columns()));
        for (var matrix : limits.matrices(config).entrySet()) {
            factors.put(matrix.getKey(), new StackedFactors(matrix.getValue(), limits));
        }
    }

    AdapterLimits limits() {
        return limits;
    }

    int placeOf(int slot) {
        return placeOfSlot[slot];
    }

    /** Copies an adapter into a place; what was there is gone. Nothing changes where it does not fit. */
    void load(int place, LoraAdapter adapter) {
        limits.check(adapter, config);
        unload(place);
        factors.forEach((name, stacked) -> {
            stacked.clear(place);
            if (adapter.targets().contains(name)) {
                stacked.put(place, adapter.factors(name, stacked.shape()), adapter.scale());
            }
        });
        loaded[place] = true;
    }

    /** Empties a place: from now on no row can use it; its numbers stay until others come. */
    void unload(int place) {
        loaded[place] = false;
        for (int slot = 0; slot < placeOfSlot.length; slot++) {
            if (placeOfSlot[slot] == place) {
                use(slot, Decoder.BASE);
            }
        }
    }

    /** Lets a slot use a place, or the base model alone. */
    void use(int slot, int place) {
        if (place != Decoder.BASE && !loaded[place]) {
            throw new IllegalArgumentException("place " + place + " holds no adapter");
        }
        placeOfSlot[slot] = place;
        for (int column = 0; column < limits.columns(); column++) {
            boolean own = column / limits.rank() == place;
            mask.put(slot * limits.columns() + column, (byte) (own ? 1 : 0));
        }
    }

    void bind(Bindings bindings, Pass pass) throws OrtException {
        if (factors.isEmpty()) {
            return;
        }
        factors.forEach((name, stacked) -> {
            bindings.borrow(AdapterNames.a(name), stacked.a());
            bindings.borrow(AdapterNames.b(name), stacked.b());
        });
        int columns = limits.columns();
        ByteBuffer rows =
                mask.slice(pass.firstSlot() * columns, pass.rows() * columns).order(ByteOrder.nativeOrder());
        bindings.input(
                AdapterNames.MASK,
                OnnxTensor.createTensor(
                        OrtEnvironment.getEnvironment(),
                        rows,
                        new long[] {pass.rows(), 1, columns},
                        OnnxJavaType.BOOL));
    }

    @Override
    public void close() {
        factors.values().forEach(StackedFactors::close);
    }
}
