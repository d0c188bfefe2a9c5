package org.radiologygpt.model.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The fields of a request: typed, with an error that names the field and never repeats its text. */
final class Fields {
    /** What OpenAI's API has and this server has not, with the values that ask for nothing. */
    private static final Map<String, Predicate<JsonNode>> NEUTRAL = Map.ofEntries(
            Map.entry("n", v -> is(v, 1)),
            Map.entry("best_of", v -> is(v, 1)),
            Map.entry("echo", v -> v.isBoolean() && !v.asBoolean()),
            Map.entry("suffix", v -> v.isTextual() && v.asText().isEmpty()),
            Map.entry("response_format", v -> v.path("type").asText().equals("text")),
            Map.entry("tools", v -> v.isArray() && v.isEmpty()),
            Map.entry("tool_choice", v -> v.asText().equals("none")),
            Map.entry("user", JsonNode::isTextual),
            Map.entry("store", v -> v.isBoolean() && !v.asBoolean()));

    private static final List<String> KNOWN = List.of(
            "model",
            "prompt",
            "messages",
            "max_tokens",
            "max_completion_tokens",
            "temperature",
            "top_p",
            "top_k",
            "seed",
            "stop",
            "stream",
            "stream_options",
            "priority",
            "min_p",
            "repetition_penalty",
            "frequency_penalty",
            "presence_penalty",
            "logit_bias",
            "logprobs",
            "top_logprobs",
            "confidence",
            "task");

    private final ObjectNode json;

    Fields(ObjectNode json) {
        this.json = json;
        json.properties().forEach(field -> check(field.getKey(), field.getValue()));
    }

    private static boolean is(JsonNode value, int number) {
        return value.isIntegralNumber() && value.canConvertToInt() && value.asInt() == number;
    }

    private static void check(String name, JsonNode value) {
        if (value.isNull() || KNOWN.contains(name)) {
            return;
        }
        Predicate<JsonNode> neutral = NEUTRAL.get(name);
        if (neutral == null) {
            throw ApiError.field(name.matches("[a-z_]{1,40}") ? name : "", "the body has a field that is not known");
        }
        if (!neutral.test(value)) {
            throw ApiError.field(name, name + " is not supported but for the value that changes nothing");
        }
    }

    boolean has(String name) {
        return json.hasNonNull(name);
    }

    JsonNode node(String name) {
        return json.path(name);
    }

    String text(String name) {
        if (!json.path(name).isTextual()) {
            throw ApiError.field(name, name + " is missing or no text");
        }
        return json.path(name).asText();
    }

    boolean flag(String name) {
        if (has(name) && !json.path(name).isBoolean()) {
            throw ApiError.field(name, name + " must be true or false");
        }
        return json.path(name).asBoolean(false);
    }

    /** A flag within a field that is an object. */
    boolean flag(String name, String inner) {
        if (!has(name)) {
            return false;
        }
        JsonNode flag = json.path(name).path(inner);
        if (!json.path(name).isObject() || !(flag.isMissingNode() || flag.isNull() || flag.isBoolean())) {
            throw ApiError.field(name, name + " must be an object, " + inner + " in it true or false");
        }
        return flag.asBoolean(false);
    }

    boolean isFalse(String name) {
        return json.path(name).isBoolean() && !json.path(name).asBoolean();
    }

    int integer(String name, int absent, int least) {
        return integer(name, absent, least, Integer.MAX_VALUE);
    }

    int integer(String name, int absent, int least, int most) {
        if (!has(name)) {
            return absent;
        }
        JsonNode value = json.path(name);
        if (!value.isIntegralNumber() || !value.canConvertToInt() || value.asInt() < least || value.asInt() > most) {
            String range = most == Integer.MAX_VALUE ? "of at least " + least : "from " + least + " to " + most;
            throw ApiError.field(name, name + " must be an integer " + range);
        }
        return value.asInt();
    }

    long seed() {
        if (has("seed")
                && !(json.path("seed").isIntegralNumber() && json.path("seed").canConvertToLong())) {
            throw ApiError.field("seed", "seed must be an integer");
        }
        return json.path("seed").asLong(0);
    }

    double number(String name, double absent, Predicate<Double> allowed, String range) {
        if (!has(name)) {
            return absent;
        }
        JsonNode value = json.path(name);
        if (!value.isNumber() || !allowed.test(value.asDouble())) {
            throw ApiError.field(name, name + " must be a number " + range);
        }
        return value.asDouble();
    }

    /** One text or several. */
    List<String> texts(String name, int most) {
        if (!has(name)) {
            return List.of();
        }
        List<JsonNode> nodes = new ArrayList<>();
        (json.path(name).isArray() ? json.path(name) : List.of(json.path(name))).forEach(nodes::add);
        if (nodes.size() > most || !nodes.stream().allMatch(JsonNode::isTextual)) {
            throw ApiError.field(name, name + " must be a text or an array of at most " + most + " texts");
        }
        return nodes.stream().map(JsonNode::asText).toList();
    }
}
