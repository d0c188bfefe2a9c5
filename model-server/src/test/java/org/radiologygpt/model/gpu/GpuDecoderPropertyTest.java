package org.radiologygpt.model.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.radiologygpt.model.decode.LogitsAssert.assertLogits;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.radiologygpt.model.decode.Decoder;
import org.radiologygpt.model.decode.DecoderOptions;
import org.radiologygpt.model.decode.OrtDecoder;
import org.radiologygpt.model.decode.TinyLlama;
import org.radiologygpt.model.graph.Readout;
import org.radiologygpt.model.weights.AdapterLimits;
import org.radiologygpt.model.weights.DType;
import org.radiologygpt.model.weights.LlamaConfig;
import org.radiologygpt.model.weights.LoraAdapter;
import org.radiologygpt.model.weights.RandomAdapter;

/** Whatever a scheduler may ask, the decoder on a device answers as the one on ONNX Runtime's own operators. */
class GpuDecoderPropertyTest {
    private static final LlamaConfig CONFIG = TinyLlama.GROUPED;
    private static final int SLOTS = 5;
    private static final AdapterLimits LIMITS = new AdapterLimits(3, 8, AdapterLimits.ALL_MODULES);
    private static final List<RandomAdapter> ADAPTERS = List.of(
            new RandomAdapter(8, 16, false, List.of("q_proj", "v_proj"), 0.1, 1),
            new RandomAdapter(3, 5, true, AdapterLimits.ALL_MODULES, 0.1, 2),
            new RandomAdapter(1, 4, false, List.of("o_proj", "up_proj", "down_proj"), 0.2, 3));

    private static Path directory;
    private static Decoder expected;
    private static Decoder whole;
    private static Decoder likeliest;

    @BeforeContainer
    static void open() throws IOException {
        directory = TinyLlama.write(Files.createTempDirectory("device"), CONFIG, DType.F32, 7);
        expected = OrtDecoder.open(
                directory,
                DecoderOptions.defaults()
                        .withSlots(SLOTS)
                        .withMaxTokens(64)
                        .withIntraOpThreads(1)
                        .withAdapters(LIMITS));
        whole = DeviceDecoders.open(directory, SLOTS, Readout.WHOLE, LIMITS, new OrtDevice());
        likeliest = DeviceDecoders.open(directory, SLOTS, Readout.LIKELIEST, LIMITS, new OrtDevice());
        for (int place = 0; place < 3; place++) {
            Path adapter = ADAPTERS.get(place).write(directory.resolve("a" + place), CONFIG);
            for (Decoder decoder : decoders()) {
                decoder.load(place, LoraAdapter.read(adapter));
            }
        }
    }

    private static List<Decoder> decoders() {
        return List.of(expected, whole, likeliest);
    }

    @AfterContainer
    static void close() throws IOException {
        decoders().forEach(Decoder::close);
        try (var files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Property(tries = 8)
    void any_mix_of_lengths_adapters_and_slots(@ForAll long seed) {
        Random random = new Random(seed);
        for (int slot = 0; slot < SLOTS; slot++) {
            renew(slot, random);
        }
        for (int i = 0; i < 25; i++) {
            int slot = random.nextInt(SLOTS);
            int room = 64 - expected.length(slot);
            switch (random.nextInt(5)) {
                case 0 -> renew(slot, random);
                case 1 -> truncate(slot, random.nextInt(expected.length(slot) + 1));
                case 2 -> prefill(slot, random, Math.min(room, 1 + random.nextInt(40)));
                default -> step(random);
            }
        }
    }

    private static void renew(int slot, Random random) {
        int place = random.nextInt(4) - 1;
        truncate(slot, 0);
        decoders().forEach(decoder -> decoder.use(slot, place));
    }

    private static void truncate(int slot, int length) {
        decoders().forEach(decoder -> decoder.truncate(slot, length));
    }

    private static void prefill(int slot, Random random, int count) {
        if (count > 0) {
            int[] tokens = TinyLlama.tokens(CONFIG, count, random.nextLong());
            compare(expected.prefill(slot, tokens), whole.prefill(slot, tokens), likeliest.prefill(slot, tokens));
        }
    }

    private static void step(Random random) {
        int[] slots = IntStream.range(0, SLOTS)
                .filter(slot -> expected.length(slot) > 0 && expected.length(slot) < 64 && random.nextInt(3) > 0)
                .toArray();
        if (slots.length == 0) {
            return;
        }
        int[] tokens = TinyLlama.tokens(CONFIG, slots.length, random.nextLong());
        float[][] wanted = expected.step(slots, tokens);
        float[][] all = whole.step(slots, tokens);
        float[][] some = likeliest.step(slots, tokens);
        for (int i = 0; i < slots.length; i++) {
            compare(wanted[i], all[i], some[i]);
        }
    }

    private static void compare(float[] wanted, float[] all, float[] some) {
        assertLogits(all, wanted);
        assertThat(best(all)).isEqualTo(best(wanted));
        assertThat(best(some)).isEqualTo(best(wanted));
        assertThat(some[best(some)]).isEqualTo(all[best(all)]);
    }

    private static int best(float[] logits) {
        return IntStream.range(0, logits.length)
                .reduce((a, b) -> logits[b] > logits[a] ? b : a)
                .orElseThrow();
    }
}
