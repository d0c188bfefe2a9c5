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
        lines.add(severity.value, message);
    }
}
