package org.radiologygpt.trainer.lora;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.radiologygpt.model.weights.LlamaConfig;
import org.radiologygpt.model.weights.Safetensors;

/**
 * Speed and memory of training an adapter (the paper's, on q_proj and v_proj) on 8 random texts of 256 tokens, each token
 * with a target: whole steps, optimiser included, beside the matrix products they cannot do without.
 */
public final class TrainingBench {
    private static final int EXAMPLES = 8;
    private static final int LENGTH = 256;
    private static final int TOKENS = EXAMPLES * LENGTH;
    private static final String SETTINGS = "batch: {size: 8, microTokens: 4096}\nsteps: 1000\n";
    private static final String RECOMPUTE = "memory: {recomputeLayers: true}\n";

    private final Path base;
    private final int rounds;
    /** One thread for all: what one thread has freed the allocator keeps for it, and another would take memory of its own. */
    private final ExecutorService worker = Executors.newSingleThreadExecutor();

    /**
     * On a model directory.
     *
     * @param rounds of the floor and both settings, in turn; one more before them is not counted
     */
    public TrainingBench(Path base, int rounds) {
        this.base = base;
        this.rounds = rounds;
    }

    /** Least, median and most tokens/s. */
    public record Rates(double least, double median, double most) {
        static Rates of(List<Double> rates) {
            List<Double> sorted = rates.stream().sorted().toList();
            return new Rates(sorted.get(0), sorted.get(sorted.size() / 2), sorted.get(sorted.size() - 1));
        }
    }

    /**
     * What a setting showed.
     *
     * @param recompute whether layers are computed twice
     * @param toFloor median over the rounds of its rate divided by that of the floor in the same round
     * @param peakBytes most resident memory of the process in a step; empty where the system does not tell
     * @param computedBytes by {@link MemoryEstimate}, and what the process held before the model
     */
    public record Measured(
            boolean recompute, Rates rates, double toFloor, OptionalLong peakBytes, long computedBytes) {}

    /**
     * Of both settings, and the floor.
     *
     * @param parameters of the model
     */
    public record Result(long parameters, Rates floor, List<Measured> settings) {}

    /** Measures. */
    public Result run() {
        PyTorch.configure(1);
        LlamaConfig config = LlamaConfig.read(base);
        TrainSettings settings = SettingsFile.parse(SETTINGS);
        List<Example> examples = examples(config.vocabSize());
        long before = before();
        Safetensors file = Safetensors.openDirectory(base);
        try (TrainableLlama llama = new TrainableLlama(
                config,
                settings.lora(),
                WeightShapes.reading(file, WeightShapes.base(config)),
                WeightShapes.freshAdapter(config, settings.lora().orElseThrow(), 1)::get)) {
            TrainingLoop twice = loop(llama, examples, SETTINGS + RECOMPUTE);
            TrainingLoop once = loop(llama, examples, SETTINGS);
            // Memory first, the smaller before the larger: what is freed need not go back to the system.
            OptionalLong small = peak(twice);
            OptionalLong large = peak(once);
            try (ProductFloor floor = new ProductFloor(llama, config, TOKENS)) {
                return timed(config, floor, List.of(once, twice), List.of(large, small), before);
            }
        } finally {
            worker.shutdownNow();
        }
    }

    /** What the process holds when a first, tiny step has loaded the libraries. */
    private long before() {
        LlamaConfig tiny = new LlamaConfig(256, 256, 512, 1, 4, 4, 64, LENGTH, 1e-5, 10000, true, 1, 2);
        LoraSpec lora = LoraSpec.PAPER;
        try (TrainableLlama llama = new TrainableLlama(
                tiny,
                Optional.of(lora),
                WeightShapes.random(tiny, 1)::get,
                WeightShapes.freshAdapter(tiny, lora, 1)::get)) {
            loop(llama, examples(tiny.vocabSize()), SETTINGS).step(0);
        }
        System.gc();
        return ResidentMemory.now().orElse(0);
    }

    private TrainingLoop loop(TrainableLlama llama, List<Example> examples, String yaml) {
        TrainSettings settings = SettingsFile.parse(yaml);
        AdamW optimizer = new AdamW(llama.script(), llama.manager(), llama.trained(), settings.optimizer());
        return new TrainingLoop(llama, optimizer, new BatchPlan(examples, EXAMPLES, 1), settings, 1000, worker);
    }

    private static OptionalLong peak(TrainingLoop loop) {
        ResidentMemory.beginPeak();
        loop.step(0);
        return ResidentMemory.peak();
    }

    private Result timed(
            LlamaConfig config, ProductFloor floor, List<TrainingLoop> loops, List<OptionalLong> peaks, long before) {
        List<List<Double>> rates = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        floor.multiply();
        for (int round = 0; round < rounds; round++) {
            int step = round + 1;
            rates.get(0).add(rate(() -> {
                floor.multiply();
                return TOKENS;
            }));
            for (int i = 0; i < loops.size(); i++) {
                TrainingLoop loop = loops.get(i);
                rates.get(i + 1).add(rate(() -> loop.step(step).tokens() - EXAMPLES));
            }
        }
        List<Measured> settings = IntStream.range(0, loops.size())
                .mapToObj(i -> measured(config, i == 1, rates.get(0), rates.get(i + 1), peaks.get(i), before))
                .toList();
        return new Result(parameters(config), Rates.of(rates.get(0)), settings);
    }

    private static Measured measured(
            LlamaConfig config,
            boolean recompute,
            List<Double> floor,
            List<Double> rates,
            OptionalLong peak,
            long before) {
        List<Double> ratios = IntStream.range(0, rates.size())
                .mapToObj(round -> rates.get(round) / floor.get(round))
                .toList();
        MemoryEstimate estimate = MemoryEstimate.of(
                config, SettingsFile.defaults().lora(), new MemoryEstimate.Load(EXAMPLES, LENGTH, TOKENS), recompute);
        return new Measured(recompute, Rates.of(rates), Rates.of(ratios).median(), peak, before + estimate.total());
    }

    private static double rate(LongSupplier work) {
        long start = System.nanoTime();
        long tokens = work.getAsLong();
        return tokens * 1e9 / (System.nanoTime() - start);
    }

    private static long parameters(LlamaConfig config) {
        return MemoryEstimate.parameters(WeightShapes.base(config).values());
    }

    /** The last token of a text is a target alone, so that 256 go through the network. */
    private static List<Example> examples(int vocabulary) {
        Random random = new Random(1);
        return IntStream.range(0, EXAMPLES)
                .mapToObj(
                        i -> new Example(random.ints(LENGTH + 1, 3, vocabulary).toArray(), 1))
                .toList();
    }
}
