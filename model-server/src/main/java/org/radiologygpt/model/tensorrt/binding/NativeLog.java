package org.radiologygpt.model.tensorrt.binding;

import org.bytedeco.tensorrt.nvinfer.ILogger;

/** TensorRT's logger. It must be kept as long as anything that was made with it. */
public final class NativeLog extends ILogger {
    private final LogLines lines;

    /** @param lines takes all */
    public NativeLog(LogLines lines) {
        this.lines = lines;
    }

    @Override
    public void log(Severity severity, String message) {
        try {
            lines.add(severity.value, message);
        } catch (RuntimeException | Error e) {
            // TensorRT's callers are noexcept: what is thrown through them ends the process.
            System.err.println("a line of TensorRT was lost: " + e);
        }
    }
}
