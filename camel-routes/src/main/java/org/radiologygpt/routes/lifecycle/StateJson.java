package org.radiologygpt.routes.lifecycle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.radiologygpt.draft.Arrival;
import org.radiologygpt.draft.CancelReason;
import org.radiologygpt.draft.DraftRef;
import org.radiologygpt.draft.Ending;
import org.radiologygpt.draft.Origin;
import org.radiologygpt.draft.ReportHistory;
import org.radiologygpt.draft.ReportState;
import org.radiologygpt.draft.Review;
import org.radiologygpt.draft.SkipReason;

/** A state as the JSON that the topic keeps. */
final class StateJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private StateJson() {}

    static byte[] write(ReportState state) {
        ObjectNode json = JSON.createObjectNode().put("state", state.code());
        if (state instanceof ReportState.Drafted drafted) {
            json.set("draft", draft(drafted.draft()));
        } else if (state instanceof ReportState.Cancelled cancelled) {
            json.put("reason", cancelled.reason().name()).put("text", cancelled.textHash());
        } else if (state instanceof ReportState.Reviewed reviewed) {
            json.put("review", reviewed.review().name()).set("draft", draft(reviewed.draft()));
        }
        json.set("history", history(state.history()));
        try {
            return JSON.writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree is always JSON", e);
        }
    }

    /**
     * The state in these bytes.
     *
     * @throws StateException where they are none
     */
    static ReportState read(byte[] bytes) {
        try {
            JsonNode json = JSON.readTree(bytes);
            ReportHistory history = history(json.path("history"));
            return switch (json.path("state").asText()) {
                case "awaiting" -> new ReportState.Awaiting(history);
                case "drafted" -> new ReportState.Drafted(history, draft(json.path("draft")));
                case "superseded" -> new ReportState.Superseded(history);
                case "cancelled" ->
                    new ReportState.Cancelled(
                            history,
                            CancelReason.valueOf(json.path("reason").asText()),
                            json.path("text").asText());
                case "reviewed" ->
                    new ReportState.Reviewed(
                            history,
                            draft(json.path("draft")),
                            Review.valueOf(json.path("review").asText()));
                default -> throw new StateException("a stored state has an unknown name");
            };
        } catch (IOException | IllegalArgumentException | java.time.DateTimeException e) {
            throw new StateException(
                    "a stored state cannot be read: " + e.getClass().getSimpleName());
        }
    }

    private static ObjectNode history(ReportHistory history) {
        ObjectNode json =
                JSON.createObjectNode().put("drafts", history.drafts()).put("taught", history.taught());
        history.newest().ifPresent(arrival -> json.set("newest", marked(arrival)));
        history.signed().ifPresent(arrival -> json.set("signed", arrival(arrival)));
        history.withdrawn().ifPresent(arrival -> json.set("withdrawn", arrival(arrival)));
        history.shown().forEach(shown -> json.withArray("shown").add(draft(shown)));
        history.ended().forEach(ended -> {
            ObjectNode node = ending(ended.ending());
            node.set("arrival", arrival(ended.arrival()));
            json.withArray("ended").add(node);
        });
        return json;
    }

    private static ReportHistory history(JsonNode json) {
        return new ReportHistory(
                optional(json, "newest"),
                optional(json, "signed"),
                optional(json, "withdrawn"),
                json.path("drafts").asInt(),
                all(json.path("shown"), StateJson::draft),
                json.path("taught").asBoolean(),
                all(json.path("ended"), node -> new ReportHistory.Ended(arrival(node.path("arrival")), ending(node))));
    }

    private static Optional<Arrival> optional(JsonNode json, String field) {
        return json.has(field) ? Optional.of(arrival(json.path(field))) : Optional.empty();
    }

    private static <T> List<T> all(JsonNode array, Function<JsonNode, T> read) {
        List<T> all = new ArrayList<>();
        array.forEach(node -> all.add(read.apply(node)));
        return all;
    }

    private static ObjectNode arrival(Arrival arrival) {
        return JSON.createObjectNode()
                .put("feed", arrival.origin().feed())
                .put("position", arrival.origin().position())
                .put("clock", arrival.clock().toString())
                .put("version", arrival.version())
                .put("id", arrival.messageId())
                .put("body", arrival.bodyHash());
    }

    private static ObjectNode marked(Arrival arrival) {
        ObjectNode json = arrival(arrival);
        arrival.patient().forEach(mark -> json.withArray("patient").add(mark));
        return json;
    }

    private static Arrival arrival(JsonNode json) {
        return new Arrival(
                origin(json),
                Instant.parse(json.path("clock").asText()),
                json.path("version").asText(),
                json.path("id").asText(),
                json.path("body").asText(),
                all(json.path("patient"), JsonNode::asText));
    }

    private static Origin origin(JsonNode json) {
        return new Origin(json.path("feed").asText(), json.path("position").asLong());
    }

    private static ObjectNode draft(DraftRef draft) {
        return JSON.createObjectNode()
                .put("number", draft.number())
                .put("version", draft.version())
                .put("feed", draft.origin().feed())
                .put("position", draft.origin().position())
                .put("text", draft.textHash())
                .put("written", draft.written());
    }

    private static DraftRef draft(JsonNode json) {
        return new DraftRef(
                json.path("number").asInt(),
                json.path("version").asText(),
                origin(json),
                json.path("text").asText(),
                json.path("written").asBoolean());
    }

    private static ObjectNode ending(Ending ending) {
        ObjectNode json = JSON.createObjectNode();
        if (ending instanceof Ending.Drafted drafted) {
            json.put("ending", "drafted").set("draft", draft(drafted.draft()));
        } else if (ending instanceof Ending.Skipped skipped) {
            json.put("ending", "skipped").put("reason", skipped.reason().name());
        } else if (ending instanceof Ending.Withheld withheld) {
            json.put("ending", "withheld").put("reason", withheld.reason()).put("kept", withheld.kept());
        }
        return json;
    }

    private static Ending ending(JsonNode json) {
        String reason = json.path("reason").asText();
        return switch (json.path("ending").asText()) {
            case "drafted" -> new Ending.Drafted(draft(json.path("draft")));
            case "skipped" -> new Ending.Skipped(SkipReason.valueOf(reason));
            default -> new Ending.Withheld(reason, json.path("kept").asBoolean());
        };
    }
}
