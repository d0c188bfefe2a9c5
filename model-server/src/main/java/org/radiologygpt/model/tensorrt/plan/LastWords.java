package org.radiologygpt.model.tensorrt.plan;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A sentence on a process that ended without an answer. */
final class LastWords {
    private static final int LONGEST = 300;
    private static final Map<Integer, String> SIGNALS = Map.of(
            6, "SIGABRT: a library gave up",
            9, "SIGKILL: ended from outside, as when memory runs out",
            11, "SIGSEGV: a library read wrong memory",
            15, "SIGTERM: ended from outside");

    private LastWords() {}

    /**
     * The sentence.
     *
     * @param code its exit code; over 128 is a signal's number and 128
     * @param log what it said
     */
    static String sentence(int code, List<String> log) {
        String meaning = SIGNALS.containsKey(code - 128) ? " (" + SIGNALS.get(code - 128) + ")" : "";
        String words = words(log);
        return "the building process ended with code " + code + meaning + " before it answered"
                + (words.isEmpty() ? " and said nothing" : "; its last words: " + words);
    }

    /** A dying JVM writes much: what a library said before it comes first. */
    private static String words(List<String> log) {
        return last(log.stream()
                        .filter(line -> line.startsWith("TensorRT error: ")
                                || line.startsWith("terminate called")
                                || line.strip().startsWith("what():"))
                        .toList())
                .or(() -> last(log.stream()
                        .filter(line -> !line.isBlank() && !line.startsWith("#"))
                        .toList()))
                .map(line ->
                        line.strip().substring(0, Math.min(LONGEST, line.strip().length())))
                .orElse("");
    }

    private static Optional<String> last(List<String> lines) {
        return lines.isEmpty() ? Optional.empty() : Optional.of(lines.get(lines.size() - 1));
    }
}
