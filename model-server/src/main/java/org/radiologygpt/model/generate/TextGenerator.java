package org.radiologygpt.model.generate;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.radiologygpt.model.decode.DeviceStatus;

/** Turns prompts into text; thread-safe, many requests at once. */
public interface TextGenerator extends AutoCloseable {

    /**
     * Submits a request.
     *
     * @param request what to generate
     * @param onText receives pieces of the answer as they become certain, in order; called from the generator's thread
     * @return the whole answer; completes exceptionally with {@link GenerationException}. Cancelling it frees the slot
     */
    CompletableFuture<Generation> generate(GenerationRequest request, Consumer<Piece> onText);

    /** Whether requests can be expected to succeed: not closed, and the engine's last calls did not all fail. */
    default boolean ready() {
        return true;
    }

    /** What it is busy with now; empty where it shares slots with another generator, who tells. */
    default Optional<Load> load() {
        return Optional.empty();
    }

    /** The GPUs it computes on; none on CPUs, or where it shares them with another generator, who tells. */
    default List<DeviceStatus> devices() {
        return List.of();
    }

    /** Ids that the model's tokens have, from 0 up to this; where it is not known, no id is too large. */
    default int vocabSize() {
        return Integer.MAX_VALUE;
    }

    /** Ends running requests with an error and frees native memory. */
    @Override
    void close();
}
