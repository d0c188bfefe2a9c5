package org.radiologygpt.model.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.radiologygpt.model.generate.Penalties;
import org.radiologygpt.model.generate.Sampling;

/** The fields that say how tokens are chosen: OpenAI's, and those that vLLM adds. */
final class SamplingFields {
    private static final Predicate<Double> PENALTY = p -> p >= -2 && p <= 2;
    private static final int MOST_BIASES = 1024;

    private SamplingFields() {}

    /**
     * What a request asks for.
     *
     * @param vocabSize ids of {@code logit_bias} must be below it
     */
    static Sampling read(Fields fields, int vocabSize) {
        double temperature = fields.number("temperature", 0, t -> t >= 0 && t <= 2, "between 0 and 2");
        double topP = fields.number("top_p", 1, p -> p > 0 && p <= 1, "above 0 and at most 1");
        int topK = Math.max(0, fields.integer("top_k", 0, -1));
        double minP = fields.number("min_p", 0, p -> p >= 0 && p <= 1, "between 0 and 1");
        return new Sampling(temperature, topP, topK, fields.seed(), minP, penalties(fields), bias(fields, vocabSize));
    }

    private static Penalties penalties(Fields fields) {
        return new Penalties(
                fields.number("repetition_penalty", 1, p -> p > 0 && p <= 2, "above 0 and at most 2"),
                fields.number("frequency_penalty", 0, PENALTY, "between -2 and 2"),
                fields.number("presence_penalty", 0, PENALTY, "between -2 and 2"));
    }

    private static Map<Integer, Double> bias(Fields fields, int vocabSize) {
        if (!fields.has("logit_bias")) {
            return Map.of();
        }
        JsonNode node = fields.node("logit_bias");
        if (!node.isObject() || node.size() > MOST_BIASES) {
            throw refused("be an object of at most " + MOST_BIASES + " token ids");
        }
        Map<Integer, Double> bias = new HashMap<>();
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            JsonNode value = entry.getValue();
            if (!value.isNumber() || Math.abs(value.asDouble()) > 100) {
                throw refused("have numbers between -100 and 100");
            }
            bias.put(id(entry.getKey(), vocabSize), value.asDouble());
        }
        return bias;
    }

    private static int id(String text, int vocabSize) {
        if (!text.matches("0|[1-9][0-9]{0,8}") || Integer.parseInt(text) >= vocabSize) {
            throw refused("have token ids of the model's vocabulary as keys");
        }
        return Integer.parseInt(text);
    }

    private static ApiError refused(String rule) {
        return ApiError.field("logit_bias", "logit_bias must " + rule);
    }
}
