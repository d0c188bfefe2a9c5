package org.radiologygpt.routes.draft;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.radiologygpt.draft.ModelIdentity;

/**
 * What a server's {@code GET /v1/models} says of the configured model.
 *
 * @param state {@link ServerState#READY}, or what is wrong with it
 * @param model who would answer; empty unless ready. What a server does not tell is left empty and never guessed
 */
record ModelListing(ServerState state, Optional<ModelIdentity> model) {

    static ModelListing read(JsonNode models, ModelEndpoint endpoint) {
        for (JsonNode model : models.path("data")) {
            if (model.path("id").asText().equals(endpoint.model())) {
                return read(model, endpoint.model(), endpoint.dialect());
            }
        }
        return unfit(ServerState.MODEL_MISSING);
    }

    private static ModelListing read(JsonNode model, String id, Dialect dialect) {
        String parent = model.path("parent").asText("").equals("null")
                ? ""
                : model.path("parent").asText("");
        String digest = digest(model.path("digest").asText(""));
        if (!isBase(dialect, id, parent)) {
            return unfit(ServerState.BASE_MISMATCH);
        }
        if (!dialect.digest().isEmpty() && !digest(dialect.digest()).equals(digest)) {
            return unfit(ServerState.DIGEST_MISMATCH);
        }
        String precision = model.path("precision").asText("");
        return new ModelListing(ServerState.READY, Optional.of(identity(dialect, id, parent, digest, precision)));
    }

    /** Whether the base model is the required one, as far as this kind of server tells. */
    private static boolean isBase(Dialect dialect, String id, String parent) {
        if (!(dialect.adapter() instanceof AdapterSelection.ModelField)) {
            return parent.isEmpty()
                    && (dialect.base().isEmpty() || dialect.base().equals(id));
        }
        if (dialect.base().isEmpty()) {
            return true;
        }
        return parent.isEmpty()
                ? id.equals(dialect.base()) || !dialect.kind().listsParents()
                : parent.equals(dialect.base());
    }

    private static ModelIdentity identity(Dialect dialect, String id, String parent, String digest, String precision) {
        if (dialect.adapter() instanceof AdapterSelection.LoraRequest lora) {
            // The listing is the base's: its digest says nothing of base and adapter together.
            return new ModelIdentity(id, "", lora.name(), precision);
        }
        String base = parent.isEmpty() ? dialect.base() : parent;
        return base.isEmpty() || base.equals(id)
                ? new ModelIdentity(id, digest, "", precision)
                : new ModelIdentity(base, digest, id, precision);
    }

    private static String digest(String digest) {
        return digest.isEmpty() || digest.contains(":") ? digest : "sha256:" + digest;
    }

    private static ModelListing unfit(ServerState state) {
        return new ModelListing(state, Optional.empty());
    }
}
