package org.radiologygpt.routes.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Records of the topic as JSON. */
public final class ControlJson {
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private static final List<String> WISHED =
            List.of("id", "kind", "scope", "value", "withdraw", "from", "until", "who", "reason");

    private ControlJson() {}

    /** A record as JSON. */
    public static ObjectNode of(ControlRecord record) {
        ObjectNode json = JSON.createObjectNode().put("id", record.id());
        if (record instanceof Rule rule) {
            json.put("kind", rule.kind().name().toLowerCase(Locale.ROOT));
            json.put("scope", rule.scope().code()).put("value", rule.value()).put("withdraw", rule.withdraw());
            rule.from().ifPresent(from -> json.put("from", from.toString()));
            rule.until().ifPresent(until -> json.put("until", until.toString()));
        } else {
            json.put("kind", "removal");
        }
        Change change = record.change();
        return json.put("who", change.who())
                .put("when", change.when().toString())
                .put("reason", change.reason());
    }

    /** The bytes that the topic keeps. */
    public static byte[] bytes(ControlRecord record) {
        try {
            return JSON.writeValueAsBytes(of(record));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree is always JSON", e);
        }
    }

    /**
     * The record in these bytes.
     *
     * @throws IllegalArgumentException where they are none; names the field, never quotes the value
     */
    static ControlRecord read(byte[] bytes) {
        JsonNode json = tree(bytes);
        if (json.path("kind").asText().equals("removal")) {
            return new Removal(text(json, "id"), change(json, time(json, "when").orElse(Instant.EPOCH)));
        }
        return rule(json, text(json, "id"), time(json, "when").orElse(Instant.EPOCH));
    }

    /**
     * The rule that somebody wishes for.
     *
     * @param bytes a rule without {@code when}; without {@code id} it gets {@code freshId}
     * @throws IllegalArgumentException where it is none; names the field, never quotes the value
     */
    public static Rule wish(byte[] bytes, String freshId, Instant now) {
        JsonNode json = tree(bytes);
        json.fieldNames().forEachRemaining(ControlJson::known);
        return rule(json, json.has("id") ? text(json, "id") : freshId, now);
    }

    /** A misspelt {@code until} would be a rule without an end. */
    private static void known(String field) {
        if (!WISHED.contains(field)) {
            throw new IllegalArgumentException("fields are " + String.join(", ", WISHED));
        }
    }

    private static Rule rule(JsonNode json, String id, Instant when) {
        JsonNode withdraw = json.path("withdraw");
        if (!withdraw.isMissingNode() && !withdraw.isBoolean()) {
            throw new IllegalArgumentException("withdraw must be true or false");
        }
        return new Rule(
                id,
                constant(json, "kind", Rule.Kind.class),
                constant(json, "scope", Scope.class),
                json.has("value") ? text(json, "value") : "",
                withdraw.asBoolean(),
                time(json, "from"),
                time(json, "until"),
                change(json, when));
    }

    private static Change change(JsonNode json, Instant when) {
        return new Change(text(json, "who"), when, text(json, "reason"));
    }

    private static JsonNode tree(byte[] bytes) {
        try {
            JsonNode json = JSON.readTree(bytes);
            if (json.isObject()) {
                return json;
            }
        } catch (IOException e) {
            // Said below: what Jackson says quotes the bytes.
        }
        throw new IllegalArgumentException("body must be a JSON object");
    }

    private static String text(JsonNode json, String field) {
        if (!json.path(field).isTextual()) {
            throw new IllegalArgumentException(field + " must be a text");
        }
        return json.path(field).asText();
    }

    private static Optional<Instant> time(JsonNode json, String field) {
        try {
            return json.has(field) ? Optional.of(Instant.parse(text(json, field))) : Optional.empty();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(field + " must be a time as 2026-03-01T12:00:00Z");
        }
    }

    private static <E extends Enum<E>> E constant(JsonNode json, String field, Class<E> type) {
        try {
            return Enum.valueOf(type, text(json, field).toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(field + " has no such value");
        }
    }
}
