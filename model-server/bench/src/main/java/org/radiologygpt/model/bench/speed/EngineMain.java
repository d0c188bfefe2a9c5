package org.radiologygpt.model.bench.speed;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.radiologygpt.model.bench.gguf.CharacterVocabulary;
import org.radiologygpt.model.bench.speed.Engine.Pace;
import org.radiologygpt.model.decode.DecoderOptions;

/**
 * One engine in a JVM of its own. A line in, a line out: {@code one PROMPT ANSWER SEED} gives seconds of prefill and of
 * decoding, {@code together REQUESTS PROMPT ANSWER SEED} seconds for all, {@code memory} the megabytes of {@link
 * Resident}; it ends with its input. Prompts are random tokens of the seed, the one that begins a text counted.
 */
public final class EngineMain {
    private final Engine engine;
    private final CharacterVocabulary vocabulary;

    private EngineMain(Engine engine, CharacterVocabulary vocabulary) {
        this.engine = engine;
        this.vocabulary = vocabulary;
    }

    /** Arguments: {@link EngineKind}, model, cache directory, vocabulary, slots, longest sequence, threads, spinning. */
    public static void main(String[] arguments) {
        int exit = 1;
        try {
            run(arguments);
            exit = 0;
        } catch (IOException | RuntimeException e) {
            e.printStackTrace();
        } finally {
            // llama.cpp's threads would keep the process alive.
            Runtime.getRuntime().halt(exit);
        }
    }

    private static void run(String[] arguments) throws IOException {
        EngineKind kind = EngineKind.valueOf(arguments[0]);
        Path model = Path.of(arguments[1]);
        int[] numbers =
                IntStream.range(3, 7).map(i -> Integer.parseInt(arguments[i])).toArray();
        DecoderOptions options = DecoderOptions.defaults()
                .withCache(Path.of(arguments[2]))
                .withSlots(numbers[1])
                .withMaxTokens(numbers[2])
                .withIntraOpThreads(numbers[3])
                .withSpinning(Boolean.parseBoolean(arguments[7]));
        try (Engine engine = kind.precision()
                .map(precision -> OursEngine.open(model, options.withPrecision(precision)))
                .orElseGet(() -> LlamaCppEngine.open(model, numbers[1], numbers[2], numbers[3]))) {
            System.out.println(EngineProcess.ANSWER + "ready");
            new EngineMain(engine, new CharacterVocabulary(numbers[0])).serve();
        }
    }

    private void serve() throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            System.out.println(EngineProcess.ANSWER + answer(line.split(" ")));
        }
    }

    private String answer(String[] words) {
        return switch (words[0]) {
            case "one" -> one(Integer.parseInt(words[1]), Integer.parseInt(words[2]), Long.parseLong(words[3]));
            case "together" ->
                Double.toString(engine.together(
                        prompts(
                                Integer.parseInt(words[1]),
                                Integer.parseInt(words[2]),
                                new SplittableRandom(Long.parseLong(words[4]))),
                        Integer.parseInt(words[3])));
            case "memory" -> Resident.ofThisProcess().toLine();
            default -> throw new IllegalArgumentException("no such command");
        };
    }

    private String one(int promptTokens, int tokens, long seed) {
        Pace pace =
                engine.one(prompts(1, promptTokens, new SplittableRandom(seed)).get(0), tokens);
        if (pace.tokens() != tokens) {
            throw new IllegalStateException(pace.tokens() + " tokens came, not " + tokens);
        }
        return pace.first() + " " + pace.rest();
    }

    private List<String> prompts(int count, int tokens, SplittableRandom random) {
        return IntStream.range(0, count)
                .mapToObj(i -> vocabulary.text(random.ints(tokens - 1, CharacterVocabulary.SPECIAL, vocabulary.size())
                        .toArray()))
                .toList();
    }
}
