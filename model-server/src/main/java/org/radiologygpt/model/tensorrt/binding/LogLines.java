package org.radiologygpt.model.tensorrt.binding;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * What TensorRT said: errors are kept until they are asked for, since its calls answer only with null or false. Threads
 * that TensorRT starts say things too.
 */
public final class LogLines {
    /** ILogger::Severity: 0 internal error, 1 error, 2 warning, 3 information, 4 everything. */
    private static final int ERROR = 1;

    private static final int MOST = 8;

    private final BiConsumer<Integer, String> onward;
    private final List<String> errors = new ArrayList<>();

    /** @param onward takes each line with its severity */
    public LogLines(BiConsumer<Integer, String> onward) {
        this.onward = onward;
    }

    /** One line of TensorRT. */
    public void add(int severity, String line) {
        onward.accept(severity, line);
        if (severity <= ERROR) {
            synchronized (this) {
                if (errors.size() < MOST) {
                    errors.add(line.strip());
                }
            }
        }
    }

    /**
     * A sentence on a call that failed, with the errors said since the last such sentence.
     *
     * @param what failed, as {@code "TensorRT could not read the plan"}
     */
    public synchronized String failure(String what) {
        String sentence = errors.isEmpty() ? what + " and said no reason" : what + ": " + String.join("; ", errors);
        errors.clear();
        return sentence;
    }
}
