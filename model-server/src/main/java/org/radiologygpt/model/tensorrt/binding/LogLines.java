package org.radiologygpt.model.tensorrt.binding;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/**
 * What TensorRT said: errors are kept until they are asked for, since its calls answer only with null or false. It speaks
 * on the thread that calls it, and on threads of its own.
 */
public final class LogLines {
    /** ILogger::Severity: 0 internal error, 1 error, 2 warning, 3 information, 4 everything. */
    private static final int ERROR = 1;

    private static final int MOST = 32;

    private record Said(long thread, String line) {}

    private final BiConsumer<Integer, String> onward;
    private final List<Said> errors = new ArrayList<>();

    /** @param onward takes each line with its severity */
    public LogLines(BiConsumer<Integer, String> onward) {
        this.onward = onward;
    }

    /** One line of TensorRT. */
    public void add(int severity, String line) {
        onward.accept(severity, line);
        if (severity <= ERROR) {
            keep(new Said(Thread.currentThread().getId(), line.strip()));
        }
    }

    private synchronized void keep(Said error) {
        if (errors.size() == MOST) {
            errors.remove(0);
        }
        errors.add(error);
    }

    /**
     * A sentence on a call that failed, with the errors said on this thread since the last such sentence; those of
     * TensorRT's own threads where there are none.
     *
     * @param what failed, as {@code "TensorRT could not read the plan"}
     */
    public synchronized String failure(String what) {
        long thread = Thread.currentThread().getId();
        List<Said> mine =
                errors.stream().filter(error -> error.thread() == thread).toList();
        List<Said> told = mine.isEmpty() ? List.copyOf(errors) : mine;
        errors.removeAll(told);
        return told.isEmpty()
                ? what + " and said no reason"
                : what + ": " + told.stream().map(Said::line).collect(Collectors.joining("; "));
    }
}
