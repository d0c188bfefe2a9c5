package org.radiologygpt.routes.draft;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.radiologygpt.draft.ModelIdentity;
import org.radiologygpt.report.Urgency;
import org.radiologygpt.routes.draft.ModelException.Kind;

/** The body of a request for a text, and what its answer says. */
final class ModelAnswer {
    private ModelAnswer() {}

    /** Greedy, so that the same findings give the same draft; no field that the server does not know. */
    static ObjectNode request(ModelEndpoint endpoint, String prompt, Urgency urgency) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("model", endpoint.model());
        endpoint.dialect().api().prompt(body, prompt);
        body.put("max_tokens", endpoint.maxTokens()).put("temperature", 0);
        endpoint.stop().forEach(body.putArray("stop")::add);
        if (endpoint.dialect().adapter() instanceof AdapterSelection.LoraRequest lora) {
            body.putObject("lora_request")
                    .put("lora_name", lora.name())
                    .put("lora_int_id", lora.id())
                    .put("lora_path", lora.path());
        }
        if (urgency != Urgency.ROUTINE && endpoint.dialect().kind().ordersQueue()) {
            body.put("priority", urgency == Urgency.STAT ? -2 : -1);
        }
        return body;
    }

    static Completion read(JsonNode answer, ModelEndpoint endpoint, ModelIdentity model) {
        JsonNode choice = answer.path("choices").path(0);
        JsonNode text = endpoint.dialect().api().text(choice);
        if (!text.isTextual()) {
            throw new ModelException(Kind.FAILED, "the model server's answer has no text", 200);
        }
        if (!answer.path("model").asText(endpoint.model()).equals(endpoint.model())) {
            throw new ModelException(Kind.UNAVAILABLE, "another model answered than the one asked for", 200);
        }
        int end = end(text.asText(), endpoint.stop());
        boolean whole = end < text.asText().length() || endedByItself(choice, answer, endpoint);
        return new Completion(
                text.asText().substring(0, end),
                !whole,
                answer.path("usage").path("prompt_tokens").asInt(),
                answer.path("usage").path("completion_tokens").asInt(),
                model);
    }

    /** Where a text that ends an answer begins: a server may not know {@code stop}. */
    private static int end(String text, List<String> stops) {
        return stops.stream()
                .mapToInt(text::indexOf)
                .filter(at -> at >= 0)
                .min()
                .orElse(text.length());
    }

    private static boolean endedByItself(JsonNode choice, JsonNode answer, ModelEndpoint endpoint) {
        boolean stop = choice.path("finish_reason").asText().equals("stop");
        if (!stop || endpoint.dialect().kind().tellsEnd()) {
            return stop;
        }
        JsonNode tokens = answer.path("usage").path("completion_tokens");
        return tokens.isInt() && tokens.asInt() < endpoint.maxTokens();
    }
}
