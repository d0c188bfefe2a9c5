package org.radiologygpt.model.gpu;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.radiologygpt.model.decode.DeviceStatus;
import org.radiologygpt.model.graph.ExternalData;
import org.radiologygpt.model.weights.Tensor;

/**
 * A GPU: its memory, copies in it, and engines on it.
 *
 * <p>An address is a number; what was allocated is one piece, so that addresses can be computed. Calls may return before
 * they took effect, but take effect in the order in which they were made, by whatever thread: one stream. Any thread may
 * {@link #write} and {@link #copy}.
 *
 * <p>Every call throws {@link org.radiologygpt.model.decode.DecoderException} with what is to be expected of the device.
 */
public interface Device extends AutoCloseable {
    /** Every address that an engine is given is a multiple of this, in bytes (TensorRT, {@code setTensorAddress}). */
    long ALIGNMENT = 256;

    /** Memory full of zeros, held until the device is closed; its address is a multiple of {@link #ALIGNMENT}. */
    long allocate(long bytes);

    /** Main memory that is copied fastest, in the machine's order of bytes; held until the device is closed. */
    default ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    }

    /** Copies what remains in a direct buffer, whose position stays; when it returns the buffer may be changed. */
    void write(long address, ByteBuffer from);

    /** Fills what remains of a direct buffer, whose position stays; when it returns the bytes are there. */
    void read(long address, ByteBuffer into);

    /** Copies a block; the two never overlap ({@code cudaMemcpy3DAsync}). */
    void copy(Region to, Region from, Extent extent);

    /** Fills a block with zeros ({@code cudaMemset3DAsync}). */
    void clear(Region region, Extent extent);

    /**
     * Builds an engine, which may take minutes and, for that time, much memory of the device.
     *
     * @param weights by name
     * @param profiles every pass has shapes within one of them; the first that takes them is the one to use
     * @return puts the engine on the device
     */
    Supplier<DeviceEngine> build(Graph graph, Map<String, Tensor> weights, List<Profile> profiles);

    /** How it is now; any thread may ask, also one that waits for nothing. */
    DeviceStatus status();

    /** Frees all memory. */
    @Override
    void close();

    /** A graph whose weights lie beside it. */
    interface Graph {
        /**
         * {@code ModelProto}.
         *
         * @param files where the engine's parser finds weights that it is not given otherwise
         */
        byte[] emit(Map<String, ExternalData> files);
    }

    /**
     * Where rows of planes lie.
     *
     * @param address of the first row of the first plane
     * @param rowPitch bytes from a row to the next
     * @param planePitch bytes from a plane to the next, a multiple of the row's
     */
    record Region(long address, long rowPitch, long planePitch) {}

    /**
     * How much of them.
     *
     * @param width bytes of a row
     * @param rows of a plane
     */
    record Extent(long width, int rows, int planes) {}
}
