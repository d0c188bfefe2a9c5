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
        try (BatchScheduler scheduler = start(TestDecoder.hashing(1, 128), GeneratorOptions.DEFAULT)) {
            for (String prompt : prompts) {
                alone.add(scheduler.generate(request(prompt, 40), piece -> {}).get());
            }
        }
        try (BatchScheduler scheduler = start(TestDecoder.hashing(slots, 128), GeneratorOptions.DEFAULT)) {
            List<CompletableFuture<Generation>> together = prompts.stream()
                    .map(prompt -> scheduler.generate(request(prompt, 40), piece -> {}))
                    .toList();
            for (int i = 0; i < alone.size(); i++) {
                assertThat(together.get(i).get()).isEqualTo(alone.get(i));
            }
        }
    }

    @Property(tries = 40)
    void any_chunk_gives_the_tokens_of_the_whole_prompt(
            @ForAll @Size(min = 1, max = 10) List<@StringLength(max = 60) String> prompts,
            @ForAll @IntRange(min = 1, max = 80) int chunk,
            @ForAll @IntRange(min = 1, max = 5) int slots,
            @ForAll boolean reuse)
            throws Exception {
        List<Generation> whole = new ArrayList<>();
        try (BatchScheduler scheduler =
                start(TestDecoder.hashing(1, 512), new GeneratorOptions(100, false, 1_000, Duration.ZERO))) {
            for (String prompt : prompts) {
                whole.add(scheduler.generate(request(prompt, 30), piece -> {}).get());
            }
        }
        GeneratorOptions chunks = new GeneratorOptions(100, reuse, chunk, Duration.ZERO);
        try (BatchScheduler scheduler = start(TestDecoder.hashing(slots, 512), chunks)) {
            List<CompletableFuture<Generation>> chunked = prompts.stream()
                    .map(prompt -> scheduler.generate(request(prompt, 30), piece -> {}))
                    .toList();
            for (int i = 0; i < whole.size(); i++) {
                assertThat(chunked.get(i).get()).isEqualTo(whole.get(i));
            }
        }
    }

    private static BatchScheduler start(TestDecoder decoder, GeneratorOptions options) {
        return BatchScheduler.start(decoder, new TestTokens(), options);
    }

    private static GenerationRequest request(String prompt, int maxTokens) {
        return new GenerationRequest(prompt, maxTokens, Sampling.GREEDY, List.of(), Duration.ofSeconds(60));
    }
}
