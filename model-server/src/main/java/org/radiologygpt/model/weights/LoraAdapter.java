package org.radiologygpt.model.weights;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A LoRA adapter in PEFT's layout: {@code adapter_config.json} and {@code adapter_model.safetensors} (Hu et al. 2021).
 */
public final class LoraAdapter {
    private static final String FILE = "adapter_model.safetensors";
    private static final String PREFIX = "base_model.model.";
    private static final String A = ".lora_A.weight";
    private static final String B = ".lora_B.weight";

    private final LoraConfig config;
    private final Map<String, Factors> pairs = new TreeMap<>();

    /** Both factors of one matrix: {@code a [rank, in]}, {@code b [out, rank]}; the scale is in neither. */
    public record Factors(Tensor a, Tensor b) {

        /**
         * Whether every number is one, the scaled ones too.
         *
         * @throws ModelFormatException naming the matrix where one is not
         */
        void requireFinite(String matrix, double scale) {
            requireFinite(matrix, a.toFloats(), 1);
            requireFinite(matrix, b.toFloats(), scale);
        }

        private static void requireFinite(String matrix, float[] values, double scale) {
            for (float value : values) {
                if (!Float.isFinite((float) (scale * value))) {
                    throw new ModelFormatException(
                            "the adapter's matrices for " + matrix + " hold what is no finite number");
                }
            }
        }
    }

    private LoraAdapter(LoraConfig config) {
        this.config = config;
    }

    /**
     * Reads an adapter directory.
     *
     * @throws ModelFormatException naming the file or tensor that is missing, mismatched or not understood
     */
    public static LoraAdapter read(Path directory) {
        LoraAdapter adapter = new LoraAdapter(LoraConfig.read(directory));
        Safetensors file = Safetensors.openFile(directory.resolve(FILE));
        for (String name : file.tensors().keySet()) {
            adapter.add(file, name);
        }
        if (adapter.pairs.isEmpty()) {
            throw new ModelFormatException(FILE + " holds no LoRA matrices");
        }
        return adapter;
    }

    /** Rank of the factors. */
    public int rank() {
        return config.rank();
    }

    /** Factor of B·A: alpha / r, or alpha / √r where {@code use_rslora} is set (Kalajdzievski 2023). */
    public double scale() {
        return config.scale();
    }

    /** Names of the base model's tensors that it changes. */
    public Set<String> targets() {
        return Collections.unmodifiableSet(pairs.keySet());
    }

    /**
     * W + scale · B·A in native memory.
     *
     * @param base one of {@link #targets}
     * @return a tensor of 32-bit floats that lies in no file
     */
    public Tensor merge(Tensor base) {
        Rows rows = rows(base);
        ByteBuffer data = ByteBuffer.allocateDirect(Math.toIntExact(base.elements() * Float.BYTES));
        FloatBuffer merged = data.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
        float[] row = new float[rows.columns()];
        for (int out = 0; out < rows.count(); out++) {
            rows.copy(out, row);
            merged.put(row);
        }
        return new Tensor(base.name(), DType.F32, base.shape(), base.file(), Tensor.NOT_IN_A_FILE, data);
    }

    /**
     * W + scale · B·A, a row at a time: nothing is computed before it is asked for, and nothing kept.
     *
     * @param base one of {@link #targets}
     */
    public Rows rows(Tensor base) {
        Factors pair = factors(base.name(), base.shape());
        return new Merged(Rows.of(base), pair.a().toFloats(), pair.b().toFloats(), rank(), scale());
    }

    /**
     * The factors of one matrix.
     *
     * @param target one of {@link #targets}
     * @param shape {@code [out, in]} of the base model's matrix
     * @throws ModelFormatException where they make another shape
     */
    public Factors factors(String target, long[] shape) {
        Factors pair = pairs.get(target);
        long[] made = {pair.b().shape()[0], pair.a().shape()[1]};
        if (!Arrays.equals(shape, made)) {
            throw new ModelFormatException("the adapter's matrices for " + target + " make " + Arrays.toString(made)
                    + ", the base model has " + Arrays.toString(shape));
        }
        return pair;
    }

    private record Merged(Rows base, float[] a, float[] b, int rank, double scale) implements Rows {

        @Override
        public int count() {
            return base.count();
        }

        @Override
        public int columns() {
            return base.columns();
        }

        @Override
        public void copy(int row, float[] into) {
            base.copy(row, into);
            for (int r = 0; r < rank; r++) {
                float factor = (float) (scale * b[row * rank + r]);
                for (int in = 0; in < into.length; in++) {
                    into[in] += factor * a[r * into.length + in];
                }
            }
        }
    }

    private void add(Safetensors file, String name) {
        if (!name.startsWith(PREFIX) || !name.endsWith(A) && !name.endsWith(B)) {
            throw new ModelFormatException(FILE + ": tensor " + name + " is no LoRA matrix of a linear layer");
        }
        String module = name.substring(0, name.length() - A.length());
        Tensor a = factor(file, module + A, 0);
        Tensor b = factor(file, module + B, 1);
        pairs.put(module.substring(PREFIX.length()) + ".weight", new Factors(a, b));
    }

    private Tensor factor(Safetensors file, String name, int rankDimension) {
        Tensor tensor = file.tensor(name);
        if (tensor.shape().length != 2 || tensor.shape()[rankDimension] != rank()) {
            throw new ModelFormatException(FILE + ": tensor " + name + " has shape " + Arrays.toString(tensor.shape())
                    + ", its rank should be " + rank());
        }
        return tensor;
    }
}
