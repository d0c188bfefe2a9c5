package org.radiologygpt.model.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

class BatchingPropertyTest {
    @Property(tries = 30)
    void batched_answers_equal_unbatched_ones(
            @ForAll @Size(min = 1, max = 12) List<@StringLength(max = 20) String> prompts,
            @ForAll @IntRange(min = 1, max = 5) int slots)
            throws Exception {
        List<Generation> alone = new ArrayList<>();
        try (BatchScheduler scheduler = start(TestDecoder.hashing(1, 128), 100)) {
            for (String prompt : prompts) {
                alone.add(scheduler.generate(request(prompt, 40), piece -> {}).get());
            }
        }
        try (BatchScheduler scheduler = start(TestDecoder.hashing(slots, 128), 100)) {
            List<CompletableFuture<Generation>> together = prompts.stream()
                    .map(prompt -> scheduler.generate(request(prompt, 40), piece -> {}))
                    .toList();
            for (int i = 0; i < alone.size(); i++) {
                assertThat(together.get(i).get()).isEqualTo(alone.get(i));
            }
        }
    }

    private static BatchScheduler start(TestDecoder decoder, int queue) {
        return BatchScheduler.start(decoder, new TestTokens(), new GeneratorOptions(queue, true));
    }

    private static GenerationRequest request(String prompt, int maxTokens) {
        return new GenerationRequest(prompt, maxTokens, Sampling.GREEDY, List.of(), Duration.ofSeconds(60));
    }
}
