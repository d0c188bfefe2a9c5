package org.radiologygpt.trainer.lora;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.radiologygpt.model.prompt.PromptTemplate;
import org.radiologygpt.model.weights.Biases;
import org.radiologygpt.model.weights.LlamaConfig;
import org.radiologygpt.model.weights.RotaryScaling;
import org.radiologygpt.trainer.corpus.DeidProof;
import org.radiologygpt.trainer.corpus.Pair;
import org.radiologygpt.trainer.corpus.PairFile;
import org.radiologygpt.trainer.tokenize.BpeTokenizer;
import org.radiologygpt.trainer.tokenize.BpeTrainer;

/**
 * What is trained on, as tokens.
 *
 * @param tokenizer that made the tokens
 * @param config the model's shape; its vocabulary is that of the tokenizer
 * @param training examples of the steps
 * @param validation examples held out from the end of the data
 * @param selection held-out examples by which the best state is chosen
 */
record TrainingData(
        TrainingTokenizer tokenizer,
        LlamaConfig config,
        List<Example> training,
        List<Example> validation,
        List<Example> selection) {
    private static final PromptTemplate TEMPLATE = PromptTemplate.IMPRESSION;

    /** Reads pairs and encodes them; writes nothing. */
    static TrainingData prepare(Path base, Path data, TrainSettings settings, PrintStream console) throws IOException {
        LlamaConfig shape = trainable(LlamaConfig.read(base));
        requireWeights(base, settings);
        List<Pair> pairs = pairs(data);
        Optional<BpeTokenizer> learned = settings.tokenizerSize().map(size -> learn(pairs, size, settings));
        LlamaConfig config = learned.map(tokenizer -> withVocabulary(shape, tokenizer.size()))
                .orElse(shape);
        learned.ifPresent(own -> console.println("tokenizer learned: " + own.size() + " tokens"));
        TrainingTokenizer tokenizer = new TrainingTokenizer(base, learned);
        int limit = Math.min(settings.maxLength(), config.maxPositions());
        try (ExampleEncoder encoder = tokenizer.encoder(TEMPLATE, config, settings.emphasis())) {
            List<Example> examples = encode(encoder, pairs, limit, data, console);
            int trained = Math.max(1, examples.size() - settings.validation());
            Optional<Path> heldOut = settings.selecting().data().map(data::resolveSibling);
            return new TrainingData(
                    tokenizer,
                    config,
                    examples.subList(0, trained),
                    examples.subList(trained, examples.size()),
                    heldOut.isPresent()
                            ? encode(encoder, pairs(heldOut.get()), limit, heldOut.get(), console)
                            : List.of());
        }
    }

    /** Tells this data from other data. */
    long hash() {
        return hash(training) + (selection.isEmpty() ? 0 : 31 * hash(selection));
    }

    private static long hash(List<Example> examples) {
        return examples.stream()
                .mapToLong(example -> Arrays.hashCode(example.tokens()))
                .reduce(examples.size(), (sum, next) -> 31 * sum + next);
    }

    private static void requireWeights(Path base, TrainSettings settings) {
        if (!settings.randomInit()
                && !Files.exists(base.resolve("model.safetensors"))
                && !Files.exists(base.resolve("model.safetensors.index.json"))) {
            throw new SettingsException("--base has no weights: neither model.safetensors nor"
                    + " model.safetensors.index.json is there; only init: random needs none");
        }
    }

    /** Impressions signed from our own drafts are left out: a model must not learn from itself. */
    private static List<Pair> pairs(Path data) throws IOException {
        DeidProof.require(data);
        try (Stream<Pair> pairs = PairFile.read(data)) {
            List<Pair> usable = pairs.filter(pair -> !pair.aiInfluenced()).toList();
            if (usable.isEmpty()) {
                throw new SettingsException(data + " holds no usable pair");
            }
            return usable;
        }
    }

    private static BpeTokenizer learn(List<Pair> pairs, int size, TrainSettings settings) {
        if (!settings.randomInit()) {
            throw new SettingsException("tokenizer.train needs init: random, weights belong to their tokenizer");
        }
        BpeTrainer trainer = new BpeTrainer();
        pairs.forEach(pair -> {
            trainer.add(pair.findings());
            trainer.add(pair.impression());
        });
        return trainer.train(size, fixedParts());
    }

    /** The prompt's fixed words would cost more tokens than many a report; they become one token on each side. */
    private static List<String> fixedParts() {
        String mark = "\u0000";
        return List.of(TEMPLATE.render(mark).split(mark, -1));
    }

    /** The layers that are trained compute neither biases nor a scaled rotary embedding. */
    private static LlamaConfig trainable(LlamaConfig config) {
        if (!config.biases().equals(Biases.NONE) || !(config.scaling() instanceof RotaryScaling.None)) {
            throw new SettingsException("the base model has biases or a rope_scaling, which training does not know");
        }
        return config;
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

    private static List<Example> encode(
            ExampleEncoder encoder, List<Pair> pairs, int limit, Path file, PrintStream console) {
        List<Example> examples = pairs.stream()
                .map(encoder::encode)
                .filter(example -> example.length() <= limit)
                .toList();
        if (examples.isEmpty()) {
            throw new SettingsException("no pair of " + file.getFileName() + " fits maxLength " + limit + ", raise it");
        }
        console.println(String.format(
                Locale.ROOT,
                "%s: %d pairs, %d left out as longer than %d tokens, %.1f tokens a pair",
                file.getFileName(),
                examples.size(),
                pairs.size() - examples.size(),
                limit,
                examples.stream().mapToInt(Example::length).average().orElseThrow()));
        return examples;
    }
}
