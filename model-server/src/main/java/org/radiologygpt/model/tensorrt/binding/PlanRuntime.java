package org.radiologygpt.model.tensorrt.binding;

import ai.djl.engine.EngineException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Path;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.tensorrt.global.nvinfer;
import org.bytedeco.tensorrt.nvinfer.ICudaEngine;
import org.bytedeco.tensorrt.nvinfer.IRuntime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads plans, and keeps what TensorRT says. The libraries must be open. */
public final class PlanRuntime {
    private static final Logger LOG = LoggerFactory.getLogger("TensorRT");
    private static final long CHUNK = 1L << 28;

    private static final LogLines SAID = new LogLines(PlanRuntime::told);

    /** One for good and for all: TensorRT keeps the first it is given, and its engines outlive whoever opened them. */
    private static NativeLog log;

    /** A runtime; whatever it makes calls it as long as it is used. */
    public IRuntime runtime() {
        IRuntime runtime = nvinfer.createInferRuntime(log());
        if (isNull(runtime)) {
            throw new EngineException(SAID.failure("TensorRT made no runtime"));
        }
        return runtime;
    }

    /** What TensorRT said. */
    public LogLines said() {
        return SAID;
    }

    private static synchronized NativeLog log() {
        if (log == null) {
            log = new NativeLog(SAID);
        }
        return log;
    }

    /** TensorRT copies what it needs; it takes the plan in one piece, which Java cannot map beyond 2 GiB. */
    public ICudaEngine engine(IRuntime runtime, Path plan) {
        try (FileChannel file = FileChannel.open(plan)) {
            long size = file.size();
            Pointer memory = Pointer.malloc(Math.max(1, size));
            if (isNull(memory)) {
                throw new EngineException("no memory for the " + size + " bytes of " + plan);
            }
            try {
                read(file, new BytePointer(memory), size);
                ICudaEngine engine = runtime.deserializeCudaEngine(memory, size);
                if (isNull(engine)) {
                    throw new EngineException(SAID.failure("TensorRT could not read the plan " + plan));
                }
                return engine;
            } finally {
                Pointer.free(memory);
            }
        } catch (IOException e) {
            throw new EngineException("the plan " + plan + " cannot be read", e);
        }
    }

    private static void read(FileChannel file, BytePointer into, long size) throws IOException {
        for (long at = 0; at < size; at += CHUNK) {
            fill(into.position(at).limit(Math.min(size, at + CHUNK)).asByteBuffer(), file);
        }
    }

    /** What is not written would be whatever lay in memory, handed to TensorRT as machine code. */
    static void fill(ByteBuffer chunk, ReadableByteChannel file) throws IOException {
        while (chunk.hasRemaining()) {
            if (file.read(chunk) < 0) {
                throw new EOFException("it became shorter while it was read");
            }
        }
    }

    /** Whether TensorRT made nothing. */
    public static boolean isNull(Pointer made) {
        return made == null || Address.isNull(made.address());
    }

    private static void told(int severity, String line) {
        switch (severity) {
            case 0, 1 -> LOG.error(line);
            case 2 -> LOG.warn(line);
            case 3 -> LOG.info(line);
            default -> LOG.debug(line);
        }
    }
}
