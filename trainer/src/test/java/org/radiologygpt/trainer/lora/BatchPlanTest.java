package org.radiologygpt.trainer.lora;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BatchPlanTest {
    private static final List<Example> EXAMPLES = examples(100);

    @Test
    void an_epoch_shows_every_example_once() {
        BatchPlan plan = new BatchPlan(EXAMPLES, 10, 1);
        List<Example> seen = new ArrayList<>();
        for (int step = 0; step < 10; step++) {
            seen.addAll(plan.batch(step));
        }

        assertThat(new HashSet<>(seen)).hasSize(100);
    }

    @Test
    void a_step_depends_on_the_seed_alone() {
        BatchPlan walked = new BatchPlan(EXAMPLES, 10, 1);
        for (int step = 0; step < 17; step++) {
            walked.batch(step);
        }

        assertThat(walked.batch(17)).isEqualTo(new BatchPlan(EXAMPLES, 10, 1).batch(17));
        assertThat(walked.batch(17)).isNotEqualTo(new BatchPlan(EXAMPLES, 10, 2).batch(17));
    }

    @Test
    void parts_keep_to_the_token_limit_and_lose_nothing() {
        List<List<Example>> parts = BatchPlan.micro(EXAMPLES, 64);

        assertThat(parts).allSatisfy(part -> assertThat(
                        part.stream().mapToInt(Example::length).max().orElseThrow() * part.size())
                .isLessThanOrEqualTo(64));
        Set<Example> all = new HashSet<>();
        parts.forEach(all::addAll);
        assertThat(all).hasSize(100);
    }

    @Test
    void padding_has_no_target() {
        TokenBatch batch =
                TokenBatch.of(List.of(new Example(new int[] {1, 5, 6, 2}, 2), new Example(new int[] {1, 7, 2}, 1)), 0);

        assertThat(batch.targets()).containsExactly(6, 2, 7, 2);
        assertThat(batch.rows()).containsExactly(1, 2, 3, 4);
        assertThat(batch.ids()).containsExactly(1, 5, 6, 1, 7, 0);
    }

    @Test
    void an_emphasised_word_costs_more_in_the_completion_only() {
        float[] weights = {5, 5, 5, 1};
        TokenBatch batch = TokenBatch.of(List.of(new Example(new int[] {1, 9, 9, 2}, 2, weights)), 0.5);

        assertThat(batch.weights()).containsExactly(0.5f, 5, 1);
        assertThat(new Emphasis(5, List.of("Left")).of(" left")).isEqualTo(5);
        assertThat(new Emphasis(5, List.of("left")).of(" leftward")).isEqualTo(1);
    }

    private static List<Example> examples(int count) {
        Random random = new Random(5);
        List<Example> examples = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int[] tokens = new int[4 + random.nextInt(20)];
            tokens[0] = i;
            examples.add(new Example(tokens, 2));
        }
        return examples;
    }
}
