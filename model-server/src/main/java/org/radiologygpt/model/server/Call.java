package org.radiologygpt.model.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
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
 * @param additions what the answer tells beside the text
 */
record Call(LoadedModel model, GenerationRequest request, boolean stream, boolean streamUsage, Additions additions) {
    private static final int MOST_STOPS = 16;

    static Call read(Endpoint endpoint, byte[] body, Models models, ServerOptions options) {
        Fields fields = new Fields(Json.read(body));
        LoadedModel model = models.get(fields.text("model"));
        String given = given(endpoint, fields, model);
        Optional<TaskPrompt> task = TaskPrompt.read(fields, given);
        Additions additions = Additions.read(endpoint, fields, task);
        int maxTokens =
                fields.integer("max_tokens", fields.integer("max_completion_tokens", options.defaultMaxTokens(), 1), 1);
        Sampling sampling = SamplingFields.read(fields, model.generator().vocabSize());
        GenerationRequest request = new GenerationRequest(
                        task.map(TaskPrompt::prompt).orElse(given),
                        maxTokens,
                        sampling,
                        stops(fields),
                        options.deadline())
                .withTurn(TurnFields.read(fields))
                .withScoring(additions.scoring());
        boolean usage = fields.flag("stream_options", "include_usage");
        return new Call(model, request, fields.flag("stream"), usage, additions);
    }

    /** The same request to another model. */
    Call of(LoadedModel other) {
        return new Call(other, request, stream, streamUsage, additions);
    }

    /** The prompt; where the request names a task, what it is made of. */
    private static String given(Endpoint endpoint, Fields fields, LoadedModel model) {
        if (endpoint == Endpoint.COMPLETIONS) {
            absent(fields, "messages");
            List<String> prompts = fields.texts("prompt", 1);
            if (prompts.isEmpty() || prompts.get(0).isEmpty()) {
                throw ApiError.field("prompt", "prompt is missing or empty");
            }
            return prompts.get(0);
        }
        absent(fields, "prompt");
        absent(fields, "task");
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

    private static List<String> stops(Fields fields) {
        List<String> stops = fields.texts("stop", MOST_STOPS);
        if (stops.stream().anyMatch(String::isEmpty)) {
            throw ApiError.field("stop", "stop must not contain an empty text");
        }
        return stops;
    }
}
