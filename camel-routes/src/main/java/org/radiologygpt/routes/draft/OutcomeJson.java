package org.radiologygpt.routes.draft;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.radiologygpt.draft.Draft;
import org.radiologygpt.draft.DraftOutcome;

/** An outcome as the JSON object that {@code radiology.drafts} and the commands carry. */
public final class OutcomeJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private OutcomeJson() {}

    /**
     * Renders an outcome.
     *
     * @param source which message, as {@code feed.log#3} or {@code radiology.oru-0-17}
     */
    public static ObjectNode of(String source, DraftOutcome outcome) {
        ObjectNode json = source(source);
        if (outcome instanceof DraftOutcome.Drafted drafted) {
            drafted(json.put("outcome", "drafted"), drafted.draft());
        } else if (outcome instanceof DraftOutcome.Withheld withheld) {
            json.put("outcome", "withheld").put("reason", withheld.reason());
            GuardsJson.put(json, withheld.guards());
        } else if (outcome instanceof DraftOutcome.Skipped skipped) {
            json.put("outcome", "skipped").put("reason", skipped.reason().code());
        } else if (outcome instanceof DraftOutcome.Rejected rejected) {
            json.put("outcome", "rejected").put("reason", rejected.reason().code());
            json.put("detail", rejected.detail());
        }
        return json;
    }

    /** An object with nothing but its source. */
    public static ObjectNode source(String source) {
        return JSON.createObjectNode().put("source", source);
    }

    private static void drafted(ObjectNode json, Draft draft) {
        json.put("impression", draft.impression());
        GuardsJson.put(json, draft.guards());
        json.put("model", draft.model().name());
        json.put(
                "adapter",
                draft.model().adapter().isEmpty() ? null : draft.model().adapter());
        json.put("digest", draft.model().digest());
        if (!draft.model().precision().isEmpty()) {
            json.put("precision", draft.model().precision());
        }
        json.put("prompt", draft.promptId());
        json.put("promptTokens", draft.promptTokens());
        json.put("completionTokens", draft.completionTokens());
        json.put("latencyMs", draft.latencyMs());
    }
}
