package org.radiologygpt.model.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.radiologygpt.model.generate.GenerationRequest;
import org.radiologygpt.model.generate.LoadedModel;
import org.radiologygpt.model.generate.Sampling;

/**
 * A request for text, read and checked.
 *
 * <p>Where the request says nothing the answer is greedy and the seed 0: the same findings give the same draft.
 *
 * @param model the model it names
 * @param request what to generate
 * @param stream whether the answer comes as events
 * @param streamUsage whether the last event tells the tokens
 */
record Call(LoadedModel model, GenerationRequest request, boolean stream, boolean streamUsage) {
    private static final int MOST_STOPS = 16;

    static Call read(Endpoint endpoint, byte[] body, Models models, ServerOptions options) {
        Fields fields = new Fields(Json.read(body));
        LoadedModel model = models.get(fields.text("model"));
        String prompt = prompt(endpoint, fields, model);
        int maxTokens =
                fields.integer("max_tokens", fields.integer("max_completion_tokens", options.defaultMaxTokens(), 1), 1);
        GenerationRequest request = new GenerationRequest(
                        prompt, maxTokens, sampling(fields), stops(fields), options.deadline())
                .withTurn(TurnFields.read(fields));
        boolean usage = fields.node("stream_options").path("include_usage").asBoolean(false);
        return new Call(model, request, fields.flag("stream"), usage);
    }

    private static String prompt(Endpoint endpoint, Fields fields, LoadedModel model) {
        if (endpoint == Endpoint.COMPLETIONS) {
            absent(fields, "messages");
            List<String> prompts = fields.texts("prompt", 1);
            if (prompts.isEmpty() || prompts.get(0).isEmpty()) {
                throw ApiError.field("prompt", "prompt is missing or empty");
            }
            return prompts.get(0);
        }
        absent(fields, "prompt");
        JsonNode messages = fields.node("messages");
        return model.chatTemplate()
                .map(template -> TemplateChat.prompt(template, messages))
                .orElseGet(() -> AlpacaChat.prompt(messages));
    }

    private static void absent(Fields fields, String name) {
        if (fields.has(name)) {
            throw ApiError.field(name, name + " does not belong to this path");
        }
    }

    private static Sampling sampling(Fields fields) {
        double temperature = fields.number("temperature", 0, t -> t >= 0 && t <= 2, "between 0 and 2");
        double topP = fields.number("top_p", 1, p -> p > 0 && p <= 1, "above 0 and at most 1");
        int topK = fields.has("top_k") && fields.node("top_k").asInt(0) == -1 ? 0 : fields.integer("top_k", 0, 0);
        return new Sampling(temperature, topP, topK, fields.seed());
    }

    private static List<String> stops(Fields fields) {
        List<String> stops = fields.texts("stop", MOST_STOPS);
        if (stops.stream().anyMatch(String::isEmpty)) {
            throw ApiError.field("stop", "stop must not contain an empty text");
        }
        return stops;
    }
}
