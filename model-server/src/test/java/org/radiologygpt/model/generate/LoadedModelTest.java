package org.radiologygpt.model.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.radiologygpt.model.decode.DecoderOptions;
import org.radiologygpt.model.quantize.Precision;
import org.radiologygpt.model.weights.ModelDigest;

/** The real decoder on a model of random weights. */
@Timeout(120)
class LoadedModelTest {
    @TempDir
    private Path directory;

    @Test
    void batched_answers_equal_unbatched_ones() throws Exception {
        TinyModel.write(directory, 11);
        List<String> prompts = IntStream.range(0, 24)
                .mapToObj(i -> "Findings no. " + i * 37 + ": " + "lung ".repeat(i % 7))
                .toList();
        List<Generation> alone = new ArrayList<>();
        try (LoadedModel model = open(1, false)) {
            for (String prompt : prompts) {
                alone.add(generate(model, prompt).get());
            }
        }
        for (boolean reusePrefix : List.of(true, false)) {
            try (LoadedModel model = open(4, reusePrefix)) {
                List<CompletableFuture<Generation>> together =
                        prompts.stream().map(prompt -> generate(model, prompt)).toList();
                assertThat(together.stream().map(CompletableFuture::join).toList())
                        .isEqualTo(alone);
            }
        }
        assertThat(alone.stream().map(Generation::text).distinct().count()).isGreaterThan(12);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 32})
    void answers_are_the_same_with_prompts_in_chunks(int chunk) throws Exception {
        TinyModel.write(directory, 11);
        List<String> prompts = IntStream.range(0, 12)
                .mapToObj(i -> "Findings no. " + i * 37 + ": " + "lung ".repeat(i * 2))
                .toList();
        List<Generation> whole = new ArrayList<>();
        try (LoadedModel model = open(1, false)) {
            prompts.forEach(prompt -> whole.add(generate(model, prompt).join()));
        }
        DecoderOptions decoding = DecoderOptions.defaults().withSlots(3).withIntraOpThreads(1);
        GeneratorOptions chunks = GeneratorOptions.DEFAULT.withPrefillChunk(chunk);
        try (LoadedModel model = LoadedModel.open(directory, Optional.empty(), decoding, chunks)) {
            List<CompletableFuture<Generation>> chunked =
                    prompts.stream().map(prompt -> generate(model, prompt)).toList();
            assertThat(chunked.stream().map(CompletableFuture::join).toList()).isEqualTo(whole);
        }
    }

    @Test
    void model_says_what_it_is() throws IOException {
        TinyModel.write(directory.resolve("tiny"), 11);
        try (LoadedModel model = LoadedModel.open(directory.resolve("tiny"), Optional.empty())) {
            assertThat(model.name()).isEqualTo("tiny");
            assertThat(model.digest()).matches("sha256:[0-9a-f]{64}");
            assertThat(model.parent()).isEmpty();
            assertThat(model.contextTokens()).isEqualTo(256);
            assertThat(model.chatTemplate()).isEmpty();
            assertThat(model.named("other").name()).isEqualTo("other");
        }
        Files.writeString(directory.resolve("tiny/tokenizer_config.json"), "{\"chat_template\":\"{{ messages }}\"}");
        try (LoadedModel model = LoadedModel.open(directory.resolve("tiny"), Optional.empty())) {
            assertThat(model.chatTemplate()).isPresent();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"int8", "int4", "int4-exact"})
    void quantised_answers_are_the_same_in_any_batch_and_from_a_cache(String name) throws IOException {
        TinyModel.write(directory, 11);
        Precision precision = Precision.parse(name, 32);
        DecoderOptions decoding = DecoderOptions.defaults()
                .withIntraOpThreads(1)
                .withPrecision(precision)
                .withCache(directory.resolve("cache"));
        List<String> prompts =
                IntStream.range(0, 12).mapToObj(i -> "Findings no. " + i * 37).toList();
        List<Generation> alone = new ArrayList<>();
        try (LoadedModel model = open(decoding.withSlots(1))) {
            prompts.forEach(prompt -> alone.add(generate(model, prompt).join()));
        }
        try (LoadedModel model = open(decoding.withSlots(4))) {
            List<CompletableFuture<Generation>> together =
                    prompts.stream().map(prompt -> generate(model, prompt)).toList();
            assertThat(together.stream().map(CompletableFuture::join).toList()).isEqualTo(alone);
            assertThat(model.precision()).isEqualTo(precision);
        }
    }

    @Test
    void each_precision_of_one_model_has_a_digest_of_its_own() throws IOException {
        TinyModel.write(directory, 11);
        Set<String> digests = new HashSet<>();
        for (Precision precision : List.of(
                Precision.F32, Precision.int8(32), Precision.int4(32), Precision.int4(64), Precision.int4Exact(32))) {
            DecoderOptions decoding =
                    DecoderOptions.defaults().withIntraOpThreads(1).withPrecision(precision);
            try (LoadedModel model = open(decoding)) {
                assertThat(model.digest()).matches("sha256:[0-9a-f]{64}");
                digests.add(model.digest());
            }
        }
        assertThat(digests).hasSize(5).contains(ModelDigest.of(directory));
    }

    private LoadedModel open(DecoderOptions decoding) {
        return LoadedModel.open(directory, Optional.empty(), decoding, GeneratorOptions.DEFAULT);
    }

    private LoadedModel open(int slots, boolean reusePrefix) {
        DecoderOptions decoding = DecoderOptions.defaults().withSlots(slots).withIntraOpThreads(1);
        return LoadedModel.open(directory, Optional.empty(), decoding, new GeneratorOptions(64, reusePrefix));
    }

    private static CompletableFuture<Generation> generate(LoadedModel model, String prompt) {
        GenerationRequest request =
                new GenerationRequest(prompt, 60, Sampling.GREEDY, List.of(), Duration.ofSeconds(100));
        return model.generator().generate(request, piece -> {});
    }
}
