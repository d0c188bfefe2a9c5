package org.radiologygpt.model.bench.soak;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Random;

/**
 * The seeded mix: the same seed gives the same requests, whoever sends them.
 *
 * @param truths prompts and models
 * @param endToken id of the token that ends an answer; long answers are made by forbidding it
 * @param seed of the mix
 */
record Mix(Truths truths, int endToken, long seed) {
    /** Longest answer whose text is compared, in tokens. */
    static final int ANSWER_TOKENS = 24;

    private static final int CANCELLED_TOKENS = 400;
    private static final int LATE_TOKENS = 850;
    private static final String TASK = "impression-alpaca-v1";

    /** One more than the server takes. */
    private static final int OVERSIZE_BYTES = (1 << 20) + 1;

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The request of a number. */
    Question at(int number) {
        Random random = new Random(seed * 1_000_003 + number);
        random.nextInt();
        Kind kind = Kind.of(random.nextInt(Kind.tickets()));
        List<String> models = truths.answers().keySet().stream().sorted().toList();
        String model = models.get(random.nextInt(models.size()));
        int prompt = random.nextInt(truths.prompts().size());
        return new Question(kind, model, prompt, body(kind, model, prompt, random));
    }

    /** A completion of a prompt, with two alternatives for each token. */
    String scored(String model, String prompt) {
        return completion(model, prompt).put("logprobs", 2).toString();
    }

    private String body(Kind kind, String model, int prompt, Random random) {
        String text = truths.prompts().get(prompt);
        ObjectNode completion = completion(model, text);
        return switch (kind) {
            case COMPLETION -> completion.toString();
            case STREAM -> completion.put("stream", true).toString();
            case CHAT -> chat(model, text).toString();
            case LOGPROBS ->
                completion
                        .put("logprobs", random.nextInt(6))
                        .put("confidence", true)
                        .toString();
            case PRIORITY ->
                completion
                        .put("priority", -random.nextInt(3))
                        .put("user", "client-" + random.nextInt(4))
                        .toString();
            case CANCEL -> lengthened(completion.put("stream", true), CANCELLED_TOKENS);
            case DEADLINE -> lengthened(completion, LATE_TOKENS);
            case BAD_JSON -> completion.toString().substring(0, 1 + random.nextInt(40));
            case OVERSIZE -> " ".repeat(OVERSIZE_BYTES);
            case UNKNOWN_MODEL ->
                completion("nobody-" + random.nextInt(100), text).toString();
            case UNKNOWN_TASK -> completion.put("task", "poem-v1").toString();
        };
    }

    private static ObjectNode completion(String model, String text) {
        return JSON.createObjectNode()
                .put("model", model)
                .put("task", TASK)
                .put("prompt", text)
                .put("max_tokens", ANSWER_TOKENS);
    }

    /** A lone user message is the same prompt as the task's. */
    private static ObjectNode chat(String model, String text) {
        ObjectNode chat = JSON.createObjectNode().put("model", model).put("max_tokens", ANSWER_TOKENS);
        chat.putArray("messages").addObject().put("role", "user").put("content", text);
        return chat;
    }

    private String lengthened(ObjectNode completion, int tokens) {
        completion.put("max_tokens", tokens).putObject("logit_bias").put(Integer.toString(endToken), -100);
        return completion.toString();
    }
}
