package org.radiologygpt.model.quantize;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.radiologygpt.model.weights.DType;
import org.radiologygpt.model.weights.LlamaTensors;
import org.radiologygpt.model.weights.LlamaWeights;
import org.radiologygpt.model.weights.LoraAdapter;
import org.radiologygpt.model.weights.ModelFormatException;
import org.radiologygpt.model.weights.Rows;
import org.radiologygpt.model.weights.Tensor;

/**
 * A model, the adapter to put into it, and the precision it is to have; nothing is computed before it is asked for.
 *
 * <p>An adapter is merged first and the sum rounded, a row at a time, so that neither the model nor the sum exists in 32
 * bits. Rounding uses the common pool's threads.
 */
public final class Quantized {
    /** To be raised whenever the same weights would be rounded or laid out otherwise. */
    static final String FORMAT = "radiology-gpt quantized 1";

    private static final int ROWS_AT_ONCE = 64;

    private final LlamaWeights base;
    private final Optional<LoraAdapter> adapter;
    private final Precision precision;
    private final Set<String> matrices;

    /**
     * Of a base model.
     *
     * @param precision of 8 or 4 bits
     * @throws ModelFormatException where the adapter changes a matrix that the base model has not
     */
    public Quantized(LlamaWeights base, Optional<LoraAdapter> adapter, Precision precision) {
        this.base = base;
        this.adapter = adapter;
        this.precision = precision;
        matrices = LlamaTensors.matrices(base.config());
        adapter.ifPresent(lora -> lora.targets().forEach(base::target));
    }

    /**
     * Identity of what answers in a precision: two precisions of one model are two models.
     *
     * @param digest of model and adapter as they are stored
     * @return the same in {@code f32}, else {@code sha256:} and 64 hexadecimal digits
     */
    public static String digest(String digest, Precision precision) {
        return precision.quantized() ? "sha256:" + Sha256.of(FORMAT + "\n" + digest + "\n" + precision) : digest;
    }

    /**
     * Identity of what answers with a rounded base model and an adapter beside it that is not rounded.
     *
     * @param digest of model and adapter as they are stored
     * @return the same in {@code f32}, where merged or beside makes no difference but in rounding sums
     */
    public static String digestBeside(String digest, Precision precision) {
        return precision.quantized()
                ? "sha256:" + Sha256.of(FORMAT + "\n" + digest + "\n" + precision + "\nadapter beside")
                : digest;
    }

    /**
     * Every tensor that a graph of this precision needs: instead of each matrix its blocks and scales, computed now into
     * native memory; the others as stored.
     */
    public Map<String, Tensor> inMemory() {
        Map<String, Tensor> tensors = stored();
        for (String matrix : matrices) {
            BlockLayout layout = layout(matrix);
            ByteBuffer blocks = buffer(layout.blocksSize());
            ByteBuffer scales = buffer(layout.scalesSize());
            quantize(matrix, blocks, scales);
            add(tensors, BlockLayout.blocksName(matrix), DType.U8, layout.blocksShape(), blocks);
            add(tensors, BlockLayout.scalesName(matrix), DType.F32, layout.scalesShape(), scales);
        }
        return tensors;
    }

    /**
     * The same, with blocks and scales in a mapped file, which is written where it is not there yet.
     *
     * @param directory where such files are kept
     * @param digest of model and adapter together
     * @throws ModelFormatException where the file can neither be read nor written
     */
    public Map<String, Tensor> cached(Path directory, String digest) {
        Map<String, Tensor> tensors = stored();
        tensors.putAll(new QuantizedCache(directory, digest, this).open());
        return tensors;
    }

    Precision precision() {
        return precision;
    }

    /** Names of the matrices that have blocks, in a fixed order. */
    Set<String> matrices() {
        return matrices;
    }

    BlockLayout layout(String matrix) {
        return BlockLayout.of(base.tensors().get(matrix).shape(), precision);
    }

    /** Rounds one matrix into buffers of its layout's sizes; several threads share the rows. */
    void quantize(String matrix, ByteBuffer blocks, ByteBuffer scales) {
        Rows rows = rows(matrix);
        BlockLayout layout = layout(matrix);
        int parts = (layout.rows() + ROWS_AT_ONCE - 1) / ROWS_AT_ONCE;
        try {
            IntStream.range(0, parts).parallel().forEach(part -> {
                RowQuantizer quantizer = new RowQuantizer(rows, layout);
                int end = Math.min(layout.rows(), (part + 1) * ROWS_AT_ONCE);
                for (int row = part * ROWS_AT_ONCE; row < end; row++) {
                    quantizer.quantize(row, blocks, scales);
                }
            });
        } catch (ModelFormatException e) {
            throw new ModelFormatException("tensor " + matrix + ": " + e.getMessage(), e);
        }
    }

    private Rows rows(String matrix) {
        Tensor tensor = base.tensors().get(matrix);
        return adapter.filter(lora -> lora.targets().contains(matrix))
                .map(lora -> lora.rows(tensor))
                .orElseGet(() -> Rows.of(tensor));
    }

    /** The tensors that are no such matrix; a tied embedding table is both. */
    private Map<String, Tensor> stored() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        base.tensors().forEach((name, tensor) -> {
            if (!matrices.contains(name) || name.equals(LlamaTensors.EMBEDDING)) {
                tensors.put(name, merged(name, tensor));
            }
        });
        return tensors;
    }

    private Tensor merged(String name, Tensor tensor) {
        return adapter.filter(lora -> lora.targets().contains(name))
                .map(lora -> lora.merge(tensor))
                .orElse(tensor);
    }

    static ByteBuffer buffer(long bytes) {
        return ByteBuffer.allocateDirect(Math.toIntExact(bytes)).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static void add(Map<String, Tensor> tensors, String name, DType type, long[] shape, ByteBuffer data) {
        tensors.put(name, new Tensor(name, type, shape, Path.of(""), Tensor.NOT_IN_A_FILE, data));
    }
}
