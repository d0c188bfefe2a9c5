package org.radiologygpt.trainer.rollout;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.radiologygpt.model.decode.DecoderOptions;
import org.radiologygpt.model.generate.AdaptedModel;
import org.radiologygpt.model.generate.AdapterOutcome;
import org.radiologygpt.model.generate.AdapterOutcome.Loaded;
import org.radiologygpt.model.generate.AdapterOutcome.Refused;
import org.radiologygpt.model.generate.GenerationRequest;
import org.radiologygpt.model.generate.GeneratorOptions;
import org.radiologygpt.model.generate.LoadedModel;
import org.radiologygpt.model.generate.Sampling;
import org.radiologygpt.model.prompt.PromptTemplate;
import org.radiologygpt.model.quantize.Precision;
import org.radiologygpt.model.weights.AdapterLimits;
import org.radiologygpt.model.weights.LoraAdapter;

/**
 * What an adapter must answer to made-up findings, computed from its files without the server and in the server's
 * precision, the adapter beside the weights as there.
 *
 * @param precision as {@code GET /v1/models} tells it
 */
record KnownAnswers(String precision, List<Known> answers) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FILE = "answers.json";
    private static final int MAX_TOKENS = 64;
    private static final Duration DEADLINE = Duration.ofMinutes(5);
    private static final List<String> FINDINGS = List.of(
            "The lungs are clear. The heart is normal in size. There is no pleural effusion or pneumothorax.",
            "There is a 12 mm nodule in the right upper lobe. The left lung is clear. No pleural effusion.",
            "The liver is enlarged. There is a 5 mm stone in the left kidney without hydronephrosis.");

    /** A prompt and its greedy answer. */
    record Known(String prompt, String completion) {}

    KnownAnswers {
        answers = List.copyOf(answers);
    }

    /** Asks the adapter itself. */
    static KnownAnswers compute(Path base, Path adapter, String precision) {
        LoraAdapter read = LoraAdapter.read(adapter);
        DecoderOptions decoding = DecoderOptions.defaults()
                .withSlots(1)
                .withPrecision(Precision.ofName(precision))
                .withAdapters(new AdapterLimits(1, read.rank(), AdapterLimits.modules(List.of(read))));
        try (AdaptedModel model = AdaptedModel.open(base, Optional.empty(), decoding, GeneratorOptions.DEFAULT)) {
            AdapterOutcome outcome = model.load("candidate", adapter, Optional.empty(), DEADLINE);
            if (outcome instanceof Refused refused) {
                throw new RollOutException("the adapter cannot be used: " + refused.message());
            }
            List<Known> answers = new ArrayList<>();
            for (String findings : FINDINGS) {
                String prompt = PromptTemplate.IMPRESSION.render(findings);
                answers.add(new Known(prompt, answer(((Loaded) outcome).model(), prompt)));
            }
            return new KnownAnswers(precision, answers);
        }
    }

    private static String answer(LoadedModel model, String prompt) {
        return model.generator()
                .generate(new GenerationRequest(prompt, MAX_TOKENS, Sampling.GREEDY, List.of(), DEADLINE), piece -> {})
                .join()
                .text();
    }

    /** Beside the adapter, and the first of them as the canary that the server itself asks before it serves. */
    void write(Path adapter) throws IOException {
        Files.writeString(adapter.resolve(FILE), JSON.writeValueAsString(this) + "\n");
        Known first = answers.get(0);
        String canary = JSON.createObjectNode()
                .put("prompt", first.prompt())
                .put("completion", first.completion())
                .put("max_tokens", MAX_TOKENS)
                .toString();
        Files.writeString(adapter.resolve("canary.json"), canary + "\n");
    }

    /** Those of a version; none where it was installed without a server. */
    static Optional<KnownAnswers> read(Path adapter) {
        Path file = adapter.resolve(FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readValue(Files.readString(file), KnownAnswers.class));
        } catch (IOException e) {
            throw new RollOutException("version " + adapter.getFileName() + " has no readable " + FILE);
        }
    }

    /** Whether a server gives them, under a name. */
    boolean givenBy(RunningServer server, String name) {
        return answers.stream().allMatch(known -> server.answer(name, known.prompt(), MAX_TOKENS)
                .equals(known.completion()));
    }
}
