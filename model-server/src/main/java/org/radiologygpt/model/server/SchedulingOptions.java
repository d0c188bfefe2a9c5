package org.radiologygpt.model.server;

import java.time.Duration;
import java.util.Optional;
import org.radiologygpt.model.generate.GeneratorOptions;
import picocli.CommandLine.Option;

/** The options by which {@code serve} decides whose turn it is. */
final class SchedulingOptions {
    @Option(names = "--queue", description = "Most requests that wait for a slot (default: 256).")
    private Optional<Integer> queue = Optional.empty();

    @Option(
            names = "--prefill-chunk",
            paramLabel = "TOKENS",
            description = "Tokens of prompts computed between two steps of the running answers, more where few of them"
                    + " run (default: 128, 256 on a GPU; fewer make their pace more even and prompts slower).")
    private Optional<Integer> chunk = Optional.empty();

    @Option(
            names = "--ageing",
            paramLabel = "SECONDS",
            description = "Waiting time after which a request of low priority gets one slot in four (default: 30).")
    private Optional<Integer> ageing = Optional.empty();

    /** @param usual tokens of a chunk where none are asked for */
    GeneratorOptions options(int usual) {
        GeneratorOptions options = GeneratorOptions.DEFAULT.withPrefillChunk(usual);
        options = queue.map(options::withQueue).orElse(options);
        options = chunk.map(options::withPrefillChunk).orElse(options);
        return ageing.map(Duration::ofSeconds).map(options::withAgeing).orElse(options);
    }
}
