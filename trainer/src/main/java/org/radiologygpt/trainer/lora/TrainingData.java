package org.radiologygpt.trainer.lora;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
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
 * @param config the model's shape; its vocabulary is that of the tokenizer
 * @param training examples of the steps
 * @param validation examples held out
 */
record TrainingData(LlamaConfig config, List<Example> training, List<Example> validation) {
    private static final PromptTemplate TEMPLATE = PromptTemplate.IMPRESSION;

    /** Reads pairs, puts the tokenizer into the output directory and encodes. */
    static TrainingData prepare(Path base, Path data, Path out, TrainSettings settings, PrintStream console)
            throws IOException {
        LlamaConfig shape = trainable(LlamaConfig.read(base));
        List<Pair> pairs = pairs(data);
        LlamaConfig config = shape;
        if (settings.tokenizerSize().isPresent()) {
            BpeTokenizer tokenizer = learn(pairs, settings);
            tokenizer.write(out.resolve("tokenizer.json"));
            config = withVocabulary(shape, tokenizer.size());
            console.println("tokenizer learned: " + tokenizer.size() + " tokens");
        } else {
            ModelDirectory.copyTokenizer(base, out);
        }
        List<Example> examples = encode(pairs, config, out.resolve("tokenizer.json"), settings, console);
        int trained = Math.max(1, examples.size() - settings.validation());
        return new TrainingData(config, examples.subList(0, trained), examples.subList(trained, examples.size()));
    }

    /** Tells this data from other data. */
    long hash() {
        return training.stream()
                .mapToLong(example -> Arrays.hashCode(example.tokens()))
                .reduce(training.size(), (sum, next) -> 31 * sum + next);
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

    private static BpeTokenizer learn(List<Pair> pairs, TrainSettings settings) {
        if (!settings.randomInit()) {
            throw new SettingsException("tokenizer.train needs init: random, weights belong to their tokenizer");
        }
        BpeTrainer trainer = new BpeTrainer();
        pairs.forEach(pair -> {
            trainer.add(pair.findings());
            trainer.add(pair.impression());
        });
        return trainer.train(settings.tokenizerSize().orElseThrow(), fixedParts());
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

    private static void checkVocabulary(Example example, LlamaConfig config) {
        if (Arrays.stream(example.tokens()).anyMatch(token -> token >= config.vocabSize())) {
            throw new SettingsException("tokenizer.json of the base model makes tokens beyond the vocab_size "
                    + config.vocabSize() + " of its config.json: they belong to different models");
        }
    }

    private static List<Example> encode(
            List<Pair> pairs, LlamaConfig config, Path tokenizer, TrainSettings settings, PrintStream console)
            throws IOException {
        int limit = Math.min(settings.maxLength(), config.maxPositions());
        List<Example> examples = new ArrayList<>();
        try (ExampleEncoder encoder = new ExampleEncoder(tokenizer, TEMPLATE, config, settings.emphasis())) {
            for (Pair pair : pairs) {
                Example example = encoder.encode(pair);
                checkVocabulary(example, config);
                if (example.length() <= limit) {
                    examples.add(example);
                }
            }
        }
        if (examples.isEmpty()) {
            throw new SettingsException("no pair fits maxLength " + limit + ", raise it");
        }
        console.println(String.format(
                Locale.ROOT,
                "%d pairs, %d left out as longer than %d tokens, %.1f tokens a pair",
                examples.size(),
                pairs.size() - examples.size(),
                limit,
                examples.stream().mapToInt(Example::length).average().orElseThrow()));
        return examples;
    }
}
