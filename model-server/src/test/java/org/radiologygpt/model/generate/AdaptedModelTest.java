package org.radiologygpt.model.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.radiologygpt.model.decode.DecoderOptions;
import org.radiologygpt.model.generate.AdapterOutcome.Reason;
import org.radiologygpt.model.generate.AdapterOutcome.Refused;
import org.radiologygpt.model.quantize.Precision;
import org.radiologygpt.model.weights.AdapterLimits;
import org.radiologygpt.model.weights.ModelDigest;

/** The real decoder on a model of random weights. */
@Timeout(240)
class AdaptedModelTest {
    @TempDir
    private Path directory;

    @BeforeEach
    void write_a_model_and_adapters() throws IOException {
        AdaptedModels.write(directory, 3);
    }

    private Path adapter(int number) {
        return directory.resolve("adapters/a" + number);
    }

    @Test
    void adapters_answer_as_they_do_merged_and_tell_the_same_digest() {
        List<String> prompts =
                IntStream.range(0, 6).mapToObj(i -> "Findings no. " + i * 37).toList();
        Map<String, List<String>> merged = new HashMap<>();
        Map<String, String> digests = new HashMap<>();
        for (int i = 1; i <= 3; i++) {
            try (LoadedModel alone = LoadedModel.open(
                    directory.resolve("tiny"),
                    Optional.of(adapter(i)),
                    DecoderOptions.defaults().withIntraOpThreads(1),
                    GeneratorOptions.DEFAULT)) {
                merged.put(alone.name(), answers(alone, prompts));
                digests.put(alone.name(), alone.digest());
            }
        }
        try (AdaptedModel model = AdaptedModels.open(directory, 4, 3)) {
            for (int i = 1; i <= 3; i++) {
                LoadedModel loaded = AdaptedModels.load(model, adapter(i));
                assertThat(answers(loaded, prompts)).isEqualTo(merged.get(loaded.name()));
                assertThat(loaded.digest()).isEqualTo(digests.get(loaded.name()));
                assertThat(loaded.parent()).contains("tiny");
                assertThat(loaded.contextTokens()).isEqualTo(256);
                assertThat(answers(model.base(), prompts)).isNotEqualTo(merged.get(loaded.name()));
            }
        }
        assertThat(merged.values().stream().distinct()).hasSize(3);
    }

    @Test
    void a_prefix_is_kept_for_the_same_load_only() {
        String prompt = "The same instruction for all, and then the findings of each: clear.";
        try (AdaptedModel model = AdaptedModels.open(directory, 1, 2)) {
            LoadedModel first = AdaptedModels.load(model, adapter(1));
            LoadedModel second = AdaptedModels.load(model, adapter(2));
            String base = AdaptedModels.answer(model.base(), prompt, 30);
            String one = AdaptedModels.answer(first, prompt, 30);
            String two = AdaptedModels.answer(second, prompt, 30);
            assertThat(List.of(base, one, two)).doesNotHaveDuplicates();
            assertThat(AdaptedModels.answer(first, prompt, 30)).isEqualTo(one);
            assertThat(AdaptedModels.answer(model.base(), prompt, 30)).isEqualTo(base);
            model.unload(first).join();
            LoadedModel third = AdaptedModels.load(model, adapter(3));
            assertThat(AdaptedModels.answer(third, prompt, 30)).isNotIn(base, one, two);
            assertThat(AdaptedModels.answer(second, prompt, 30)).isEqualTo(two);
        }
    }

    @Test
    void an_adapter_that_is_unloaded_twice_takes_no_place_from_another() {
        try (AdaptedModel model = AdaptedModels.open(directory, 1, 1)) {
            LoadedModel first = AdaptedModels.load(model, adapter(1));
            model.unload(first).join();
            LoadedModel second = AdaptedModels.load(model, adapter(2));
            String answer = AdaptedModels.answer(second, "Findings: ", 30);
            AdaptedModels.answer(model.base(), "No slot holds anything of the second now.", 1);
            model.unload(first).join();
            first.close();
            assertThat(model.load("a3", adapter(3), Optional.empty(), AdaptedModels.DEADLINE))
                    .isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.reason())
                            .isEqualTo(Reason.NO_PLACE));
            assertThat(AdaptedModels.answer(second, "Findings: ", 30)).isEqualTo(answer);
        }
    }

    @Test
    void an_adapter_that_is_unloaded_answers_what_it_began_and_nothing_more() throws Exception {
        String prompt = "Findings: ";
        try (AdaptedModel model = AdaptedModels.open(directory, 2, 1)) {
            LoadedModel first = AdaptedModels.load(model, adapter(1));
            String expected = AdaptedModels.answer(first, prompt, 60);
            CountDownLatch begun = new CountDownLatch(1);
            CountDownLatch goOn = new CountDownLatch(1);
            CompletableFuture<Generation> running = first.generator()
                    .generate(
                            new GenerationRequest(prompt, 60, Sampling.GREEDY, List.of(), AdaptedModels.DEADLINE),
                            piece -> {
                                begun.countDown();
                                await(goOn);
                            });
            begun.await();
            List<CompletableFuture<Generation>> queued = IntStream.range(0, 5)
                    .mapToObj(i -> AdaptedModels.ask(first, prompt, 60))
                    .toList();
            CompletableFuture<Void> gone = model.unload(first);
            assertThat(gone).isNotDone();
            assertThat(AdaptedModels.ask(first, prompt, 5))
                    .failsWithin(1, TimeUnit.MINUTES)
                    .withThrowableThat()
                    .withMessageContaining("no longer served");
            goOn.countDown();
            assertThat(running.get().text()).isEqualTo(expected);
            for (CompletableFuture<Generation> one : queued) {
                assertThat(one.get().text()).isEqualTo(expected);
            }
            gone.get(1, TimeUnit.MINUTES);
            assertThat(AdaptedModels.load(model, adapter(2)).name()).isEqualTo("a2");
        }
    }

    @Test
    void a_cancelled_answer_holds_no_place() throws Exception {
        try (AdaptedModel model = AdaptedModels.open(directory, 1, 1)) {
            LoadedModel first = AdaptedModels.load(model, adapter(1));
            CountDownLatch begun = new CountDownLatch(1);
            CountDownLatch goOn = new CountDownLatch(1);
            CompletableFuture<Generation> running = first.generator()
                    .generate(
                            new GenerationRequest("Findings", 200, Sampling.GREEDY, List.of(), AdaptedModels.DEADLINE),
                            piece -> {
                                begun.countDown();
                                await(goOn);
                            });
            CompletableFuture<Generation> queued = AdaptedModels.ask(first, "Findings", 200);
            begun.await();
            running.cancel(false);
            queued.cancel(false);
            CompletableFuture<Void> gone = model.unload(first);
            goOn.countDown();
            gone.get(1, TimeUnit.MINUTES);
            LoadedModel second = AdaptedModels.load(model, adapter(2));
            assertThat(AdaptedModels.answer(second, "Findings", 20)).isNotEmpty();
        }
    }

    @Test
    void adapters_that_come_and_go_under_load_never_answer_with_anothers_tokens() throws Exception {
        List<String> prompts =
                List.of("Lungs clear.", "Findings: no effusion, no pneumothorax", "Heart", "Small nodule");
        Map<String, List<String>> expected = new HashMap<>();
        try (AdaptedModel model = AdaptedModels.open(directory, 4, 4)) {
            expected.put(model.base().digest(), answers(model.base(), prompts));
            for (int i = 1; i <= 3; i++) {
                LoadedModel loaded = AdaptedModels.load(model, adapter(i));
                expected.put(loaded.digest(), answers(loaded, prompts));
                model.unload(loaded).join();
            }
            for (int p = 0; p < prompts.size(); p++) {
                int prompt = p;
                assertThat(expected.values().stream().map(list -> list.get(prompt)))
                        .doesNotHaveDuplicates();
            }
            AtomicReference<LoadedModel> swapped = new AtomicReference<>(AdaptedModels.load(model, adapter(1)));
            LoadedModel fixed = AdaptedModels.load(model, adapter(3));
            CountDownLatch swaps = new CountDownLatch(12);
            ExecutorService clients = Executors.newFixedThreadPool(4);
            List<Future<Integer>> work = new ArrayList<>();
            for (int client = 0; client < 4; client++) {
                int number = client;
                work.add(clients.submit(() -> {
                    int answered = 0;
                    for (int i = 0; swaps.getCount() > 0 || i < 20; i++) {
                        int prompt = (i + number) % prompts.size();
                        LoadedModel asked = number == 0 ? model.base() : number == 1 ? fixed : swapped.get();
                        try {
                            String text = AdaptedModels.answer(asked, prompts.get(prompt), 30);
                            assertThat(text)
                                    .isEqualTo(expected.get(asked.digest()).get(prompt));
                            answered++;
                        } catch (java.util.concurrent.CompletionException e) {
                            assertThat(e.getCause()).hasMessageContaining("no longer served");
                        }
                    }
                    return answered;
                }));
            }
            while (swaps.getCount() > 0) {
                LoadedModel next = AdaptedModels.load(model, adapter(swaps.getCount() % 2 == 0 ? 2 : 1));
                LoadedModel old = swapped.getAndSet(next);
                model.unload(old).get(1, TimeUnit.MINUTES);
                swaps.countDown();
            }
            for (Future<Integer> one : work) {
                assertThat(one.get()).isPositive();
            }
            clients.shutdown();
        }
    }

    @Test
    void no_free_place_is_told_until_one_was_left() {
        try (AdaptedModel model = AdaptedModels.open(directory, 1, 1)) {
            LoadedModel first = AdaptedModels.load(model, adapter(1));
            assertThat(refused(model, 2, Optional.empty()))
                    .isEqualTo(new Refused(
                            Reason.NO_PLACE,
                            "all 1 places for adapters are taken; one is free when an adapter was unloaded and its last"
                                    + " answer has ended"));
            model.unload(first).join();
            AdaptedModels.load(model, adapter(2));
        }
    }

    @Test
    void the_digest_asked_for_must_be_that_of_the_files() {
        try (AdaptedModel model = AdaptedModels.open(directory, 1, 1)) {
            String right = ModelDigest.of(directory.resolve("tiny"), adapter(1));
            assertThat(refused(model, 2, Optional.of(right)).reason()).isEqualTo(Reason.WRONG_DIGEST);
            assertThat(model.load("x", adapter(1), Optional.of(right), AdaptedModels.DEADLINE))
                    .isInstanceOf(AdapterOutcome.Loaded.class);
        }
    }

    @Test
    void an_adapter_must_answer_its_canary_and_leaves_nothing_where_it_does_not() throws IOException {
        try (AdaptedModel model = AdaptedModels.open(directory, 2, 1)) {
            LoadedModel first = AdaptedModels.load(model, adapter(1));
            String answer = AdaptedModels.answer(first, "Lungs", 12);
            String other = AdaptedModels.answer(model.base(), "Lungs", 12);
            model.unload(first).join();
            AdaptedModels.canary(adapter(1), canary("Lungs", other));
            assertThat(refused(model, 1, Optional.empty()))
                    .isEqualTo(new Refused(
                            Reason.CANARY_FAILED, "the greedy answer to canary.json is not its completion"));
            AdaptedModels.canary(adapter(1), "{\"prompt\": \"Lungs\"}");
            assertThat(refused(model, 1, Optional.empty()).reason()).isEqualTo(Reason.BAD_ADAPTER);
            AdaptedModels.canary(adapter(1), canary("Lungs", answer));
            assertThat(AdaptedModels.load(model, adapter(1)).digest()).isEqualTo(first.digest());
        }
    }

    @Test
    void an_adapter_that_computes_nonsense_is_refused_and_the_model_stays_ready() throws IOException {
        Path absurd = AdaptedModels.absurd(directory);
        try (AdaptedModel model = AdaptedModels.open(directory, 1, 1)) {
            String before = AdaptedModels.answer(model.base(), "Lungs", 30);
            for (int i = 0; i < 4; i++) {
                assertThat(model.load("x", absurd, Optional.empty(), AdaptedModels.DEADLINE))
                        .isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.reason())
                                .isEqualTo(Reason.CANARY_FAILED));
            }
            assertThat(model.base().generator().ready()).isTrue();
            assertThat(AdaptedModels.answer(model.base(), "Lungs", 30)).isEqualTo(before);
            AdaptedModels.load(model, adapter(1));
        }
    }

    @Test
    void a_directory_without_an_adapter_is_refused_by_what_is_missing() throws IOException {
        Files.delete(adapter(2).resolve("adapter_config.json"));
        try (AdaptedModel model = AdaptedModels.open(directory, 1, 1)) {
            assertThat(refused(model, 2, Optional.empty()).message()).contains("adapter_config.json");
            assertThat(model.load("none", directory.resolve("none"), Optional.empty(), AdaptedModels.DEADLINE))
                    .isInstanceOf(Refused.class);
        }
    }

    @Test
    void beside_rounded_weights_an_adapter_has_a_digest_of_its_own() {
        DecoderOptions decoding = DecoderOptions.defaults()
                .withIntraOpThreads(1)
                .withPrecision(Precision.int4(32))
                .withAdapters(new AdapterLimits(1, 4, List.of("q_proj", "v_proj", "down_proj")));
        String merged;
        try (LoadedModel alone = LoadedModel.open(
                directory.resolve("tiny"),
                Optional.of(adapter(1)),
                decoding.withAdapters(AdapterLimits.NONE),
                GeneratorOptions.DEFAULT)) {
            merged = alone.digest();
        }
        try (AdaptedModel model =
                AdaptedModel.open(directory.resolve("tiny"), Optional.of("base"), decoding, GeneratorOptions.DEFAULT)) {
            LoadedModel loaded = AdaptedModels.load(model, adapter(1));
            assertThat(loaded.parent()).contains("base");
            assertThat(loaded.digest())
                    .matches("sha256:[0-9a-f]{64}")
                    .isNotIn(merged, model.base().digest(), ModelDigest.of(directory.resolve("tiny"), adapter(1)));
            assertThat(AdaptedModels.answer(loaded, "Lungs", 20))
                    .isNotEqualTo(AdaptedModels.answer(model.base(), "Lungs", 20));
        }
    }

    @Test
    void closing_ends_what_waits() {
        AdaptedModel model = AdaptedModels.open(directory, 1, 1);
        LoadedModel first = AdaptedModels.load(model, adapter(1));
        model.close();
        assertThat(model.unload(first)).failsWithin(1, TimeUnit.MINUTES);
        assertThatIllegalArgumentException().isThrownBy(() -> model.unload(model.base()));
    }

    private Refused refused(AdaptedModel model, int number, Optional<String> digest) {
        return (Refused) model.load("a" + number, adapter(number), digest, AdaptedModels.DEADLINE);
    }

    private static String canary(String prompt, String completion) throws IOException {
        ObjectMapper json = new ObjectMapper();
        return json.writeValueAsString(json.createObjectNode()
                .put("prompt", prompt)
                .put("completion", completion)
                .put("max_tokens", 12));
    }

    private static List<String> answers(LoadedModel model, List<String> prompts) {
        List<CompletableFuture<Generation>> all = prompts.stream()
                .map(prompt -> AdaptedModels.ask(model, prompt, 30))
                .toList();
        return all.stream().map(one -> one.join().text()).toList();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
