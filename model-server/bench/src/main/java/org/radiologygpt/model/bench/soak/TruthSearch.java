package org.radiologygpt.model.bench.soak;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.StreamSupport;
import org.radiologygpt.model.weights.LlamaConfig;

/**
 * Finds adapters that answer every prompt differently, from the base model and from one another, by trying random ones in
 * the server, one request at a time; and with that the answers they must keep to.
 *
 * <p>An answer in which a token was nearly another one is not taken: many requests in one batch are summed in another
 * order, and the last bit of a sum may differ.
 */
final class TruthSearch {
    /** Least distance in log-probability of a chosen token from the next; rounding is below a thousandth of it. */
    private static final double LEAST_MARGIN = 0.002;

    private static final int MOST_TRIES = 30;

    /** In the demo model weaker ones seldom change the answer to every prompt. */
    private static final double FIRST_SPREAD = 0.125;

    private static final double WIDER = 1.04;

    private final Client client;
    private final Adapters adapters;
    private final Path root;
    private final LlamaConfig config;
    private final Mix mix;
    private final Map<String, List<String>> found = new LinkedHashMap<>();

    /**
     * A search.
     *
     * @param root directory that adapters may be loaded from
     * @param seed of the adapters
     */
    TruthSearch(Client client, Adapters adapters, Path root, LlamaConfig config, long seed) {
        this.client = client;
        this.adapters = adapters;
        this.root = root;
        this.config = config;
        this.mix = new Mix(new Truths(List.of(), Map.of()), config.eosTokenId(), seed);
    }

    /**
     * Leaves no adapter loaded.
     *
     * @param base name of the base model
     * @param names of the adapters
     * @param most prompts to take
     */
    Truths find(String base, Collection<String> names, int most) throws IOException, InterruptedException {
        List<String> prompts = new ArrayList<>();
        List<String> answers = new ArrayList<>();
        for (String prompt : Findings.ALL) {
            Optional<String> answer = prompts.size() < most ? clear(base, prompt) : Optional.empty();
            answer.ifPresent(text -> {
                prompts.add(prompt);
                answers.add(text);
            });
        }
        found.put(base, answers);
        for (String name : names) {
            found.put(name, search(name, prompts));
        }
        return new Truths(prompts, found);
    }

    private List<String> search(String name, List<String> prompts) throws IOException, InterruptedException {
        double spread = FIRST_SPREAD;
        for (int attempt = 0; attempt < MOST_TRIES; attempt++) {
            new AdapterFile(31 * mix.seed() + 1000L * found.size() + attempt, spread).write(root.resolve(name), config);
            adapters.load(name);
            List<String> answers = different(name, prompts);
            adapters.unload(name);
            if (answers.size() == prompts.size()) {
                return answers;
            }
            spread *= WIDER;
        }
        throw new IOException("no random adapter answered differently in " + MOST_TRIES + " tries");
    }

    /** Answers up to the first that does not tell whose it is. */
    private List<String> different(String name, List<String> prompts) throws IOException, InterruptedException {
        List<String> answers = new ArrayList<>();
        for (int i = 0; i < prompts.size(); i++) {
            int prompt = i;
            Optional<String> answer = clear(name, prompts.get(i));
            if (answer.isEmpty()
                    || found.values().stream()
                            .anyMatch(other -> other.get(prompt).equals(answer.get()))) {
                return answers;
            }
            answers.add(answer.get());
        }
        return answers;
    }

    private Optional<String> clear(String model, String prompt) throws IOException, InterruptedException {
        JsonNode choice = client.complete(mix.scored(model, prompt));
        String text = choice.path("text").asText();
        JsonNode tokens = choice.path("logprobs").path("top_logprobs");
        boolean clear = StreamSupport.stream(tokens.spliterator(), false).allMatch(TruthSearch::clear);
        return clear && !text.isBlank() ? Optional.of(text) : Optional.empty();
    }

    private static boolean clear(JsonNode token) {
        double[] sorted = StreamSupport.stream(token.spliterator(), false)
                .flatMapToDouble(value -> DoubleStream.of(value.asDouble()))
                .sorted()
                .toArray();
        return sorted.length < 2 || sorted[sorted.length - 1] - sorted[sorted.length - 2] > LEAST_MARGIN;
    }
}
