package org.radiologygpt.model.bench.gpu;

import java.util.List;
import org.radiologygpt.model.bench.gguf.RandomLlama;
import org.radiologygpt.model.weights.LlamaConfig;

/**
 * How much is measured.
 *
 * @param shallow shape whose logits are compared
 * @param deep shape whose logits are compared and whose speed is measured
 * @param batches rows of steps, rising
 * @param promptTokens of each request
 * @param answerTokens of each request
 * @param requests of the served measure, as many at once as the largest batch
 * @param rounds that medians are taken of
 */
record Workload(
        LlamaConfig shallow,
        LlamaConfig deep,
        List<Integer> batches,
        int promptTokens,
        int answerTokens,
        int requests,
        int rounds) {

    /** LLaMA-7B's, where 32 layers are asked for. */
    static Workload ofLayers(int layers) {
        return new Workload(llama(4), llama(layers), List.of(1, 16, 64), 200, 60, 256, 5);
    }

    private static LlamaConfig llama(int layers) {
        return RandomLlama.shape(32_000, 4096, 11_008, layers, 32, 32, 2048);
    }

    int slots() {
        return batches.get(batches.size() - 1);
    }

    /** Of a slot; a little more than a request. */
    int maxTokens() {
        return promptTokens + answerTokens + 12;
    }
}
