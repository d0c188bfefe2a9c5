package org.radiologygpt.model.generate;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.radiologygpt.model.weights.LoraAdapter;

/** What answers for a base model and for the adapters that are loaded beside it. */
interface Scheduler extends TextGenerator {
    /** Submits a request for an adapter of this model. */
    CompletableFuture<Generation> generate(GenerationRequest request, AdapterLoad adapter, Consumer<Piece> onText);

    /**
     * Puts an adapter into a free place.
     *
     * @throws NoPlaceException where there is none
     * @throws org.radiologygpt.model.weights.ModelFormatException where the adapter does not fit
     * @throws GenerationException where the generator is closed
     */
    AdapterLoad load(LoraAdapter adapter);

    /** What answers with a loaded adapter: one for each copy of it. */
    default List<TextGenerator> copies(AdapterLoad load) {
        return List.of(new AdapterGenerator(this, load));
    }

    /** Lets an adapter go; completes when its place is free. */
    CompletableFuture<Void> unload(AdapterLoad load);
}
