package org.radiologygpt.trainer.lora;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.radiologygpt.model.prompt.PromptTemplate;
import org.radiologygpt.model.weights.LlamaConfig;
import org.radiologygpt.model.weights.Safetensors;
import org.radiologygpt.trainer.corpus.Pair;
import org.radiologygpt.trainer.corpus.PairFile;
import org.radiologygpt.trainer.tokenize.BpeTokenizer;
import org.radiologygpt.trainer.tokenize.BpeTrainer;

/** One training from a base directory and a file of pairs to an output directory. */
public final class Training {
    private static final PromptTemplate TEMPLATE = PromptTemplate.IMPRESSION;

    private final Path base;
    private final Path data;
    private final Path out;
    private final TrainSettings settings;
    private final PrintStream console;
    private final Clock clock;

    /**
     * A training to run.
     *
     * @param base directory with {@code config.json}, {@code tokenizer.json} and weights
     * @param data pairs as JSON lines
     * @param out directory for the model or the adapter and the checkpoints
     * @param configFile YAML settings; empty for the defaults
     * @param console receives progress lines; never a report's text
     * @throws SettingsException where a setting is not allowed
     */
    public Training(Path base, Path data, Path out, Optional<Path> configFile, PrintStream console, Clock clock) {
        this(base, data, out, configFile.map(SettingsFile::read).orElseGet(SettingsFile::defaults), console, clock);
    }

    Training(Path base, Path data, Path out, TrainSettings settings, PrintStream console, Clock clock) {
        this.base = base;
        this.data = data;
        this.out = out;
        this.settings = settings;
        this.console = console;
        this.clock = clock;
    }

    /**
     * Trains to the end.
     *
     * @param resume continue from the checkpoint in the output directory, where there is one
     */
    public void run(boolean resume) throws IOException {
        run(resume, Integer.MAX_VALUE);
    }

    /** Trains until so many steps are done in all, then stops as if interrupted after a checkpoint. */
    void run(boolean resume, int stopAfter) throws IOException {
        PyTorch.configure(settings.workers());
        Files.createDirectories(out);
        List<Pair> pairs = pairs();
        LlamaConfig config = prepareTokenizer(pairs, LlamaConfig.read(base));
        List<Example> examples = examples(pairs, config);
        int held = Math.min(settings.validation(), examples.size() - 1);
        List<Example> validation = examples.subList(examples.size() - held, examples.size());
        List<Example> training = examples.subList(0, examples.size() - held);
        try (TrainableLlama llama = llama(config)) {
            new Run(config, llama, training, validation).train(resume, stopAfter);
        }
    }

    private List<Pair> pairs() throws IOException {
        try (Stream<Pair> pairs = PairFile.read(data)) {
            List<Pair> usable = pairs.filter(pair -> !pair.aiInfluenced()).toList();
            if (usable.size() < 2) {
                throw new SettingsException(data + " holds " + usable.size() + " usable pairs, at least 2 are needed");
            }
            return usable;
        }
    }

    private LlamaConfig prepareTokenizer(List<Pair> pairs, LlamaConfig config) throws IOException {
        if (settings.tokenizerSize().isEmpty()) {
            ModelDirectory.copyTokenizer(base, out);
            return config;
        }
        if (!settings.randomInit()) {
            throw new SettingsException("tokenizer.train needs init: random, weights belong to their tokenizer");
        }
        BpeTrainer trainer = new BpeTrainer();
        pairs.forEach(pair -> {
            trainer.add(pair.findings());
            trainer.add(pair.impression());
        });
        BpeTokenizer tokenizer = trainer.train(settings.tokenizerSize().orElseThrow(), fixedParts());
        tokenizer.write(out.resolve("tokenizer.json"));
        console.println("tokenizer learned: " + tokenizer.size() + " tokens");
        return withVocabulary(config, tokenizer.size());
    }

    /** The prompt's fixed words would cost more tokens than a report; they become one token on each side. */
    private static List<String> fixedParts() {
        String mark = "\u0000";
        return List.of(TEMPLATE.render(mark).split(mark, -1));
    }

    private static LlamaConfig withVocabulary(LlamaConfig config, int size) {
        return new LlamaConfig(
                (size + 31) / 32 * 32,
                config.hiddenSize(),
                config.intermediateSize(),
                config.layers(),
                config.heads(),
                config.kvHeads(),
                config.headDim(),
                config.maxPositions(),
                config.normEpsilon(),
                config.ropeTheta(),
                config.tiedEmbeddings(),
                BpeTokenizer.BOS,
                BpeTokenizer.EOS);
    }

    private List<Example> examples(List<Pair> pairs, LlamaConfig config) throws IOException {
        int limit = Math.min(settings.maxLength(), config.maxPositions());
        List<Example> examples = new ArrayList<>();
        long tokens = 0;
        try (ExampleEncoder encoder = new ExampleEncoder(out.resolve("tokenizer.json"), TEMPLATE, config)) {
            for (Pair pair : pairs) {
                Example example = encoder.encode(pair);
                if (example.length() <= limit) {
                    examples.add(example);
                    tokens += example.length();
                }
            }
        }
        if (examples.size() < 2) {
            throw new SettingsException("no pairs fit maxLength " + limit + ", raise it");
        }
        console.println(String.format(
                Locale.ROOT,
                "%d pairs, %d left out as longer than %d tokens, %.1f tokens a pair",
                examples.size(),
                pairs.size() - examples.size(),
                limit,
                (double) tokens / examples.size()));
        return examples;
    }

    private TrainableLlama llama(LlamaConfig config) {
        Map<String, float[]> weights =
                settings.randomInit() ? WeightShapes.random(config, settings.seed()) : baseWeights(config);
        Map<String, float[]> adapter = settings.lora()
                .map(spec -> WeightShapes.freshAdapter(config, spec, settings.seed()))
                .orElse(Map.of());
        return new TrainableLlama(config, settings.lora(), weights, adapter);
    }

    private Map<String, float[]> baseWeights(LlamaConfig config) {
        return WeightShapes.read(Safetensors.openDirectory(base), WeightShapes.base(config));
    }

    /** The part of a training in which the network exists. */
    private final class Run {
        private final LlamaConfig config;
        private final TrainableLlama llama;
        private final AdamW optimizer;
        private final List<Example> training;
        private final List<Example> validation;
        private final int steps;
        private final String fingerprint;
        private final Checkpoint checkpoint = new Checkpoint(out.resolve("checkpoint"));

        Run(LlamaConfig config, TrainableLlama llama, List<Example> training, List<Example> validation) {
            this.config = config;
            this.llama = llama;
            this.training = training;
            this.validation = validation;
            this.steps = settings.steps(training.size());
            this.optimizer = new AdamW(
                    llama.script(),
                    llama.manager(),
                    llama.trained(),
                    settings.optimizer().weightDecay(),
                    settings.optimizer().maxNorm());
            this.fingerprint =
                    PromptTemplate.sha256(settings.identity() + " " + config + " " + training.size() + " " + tokens());
        }

        private long tokens() {
            return training.stream()
                    .mapToLong(example -> java.util.Arrays.hashCode(example.tokens()))
                    .sum();
        }

        void train(boolean resume, int stopAfter) throws IOException {
            int first = resume ? checkpoint.steps(fingerprint).orElse(0) : 0;
            if (first > 0) {
                checkpoint.restore(first, llama.trained(), optimizer);
                console.println("resumed after step " + first);
            }
            BatchPlan plan = new BatchPlan(training, settings.batchSize(), settings.seed());
            try (TrainingLoop loop = new TrainingLoop(llama, optimizer, plan, settings, steps)) {
                steps(loop, first, Math.min(steps, stopAfter));
            }
        }

        private void steps(TrainingLoop loop, int first, int end) throws IOException {
            Progress progress = new Progress(console, clock, first, steps);
            Instant saved = clock.instant();
            for (int step = first; step < end; step++) {
                TrainingLoop.Step done = loop.step(step);
                progress.step(step + 1, done.loss(), done.rate(), done.tokens());
                log(step + 1, done);
                if (step + 1 == end || isDue(saved)) {
                    save(step + 1);
                    saved = clock.instant();
                }
            }
        }

        private boolean isDue(Instant saved) {
            long millis = Math.round(settings.checkpointMinutes() * 60_000);
            return Duration.between(saved, clock.instant()).toMillis() >= millis;
        }

        private void save(int done) throws IOException {
            checkpoint.save(done, fingerprint, llama.trained(), optimizer);
            if (settings.lora().isPresent()) {
                LoraSpec spec = settings.lora().orElseThrow();
                ModelDirectory.writeAdapter(out, spec, base.getFileName().toString(), llama.trained());
            } else {
                ModelDirectory.writeModel(out, config, llama.trained());
            }
            if (!validation.isEmpty()) {
                Validation score = Validation.of(llama, validation, settings.microTokens());
                console.println(String.format(
                        Locale.ROOT,
                        "step %d saved; held out: loss %.4f, exact %.1f %%",
                        done,
                        score.loss(),
                        100 * score.exact()));
            }
        }

        private void log(int done, TrainingLoop.Step step) throws IOException {
            String line = String.format(
                    Locale.ROOT,
                    "{\"step\":%d,\"loss\":%.5f,\"norm\":%.4f,\"rate\":%.4e,\"tokens\":%d,\"time\":\"%s\"}%n",
                    done,
                    step.loss(),
                    step.norm(),
                    step.rate(),
                    step.tokens(),
                    clock.instant());
            Files.write(
                    out.resolve("training.jsonl"),
                    line.getBytes(StandardCharsets.UTF_8),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        }
    }
}
