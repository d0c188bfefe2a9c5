package org.radiologygpt.model.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** The real decoder on a model of random weights and three adapters. */
class AdapterBatchingPropertyTest {
    private static Path directory;
    private static AdaptedModel together;
    private static AdaptedModel alone;
    private static final List<LoadedModel> MIXED = new ArrayList<>();
    private static final List<LoadedModel> SINGLE = new ArrayList<>();

    @BeforeContainer
    static void open() throws IOException {
        directory = Files.createTempDirectory("adapters");
        AdaptedModels.write(directory, 3);
        together = AdaptedModels.open(directory, 4, 3);
        alone = AdaptedModels.open(directory, 1, 3);
        MIXED.add(together.base());
        SINGLE.add(alone.base());
        for (int i = 1; i <= 3; i++) {
            Path adapter = directory.resolve("adapters/a" + i);
            MIXED.add(AdaptedModels.load(together, adapter));
            SINGLE.add(AdaptedModels.load(alone, adapter));
        }
    }

    @AfterContainer
    static void close() throws IOException {
        together.close();
        alone.close();
        try (var files = Files.walk(directory)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Property(tries = 40)
    void batched_answers_equal_unbatched_ones_whatever_adapters_they_mix(
            @ForAll @Size(min = 1, max = 10) List<@IntRange(max = 3) Integer> models,
            @ForAll @Size(min = 10, max = 10) List<@StringLength(max = 60) String> prompts,
            @ForAll @IntRange(min = 1, max = 40) int maxTokens) {
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < models.size(); i++) {
            expected.add(AdaptedModels.answer(SINGLE.get(models.get(i)), prompts.get(i), maxTokens));
        }
        List<CompletableFuture<Generation>> answers = new ArrayList<>();
        for (int i = 0; i < models.size(); i++) {
            answers.add(AdaptedModels.ask(MIXED.get(models.get(i)), prompts.get(i), maxTokens));
        }
        assertThat(answers.stream().map(answer -> answer.join().text()).toList())
                .isEqualTo(expected);
    }
}
