package org.radiologygpt.routes.writeback;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.radiologygpt.draft.CancelReason;
import org.radiologygpt.draft.Draft;
import org.radiologygpt.draft.Review;
import org.radiologygpt.fhir.DraftBundle;
import org.radiologygpt.fhir.FhirJson;
import org.radiologygpt.report.RadiologyReport;

/** JSON events {@code drafted}, {@code withdrawn} and {@code reviewed}; a draft comes as the FHIR transaction that stores it. */
public final class JsonFormat implements DraftFormat {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final DraftBundle bundles;

    public JsonFormat(DraftBundle bundles) {
        this.bundles = bundles;
    }

    @Override
    public Optional<byte[]> draft(RadiologyReport report, Draft draft, String origin) {
        ObjectNode event = event("drafted", draft.idempotencyKey()).put("origin", origin);
        event.set("bundle", tree(FhirJson.text(bundles.of(report, draft, origin))));
        return Optional.of(bytes(event));
    }

    @Override
    public byte[] withdrawal(String idempotencyKey, CancelReason reason, String cause) {
        return bytes(
                event("withdrawn", idempotencyKey).put("reason", reason.code()).put("cause", cause));
    }

    @Override
    public Optional<byte[]> review(String idempotencyKey, Review review) {
        return Optional.of(bytes(event("reviewed", idempotencyKey).put("review", review.code())));
    }

    private static ObjectNode event(String name, String idempotencyKey) {
        return JSON.createObjectNode().put("event", name).put("draft", idempotencyKey);
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the composer writes JSON");
        }
    }

    private static byte[] bytes(ObjectNode event) {
        return event.toString().getBytes(StandardCharsets.UTF_8);
    }
}
