package org.radiologygpt.model.generate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.radiologygpt.model.weights.ModelFormatException;
import org.radiologygpt.model.weights.RegularFile;

/**
 * A prompt that an adapter must answer before it is served: with finite numbers, and where its directory has a
 * {@code canary.json} ({@code {"prompt","completion"}}, optional {@code "max_tokens"}) with exactly that text, greedily.
 *
 * @param prompt made up, of no patient
 * @param completion the answer, where one is expected
 * @param maxTokens most tokens of the answer
 */
record Canary(String prompt, Optional<String> completion, int maxTokens) {
    private static final String FILE = "canary.json";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Canary PLAIN =
            new Canary("The lungs are clear. The heart is normal in size.", Optional.empty(), 8);
    private static final int DEFAULT_TOKENS = 256;

    /**
     * The canary of an adapter directory, or one that expects no certain answer.
     *
     * @throws ModelFormatException where there is a file that cannot be used
     */
    static Canary read(Path adapter) {
        Path file = adapter.resolve(FILE);
        if (!Files.exists(file)) {
            return PLAIN;
        }
        try {
            JsonNode json = JSON.readTree(RegularFile.read(file));
            int tokens = json.path("max_tokens").asInt(DEFAULT_TOKENS);
            if (!json.path("prompt").isTextual()
                    || json.path("prompt").asText().isBlank()
                    || !json.path("completion").isTextual()
                    || tokens < 1) {
                throw new ModelFormatException(
                        FILE + " must have the texts prompt and completion, and max_tokens of at least 1 if any");
            }
            return new Canary(
                    json.path("prompt").asText(),
                    Optional.of(json.path("completion").asText()),
                    tokens);
        } catch (IOException e) {
            throw new ModelFormatException(
                    "cannot read " + FILE + ": " + e.getClass().getSimpleName(), e);
        }
    }

    /**
     * Asks. Returns what is wrong, in one sentence.
     *
     * @throws GenerationException where the answer says nothing of the adapter: the queue is full, or it takes too long
     */
    Optional<String> ask(TextGenerator generator, Duration deadline) {
        GenerationRequest request = new GenerationRequest(prompt, maxTokens, Sampling.GREEDY, List.of(), deadline);
        try {
            String answer = generator.generate(request, piece -> {}).join().text();
            boolean right = completion.isEmpty() || completion.get().equals(answer);
            return right ? Optional.empty() : Optional.of("the greedy answer to " + FILE + " is not its completion");
        } catch (CompletionException e) {
            if (e.getCause() instanceof GenerationException failed) {
                return wrong(failed);
            }
            throw e;
        }
    }

    private static Optional<String> wrong(GenerationException failed) {
        return switch (failed.kind()) {
            case PROMPT_TOO_LONG, UNAVAILABLE -> Optional.of("the canary prompt got no answer: " + failed.getMessage());
            default -> throw failed;
        };
    }
}
